"""Goals, steps and contacts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import User
from safefair.cases.enums.intake import ContactChannel
from safefair.cases.enums.plan import ContactOutcome, GoalStatus, Outcome, Service
from safefair.cases.forms.days import ComingDayField, EntryForm, PastDayField
from safefair.cases.forms.fields import LineField, WordsField
from safefair.cases.forms.meanwhile import SeenForm
from safefair.cases.models import Goal
from safefair.cases.operations.plan import ContactText, GoalText, StepEnd, StepText

HERSELF = "her"


class GoalForm(EntryForm):
    """What she wants to reach."""

    text = LineField(label=_("What she wants to reach"), required=True, help_text=_("In her words; sealed."))
    need = forms.ChoiceField(label=_("Need"), choices=Service)
    target_on = ComingDayField(label=_("By"), required=False)

    @property
    def goal(self) -> GoalText:
        """Of a valid form."""
        data = self.cleaned_data
        return GoalText(
            text=data["text"],
            need=data["need"],
            target_on=data["target_on"],
            status=data.get("status") or GoalStatus.IN_PROGRESS,
        )


class GoalEditForm(GoalForm, SeenForm):
    """The goal again, and how far it is."""

    status = forms.ChoiceField(label=_("How far"), choices=GoalStatus, widget=forms.RadioSelect)
    entry_id = forms.UUIDField(widget=forms.HiddenInput, required=False)


class StepForm(EntryForm):
    """What somebody does, by when."""

    text = LineField(label=_("What is done"), required=True, help_text=_("Sealed."))
    service = forms.ChoiceField(label=_("Service"), choices=Service)
    who = forms.ChoiceField(label=_("Who does it"), required=False)
    due_on = ComingDayField(label=_("By"), required=False)
    goal = forms.ChoiceField(label=_("For the goal"), required=False)

    def __init__(
        self, *args: Any, colleagues: list[User], goals: list[tuple[Goal, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(user.uuid): user for user in colleagues}
        self.goals = {str(goal.uuid): goal for goal, _text in goals}
        self._choose(
            "who",
            [
                ("", _("nobody yet")),
                (HERSELF, _("she herself")),
                *((k, u.name) for k, u in self.colleagues.items()),
            ],
        )
        self._choose("goal", [("", _("none")), *((str(goal.uuid), text) for goal, text in goals)])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  the class above says so
        field.choices = choices

    @property
    def step(self) -> StepText:
        """Of a valid form."""
        data = self.cleaned_data
        return StepText(
            text=data["text"],
            service=data["service"],
            by_her=data["who"] == HERSELF,
            worker=self.colleagues.get(data["who"]),
            due_on=data["due_on"],
            goal=self.goals.get(data["goal"]),
        )


class StepEditForm(StepForm, SeenForm):
    """The step again."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput, required=False)


class DoneForm(SeenForm):
    """What became of a step."""

    outcome = forms.ChoiceField(
        label=_("What became of it"),
        choices=[choice for choice in Outcome.choices if choice[0]],
        initial=Outcome.PROVIDED,
        widget=forms.RadioSelect,
    )
    done_on = PastDayField(label=_("On"))
    note = WordsField(label=_("Note"), rows=2)

    def __init__(self, *args: Any, has_note: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_note:
            del self.fields["note"]

    @property
    def end(self) -> StepEnd:
        """Of a valid form."""
        data = self.cleaned_data
        return StepEnd(outcome=data["outcome"], done_on=data["done_on"], note=data.get("note"))


class ContactForm(EntryForm):
    """A contact to come."""

    due_on = ComingDayField(label=_("When"))
    channel = forms.ChoiceField(
        label=_("How"), choices=[c for c in ContactChannel.choices if c[0] != ContactChannel.NONE]
    )


class ContactEditForm(ContactForm, SeenForm):
    """Another day, another way."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput, required=False)


class HeldForm(SeenForm):
    """What became of a contact, and when the next one is."""

    outcome = forms.ChoiceField(
        label=_("What became of it"),
        choices=[choice for choice in ContactOutcome.choices if choice[0]],
        widget=forms.RadioSelect,
    )
    held_on = PastDayField(label=_("On"))
    note = WordsField(label=_("What she said"), rows=3)
    next_on = ComingDayField(label=_("Next contact"), required=False)

    def clean(self) -> dict[str, Any]:
        """The next one comes after this one."""
        data = super().clean() or {}
        held, following = data.get("held_on"), data.get("next_on")
        if held and following and following <= held:
            self.add_error("next_on", _("This is not after the contact."))
        return data

    @property
    def contact(self) -> ContactText:
        """Of a valid form."""
        names = ("outcome", "held_on", "note", "next_on")
        return ContactText(**{name: self.cleaned_data[name] for name in names})
