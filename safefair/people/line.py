"""A person on one line of a register or a sheet: found among the registered or registered there, without leaving it.

Shared by every page on which people are entered one after another. Search comes before create: whoever is entered as
new is searched for once more with all that was typed, and a probable match has to be denied.
"""

import datetime as dt
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safefair.accounts.membership import Membership
from safefair.accounts.models import Organization
from safefair.core.codes import AgeBand, Sex, age_band
from safefair.core.dates import common_era
from safefair.core.models import ReadKind
from safefair.people.codes import read_code
from safefair.people.enums import RegistrationSource
from safefair.people.facts import RegistrationFacts, age_on
from safefair.people.identities import IdentityData, open_identity
from safefair.people.models import Registration
from safefair.people.names.score import Alert
from safefair.people.names.values import phone_digits
from safefair.people.operations.registrations import register_person
from safefair.people.queries.search import Candidate, PersonQuery, find_candidates

NEW = "new"
NOBODY = "none"
SHOWN = 9  # one for each digit
NUMBER = re.compile(r"\b\d{1,4}\b")
ONE_PERSON = [
    (Sex.FEMALE, pgettext_lazy("one person", "woman")),
    (Sex.MALE, pgettext_lazy("one person", "man")),
    (Sex.OTHER, pgettext_lazy("one person", "another")),
    (Sex.UNKNOWN, pgettext_lazy("one person", "not known")),
]
Remarks = Callable[[Sequence[int]], Mapping[int, str]]


@dataclass(frozen=True, slots=True, repr=False)
class Choice:
    """Somebody found, as the line shows her."""

    value: str
    name: str
    code: str
    sex: str
    age: int | None
    village: str
    is_probable: bool
    remark: str


