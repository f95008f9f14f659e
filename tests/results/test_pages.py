import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from safefair.accounts.membership import Membership
from safefair.accounts.roles import ROLE_BY_CODE
from safefair.core.jobs import start_task
from safefair.core.models import ReadLog
from safefair.people import panels
from safefair.people.models import Identity, Registration
from safefair.results.models import Figure, PeriodLock
from safefair.results.operations.figures import compute_figure
from safefair.results.operations.framework import framework_facts, load_framework
from safefair.results.operations.periods import lock_period
from safefair.results.panels import figures_panel
from safefair.results.tasks import compute_period_job
from tests.accounts.factories import OrganizationFactory, RoleAssignmentFactory, UserFactory, sign_in
from tests.outreach.factories import VisitFactory
from tests.results.factories import IndicatorFactory, PeriodFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def figure():
    """Three women on visits in Thailand and one man in Myanmar."""
    for _n in range(3):
        VisitFactory.create()
    VisitFactory.create(country="MM", sex="M", organization=OrganizationFactory.create(country="MM"))
    return compute_figure(IndicatorFactory.create(), PeriodFactory.create(), by=None, at=NOW)


def membership_as(role):
    assignment = RoleAssignmentFactory.create(role=role)
    return Membership(assignment.user, assignment, ROLE_BY_CODE[role], assignment.organization)


def test_the_list_says_not_measured_and_keeps_reported_figures_apart(client):
    load_framework(framework_facts())
    sign_in(client, "DONOR")

    page = client.get(reverse("results:indicators")).content.decode()

    assert page.count("not released") >= 8
    assert "Reported by the programme itself" in page
    assert "at least" in page
    assert "1,000,000" in page
    assert "European Commission" in page
    assert "Compute the figures" not in page


def test_without_a_programme_the_page_says_so(client):
    sign_in(client, "PROGRAMME_MANAGER")

    assert "No programme is loaded yet" in client.get(reverse("results:indicators")).content.decode()


@pytest.mark.parametrize(
    ("role", "status"), [("PROGRAMME_MANAGER", 200), ("DONOR", 403), ("ADMINISTRATOR", 403)]
)
def test_who_may_open_rows(client, figure, role, status):
    sign_in(client, role)

    assert client.get(reverse("results:figure_rows", args=[figure.uuid])).status_code == status
    assert client.get(reverse("results:figure_rows_csv", args=[figure.uuid])).status_code == status


def test_a_counsellor_sees_no_indicators(client, figure):
    sign_in(client, "COUNSELLOR", OrganizationFactory.create())

    assert client.get(reverse("results:indicators")).status_code == 403


def test_tables_and_small_figures_are_for_those_who_may_open_rows(client, figure):
    detail = reverse("results:indicator", args=[figure.indicator.uuid])
    sign_in(client, "PROGRAMME_MANAGER")
    manager = client.get(detail).content.decode()
    sign_in(client, "DONOR")

    donor = client.get(detail).content.decode()
    listed = client.get(reverse("results:indicators")).content.decode()

    assert "By country and sex" in manager
    assert "Myanmar" in manager
    assert "By country and sex" not in donor
    assert "Myanmar" not in donor
    assert "Nothing was released for this period" in donor
    assert "not released" in listed


def test_rows_show_codes_filter_and_page(client, figure):
    sign_in(client, "PROGRAMME_MANAGER")
    rows = reverse("results:figure_rows", args=[figure.uuid])

    everything = client.get(rows).content.decode()
    men = client.get(rows, {"sex": "M"}).content.decode()

    assert everything.count("<code>") == 4
    assert men.count("<code>") == 1
    assert "Myanmar" in men
    assert Identity.objects.count() == 0


def test_the_export_is_logged_and_no_formula(client, figure):
    OrganizationFactory.create()
    manager = sign_in(client, "PROGRAMME_MANAGER")

    response = client.get(reverse("results:figure_rows_csv", args=[figure.uuid]), {"sex": "M"})

    lines = response.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("visit,2026-03-12,Myanmar,Invented Centre")
    assert ReadLog.objects.get(user_id=manager.pk).kind == "EXPORTED"


def test_pages_take_as_many_queries_for_three_figures_as_for_one(client, assert_same_queries):
    period = PeriodFactory.create()
    VisitFactory.create()
    sign_in(client, "PROGRAMME_MANAGER")

    assert_same_queries(
        reverse("results:indicators"),
        lambda: compute_figure(IndicatorFactory.create(), period, by=None, at=NOW),
        at_most=12,
    )


