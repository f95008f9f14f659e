"""Coming to a shelter, moving to another bed, leaving; and whom it could not take."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pghistory
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from safefair.accounts.models import Organization, User
from safefair.cases.enums.intake import EntryKind
from safefair.cases.enums.shelter import LeaveReason
from safefair.cases.errors import (
    AlreadyInShelter,
    BedNotForHer,
    BedTaken,
    DayInFuture,
    HouseTakesNoChildren,
    LeftBeforeComing,
    NotInShelter,
)
from safefair.cases.models import Bed, Case, Referral, Stay, TimelineEntry, TurnAway
from safefair.cases.operations.answers import take_up
from safefair.cases.operations.cases import lock_open
from safefair.cases.operations.locks import lock_beds, lock_case
from safefair.cases.operations.timeline import record_entry
from safefair.people.models import Registration

TURN_AWAY_FACTS = ("house", "turned_on", "reason", "adults", "children", "sent_to")
ONE_A_BED = "one_stay_a_bed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Who comes: her bed, a cot or bed for each child, the age of the oldest boy, and for how long."""

    bed: Bed
    child_beds: Sequence[Bed] = ()
    boy_age: int | None = None
    came_on: dt.date
    planned_until: dt.date | None = None
    referral: Referral | None = None


@transaction.atomic
def admit_to_shelter(case: Case, coming: Coming, *, entry_id: uuid.UUID, on: dt.date, by: User) -> list[Stay]:
    """Take a woman in, with her children. The same `entry_id` again gives the same stays.

    DayInFuture, AlreadyInShelter, BedNotForHer, HouseTakesNoChildren; BedTaken for the second of two who take one bed.
    """
    case = lock_open(case)
    admission = uuid.uuid5(entry_id, f"stay|{case.organization.uuid}")
    made = list(Stay.objects.filter(organization_id=case.organization_id, admission=admission).order_by("pk"))
    if made:
        return made
    _check(case, coming, on)
    lock_beds(bed.pk for bed in (coming.bed, *coming.child_beds))
    beds = [(coming.bed, False), *((bed, True) for bed in coming.child_beds)]
    with pghistory.context(user=by.pk):
        stays = [
            _lie_down(
                Stay(
                    organization_id=case.organization_id,
                    case=case,
                    bed=bed,
                    admission=admission,
                    is_child=is_child,
                    came_on=coming.came_on,
                    planned_until=coming.planned_until,
                    referral=coming.referral,
                    admitted_by=by,
                    entry_id=uuid.uuid5(admission, str(bed.uuid)),
                )
            )
            for bed, is_child in beds
        ]
    record_entry(case, EntryKind.ADMITTED, on=coming.came_on, by=by, subject=admission)
    return stays


@transaction.atomic
def take_up_and_admit(
    referral: Referral,
    registration: Registration | None,
    coming: Coming,
    *,
    organization: Organization,
    entry_id: uuid.UUID,
    at: dt.datetime,
    by: User,
) -> Case:
    """An own case from an accepted referral, and a bed in it: both or, where the bed was taken meanwhile, neither."""
    case = take_up(referral, registration, organization=organization, entry_id=entry_id, at=at, by=by)
    admit_to_shelter(
        case, replace(coming, referral=referral), entry_id=entry_id, on=timezone.localdate(at), by=by
    )
    return case


@transaction.atomic
def move_to_bed(stay: Stay, bed: Bed, *, on: dt.date, today: dt.date, by: User) -> Stay:
    """Another bed from a night on: a second stay of the same admission. NotInShelter, BedNotForHer, BedTaken."""
    stay = _locked(stay)
    _days(stay, on, today)
    if (
        bed.organization_id != stay.organization_id
        or bed.out_of_use_since
        or (bed.is_cot and not stay.is_child)
    ):
        raise BedNotForHer
    lock_beds((stay.bed_id, bed.pk))
    with pghistory.context(user=by.pk):
        stay.left_on = on
        stay.save(update_fields=["left_on"])
        return _lie_down(
            Stay(
                organization_id=stay.organization_id,
                case_id=stay.case_id,
                bed=bed,
                admission=stay.admission,
                is_child=stay.is_child,
                came_on=on,
                planned_until=stay.planned_until,
                referral_id=stay.referral_id,
                admitted_by=by,
                entry_id=uuid.uuid4(),
            )
        )


