"""Beds now, how full the houses were, and where there is room."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, Q

from safefair.accounts.models import Organization
from safefair.cases.models import Bed, House, Stay
from safefair.cases.nights import Occupancy, occupancy


@dataclass(frozen=True, slots=True)
class Room:
    """A house that has room for what was asked, or has not; of which organisation, and roughly where."""

    organization_id: int
    house: UUID
    name: str
    country: str
    area: str
    has_room: bool


@dataclass(frozen=True, slots=True)
class BedNow:
    """A bed and who lies in it."""

    bed: Bed
    stay: Stay | None

    @property
    def is_free(self) -> bool:
        """Somebody may come."""
        return self.stay is None and self.bed.out_of_use_since is None


@dataclass(frozen=True, slots=True)
class HouseNow:
    """A house with its beds as they are now, and how full beds and cots were in a month."""

    house: House
    beds: list[BedNow]
    month: list[tuple[bool, Occupancy]] = field(default_factory=list)

    def count(self, *, is_cot: bool) -> tuple[int, int]:
        """Free and all, of beds or of cots."""
        kind = [one for one in self.beds if one.bed.is_cot == is_cot]
        return sum(one.is_free for one in kind), len(kind)


def rooms_free(*, children: int, boy_age: int | None, needs_access: bool) -> list[Room]:
    """Houses of all organisations, each with a yes or a no: the database says no more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM security.beds_free(%s, %s, %s)", [children, boy_age, needs_access])
        return [Room(*row) for row in cursor.fetchall()]


def board(organization: Organization, *, start: dt.date, end: dt.date) -> list[HouseNow]:
    """The houses of an organisation with their beds, and how full they were in [start, end); three statements."""
    current = Stay.objects.filter(left_on=None).select_related("case")
    beds = Bed.objects.order_by("room", "label", "pk").prefetch_related(
        Prefetch("stays", current, to_attr="now")
    )
    houses = House.objects.filter(organization=organization).order_by("-is_active", "name", "pk")
    found = list(houses.prefetch_related(Prefetch("beds", beds)))
    slept: dict[int, list[tuple[dt.date, dt.date | None]]] = {}
    rows = Stay.objects.filter(
        Q(left_on=None) | Q(left_on__gt=start), organization=organization, came_on__lt=end
    )
    for bed_id, came_on, left_on in rows.values_list("bed_id", "came_on", "left_on"):
        slept.setdefault(bed_id, []).append((came_on, left_on))
    return [_house_now(house, slept, start, end) for house in found]


def _house_now(
    house: House, slept: dict[int, list[tuple[dt.date, dt.date | None]]], start: dt.date, end: dt.date
) -> HouseNow:
    beds = list(house.beds.all())
    now = [BedNow(bed, next(iter(getattr(bed, "now")), None)) for bed in beds]  # noqa: B009  prefetched
    month = []
    for is_cot in (False, True):
        kind = [bed for bed in beds if bed.is_cot == is_cot]
        if kind:
            stays = [stay for bed in kind for stay in slept.get(bed.pk, [])]
            month.append(
                (is_cot, occupancy(stays, [bed.out_of_use_since for bed in kind], start=start, end=end))
            )
    return HouseNow(house, now, month)


def free_beds(organization: Organization) -> list[Bed]:
    """Beds and cots of houses in use in which nobody lies, by house."""
    taken = Stay.objects.filter(left_on=None).values("bed")
    beds = Bed.objects.filter(organization=organization, house__is_active=True, out_of_use_since=None)
    return list(
        beds.exclude(pk__in=taken).select_related("house").order_by("house__name", "room", "label", "pk")
    )


def write_full(share: Decimal | None) -> int | None:
    """In whole per cent."""
    return None if share is None else round(share * 100)