def test_lock_and_unlock_by_page(client, figure):
    user = sign_in(client, "MONITORING_OFFICER")
    period = figure.period

    client.post(reverse("results:lock", args=[period.uuid]), {"reason": "half-year report"})
    again = client.post(reverse("results:lock", args=[period.uuid]), {"reason": "again"}).content.decode()
    listed = client.get(reverse("results:periods")).content.decode()
    client.post(reverse("results:unlock", args=[period.uuid]), {"reason": "late sheets"})

    lock = PeriodLock.objects.get()
    assert "locked already" in again
    assert "half-year report" in listed
    assert (lock.locked_by, lock.unlocked_by, lock.unlock_reason) == (user, user, "late sheets")


def test_a_restated_figure_says_so(client, figure):
    lock_period(figure.period, reason="report", by=UserFactory.create(), at=NOW)
    VisitFactory.create(visited_on=dt.date(2026, 5, 1))
    compute_figure(figure.indicator, figure.period, by=None, at=NOW)
    sign_in(client, "PROGRAMME_MANAGER")

    detail = client.get(reverse("results:indicator", args=[figure.indicator.uuid])).content.decode()

    assert "The records now give 5" in detail
    assert "restated since" in client.get(reverse("results:indicators")).content.decode()


def test_computing_starts_one_job_however_often_it_is_asked_for(client, figure, monkeypatch):
    sign_in(client, "PROGRAMME_MANAGER")

    for _n in range(2):
        response = client.post(reverse("results:compute", args=[figure.period.uuid]), follow=True)

    assert response.content.decode().count('class="progress"') == 1


def test_a_coordinator_opens_only_rows_of_her_own_organisation(client, figure):
    elsewhere = OrganizationFactory.create()
    mine = VisitFactory.create(organization=elsewhere)
    compute_figure(figure.indicator, figure.period, by=None, at=NOW)
    newest = Figure.objects.get(is_latest=True)
    sign_in(client, "COORDINATOR", elsewhere)

    page = client.get(reverse("results:figure_rows", args=[newest.uuid])).content.decode()
    detail = client.get(reverse("results:indicator", args=[figure.indicator.uuid])).content.decode()

    assert page.count("<code>") == 1
    assert str(mine.registration) in page
    assert "By country and sex" not in detail


def test_a_person_s_page_names_the_figures_she_is_counted_in(figure):
    someone = Registration.objects.get(visits__sex="M")
    manager = membership_as("PROGRAMME_MANAGER")
    counsellor = membership_as("COUNSELLOR")

    seen = figures_panel(someone, manager)
    plain = figures_panel(someone, counsellor)

    assert seen
    assert plain
    assert list(seen.rows[0][1:3]) == [figure.period.label, "unique people"]
    assert "<a href" in str(seen.rows[0][0])
    assert plain.rows[0][0] == f"{figure.indicator.code} {figure.indicator.title}"
    assert figures_panel in panels._makers


def test_the_list_as_a_file_withholds_what_the_page_withholds(client, figure):
    sign_in(client, "DONOR")
    donor = client.get(reverse("results:indicators_csv")).content.decode()
    sign_in(client, "PROGRAMME_MANAGER")

    manager = client.get(reverse("results:indicators_csv")).content.decode()

    assert donor.splitlines()[1].split(",")[5:] == ["", "", "", "0", "", "not released"]
    assert manager.splitlines()[1].split(",")[5:] == ["4", "4", "4", "0", "", ""]


def test_rows_sort(client, figure):
    sign_in(client, "PROGRAMME_MANAGER")
    rows = reverse("results:figure_rows", args=[figure.uuid])

    down = client.get(rows, {"sort": "-country"}).content.decode()
    up = client.get(rows, {"sort": "country"}).content.decode()

    assert down.rindex("Myanmar</td>") > down.rindex("Thailand</td>")
    assert up.rindex("Myanmar</td>") < up.rindex("Thailand</td>")


def test_a_filter_that_no_row_fits_says_so(client, figure):
    sign_in(client, "PROGRAMME_MANAGER")

    page = client.get(reverse("results:figure_rows", args=[figure.uuid]), {"country": "LA"})

    assert "No row matches" in page.content.decode()


def test_the_job_counts_the_records_of_every_organisation(figure):
    user = UserFactory.create()
    VisitFactory.create(organization=OrganizationFactory.create())
    task = start_task("results.compute_period", by_id=user.pk, period_id=figure.period_id)

    compute_period_job(task.pk, figure.period_id)

    newest = Figure.objects.get(is_latest=True)
    task.refresh_from_db()
    assert (newest.value, newest.computed_by, task.status) == (5, user, "DONE")
