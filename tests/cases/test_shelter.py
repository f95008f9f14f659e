"""A shelter: one woman a bed, nights counted, its address nobody's."""

import datetime as dt
import threading
import uuid

import pytest
from django.db import IntegrityError, connections, transaction

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
from safefair.cases.models import Bed, House, Stay, TimelineEntry, TurnAway
from safefair.cases.nights import month_of
from safefair.cases.operations.houses import add_beds, correct_house, read_house, set_out_of_use
from safefair.cases.operations.stays import (
    Coming,
    admit_to_shelter,
    cancel_admission,
    come_back,
    leave_shelter,
    move_to_bed,
    turn_away,
)
from safefair.cases.queries.closing import blocks_closing
from safefair.cases.queries.shelter import board, rooms_free
from safefair.core.models import ReadLog
from safefair.core.rls import Scope, row_security
from tests.accounts.factories import OrganizationFactory
from tests.cases.factories import case_worker, open_invented_case
from tests.cases.houses import ADDRESS, CAME, TODAY, bed_of, come, invented_house

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def organization():
    return OrganizationFactory.create()


@pytest.fixture
def house(organization) -> House:
    return invented_house(organization, cots="xy")


def kinds(case) -> list[str]:
    return list(TimelineEntry.objects.filter(case=case).order_by("pk").values_list("kind", flat=True))


def test_she_comes_with_children_stays_and_leaves(organization, house):
    case = open_invented_case(organization)
    mother, child = come(case, house, "Ax", planned_until=TODAY)

    assert (mother.is_child, child.is_child, mother.admission == child.admission) == (False, True, True)
    leave_shelter(mother, LeaveReason.SAFE_PLACE, on=TODAY, today=TODAY, by=case.worker)

    assert set(Stay.objects.values_list("left_on", "leave_reason")) == {(TODAY, "safe_place")}
    assert kinds(case) == ["opened", "admitted", "left_shelter"]


def test_a_form_sent_twice_takes_one_bed(organization, house):
    case, entry = open_invented_case(organization), uuid.uuid4()
    coming = Coming(bed=bed_of(house, "A"), came_on=CAME)

    first, second = (
        admit_to_shelter(case, coming, entry_id=entry, on=TODAY, by=case.worker) for _ in range(2)
    )

    assert first == second
    assert Stay.objects.count() == 1


def test_the_second_of_two_for_one_bed_is_told(organization, house):
    come(open_invented_case(organization), house)

    with pytest.raises(BedTaken):
        come(open_invented_case(organization), house)

    assert Stay.objects.count() == 1


def test_a_bed_that_was_taken_on_those_days_is_not_given_twice(organization, house):
    case = open_invented_case(organization)
    (stay,) = come(case, house)
    leave_shelter(stay, LeaveReason.HOME, on=CAME + 5 * DAY, today=TODAY, by=case.worker)

    with pytest.raises(BedTaken):
        come(open_invented_case(organization), house, on=CAME + 4 * DAY)

    assert len(come(open_invented_case(organization), house, on=CAME + 5 * DAY)) == 1


def test_the_database_holds_one_stay_a_bed(organization, house):
    (stay,) = come(open_invented_case(organization), house)
    stay.pk, stay.uuid, stay.entry_id = None, uuid.uuid4(), uuid.uuid4()

    with pytest.raises(IntegrityError, match="one_stay_a_bed"), transaction.atomic():
        stay.save(force_insert=True)


