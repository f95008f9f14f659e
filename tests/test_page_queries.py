"""No page of the workspace asks more than twelve questions, however many rows it shows.

Lists whose tests stand beside their app are held there; here are the others.
"""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from safefair.cases.enums.intake import EntryKind
from safefair.cases.operations import admit
from safefair.cases.operations.complaints import make_group
from safefair.cases.operations.timeline import record_entry
from safefair.core.models import ReadKind
from safefair.people.identities import open_identity
from safefair.results.operations.figures import compute_figure
from tests.accounts.factories import OrganizationFactory, RoleAssignmentFactory, sign_in
from tests.cases.complaints import LODGED, invented_amount, invented_complaint, invented_step
from tests.cases.factories import agree_invented, open_invented_case, send_invented
from tests.harness.queries import captured_queries
from tests.outreach.factories import InformationSessionFactory, SessionAttendanceFactory, VisitFactory
from tests.people.factories import invented_pair, register_invented
from tests.results.factories import IndicatorFactory, PeriodFactory
from tests.results.releases import release_of
from tests.trainings.factories import (
    ParticipationFactory,
    TrainingAttendanceFactory,
    TrainingRunFactory,
    TrainingSessionFactory,
)

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture
def centre():
    return OrganizationFactory.create(country="TH")


def test_person(client, centre, assert_same_queries):
    user = sign_in(client, "COORDINATOR", centre)
    her = invented_pair(centre).first

    def more():
        VisitFactory.create(organization=centre, registration=her)
        SessionAttendanceFactory.create(organization=centre, registration=her, session__organization=centre)
        ParticipationFactory.create(registration=her, run__course__organization=centre)
        open_identity(her, user_id=user.pk, kind=ReadKind.OPENED)

    assert_same_queries(reverse("people:detail", args=[her.uuid]), more, at_most=MOST)


def test_possible_duplicates(client, centre, assert_same_queries):
    sign_in(client, "COUNSELLOR", centre)

    assert_same_queries(reverse("people:duplicates"), lambda: invented_pair(centre), at_most=MOST)


def test_two_registrations_side_by_side(client, centre, assert_same_queries):
    sign_in(client, "COUNSELLOR", centre)
    pair = invented_pair(centre)

    assert_same_queries(reverse("people:pair", args=[pair.uuid]), lambda: invented_pair(centre), at_most=MOST)


def test_session(client, centre, assert_same_queries):
    sign_in(client, "COUNSELLOR", centre)
    session = InformationSessionFactory.create(organization=centre)

    def line():
        SessionAttendanceFactory.create(session=session, organization=centre)

    assert_same_queries(reverse("outreach:session_detail", args=[session.uuid]), line, at_most=MOST)


def test_training(client, centre, assert_same_queries):
    sign_in(client, "TRAINER", centre)
    run = TrainingRunFactory.create(course__organization=centre)
    sitting = TrainingSessionFactory.create(run=run)

    def participant():
        person = ParticipationFactory.create(run=run, registration=register_invented(centre))
        TrainingAttendanceFactory.create(session=sitting, participation=person)

    assert_same_queries(reverse("trainings:detail", args=[run.uuid]), participant, at_most=MOST)


@pytest.mark.parametrize("page", ["accounts:members", "accounts:access_log", "workspace:home"])
def test_members_and_readings(client, centre, page, assert_same_queries):
    user = sign_in(client, "COORDINATOR", centre)
    her = register_invented(centre)

    def more():
        RoleAssignmentFactory.create(role="COUNSELLOR", organization=centre)
        open_identity(her, user_id=user.pk)

    assert_same_queries(reverse(page), more, at_most=MOST)


def test_rows_of_a_figure(client):
    VisitFactory.create_batch(3, visited_on=dt.date(2026, 3, 12))
    figure = compute_figure(IndicatorFactory.create(), PeriodFactory.create(), by=None, at=timezone.now())
    sign_in(client, "PROGRAMME_MANAGER")

    with captured_queries() as asked:
        page = client.get(reverse("results:figure_rows", args=[figure.uuid]))

    assert page.content.decode().count("12 Mar 2026") == 3
    assert len(asked) <= MOST, "\n".join(asked)


def test_releases(client, assert_same_queries):
    VisitFactory.create_batch(3, visited_on=dt.date(2026, 3, 12))
    period, indicator = PeriodFactory.create(), IndicatorFactory.create()
    sign_in(client, "PROGRAMME_MANAGER")
    releases = []

    def release():
        releases.append(release_of(period, [indicator]))

    assert_same_queries(reverse("results:releases"), release, at_most=MOST)
    assert_same_queries(reverse("results:release", args=[releases[0].uuid]), release, at_most=MOST)
    assert_same_queries(reverse("results:indicator", args=[indicator.uuid]), release, at_most=MOST)


@pytest.mark.parametrize("role", ["CASE_WORKER", "CASE_SUPERVISOR"])
def test_cases(client, centre, assert_same_queries, role):
    user = sign_in(client, role, centre)

    assert_same_queries(reverse("cases:list"), lambda: open_invented_case(centre, worker=user), at_most=MOST)


def test_case(client, centre, assert_same_queries):
    user = sign_in(client, "CASE_WORKER", centre)
    case = open_invented_case(centre, worker=user)

    def more():
        admit(case, user=user, by=user)
        send_invented(case, agree_invented(case))
        record_entry(case, EntryKind.CORRECTED, on=dt.date(2026, 3, 3), by=user)
        invented_amount(invented_complaint(case), "claimed", "100")

    assert_same_queries(reverse("cases:detail", args=[case.uuid]), more, at_most=MOST)
    assert_same_queries(reverse("cases:sheet", args=[case.uuid]), more, at_most=MOST)


@pytest.mark.parametrize("role", ["CASE_WORKER", "CASE_SUPERVISOR"])
def test_home_of_case_work(client, centre, assert_same_queries, role):
    user = sign_in(client, role, centre)

    assert_same_queries(
        reverse("workspace:home"), lambda: open_invented_case(centre, worker=user), at_most=15
    )


def test_complaints(client, centre, assert_same_queries):
    user = sign_in(client, "LABOUR_OFFICER", centre)
    case = open_invented_case(centre, worker=user)
    complaint = invented_complaint(case)
    facts = {"respondent": "employer", "country": "TH", "forum": "mediation", "filed_on": None}
    group = make_group({"title": "Invented group", **facts}, organization=centre, by=user)

    def more():
        invented_amount(invented_complaint(case, group=group), "claimed", "100")
        invented_step(complaint, LODGED)
        invented_amount(complaint, "received", "100")

    assert_same_queries(reverse("cases:complaints"), more, at_most=MOST)
    assert_same_queries(reverse("cases:groups"), more, at_most=MOST)
    assert_same_queries(reverse("cases:group", args=[group.uuid]), more, at_most=MOST)
    assert_same_queries(reverse("cases:complaint", args=[case.uuid, complaint.uuid]), more, at_most=MOST)
