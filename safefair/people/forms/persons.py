"""What a counsellor writes down about somebody, to find her and to register her."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.core.codes import Country, Sex, areas
from safefair.core.dates import PartialDate, parse_partial_date
from safefair.core.text import clean
from safefair.people.enums import SEX_OF_ONE, ErasureReason
from safefair.people.facts import RegistrationFacts
from safefair.people.identities import IdentityData
from safefair.people.names.values import read_age
from safefair.people.queries.search import PersonQuery

OLDEST = 110


class BirthDateField(forms.CharField):
    """A date of birth as far as it is known, in any usual writing and calendar; gives ISO 8601 text."""

    default_error_messages = {
        "unreadable": _(
            "This is not a date we can read. Write for example 1994, 5/1994 or 12/5/1994; Buddhist years too."
        ),
        "implausible": _("Nobody born then can be here today."),
    }

    def clean(self, value: Any) -> str:
        """The partial date as text, "" for none."""
        text = clean(super().clean(value))
        if not text:
            return ""
        born = parse_partial_date(text, pivot=dt.date.today().year)  # noqa: DTZ011  reason: a year is enough
        if born is None:
            raise forms.ValidationError(self.error_messages["unreadable"], code="unreadable")
        if not _is_plausible(born):
            raise forms.ValidationError(self.error_messages["implausible"], code="implausible")
        return str(born)


def _is_plausible(born: PartialDate) -> bool:
    today = dt.date.today()  # noqa: DTZ011  reason: a year is enough
    return today.year - OLDEST <= born.year and born.earliest <= today


class AgeField(forms.CharField):
    """Completed years, in any digits."""

    def clean(self, value: Any) -> int | None:
        """The age, None for none."""
        text = super().clean(value)
        age = read_age(text) if text else None
        if text and age is None:
            raise forms.ValidationError(_("Write an age in years, from 0 to 120."))
        return age


class SearchForm(forms.Form):
    """Step one of every registration: what is known of the person who stands there."""

    full_name_native = forms.CharField(
        label=_("Name in her own script"),
        required=False,
        max_length=150,
        help_text=_("As she writes it herself."),
    )
    full_name_latin = forms.CharField(label=_("Name in Latin letters"), required=False, max_length=150)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=60, widget=forms.TelInput)
    id_number = forms.CharField(label=_("Passport or card number"), required=False, max_length=40)
    birth_date = BirthDateField(
        label=_("Date or year of birth"),
        required=False,
        max_length=40,
        help_text=_("As much as she knows: 1994, or 12/5/1994."),
    )
    age = AgeField(label=_("or her age"), required=False, max_length=20)
    sex = forms.ChoiceField(
        label=_("Sex"), choices=list(SEX_OF_ONE.items()), initial=Sex.FEMALE, widget=forms.RadioSelect
    )
    village = forms.CharField(label=_("Village or workplace"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # The browser of a shared computer must not offer the last woman's name to the next.
            field.widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """A name in some script, a telephone or a document: without one there is nobody to look for."""
        data = super().clean() or {}
        if not any(data.get(name) for name in ("full_name_native", "full_name_latin", "phone", "id_number")):
            raise forms.ValidationError(_("Write a name, a telephone or a document number."))
        return data

    @property
    def identity(self) -> IdentityData:
        """Who she is, of a valid form."""
        data = self.cleaned_data
        return IdentityData(
            full_name_native=clean(data["full_name_native"]),
            full_name_latin=clean(data["full_name_latin"]),
            phone=clean(data["phone"]),
            id_number=clean(data["id_number"]),
            birth_date=data.get("birth_date", ""),
            village=clean(data["village"]),
            note=data.get("note", "").strip(),
        )

    def birth_year(self, on: dt.date) -> int | None:
        """The year of birth of a valid form: of the date, else worked out from the age on a day."""
        data = self.cleaned_data
        if data.get("birth_date"):
            return int(data["birth_date"][:4])
        return None if data.get("age") is None else on.year - int(data["age"])

    def query(self, on: dt.date) -> PersonQuery:
        """The search of a valid form."""
        return PersonQuery(
            identity=self.identity, sex=self.cleaned_data["sex"], birth_year=self.birth_year(on)
        )


class PersonForm(SearchForm):
    """Everything that is written down at registration or correction."""

    nationality = forms.ChoiceField(label=_("Nationality"), required=False)
    country = forms.ChoiceField(label=_("Country where she is now"), choices=Country)
    area = forms.ChoiceField(label=_("Province or state"), required=False)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only what helps to recognise her. It is sealed with her name."),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.data.get("country") or self.initial.get("country") or country
        self.initial.setdefault("country", country)
        choice: dict[str, forms.ChoiceField] = {
            name: field for name, field in self.fields.items() if isinstance(field, forms.ChoiceField)
        }
        choice["nationality"].choices = [("", _("not known")), *Country.choices, ("XX", _("another or none"))]
        # Areas of all countries by country: without JavaScript a list cannot follow another one.
        others = [code for code in Country.values if code != chosen]
        choice["area"].choices = [
            ("", _("not known")),
            *((str(Country(code).label), areas(code)) for code in (chosen, *others) if areas(code)),
        ]

    def clean(self) -> dict[str, Any]:
        """An area lies in the country chosen."""
        data = super().clean()
        if data.get("area") and not data["area"].startswith(f"{data.get('country')}-"):
            self.add_error("area", _("This province is not in the country chosen above."))
        return data

    def facts(self, on: dt.date) -> RegistrationFacts:
        """The countable facts of a valid form."""
        data = self.cleaned_data
        return RegistrationFacts(
            country=data["country"],
            sex=data["sex"],
            birth_year=self.birth_year(on),
            nationality=data["nationality"],
            area=data["area"],
        )


class ErasureForm(forms.Form):
    """Why somebody is erased, and a second look."""

    reason = forms.ChoiceField(label=_("Why"), choices=ErasureReason, widget=forms.RadioSelect)
    is_sure = forms.BooleanField(
        label=_("I understand that nobody can bring her name back, not even from a backup.")
    )
