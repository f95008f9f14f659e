import re

import pytest
from django.urls import reverse

from safefair.core.models import Task
from safefair.outreach.models import Visit
from safefair.results.models import FigureCell, Release, ReleaseCell, ReportingPeriod
from safefair.results.opendata import release_files
from safefair.results.operations import releases as operations
from safefair.results.operations.figures import compute_period
from safefair.results.operations.releases import (
    make_release,
    publish_release,
)
from safefair.results.queries import release_tables
from safefair.results.tasks import protect_release_job
from tests.accounts.factories import UserFactory, sign_in
from tests.harness.queries import captured_queries
from tests.results.factories import PeriodFactory
from tests.results.releases import NOW, WOMEN, visits

CHANGING = re.compile(r"[A-Za-z0-9]{64}")


@pytest.mark.django_db
def test_the_page_shows_the_tables_as_readers_will_see_them_and_publishes(client, passed):
    sign_in(client, "PROGRAMME_MANAGER")
    page = reverse("results:release", args=[passed.uuid])

    before = client.get(page).content.decode()
    client.post(reverse("results:publish", args=[passed.uuid]))
    after = client.get(page).content.decode()

    assert before.count('class="withheld"') == sum(table.withheld for table in release_tables(passed))
    assert "Publish now" in before
    assert "Withdraw this release" in after
    assert "seal" not in after


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "status"), [("MONITORING_OFFICER", 403), ("DONOR", 403)])
def test_who_does_not_publish(client, passed, role, status):
    sign_in(client, role)

    response = client.post(reverse("results:publish", args=[passed.uuid]))

    passed.refresh_from_db()
    assert (response.status_code, passed.status) == (status, "PASSED")


@pytest.mark.django_db
def test_a_donor_sees_published_releases_only(client, passed):
    sign_in(client, "DONOR")

    unpublished = client.get(reverse("results:release", args=[passed.uuid]))
    publish_release(passed, by=UserFactory.create(), at=NOW)
    published = client.get(reverse("results:release", args=[passed.uuid]))

    assert (unpublished.status_code, published.status_code) == (404, 200)


@pytest.mark.django_db
def test_a_new_release_by_page_is_frozen_and_waits_for_its_job(client, indicators):
    visits(WOMEN, "F")
    period = PeriodFactory.create()
    compute_period(period, by=None, at=NOW)
    sign_in(client, "PROGRAMME_MANAGER")
    form = client.get(reverse("results:release_new")).content.decode()

    response = client.post(
        reverse("results:release_new"),
        {
            "title": "First half",
            "period": period.pk,
            "indicators": [indicator.pk for indicator in indicators],
            "method": "suppress",
            "threshold": 2,
            "note": "",
        },
    )
    refused = response.content.decode()
    made = client.post(
        reverse("results:release_new"),
        {
            "title": "First half",
            "period": period.pk,
            "indicators": [indicator.pk for indicator in indicators],
            "method": "suppress",
            "threshold": 11,
            "note": "",
        },
        follow=True,
    ).content.decode()

    assert "Freeze and protect" in form
    assert "may not be below 3" in refused
    assert Release.objects.get().status == "CHECKING"
    assert "Protecting and checking" in made
    assert ReportingPeriod.objects.count() == 1
    assert operations.LOWEST_THRESHOLD == 3


@pytest.mark.django_db
def test_pages_and_files_hold_nothing_but_released_cells(client, passed):
    """Once the true counts are gone, page, CSV and JSON are the same byte for byte: no withheld value was in them."""
    sign_in(client, "PROGRAMME_MANAGER")
    page, files = reverse("results:release", args=[passed.uuid]), release_files(passed)
    before = CHANGING.sub("", client.get(page).content.decode())

    FigureCell.objects.all().delete()
    Visit.objects.all().delete()

    assert release_files(passed) == files
    assert CHANGING.sub("", client.get(page).content.decode()) == before
    assert not ReleaseCell.objects.filter(status="withheld", value__isnull=False).exists()


@pytest.mark.django_db
def test_the_job_of_a_release_works_as_the_application_role(indicators):
    visits(WOMEN, "F")
    period = PeriodFactory.create()
    compute_period(period, by=None, at=NOW)
    release = make_release(
        period=period,
        indicators=indicators,
        title="x",
        method="suppress",
        threshold=11,
        by=UserFactory.create(),
    )

    task = Task.objects.get(name="results.protect_release")

    protect_release_job(task.pk, release.pk)
    protect_release_job(task.pk, release.pk)  # a job may run twice

    release.refresh_from_db()
    task.refresh_from_db()
    assert (release.status, task.status) == ("PASSED", "DONE")


@pytest.mark.django_db
def test_a_release_page_takes_few_queries_however_many_cells(client, passed):
    sign_in(client, "PROGRAMME_MANAGER")
    page = reverse("results:release", args=[passed.uuid])
    client.get(page)

    with captured_queries() as queries:
        client.get(page)

    assert len(queries) <= 18, "\n".join(queries)
