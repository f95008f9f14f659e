"""Who opened her file: all of it, by month and person, in words; on paper without other women; as a file with its reason."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from safefair.cases.enums.intake import ExceptionReason
from safefair.cases.models import Case, TimelineEntry
from safefair.cases.operations import admit, open_by_exception
from safefair.cases.operations.cases import assign_case
from safefair.cases.operations.erasure import erase_case
from safefair.cases.queries.readings import months_of, readings_of, roles_of
from safefair.core.audit import INSERT
from safefair.core.models import ReadLog
from safefair.core.rls import row_security
from safefair.people.enums import ErasureReason
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import case_worker, open_invented_case

pytestmark = pytest.mark.django_db
MARCH = dt.datetime(2026, 3, 10, 5, tzinfo=dt.UTC)


def opened(case: Case, user, *, at: dt.datetime = MARCH, reason: str = "", kind: str = "OPENED") -> None:
    """A reading of a day that is over, among those of another case."""
    values = [user.pk, case.organization_id, kind, "cases.Case", f"[{case.pk}, {case.pk + 100_000}]", reason]
    with connection.cursor() as cursor:
        cursor.execute(INSERT.replace("clock_timestamp()", "%s"), [at, *values])


@pytest.fixture
def organization():
    return OrganizationFactory.create()


def told(case: Case) -> list[tuple[str, str, int, list[str], bool]]:
    with row_security(organization_id=case.organization_id, user_id=None):
        return [
            (f"{month.start:%Y-%m}", one.name, one.times, one.whys, one.is_exception)
            for month in months_of(readings_of(case))
            for one in month.people
        ]


def test_by_month_and_person_with_reasons_in_words(organization):
    case = open_invented_case(organization)
    worker, supervisor = case.worker, case_worker(organization, "CASE_SUPERVISOR")
    april = MARCH + dt.timedelta(days=30)
    opened(case, worker)
    opened(case, worker, at=MARCH + dt.timedelta(days=2), reason="document")
    opened(case, supervisor)
    opened(case, supervisor, reason="report", kind="EXPORTED")
    opened(case, worker, at=april, reason="her copy", kind="EXPORTED")
    opened(open_invented_case(organization), worker)

    march = {
        ("2026-03", worker.name, 2, ("worked on the case", "looked at a document"), False),
        (
            "2026-03",
            supervisor.name,
            2,
            ("reviewed the work on the case", "exported: our own report or analysis"),
            False,
        ),
    }
    found = [
        (month, name, times, tuple(whys), is_exception)
        for month, name, times, whys, is_exception in told(case)
    ]
    assert found[0] == ("2026-04", worker.name, 1, ("made a copy for her",), False)
    assert set(found[1:]) == march


def test_whoever_broke_the_glass_is_marked_with_why_also_for_what_she_read_then(organization):
    case = open_invented_case(organization)
    me = case_worker(organization)
    open_by_exception(case, reason=ExceptionReason.DANGER, at=timezone.now(), by=me)
    opened(case, me, at=timezone.now())

    [(_month, name, times, whys, is_exception)] = told(case)

    assert (name, times, is_exception) == (me.name, 2, True)
    assert whys == ["opened it by exception: she is in danger now", "opened it by exception"]


def test_who_had_the_case_before_and_who_was_let_in_worked_on_it(organization):
    case = open_invented_case(organization)
    before, helper = case.worker, case_worker(organization)
    admit(case, user=helper, by=before)
    assign_case(case, worker=case_worker(organization), on=MARCH.date(), by=before)
    for user in (before, helper):
        opened(case, user, at=timezone.now())

    assert {(name, tuple(whys)) for _month, name, _times, whys, _exception in told(case)} == {
        (before.name, ("worked on the case",)),
        (helper.name, ("worked on the case",)),
    }


def test_nothing_of_it_is_said_in_a_code(organization):
    """Every reason that the product writes into the log of a case is one that the list has words for."""
    case = open_invented_case(organization)
    erase_case(case, reason=ErasureReason.REQUEST, at=timezone.now(), by=case.worker)

    assert [whys for *_rest, whys, _exception in told(case)] == [["erased it"]]


def test_all_of_it_is_paged_and_narrowed_by_days_and_person(client, organization, assert_same_queries):
    me = sign_in(client, "CASE_WORKER", organization)
    case = open_invented_case(organization, worker=me)
    supervisor = case_worker(organization, "CASE_SUPERVISOR")
    for day in range(60):
        opened(case, me, at=MARCH + dt.timedelta(days=day))
    opened(case, supervisor, at=MARCH + dt.timedelta(days=1))
    url = reverse("cases:readings", args=[case.uuid])

    page = client.get(url)
    assert page.context["page"].paginator.count == 61
    assert len(page.context["rows"]) == 50
    assert len(client.get(url, {"page": 2}).context["rows"]) == 11
    narrowed = client.get(url, {"start": "2026-03-11", "last": "2026-03-11"})
    assert narrowed.context["page"].paginator.count == 2
    hers = client.get(url, {"person": str(supervisor.uuid)})
    assert hers.context["page"].paginator.count == 1
    assert "Case supervisor" in hers.content.decode()
    assert_same_queries(url, lambda: opened(case, case_worker(organization)), at_most=12)
    assert b"Nobody opened it" in client.get(url, {"start": "2020-01-01", "last": "2020-01-02"}).content


def test_the_page_for_her_names_roles_and_names_of_staff_only_where_that_is_wanted(client, organization):
    me = sign_in(client, "CASE_WORKER", organization)
    case = open_invented_case(organization, worker=me)
    other = open_invented_case(organization, worker=me)
    supervisor = case_worker(organization, "CASE_SUPERVISOR")
    opened(case, supervisor)
    url = reverse("cases:readings_print", args=[case.uuid])

    plain, named = client.get(url).content.decode(), client.get(url, {"names": "1"}).content.decode()

    assert "Case supervisor, " + organization.name in plain
    assert "March 2026" in plain
    assert supervisor.name not in plain
    assert supervisor.name in named
    assert other.code not in named


def test_the_list_leaves_for_a_reason_that_is_on_record(client, organization):
    me = sign_in(client, "CASE_WORKER", organization)
    case = open_invented_case(organization, worker=me)
    opened(case, me)
    opened(case, case_worker(organization), at=MARCH + dt.timedelta(days=9))
    url = reverse("cases:readings_export", args=[case.uuid]) + "?last=2026-03-12"

    assert b"errorlist" in client.post(url).content or client.post(url).context["form"].errors
    file = client.post(url, {"reason": "she asked"})

    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert [row[1:4] for row in rows[1:]] == [[me.name, "Case worker", "worked on the case"]]
    assert ReadLog.objects.filter(kind="EXPORTED", reason="who opened it: she asked").count() == 1
    assert TimelineEntry.objects.filter(case=case, kind="exported", detail="readings").count() == 1
    assert told(case)[0][3] == ["made the list of who opened it"]


@pytest.mark.parametrize(
    ("role", "status"), [("CASE_WORKER", 404), ("CASE_SUPERVISOR", 200), ("COORDINATOR", 403)]
)
def test_who_may_read_the_list(client, organization, role, status):
    case = open_invented_case(organization)
    sign_in(client, role, organization)

    for name in ("readings", "readings_print"):
        assert client.get(reverse(f"cases:{name}", args=[case.uuid])).status_code == status


def test_roles_that_have_ended_are_told_too(organization):
    user = case_worker(organization)
    user.role_assignments.update(ends_on=dt.date(2026, 3, 1))

    assert roles_of([user.pk], organization.pk) == {user.pk: "Case worker"}