class PersonLineForm(forms.Form):
    """Who: `person` is the address of a registration, NEW, NOBODY (no name wanted), or empty while searching."""

    q = forms.CharField(
        label=_("Name, telephone or code"),
        help_text=_("The full name; or one name with her age or her village: Malee 41, or Malee, Mae Sot."),
        required=False,
        max_length=200,
        widget=forms.SearchInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    person = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    full_name = forms.CharField(label=_("Name as she says it"), required=False, max_length=200)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40, widget=forms.TelInput)
    village = forms.CharField(label=_("Village or workplace"), required=False, max_length=100)
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=ONE_PERSON, initial=Sex.UNKNOWN)
    age = forms.IntegerField(label=_("Age"), required=False, min_value=0, max_value=120)
    is_denied = forms.BooleanField(required=False, widget=forms.HiddenInput)
    entry_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    allows_nobody = False

    def __init__(self, *args: object, organization: Organization, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # what a form takes
        self.organization = organization
        self.registration: Registration | None = None
        self.told: dict[
            str, str
        ] = {}  # hidden fields that say what the reader has been told with this answer
        for name in ("full_name", "phone", "village"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_sex(self) -> str:
        """Nothing chosen is not known."""
        return str(self.cleaned_data["sex"] or Sex.UNKNOWN)

    def clean(self) -> dict[str, object]:
        """Refuse a line that is about nobody."""
        data = self.cleaned_data
        person = data.get("person", "")
        if person == NEW:
            data["full_name"] = data.get("full_name") or data.get("q", "")
            if not data["full_name"]:
                self.add_error("full_name", _("Write her name, or choose that she wants none written down."))
        elif person == NOBODY and self.allows_nobody:
            pass
        else:
            self.registration = find_registration(person, self.organization)
            if self.registration is None:
                self.add_error("q", _("Choose one of the people found, or enter her as new."))
        return data

    @property
    def is_about_nobody(self) -> bool:
        """She wants no name written down."""
        return bool(self.cleaned_data["person"] == NOBODY)

    @property
    def needs_search(self) -> bool:
        """A new person whose resemblance to others nobody has denied yet."""
        return self.cleaned_data["person"] == NEW and not self.cleaned_data["is_denied"]

    @property
    def age_band(self) -> AgeBand:
        """The band of the age typed."""
        return age_band(self.cleaned_data["age"])

    def identity(self) -> IdentityData:
        """What was typed of a new person."""
        data = self.cleaned_data
        name = data["full_name"]
        return IdentityData(
            full_name_latin=name if name.isascii() else "",
            full_name_native="" if name.isascii() else name,
            phone=data["phone"],
            village=data["village"],
        )


def find_registration(address: str, organization: Organization) -> Registration | None:
    """The registration of an organisation at an address (its uuid); None for a stranger's or no address at all."""
    try:
        wanted = uuid.UUID(address)
    except ValueError:
        return None
    return Registration.objects.visible_to(organization.pk).filter(uuid=wanted, erased_at=None).first()


def search_people(
    text: str, membership: Membership, *, on: dt.date, remarks: Remarks | None = None
) -> list[Choice]:
    """Who in one's own organisation a typed name, telephone or code may mean, best first; logged as a search."""
    text = text.strip()
    if len(text) < 2 or membership.organization is None:
        return []
    code = read_code(text)
    known = Registration.objects.visible_to(membership.organization_id).filter(code=code) if code else []
    for registration in known:
        identity = open_identity(registration, user_id=membership.user.pk, kind=ReadKind.SEARCHED)
        if not identity.is_erased:
            return [_choice(registration, identity, on=on, is_probable=True, remark="")]
    query = read_query(text, country=membership.organization.country, on=on)
    return _choices(_find(query, membership, at_least=Alert.NONE), on=on, remarks=remarks)


def read_query(text: str, *, country: str, on: dt.date) -> PersonQuery:
    """What one typed text says of a person: a telephone, or a name with perhaps her age or year of birth and village.

    "Malee 41" is a name and an age, "Malee 1985" a name and a year (Buddhist era too), "Malee, Mae Sot" a name and a
    village: one name alone finds nobody, since a thousand women may bear it.
    """
    digits = phone_digits(text)
    if digits is not None and len(digits) >= 6 and not any(char.isalpha() for char in text):
        return PersonQuery(identity=IdentityData(phone=text), country=country)
    name, _comma, village = text.partition(",")
    number = NUMBER.search(name)
    year = None
    if number:
        value = int(number.group())
        year = on.year - value if value <= 120 else common_era(value)
        name = name.replace(number.group(), " ")
    identity = IdentityData(full_name_native=" ".join(name.split()), village=village.strip())
    return PersonQuery(identity=identity, birth_year=year, country=country)


def probable_matches(form: PersonLineForm, membership: Membership, *, on: dt.date) -> list[Choice]:
    """Who is probably the person entered as new, by all that was typed of her.

    In a small register no name is rare, so that a score stays low: whoever has the same telephone is asked about too.
    """
    query = PersonQuery(
        identity=form.identity(),
        sex=form.cleaned_data["sex"],
        birth_year=_birth_year(form, on),
        country=form.organization.country,
    )
    found = _find(query, membership, at_least=Alert.POSSIBLE)
    alike = [
        candidate
        for candidate in found
        if candidate.level >= Alert.PROBABLE
        or any(reason.code == "phone_same" for reason in candidate.reasons)
    ]
    return _choices(alike, on=on, remarks=None)


def resolve_person(
    form: PersonLineForm, membership: Membership, *, on: dt.date, source: RegistrationSource
) -> Registration | None:
    """The registration of a valid line, made now for a new person; None for somebody who wants no name written down."""
    if form.registration is not None or form.is_about_nobody:
        return form.registration
    facts = RegistrationFacts(
        country=form.organization.country, sex=form.cleaned_data["sex"], birth_year=_birth_year(form, on)
    )
    return register_person(
        form.identity(),
        facts,
        organization=form.organization,
        by=membership.user,
        on=on,
        source=source,
        submission=form.cleaned_data["entry_id"],
    )


def _find(query: PersonQuery, membership: Membership, *, at_least: Alert) -> list[Candidate]:
    return find_candidates(
        query,
        organization_id=membership.organization_id or 0,
        user_id=membership.user.pk,
        limit=SHOWN,
        at_least=at_least,
    )


def _choices(found: Sequence[Candidate], *, on: dt.date, remarks: Remarks | None) -> list[Choice]:
    remark = remarks([candidate.registration_id for candidate in found]) if remarks and found else {}
    return [
        Choice(
            value=str(candidate.summary.uuid),
            name=candidate.identity.display_name,
            code=candidate.summary.code,
            sex=str(dict(ONE_PERSON)[Sex(candidate.summary.sex)]),
            age=age_on(on, candidate.summary.birth_year, candidate.identity.birth_date),
            village=candidate.identity.village,
            is_probable=candidate.level >= Alert.PROBABLE,
            remark=remark.get(candidate.registration_id, ""),
        )
        for candidate in found
    ]


def _choice(
    registration: Registration, identity: IdentityData, *, on: dt.date, is_probable: bool, remark: str
) -> Choice:
    return Choice(
        value=str(registration.uuid),
        name=identity.display_name,
        code=registration.code,
        sex=str(dict(ONE_PERSON)[Sex(registration.sex)]),
        age=age_on(on, registration.birth_year, identity.birth_date),
        village=identity.village,
        is_probable=is_probable,
        remark=remark,
    )


def _birth_year(form: PersonLineForm, on: dt.date) -> int | None:
    age: int | None = form.cleaned_data["age"]
    return None if age is None else on.year - age
