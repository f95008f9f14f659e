"""The linkage job, by a real worker: an overlay beside the registrations, held to what people decided."""

import json
from typing import Any

import pytest
from django.db import connection

from safefair.core.jobs import enqueue
from safefair.core.models import ReadKind, ReadLog, Task, TaskStatus
from safefair.people.decided import hold_to_decisions
from safefair.people.enums import ErasureReason, PairSource
from safefair.people.errors import LinkageAlreadyRunning
from safefair.people.models import DuplicatePair, LinkageRun, LinkedRegistration, LinkEvidence, Registration
from safefair.people.operations import erase_person, keep_apart, link_pair, put_side_by_side, undo_decision
from safefair.people.operations.linkage import (
    Link,
    PairEvidence,
    make_run_current,
    record_linkage,
    start_linkage,
)
from safefair.people.queries.individuals import unique_people
from tests.accounts.factories import OrganizationFactory, UserFactory
from tests.harness.jobs import run_waiting_jobs
from tests.people.factories import register_invented

GIVEN = ("Amihan", "Bituin", "Chanthou", "Dewi", "Estrella", "Farah", "Gulalai", "Hnin", "Intan", "Jasmin")
FAMILY = ("Suksawat", "Phommachanh", "Reyes", "Wijaya", "Oudomxay", "Villanueva", "Thongchai", "Mendiola")


def run_linkage() -> LinkageRun:
    run = start_linkage(by=UserFactory.create(), is_trained=False)
    run_waiting_jobs()
    run.refresh_from_db()
    return run


@pytest.fixture
def register(transactional_db):
    """Eighty women of two organisations, five of them in both."""
    one, other = OrganizationFactory.create_batch(2)
    people = []
    for number in range(80):
        name = f"{GIVEN[number % 10]} {FAMILY[number // 10]}"
        facts: dict[str, Any] = {
            "full_name_latin": name,
            "birth_date": f"19{60 + number // 2}-{1 + number % 12:02}-{2 + number % 26:02}",
            "phone": f"+66 8{number:02} 34 {9000 - 37 * number}",
            "village": f"Ban {GIVEN[number % 10]}{number}",
            "id_number": "",
        }
        people.append(register_invented(one, **facts))
        if number < 5:
            people.append(
                register_invented(other, **{**facts, "full_name_latin": " ".join(reversed(name.split()))})
            )
    return people


def individuals(run: LinkageRun) -> dict[int, int]:
    return dict(LinkedRegistration.objects.filter(run=run).values_list("registration_id", "individual"))


def test_links_across_organisations_and_rewrites_nothing(register):
    before = list(Registration.objects.order_by("pk").values())

    run = run_linkage()

    task = Task.objects.get()
    assert (task.status, task.message) == (TaskStatus.DONE, "")
    assert (run.is_current, run.records) == (True, 85)
    groups = individuals(run)
    assert [groups[register[2 * n].pk] == groups[register[2 * n + 1].pk] for n in range(5)] == [True] * 5
    assert len(set(groups.values())) == 80
    assert run.low <= 80 <= run.high
    assert unique_people(row.pk for row in register).value == 80
    assert list(Registration.objects.order_by("pk").values()) == before
    assert LinkEvidence.objects.filter(run=run, is_linked=True).count() == 5
    log = ReadLog.objects.get()
    assert (log.kind, log.record_ids, log.user_id) == (ReadKind.LINKED, [run.pk], run.started_by_id)


def test_decisions_hold_in_every_run_and_an_undone_one_does_not(register):
    user = UserFactory.create()
    same = put_side_by_side(register[20], register[30], score=9, source=PairSource.DESK)
    link_pair(same, reason="I asked her", by=user)
    # Two organisations: no page makes such a pair, the overlay holds to it all the same.
    twins = DuplicatePair.objects.create(
        organization=register[0].organization,
        first=register[0],
        second=register[1],
        score=9,
        source=PairSource.DESK,
    )
    keep_apart(twins, reason="I asked her", by=user)

    decided = individuals(run_linkage())
    undo_decision(same, by=user)
    undo_decision(twins, by=user)
    undone = individuals(run_linkage())

    def together(groups, pair):
        return groups[pair.first_id] == groups[pair.second_id]

    assert (together(decided, same), together(decided, twins)) == (True, False)
    assert (together(undone, same), together(undone, twins)) == (False, True)


