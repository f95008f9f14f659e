"""The one order of locks in case work, so that no two transactions wait for each other.

First cases, by number; then what belongs to them (consents, complaints, stays), then referrals by number, then beds by
number. Whoever needs a case locks it before anything of it, a sender's case before its referral too. A lock of a case
lets others write rows that point to it, such as a receiver's answer on its timeline.
"""

from collections.abc import Iterable

from safefair.cases.models import Bed, Case


def lock_case(case_id: int) -> Case:
    """A case with its organisation, locked until the end of the transaction, whatever its status."""
    return (
        Case.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organization")
        .get(pk=case_id)
    )


def lock_cases(case_ids: Iterable[int]) -> None:
    """Several cases, in their order."""
    list(
        Case.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=list(case_ids))
        .order_by("pk")
        .values_list("pk")
    )


def lock_beds(bed_ids: Iterable[int]) -> None:
    """Beds in their order, so that of two who want the same ones in another order, one comes first."""
    beds = Bed.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=list(bed_ids))
    list(beds.order_by("pk").values_list("pk"))
