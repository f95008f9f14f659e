"""Labour complaints: lodging, correcting, dates, money, the end."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.cases.enums.complaint import (
    MONETARY,
    AmountKind,
    ComplaintOutcome,
    ComplaintType,
    Forum,
    Remedy,
    Respondent,
    StepKind,
)
from safefair.cases.enums.intake import Stage
from safefair.cases.forms.days import ComingDayField, EntryForm, PastDayField
from safefair.cases.forms.fields import COUNTRIES, LineField, WordsField
from safefair.cases.forms.meanwhile import SeenForm
from safefair.cases.models import ComplaintGroup
from safefair.cases.money import DOLLAR, WITHOUT_CENTS, currency_choices
from safefair.cases.operations.complaints import FACTS, WORDS, Lodging

CHOOSE = ("", _("choose"))
PLACES = [CHOOSE, *COUNTRIES[1:]]
BESIDES_MONEY = [(value, label) for value, label in Remedy.choices if value not in MONETARY]
ENDS = [CHOOSE, *(pair for pair in ComplaintOutcome.choices if pair[0] != ComplaintOutcome.PENDING)]


class ComplaintForm(EntryForm, SeenForm):
    """What is complained of, against whom, before whom, and what she asks for."""

    types = forms.MultipleChoiceField(
        label=_("What is complained of"), choices=ComplaintType, widget=forms.CheckboxSelectMultiple
    )
    respondent = forms.ChoiceField(label=_("Against whom"), choices=Respondent, widget=forms.RadioSelect)
    respondent_name = LineField(label=_("Name of that person or company"), help_text=_("It is sealed."))
    country = forms.ChoiceField(label=_("Country where it is lodged"), choices=PLACES)
    forum = forms.ChoiceField(label=_("Before whom"), choices=[CHOOSE, *Forum.choices])
    stage = forms.ChoiceField(label=_("Where in her migration it happened"), choices=Stage)
    opened_on = PastDayField(label=_("Lodged on"))
    group = forms.ChoiceField(
        label=_("Filed together with others"),
        required=False,
        help_text=_("Colleagues see the code of this complaint and its amounts in the group."),
    )
    remedies = forms.MultipleChoiceField(
        label=_("What she asks for"), choices=Remedy, required=False, widget=forms.CheckboxSelectMultiple
    )
    facts = WordsField(label=_("What happened, for the complaint"), rows=5, help_text=_("It is sealed."))
    demand = WordsField(label=_("What she demands, in her words"))

    GROUPS = (
        (_("What it is about"), ("types", "facts")),
        (
            _("Against whom and before whom"),
            ("respondent", "respondent_name", "country", "forum", "stage", "opened_on", "group"),
        ),
        (_("What she asks for"), ("remedies", "demand")),
    )

    def __init__(self, *args: Any, groups: Iterable[ComplaintGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_address = {str(group.uuid): group for group in groups}
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  the class above says so
        field.choices = [("", _("no")), *((key, group.title) for key, group in self.by_address.items())]

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Fields by what they are about."""
        return [(title, [self[name] for name in names]) for title, names in self.GROUPS]

    @property
    def lodging(self) -> Lodging:
        """What was said, of a valid form."""
        data = {**self.cleaned_data, "group": self.by_address.get(self.cleaned_data["group"])}
        return Lodging(
            facts={name: data[name] for name in FACTS},
            words={name: data[name].strip() for name in WORDS},
        )


class StepForm(EntryForm):
    """A date of the complaint."""

    kind = forms.ChoiceField(label=_("What"), choices=[CHOOSE, *StepKind.choices])
    due_on = ComingDayField(label=_("On"))
    held_on = PastDayField(
        label=_("Done on"),
        required=False,
        initial=None,
        help_text=_("Leave empty if it is still to come."),
    )


class HeldForm(forms.Form):
    """The day on which a date was held."""

    held_on = PastDayField(label=_("Done on"))


class PlainDecimalField(forms.DecimalField):
    """A number written with a point and no marks for thousands: 12.000 is twelve in one country, twelve thousand in the next."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        messages = {"invalid": _("Write the number without marks for thousands, for example 12000.50.")}
        super().__init__(
            widget=forms.TextInput(attrs=attrs), error_messages=messages, localize=False, **kwargs
        )

    def to_python(self, value: Any) -> Any:
        """Refuse what could be read in two ways."""
        if isinstance(value, str) and ("," in value or " " in value.strip()):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class AmountForm(EntryForm):
    """Money in its own currency; the rate of a day where it is known."""

    kind = forms.ChoiceField(label=_("What"), choices=AmountKind, widget=forms.RadioSelect)
    remedy = forms.ChoiceField(
        label=_("For"),
        choices=[pair for pair in Remedy.choices if pair[0] in MONETARY],
        initial=Remedy.MONEY,
    )
    amount = PlainDecimalField(label=_("Amount"), min_value=Decimal("0.01"), max_digits=14, decimal_places=2)
    currency = forms.ChoiceField(label=_("Currency"), choices=[CHOOSE, *currency_choices()])
    on = PastDayField(label=_("On"))
    rate = PlainDecimalField(
        label=_("How many of that currency one US dollar costs"),
        required=False,
        min_value=Decimal("0.000001"),
        max_digits=16,
        decimal_places=6,
        help_text=_("For example 36.50 for baht. Leave empty if you do not know."),
    )
    rate_on = PastDayField(label=_("Rate of which day"), required=False, initial=None)

    def clean(self) -> dict[str, Any]:
        """A rate has its day, a dollar none; no cents where the currency has none."""
        data = super().clean() or {}
        rate, rate_on, currency = data.get("rate"), data.get("rate_on"), data.get("currency")
        if currency == DOLLAR and rate is not None:
            self.add_error("rate", _("A US dollar needs no rate."))
        elif rate is not None and rate_on is None and "rate_on" not in self.errors:
            self.add_error("rate_on", _("Say of which day this rate is."))
        elif rate is None and rate_on is not None and "rate" not in self.errors:
            self.add_error("rate", _("Write the rate of this day, or leave the day empty."))
        amount = data.get("amount")
        if amount is not None and currency in WITHOUT_CENTS and amount != int(amount):
            self.add_error("amount", _("This currency has no smaller unit: write a whole number."))
        return data


class ObtainedForm(SeenForm):
    """What she got besides money."""

    obtained = forms.MultipleChoiceField(
        label=_("She has got"),
        choices=BESIDES_MONEY,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class EndForm(SeenForm):
    """How it ended."""

    outcome = forms.ChoiceField(label=_("How it ended"), choices=ENDS)
    ended_on = PastDayField(label=_("On"))


class GroupForm(SeenForm):
    """Several women's complaints against one respondent."""

    title = forms.CharField(
        label=_("Front name"),
        max_length=120,
        help_text=_(
            "It is not sealed. Write no name of a woman, an employer or an agency: for example “Mill, May”."
        ),
    )
    respondent = forms.ChoiceField(label=_("Against whom"), choices=[CHOOSE, *Respondent.choices])
    country = forms.ChoiceField(label=_("Country where it is lodged"), choices=PLACES)
    forum = forms.ChoiceField(label=_("Before whom"), choices=[CHOOSE, *Forum.choices])
    filed_on = PastDayField(label=_("Filed on"), required=False, initial=None)
