"""What happened to her: the ordered questions, the facts around it, who did it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.cases.enums.incident import (
    Abduction,
    ForcedLabourIndicator,
    PerpetratorAge,
    Place,
    Relationship,
    ReportedElsewhere,
    TimeOfDay,
    TraffickingStatus,
)
from safefair.cases.enums.intake import Stage
from safefair.cases.forms.days import EntryForm, PastDayField
from safefair.cases.forms.fields import COUNTRIES, LineField, WordsField, YesNoField
from safefair.cases.forms.meanwhile import (
    KEEP,
    MINE,
    THEIRS,
    Difference,
    Now,
    SeenForm,
    in_words,
    write_value,
)
from safefair.cases.operations.incidents import FACTS, OF_PERPETRATOR, WORDS, IncidentText
from safefair.core.codes import Sex
from safefair.core.widgets import DayInput

MOST = 10
OLDEST = 110
BY = "by"


class IncidentForm(EntryForm):
    """One incident of one woman. Everything but the day on which she told us may stay unknown."""

    account = WordsField(label=_("What happened, in her words"), rows=6, help_text=_("It is sealed."))
    penetration = YesNoField(
        label=_("1. Was there penetration?"), help_text=_("Also by a husband, or by several people.")
    )
    sexual_contact = YesNoField(
        label=_("2. Was there unwanted sexual contact?"), help_text=_("Also an attempt, or cutting.")
    )
    physical_assault = YesNoField(
        label=_("3. Was she hurt in another way?"), help_text=_("Hit, burnt, choked.")
    )
    forced_marriage = YesNoField(label=_("4. Was she forced to marry?"))
    denial = YesNoField(
        label=_("5. Was something kept from her?"),
        help_text=_(
            "Wages, food, papers, health care, school: because she is a woman, not because there is none."
        ),
    )
    psychological = YesNoField(
        label=_("6. Was she threatened, insulted, watched or kept apart?"),
    )
    reported_on = PastDayField(label=_("She told us on"))
    happened_on = forms.DateField(
        label=_("It happened on"),
        required=False,
        widget=DayInput,
        help_text=_("Leave it open if nobody knows."),
    )
    is_date_estimated = forms.BooleanField(label=_("about that day"), required=False)
    age_at_incident = forms.IntegerField(
        label=_("Her age then"),
        required=False,
        min_value=0,
        max_value=OLDEST,
        help_text=_("Left open, her year of birth gives it where that is certain."),
    )
    time_of_day = forms.ChoiceField(label=_("Time of day"), choices=TimeOfDay, initial=TimeOfDay.UNKNOWN)
    place = forms.ChoiceField(label=_("Where"), choices=Place, initial=Place.UNKNOWN)
    place_name = LineField(label=_("Which place"), help_text=_("Sealed."))
    country = forms.ChoiceField(label=_("Country"), choices=COUNTRIES, required=False)
    stage = forms.ChoiceField(label=_("Where in her migration"), choices=Stage, initial=Stage.UNKNOWN)
    exchange = YesNoField(label=_("Was money, food, work or a favour given for it?"))
    abduction = forms.ChoiceField(
        label=_("Was she held or taken at the time?"), choices=Abduction, initial=Abduction.UNKNOWN
    )
    harmful_practice = YesNoField(label=_("Was it a harmful traditional practice?"))
    had_before = YesNoField(label=_("Had something like it happened before?"))
    reported_elsewhere = forms.ChoiceField(
        label=_("Has she told another organisation?"),
        choices=ReportedElsewhere,
        initial=ReportedElsewhere.UNKNOWN,
        help_text=_("Where another one counts it too, it is not counted here a second time."),
    )
    wants_legal_action = YesNoField(label=_("Does she want legal action?"))
    forced_labour = forms.MultipleChoiceField(
        label=_("Signs of forced labour (ILO)"),
        choices=ForcedLabourIndicator,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    trafficking = forms.ChoiceField(
        label=_("Trafficking"),
        choices=TraffickingStatus,
        required=False,
        help_text=_("As far as somebody entitled to it has decided."),
    )

    GROUPS = (
        (_("What happened"), ("account",)),
        (
            _("The questions, in this order; the first yes decides"),
            ("penetration", "sexual_contact", "physical_assault", "forced_marriage", "denial", "psychological"),
        ),
        (
            _("When and where"),
            ("reported_on", "happened_on", "is_date_estimated", "age_at_incident", "time_of_day", "place",
             "place_name", "country", "stage"),
        ),
        (
            _("Around it"),
            ("exchange", "abduction", "harmful_practice", "had_before", "wants_legal_action",
             "reported_elsewhere"),
        ),
        (_("Work and trafficking"), ("forced_labour", "trafficking")),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Nothing is told before it happened."""
        data = super().clean() or {}
        told, happened = data.get("reported_on"), data.get("happened_on")
        if told and happened and happened > told:
            self.add_error("happened_on", _("It cannot have happened after she told us."))
        return data

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Fields by what they are about."""
        return [(title, [self[name] for name in names]) for title, names in self.GROUPS]


class IncidentEditForm(IncidentForm, SeenForm):
    """The incident again, with whoever did it: those are chosen as a whole, and stand in `Now.values` under BY."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    people: Any = None

    def take_chosen(self) -> None:
        """Whoever did it too."""
        chosen, before = self.data.get(KEEP + BY), self.data
        super().take_chosen()
        if chosen == THEIRS and self.now is not None and self.data is not before:
            _write_people(self.data, self.now.values[BY])

    def differences(self, now: Now) -> list[Difference]:
        """Whoever did it after the fields."""
        found = super().differences(now)
        mine, theirs = (_people_in_words(rows) for rows in (self.people.facts, now.values[BY]))
        chosen = MINE if self.is_untouched(BY, now) else ""
        return found if mine == theirs else [*found, Difference(BY, _("Who did it"), mine, theirs, chosen)]