def test_who_cannot_come(organization, house):
    case = open_invented_case(organization)
    elsewhere = invented_house(organization, name="Invented Lotus House", cots="z")
    strict = invented_house(organization, name="Invented Fern House", takes_boys_until=12)
    closed = invented_house(organization, name="Invented Moss House", takes_children=False)
    foreign = invented_house(OrganizationFactory.create())
    set_out_of_use(bed_of(house, "C"), since=TODAY, by=case.worker)

    def refused(error, *beds: Bed, on: dt.date = CAME, boy_age: int | None = None) -> None:
        coming = Coming(bed=beds[0], child_beds=beds[1:], came_on=on, boy_age=boy_age)
        with pytest.raises(error):
            admit_to_shelter(case, coming, entry_id=uuid.uuid4(), on=TODAY, by=case.worker)

    refused(DayInFuture, bed_of(house, "A"), on=TODAY + DAY)
    refused(BedNotForHer, bed_of(house, "x"))  # a cot
    refused(BedNotForHer, bed_of(house, "C"))  # out of use
    refused(BedNotForHer, bed_of(house, "A"), bed_of(elsewhere, "z"))  # two houses
    refused(BedNotForHer, bed_of(house, "A"), bed_of(house, "A"))  # one bed twice
    refused(BedNotForHer, bed_of(foreign, "A"))
    refused(HouseTakesNoChildren, bed_of(strict, "A"), bed_of(strict, "B"), boy_age=13)
    refused(HouseTakesNoChildren, bed_of(closed, "A"), bed_of(closed, "B"))
    assert not Stay.objects.exists()
    come(case, strict, "AB", boy_age=12)
    refused(AlreadyInShelter, bed_of(house, "A"))


def test_moving_is_a_second_stay_of_the_same_admission_and_no_night_counts_twice(organization, house):
    case = open_invented_case(organization)
    (stay,) = come(case, house)
    by = case.worker
    moved = move_to_bed(stay, bed_of(house, "B"), on=CAME + 3 * DAY, today=TODAY, by=by)

    assert moved.admission == stay.admission
    with pytest.raises(NotInShelter):
        move_to_bed(stay, bed_of(house, "C"), on=TODAY, today=TODAY, by=by)
    with pytest.raises(BedNotForHer):
        move_to_bed(moved, bed_of(house, "x"), on=TODAY, today=TODAY, by=by)
    with pytest.raises(LeftBeforeComing):
        move_to_bed(moved, bed_of(house, "C"), on=CAME, today=TODAY, by=by)
    start, end = month_of(CAME)
    (now,) = board(organization, start=start, end=end)
    assert [(is_cot, one.nights, one.bed_nights) for is_cot, one in now.month] == [
        (False, 12, 3 * 31),  # 20 to 31 May in two beds
        (True, 0, 2 * 31),
    ]


def test_moving_to_a_taken_bed_leaves_her_where_she_is(organization, house):
    case = open_invented_case(organization)
    (stay,) = come(case, house)
    come(open_invented_case(organization), house, "B")

    with pytest.raises(BedTaken):
        move_to_bed(stay, bed_of(house, "B"), on=TODAY, today=TODAY, by=case.worker)

    stay.refresh_from_db()
    assert stay.left_on is None


def test_leaving_is_taken_back_while_the_bed_is_free(organization, house):
    case = open_invented_case(organization)
    mother, _child = come(case, house, "Ax")
    by = case.worker
    leave_shelter(mother, LeaveReason.HER_CHOICE, on=TODAY, today=TODAY, by=by)
    come_back(mother, by=by)
    assert Stay.objects.filter(left_on=None).count() == 2
    assert "left_shelter" not in kinds(case)

    leave_shelter(mother, LeaveReason.HER_CHOICE, on=TODAY, today=TODAY, by=by)
    come(open_invented_case(organization), house, on=TODAY)

    with pytest.raises(BedTaken):
        come_back(mother, by=by)
    assert Stay.objects.filter(left_on=None).count() == 1


def test_an_admission_by_mistake_leaves_bed_and_timeline(organization, house):
    case = open_invented_case(organization)
    mother, _child = come(case, house, "Ax")

    cancel_admission(mother, by=case.worker)

    assert not Stay.objects.exists()
    assert kinds(case) == ["opened"]


