"""The files of a referral between two installations, as its page shows them."""

from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, Q

from safefair.cases.enums.exchange import ALWAYS_HEARD, ParcelKind
from safefair.cases.models import Parcel, Referral


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file. `waits`: it has not arrived and is kept; `goes_by_address`: by itself, else somebody carries it."""

    parcel: Parcel
    waits: bool
    goes_by_address: bool


def files_of(referral: Referral) -> list[FileLine]:
    """What went to and fro, by the time of which it speaks."""
    is_kept = ExpressionWrapper(Q(content__isnull=False), output_field=BooleanField())
    parcels = referral.parcels.defer("content").select_related("partner").annotate(is_kept=is_kept)
    return [
        FileLine(one, _waits(one, is_kept=one.is_kept), _goes_by_address(one))
        for one in parcels.order_by("said_at", "pk")
    ]


def is_confirmed(files: list[FileLine]) -> bool:
    """Whether the other side said that it can no longer read the packet."""
    return any(line.parcel.is_incoming and line.parcel.kind == ParcelKind.DESTROYED for line in files)


def _waits(parcel: Parcel, *, is_kept: bool) -> bool:
    return is_kept and not parcel.is_incoming and parcel.delivered_at is None


def _goes_by_address(parcel: Parcel) -> bool:
    return bool(parcel.partner.address) and (parcel.partner.is_trusted or parcel.kind in ALWAYS_HEARD)