class PerpetratorForm(forms.Form):
    """Who did it, without a name. A row counts once it says who he is to her; "not known" is an answer."""

    relationship = forms.ChoiceField(
        label=_("Who he is to her"), choices=[("", _("nobody more")), *Relationship.choices], required=False
    )
    is_primary = forms.BooleanField(label=_("the main one, or one of them"), required=False, initial=True)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex, initial=Sex.UNKNOWN)
    age_group = forms.ChoiceField(label=_("Age"), choices=PerpetratorAge, initial=PerpetratorAge.UNKNOWN)
    has_done_before = YesNoField(label=_("Has he harmed her before?"))
    nationality = forms.ChoiceField(label=_("Nationality"), choices=COUNTRIES, required=False)
    occupation = forms.CharField(
        label=_("Occupation"), max_length=60, required=False, help_text=_("Never a name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """What is said of somebody needs somebody."""
        data = super().clean() or {}
        if self.has_changed() and not data.get("relationship") and not data.get("DELETE"):
            said = (data.get("occupation"), data.get("nationality"), data.get("has_done_before") is not None)
            if any(said) or data.get("sex") != Sex.UNKNOWN or data.get("age_group") != PerpetratorAge.UNKNOWN:
                self.add_error("relationship", _('Say who he is to her; "not known" will do.'))
        return data


class _Perpetrators(forms.BaseFormSet):
    @property
    def facts(self) -> list[dict[str, Any]]:
        """Those that say who he is to her, of a valid set."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("relationship")]
        return [{name: row[name] for name in OF_PERPETRATOR} for row in rows if not row.get("DELETE")]


def perpetrator_forms(data: Any, *, known: list[dict[str, Any]]) -> Any:
    """A row for each that is known, and one more; the button for another adds one to those that were sent."""
    made = forms.formset_factory(
        PerpetratorForm,
        formset=_Perpetrators,
        extra=1,
        max_num=MOST,
        absolute_max=MOST,
        can_delete=bool(known),
    )
    if data and data.get("action") == "more":
        data = data.copy()
        data[f"{BY}-TOTAL_FORMS"] = min(MOST, int(data.get(f"{BY}-TOTAL_FORMS") or 0) + 1)
    return made(data, initial=known, prefix=BY)


def _people_in_words(rows: list[dict[str, Any]]) -> str:
    """One line for each."""
    fields = PerpetratorForm.base_fields
    told = (
        [f"{one.label}: {words}" for name, one in fields.items() if (words := in_words(one, row[name]))]
        for row in rows
    )
    return "\n".join("; ".join(one) for one in told)


def _write_people(data: Any, rows: list[dict[str, Any]]) -> None:
    """Those who stand there in the place of those who were sent."""
    for name in [name for name in data if name.startswith(f"{BY}-")]:
        del data[name]
    data[f"{BY}-TOTAL_FORMS"] = data[f"{BY}-INITIAL_FORMS"] = str(len(rows))
    for number, row in enumerate(rows):
        for name, one in PerpetratorForm.base_fields.items():
            write_value(data, f"{BY}-{number}-{name}", one, row[name])


def text_of(form: IncidentForm, perpetrators: Any) -> IncidentText:
    """Both, valid, as one."""
    data = form.cleaned_data
    return IncidentText(
        facts={name: data[name] for name in FACTS},
        perpetrators=perpetrators.facts,
        words={name: data[name].strip() for name in WORDS},
    )