def test_who_is_turned_away_is_counted_once_without_a_name(organization, house):
    by, entry = case_worker(organization), uuid.uuid4()
    facts = {"house": house, "turned_on": TODAY, "reason": "full", "adults": 1, "children": 2, "sent_to": ""}

    rows = {turn_away(facts, organization=organization, entry_id=entry, on=TODAY, by=by) for _ in range(2)}

    assert len(rows) == TurnAway.objects.count() == 1
    with pytest.raises(DayInFuture):
        turn_away(facts, organization=organization, entry_id=uuid.uuid4(), on=TODAY - DAY, by=by)


def test_an_address_is_sealed_and_its_reading_logged(organization, house):
    by = case_worker(organization)

    assert ADDRESS.encode() not in bytes(house.sealed or b"")
    assert read_house(house, by=by)["address"] == ADDRESS
    assert ReadLog.objects.filter(subject="cases.House", user_id=by.pk).count() == 1
    facts = {
        "name": "Invented Orchid", "country": "TH", "area": "", "takes_children": False, "takes_boys_until": 9, "is_active": 1,
    }  # fmt: skip
    changed = correct_house(house, facts, {"address": "Invented Lane 8"}, version=house.version, by=by)
    assert read_house(changed, by=by) == {"address": "Invented Lane 8"}


def room(
    organization, *, children: int = 0, boy_age: int | None = None, needs_access: bool = False
) -> list[bool]:
    """What a stranger is told of the houses of an organisation."""
    stranger = OrganizationFactory.create()
    with row_security(organization_id=stranger.pk, user_id=None):
        assert (House.objects.count(), Bed.objects.count(), Stay.objects.count()) == (0, 0, 0)
        found = rooms_free(children=children, boy_age=boy_age, needs_access=needs_access)
    return [one.has_room for one in found if one.organization_id == organization.pk]


def test_a_stranger_is_told_yes_or_no_and_never_a_number(organization, house):
    assert room(organization) == [True]
    assert room(organization, children=4) == [True]  # two cots, and two beds beside hers
    assert room(organization, children=5) == [False]
    assert room(organization, needs_access=True) == [False]
    come(open_invented_case(organization), house, "Ax")
    assert room(organization, children=2) == [True]  # one cot and one bed beside hers
    assert room(organization, children=3) == [False]
    set_out_of_use(bed_of(house, "B"), since=TODAY, by=case_worker(organization))
    assert room(organization) == [True]
    come(open_invented_case(organization), house, "C")
    assert room(organization) == [False]


def test_room_by_rules_of_the_house(organization):
    by = case_worker(organization)
    house = invented_house(organization, takes_boys_until=12)
    add_beds(house, ["R"], room="2", is_cot=False, is_accessible=True, by=by)
    assert room(organization, children=1, boy_age=12, needs_access=True) == [True]
    assert room(organization, children=1, boy_age=13) == [False]

    House.objects.update(takes_children=False)
    assert (room(organization, children=1), room(organization)) == ([False], [True])
    House.objects.update(is_active=False)
    assert room(organization) == []


def test_nobody_without_an_organisation_and_no_absurd_question_is_answered(organization, house):
    with row_security(organization_id=None, user_id=None, scope=Scope.PROGRAMME):
        assert rooms_free(children=0, boy_age=None, needs_access=False) == []
    assert room(organization, children=7) == []


@pytest.mark.django_db(transaction=True)
def test_of_many_who_take_one_bed_at_once_one_has_it():
    organization = OrganizationFactory.create()
    house = invented_house(organization, beds="A")
    cases = [open_invented_case(organization) for _ in range(6)]
    gate, outcomes = threading.Barrier(len(cases)), list[str]()

    def run(case) -> None:
        gate.wait()
        try:
            come(case, house)
            outcomes.append("in")
        except BedTaken:
            outcomes.append("taken")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[case]) for case in cases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["in", *["taken"] * 5]
    assert Stay.objects.count() == 1


def test_a_case_is_not_closed_while_she_has_a_bed(organization, house):
    case = open_invented_case(organization)
    (stay,) = come(case, house)
    assert len(blocks_closing(case)) == 1

    leave_shelter(stay, LeaveReason.HOME, on=TODAY, today=TODAY, by=case.worker)

    assert blocks_closing(case) == []
