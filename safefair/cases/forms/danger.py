"""How great the danger is, asked one by one; and the safety plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.cases.danger import is_below, review_day, suggested_level
from safefair.cases.enums.plan import RiskFactor, RiskLevel
from safefair.cases.forms.days import ComingDayField, EntryForm, PastDayField, in_days
from safefair.cases.forms.fields import YES_NO, WordsField, YesNoField
from safefair.cases.forms.meanwhile import SeenForm
from safefair.cases.operations.safety import SECTIONS

LEVELS = [choice for choice in RiskLevel.choices if choice[0]]
PLAN_REVIEW_DAYS = 14


class RiskForm(EntryForm, SeenForm):
    """Every question may stay unasked. Without a level the answers suggest one, and the form comes back with it."""

    assessed_on = PastDayField(label=_("Assessed on"))
    level = forms.ChoiceField(
        label=_("How great is the danger?"),
        choices=LEVELS,
        widget=forms.RadioSelect,
        help_text=_("Ask first what the answers suggest, with the button below."),
    )
    lowered_because = WordsField(
        label=_("Why less than the answers suggest"), help_text=_("Sealed. Needed only then."), rows=2
    )
    review_on = ComingDayField(
        label=_("Look again on"),
        required=False,
        help_text=_("Left open: after 3 days if the danger is high, 14 if there is some, else 30."),
    )
    note = WordsField(label=_("What else matters"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for factor in RiskFactor:
            self.fields[factor.value] = question = YesNoField(label=_sentence(factor.label))
            question.choices = [("", _("not asked")), *YES_NO[1:]]

    @property
    def questions(self) -> list[forms.BoundField]:
        """The questions in their order."""
        return [self[factor.value] for factor in RiskFactor]

    @property
    def ending(self) -> list[forms.BoundField]:
        """What is decided once they were asked."""
        return [self[name] for name in ("level", "lowered_because", "assessed_on", "review_on", "note")]

    def clean(self) -> dict[str, Any]:
        """The level against what the answers suggest; the review against the level."""
        data = super().clean() or {}
        suggested, level, on = self.suggested, data.get("level", ""), data.get("assessed_on")
        if level and is_below(level, suggested) and not data.get("lowered_because", "").strip():
            self.add_error(
                "lowered_because", _("Say why it is less than the answers suggest, or choose more.")
            )
        review = data.get("review_on")
        if level and on and not review:
            data["review_on"] = review_day(level, on)
        elif level == RiskLevel.HIGH and on and review and review > review_day(level, on):
            self.add_error("review_on", _("High danger is looked at again within three days."))
        elif on and review and review < on:
            self.add_error("review_on", _("This is before the assessment."))
        return data

    @property
    def answers(self) -> dict[str, bool | None]:
        """Yes, no or not asked, by question."""
        return {factor.value: self.cleaned_data.get(factor.value) for factor in RiskFactor}

    @property
    def suggested(self) -> RiskLevel:
        """What the answers typed so far suggest."""
        answers = self.answers
        return suggested_level(
            [code for code, answer in answers.items() if answer],
            [code for code, answer in answers.items() if answer is not None],
        )


class SafetyForm(EntryForm, SeenForm):
    """A plan in her words. What does not fit her stays empty."""

    concern = WordsField(label=_("What she fears most"))
    signs = WordsField(label=_("How she notices that it becomes dangerous"))
    people = WordsField(label=_("Whom she can call or go to"))
    places = WordsField(label=_("Where she is safe, and how she gets there"))
    prepare = WordsField(
        label=_("What she gets ready"),
        help_text=_("For example papers or their copies, money, a telephone, medicine, keys."),
    )
    steps = WordsField(label=_("What she does when it happens"))
    children = WordsField(label=_("Her children"))
    made_with_her = forms.BooleanField(label=_("Made together with her"), required=False, initial=True)
    made_on = PastDayField(label=_("Made on"))
    review_on = ComingDayField(label=_("Look again on"), initial=lambda: in_days(PLAN_REVIEW_DAYS))

    def clean(self) -> dict[str, Any]:
        """A plan says something."""
        data = super().clean() or {}
        if not any(data.get(name, "").strip() for name in SECTIONS):
            self.add_error("steps", _("Write down at least one thing."))
        return data

    @property
    def words(self) -> dict[str, str]:
        """What is sealed."""
        return {name: self.cleaned_data[name].strip() for name in SECTIONS}


class NotWantedForm(EntryForm, SeenForm):
    """She wants no plan; it is offered again."""

    said = WordsField(label=_("What she said about it"), rows=2)
    review_on = ComingDayField(label=_("Offer it again on"), initial=lambda: in_days(PLAN_REVIEW_DAYS))


class ReviewForm(SeenForm):
    """The plan still holds."""

    review_on = ComingDayField(label=_("Look again on"), initial=lambda: in_days(PLAN_REVIEW_DAYS))


def _sentence(text: Any) -> str:
    return f"{str(text)[:1].upper()}{str(text)[1:]}?"
