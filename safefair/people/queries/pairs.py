"""Pairs of registrations that may be one person: the queue, and one pair field by field."""

from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, F, OuterRef, Q, When
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from safefair.core.codes import Sex, area_name, country_name
from safefair.people.enums import SEX_OF_ONE, PairStatus
from safefair.people.facts import comparable
from safefair.people.identities import IdentityData, read_identity
from safefair.people.models import DuplicatePair, Registration
from safefair.people.models.duplicates import DuplicatePairQuerySet
from safefair.people.models.registrations import RegistrationQuerySet
from safefair.people.names.likeness import NameComparison
from safefair.people.names.score import Comparable, birth_score
from safefair.people.names.values import phone_digits, read_document, read_place

AGREEMENTS = {
    "name_same": "same", "name_sounds_alike": "close", "name_spelt_alike": "close", "name_partly_same": "differs",
    "name_differs": "differs", "birth_date_same": "same", "birth_date_swapped": "close", "birth_date_one_off": "close",
    "birth_year_same": "same", "birth_year_close": "close", "age_close": "close", "birth_differs": "differs",
}  # fmt: skip


class ComparedField(NamedTuple):
    """One field of two registrations; `agreement` is same, close, differs or missing."""

    label: str
    first: str
    second: str
    agreement: str

    def __repr__(self) -> str:
        return f"<{self.label}: {self.agreement}>"


class PairBeside(NamedTuple):
    """A pair on the page of one of its two: its address, the other's code, whether it is decided."""

    uuid: str
    code: str
    status: str


def with_pairs(registrations: RegistrationQuerySet) -> RegistrationQuerySet:
    """Registrations with what `pairs_beside` reads: the pairs that each is in, in the same statement."""
    pairs = DuplicatePair.objects.filter(Q(first=OuterRef("pk")) | Q(second=OuterRef("pk")))
    other = Case(When(first=OuterRef("pk"), then=F("second__code")), default=F("first__code"))
    found = pairs.order_by("-score", "id").values(data=JSONObject(uuid="uuid", code=other, status="status"))
    return registrations.annotate(pairs=ArraySubquery(found))


def pairs_beside(registration: Registration) -> list[PairBeside]:
    """The pairs that a registration from `with_pairs` is in, the likeliest first."""
    found: list[dict[str, str]] = getattr(registration, "pairs")  # noqa: B009  reason: an annotation
    return [PairBeside(pair["uuid"], pair["code"], str(PairStatus(pair["status"]).label)) for pair in found]


def next_open_pair(organization_id: int, *, after: DuplicatePair | None = None) -> DuplicatePair | None:
    """The likeliest pair not decided yet; with `after`, the next in the queue, from the start again at its end."""
    queue = (
        DuplicatePair.objects.visible_to(organization_id)
        .filter(status=PairStatus.OPEN)
        .order_by("-score", "id")
    )
    if after is None:
        return queue.first()
    behind = Q(score__lt=after.score) | Q(score=after.score, pk__gt=after.pk)
    return queue.filter(behind).first() or queue.exclude(pk=after.pk).first()


def compare_fields(
    first: Registration, one: IdentityData, second: Registration, other: IdentityData
) -> list[ComparedField]:
    """Two registrations field by field, with what agrees."""
    a, b = _person(first, one), _person(second, other)
    by_name = NameComparison(a.token_sets).compare(b.token_sets)
    by_birth = birth_score(a, b)
    name = AGREEMENTS[by_name.code] if by_name else "missing"
    birth = AGREEMENTS[by_birth.code] if by_birth else "missing"
    return [
        ComparedField(_("Name in her own script"), one.full_name_native, other.full_name_native, _both(one.full_name_native, other.full_name_native, name)),
        ComparedField(_("Name in Latin letters"), one.full_name_latin, other.full_name_latin, _both(one.full_name_latin, other.full_name_latin, name)),
        ComparedField(_("Born"), _birth(first, one), _birth(second, other), birth),
        ComparedField(_("Sex"), _sex(first), _sex(second), _equal(_sex(first), _sex(second))),
        ComparedField(_("Telephone"), one.phone, other.phone, _equal(phone_digits(one.phone), phone_digits(other.phone))),
        ComparedField(_("Document"), one.id_number, other.id_number, _equal(read_document(one.id_number), read_document(other.id_number))),
        ComparedField(_("Village or workplace"), one.village, other.village, _equal(read_place(one.village), read_place(other.village))),
        ComparedField(_("Nationality"), _country(first.nationality), _country(second.nationality), _equal(first.nationality, second.nationality)),
        ComparedField(_("Province or state"), _area(first), _area(second), _equal(first.area, second.area)),
        ComparedField(_("Note"), one.note, other.note, _equal(one.note, other.note)),
    ]  # fmt: skip


def _person(registration: Registration, identity: IdentityData) -> Comparable:
    return comparable(
        identity.birth_date, read_identity(identity), sex=registration.sex, birth_year=registration.birth_year
    )


def _both(one: str, other: str, agreement: str) -> str:
    return agreement if one and other else "missing"


def _equal(one: str | None, other: str | None) -> str:
    if not one or not other:
        return "missing"
    return "same" if one == other else "differs"


def _birth(registration: Registration, identity: IdentityData) -> str:
    if identity.birth_date or registration.birth_year is None:
        return identity.birth_date
    return _("about %(year)s") % {"year": registration.birth_year}


def _sex(registration: Registration) -> str:
    return "" if registration.sex == Sex.UNKNOWN else str(SEX_OF_ONE[Sex(registration.sex)])


def _country(code: str) -> str:
    return country_name(code) if code else ""


def _area(registration: Registration) -> str:
    return area_name(registration.area) if registration.area else ""


def pairs_in(organization_id: int | None, status: str) -> DuplicatePairQuerySet:
    """The pairs of an organisation in one state, in the order of the queue."""
    pairs = DuplicatePair.objects.visible_to(organization_id).filter(status=status)
    return pairs.select_related("first", "second").order_by("-score", "id")


def status_counts(organization_id: int | None) -> dict[str, int]:
    """How many pairs of an organisation are in each state."""
    counted = DuplicatePair.objects.visible_to(organization_id).order_by().values_list("status")
    return dict(counted.annotate(Count("pk")))