@transaction.atomic
def leave_shelter(stay: Stay, reason: LeaveReason, *, on: dt.date, today: dt.date, by: User) -> None:
    """She goes, and the children who came with her. The night of that day does not count. NotInShelter."""
    stay = _locked(stay)
    _days(stay, on, today)
    with pghistory.context(user=by.pk):
        for one in Stay.objects.filter(admission=stay.admission, left_on=None):
            one.left_on, one.leave_reason = max(on, one.came_on), reason
            one.save(update_fields=["left_on", "leave_reason"])
    record_entry(stay.case, EntryKind.LEFT_SHELTER, on=on, by=by, subject=stay.admission, detail=reason.value)


@transaction.atomic
def come_back(stay: Stay, *, by: User) -> None:
    """She did not leave: all who left with her lie in their beds again.

    AlreadyInShelter, BedTaken if one of the beds was given away.
    """
    lock_case(stay.case_id)
    stay = Stay.objects.select_for_update().get(pk=stay.pk)
    if Stay.objects.filter(case_id=stay.case_id, left_on=None).exists():
        raise AlreadyInShelter
    left = list(Stay.objects.filter(admission=stay.admission, left_on=stay.left_on).exclude(leave_reason=""))
    lock_beds(one.bed_id for one in left)
    with pghistory.context(user=by.pk):
        for one in left:
            one.left_on, one.leave_reason = None, ""
            _lie_down(one)
    TimelineEntry.objects.filter(subject=stay.admission, kind=EntryKind.LEFT_SHELTER).delete()


@transaction.atomic
def cancel_admission(stay: Stay, *, by: User) -> None:
    """She was never here: an admission entered by mistake. The history of the table keeps it."""
    with pghistory.context(user=by.pk):
        for one in Stay.objects.filter(admission=stay.admission, organization_id=stay.organization_id):
            one.delete()
    TimelineEntry.objects.filter(subject=stay.admission).delete()


@transaction.atomic
def turn_away(
    facts: Mapping[str, Any], *, organization: Organization, entry_id: uuid.UUID, on: dt.date, by: User
) -> TurnAway:
    """Write down somebody who could not be taken in, without a name. The same `entry_id` again gives the same row."""
    address = uuid.uuid5(entry_id, f"turned away|{organization.uuid}")
    made = TurnAway.objects.filter(organization=organization, entry_id=address).first()
    if made:
        return made
    if facts["turned_on"] > on:
        raise DayInFuture
    with pghistory.context(user=by.pk):
        return TurnAway.objects.create(
            organization=organization,
            entry_id=address,
            recorded_by=by,
            **{name: facts[name] for name in TURN_AWAY_FACTS},
        )


@transaction.atomic
def remove_turn_away(row: TurnAway, *, by: User) -> None:
    """Take away what was entered by mistake; the history of the table keeps it."""
    with pghistory.context(user=by.pk):
        row.delete()


def _check(case: Case, coming: Coming, on: dt.date) -> None:
    if coming.came_on > on:
        raise DayInFuture
    if Stay.objects.filter(case=case, left_on=None).exists():
        raise AlreadyInShelter
    beds = [coming.bed, *coming.child_beds]
    is_fit = (
        coming.bed.organization_id == case.organization_id
        and not coming.bed.is_cot
        and len({bed.pk for bed in beds}) == len(beds)
        and {bed.house_id for bed in beds} == {coming.bed.house_id}
        and all(bed.out_of_use_since is None for bed in beds)
    )
    if not is_fit:
        raise BedNotForHer
    house, oldest = coming.bed.house, coming.boy_age
    is_too_old = oldest is not None and house.takes_boys_until is not None and oldest > house.takes_boys_until
    if is_too_old or (coming.child_beds and not house.takes_children):
        raise HouseTakesNoChildren


def _lie_down(stay: Stay) -> Stay:
    """Write a stay that goes on. The index decides between two who take one bed at the same moment."""
    later = Stay.objects.filter(Q(left_on__gt=stay.came_on), bed_id=stay.bed_id).exclude(pk=stay.pk)
    if later.exists():
        raise BedTaken
    try:
        with transaction.atomic():
            stay.save()
    except IntegrityError as fault:
        if ONE_A_BED in str(fault):
            raise BedTaken from fault
        raise
    return stay


def _locked(stay: Stay) -> Stay:
    lock_case(stay.case_id)
    found = Stay.objects.select_for_update(of=("self",)).select_related("case").get(pk=stay.pk)
    if found.left_on is not None:
        raise NotInShelter
    return found


def _days(stay: Stay, on: dt.date, today: dt.date) -> None:
    if on > today:
        raise DayInFuture
    if on < stay.came_on:
        raise LeftBeforeComing