def test_an_earlier_run_can_be_brought_back_with_its_counts(register):
    first = run_linkage()
    ids = [row.pk for row in register]
    before = unique_people(ids)
    link_pair(
        put_side_by_side(register[20], register[30], score=9, source=PairSource.DESK),
        reason="x",
        by=UserFactory.create(),
    )
    run_linkage()
    after = unique_people(ids)

    make_run_current(first)

    assert after.value == before.value - 1
    assert unique_people(ids) == before
    assert LinkageRun.objects.filter(is_current=True).count() == 1


def test_the_erased_stay_with_whom_they_were_one_person(register):
    run_linkage()
    erase_person(register[0], by=UserFactory.create(), reason=ErasureReason.REQUEST)

    run = run_linkage()

    assert run.records == 85
    assert individuals(run)[register[0].pk] == individuals(run)[register[1].pk]
    assert unique_people(row.pk for row in register).value == 80


def test_the_same_job_run_again_changes_nothing(register):
    run = run_linkage()
    links = list(LinkedRegistration.objects.order_by("pk").values())

    assert run.task is not None
    enqueue("people.link_records", task_id=run.task.pk, run_id=run.pk)
    run_waiting_jobs()

    assert list(LinkedRegistration.objects.order_by("pk").values()) == links


def test_a_failing_run_leaves_the_one_before(register, monkeypatch):
    first = run_linkage()
    monkeypatch.setattr("safefair.people.tasks.record_linkage", lambda *_args, **_rest: 1 / 0)

    failed = run_linkage()

    assert failed.ended_at is None
    assert LinkageRun.objects.get(is_current=True) == first
    assert Task.objects.order_by("-pk")[0].status == TaskStatus.FAILED


@pytest.mark.django_db
def test_one_comparison_at_a_time():
    user = UserFactory.create()
    start_linkage(by=user, is_trained=False)

    with pytest.raises(LinkageAlreadyRunning):
        start_linkage(by=user, is_trained=True)


def test_job_arguments_hold_ids_only(register):
    start_linkage(by=UserFactory.create(), is_trained=False)

    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'people.link_records'")
        args = json.loads(cursor.fetchone()[0])
    assert {name: type(value) for name, value in args.items()} == {"task_id": int, "run_id": int}


@pytest.mark.parametrize(
    ("same", "apart", "expected"),
    [
        ([], [], {1: 1, 2: 1, 3: 1, 4: 4}),
        ([(3, 4)], [], {1: 1, 2: 1, 3: 1, 4: 1}),
        ([], [(1, 3)], {1: 1, 2: 1, 3: 3, 4: 4}),
        ([(3, 4)], [(1, 4)], {1: 1, 2: 1, 3: 3, 4: 3}),
        ([(1, 4)], [(1, 4)], {1: 1, 2: 1, 3: 1, 4: 4}),
        ([(1, 99)], [(98, 99)], {1: 1, 2: 1, 3: 1, 4: 4}),
    ],
)
def test_groups_are_held_to_decisions(same, apart, expected):
    pairs = [(1, 2, 0.9), (2, 3, 0.8), (1, 3, 0.7)]

    assert hold_to_decisions({1: 1, 2: 1, 3: 1, 4: 4}, pairs, same=same, apart=apart) == expected


@pytest.mark.django_db
def test_unclear_pairs_of_one_organisation_wait_in_its_queue():
    one, other = OrganizationFactory.create_batch(2)
    people = [register_invented(one) for _ in range(3)] + [register_invented(other)]
    first, second, third, stranger = (person.pk for person in people)
    evidence = [
        PairEvidence(second, first, 0.5, "name", "name_same|place_same", is_linked=True),
        PairEvidence(first, third, 0.97, "phone", "phone_same", is_linked=True),
        PairEvidence(second, third, 0.1, "name", "", is_linked=False),
        PairEvidence(first, stranger, 0.6, "name", "name_same", is_linked=True),
    ]
    report = {"people": 2, "low": 1, "high": 3, "linkage_version": "1", "parameters": "x"}

    run = record_linkage(
        LinkageRun.objects.create(), links=[Link(first, first, 0.5)], evidence=evidence, report=report
    )

    pairs = DuplicatePair.objects.values_list(
        "first_id", "second_id", "score", "source", "status", "organization_id"
    )
    assert list(pairs) == [(first, second, 15.0, "LINKAGE", "OPEN", one.pk)]
    kept = LinkEvidence.objects.filter(run=run).order_by("pk").values_list("first_id", "second_id", "reasons")
    assert list(kept)[:2] == [(first, second, ["name_same", "place_same"]), (first, third, ["phone_same"])]
