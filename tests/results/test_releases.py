import csv
import datetime as dt
import io
import json
import threading
import uuid
from collections import Counter

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.urls import reverse
from django.utils import timezone
from frictionless import Package

from safefair.core.rls import Scope, row_security
from safefair.outreach.models import Visit
from safefair.results.enums import ReleaseStatus
from safefair.results.models import Release, ReleaseCell, ReleaseTable, ReportingPeriod
from safefair.results.opendata import release_files
from safefair.results.operations import releases as operations
from safefair.results.operations.figures import compute_figure, compute_period
from safefair.results.operations.releases import (
    AuditIsStale,
    NothingToRelease,
    PeriodOverlapsPublished,
    ReleaseNotPassed,
    check_release,
    make_release,
    protect_release,
    publish_release,
    withdraw_release,
)
from safefair.results.queries import published_release, release_tables
from safefair.results.series import PartNeedsItsWhole
from tests.accounts.factories import OrganizationFactory, UserFactory, sign_in
from tests.outreach.factories import PlainRegistrationFactory
from tests.results.factories import IndicatorFactory, PeriodFactory, ResultFactory

NOW = timezone.now()
WOMEN = {"TH": 40, "MM": 25, "KH": 3, "LA": 14}
MEN = {"TH": 17, "MM": 2, "KH": 12, "LA": 0}


def visits(counts, sex, *, on=dt.date(2026, 3, 1), role="CURRENT"):
    """That many visits of as many people, by country of the visit; quick to make."""
    organization, user = OrganizationFactory.create(), UserFactory.create()
    for country, number in counts.items():
        people = PlainRegistrationFactory.create_batch(
            number, organization=organization, country=country, sex=sex
        )
        Visit.objects.bulk_create(
            Visit(
                organization=organization,
                organization_kind=organization.kind,
                country=country,
                visited_on=on,
                registration=person,
                relation=role,
                sex=sex,
                age_band="25-34",
                services=["INFORMATION"],
                entry_id=uuid.uuid4(),
                recorded_by=user,
            )
            for person in people
        )


@pytest.fixture
def indicators(db):
    """People by country and sex, and their attendances as a total."""
    result = ResultFactory.create()
    return [
        IndicatorFactory.create(result=result, code="3.1"),
        IndicatorFactory.create(
            result=result, code="3.2", kind="ATTENDANCES", measure="information_attendances", tables=[]
        ),
        IndicatorFactory.create(
            result=result, code="3.3", kind="EVENTS", measure="sessions_held", tables=[["country"]]
        ),
    ]


def release_of(period, indicators, **kwargs):
    """A release that has been protected and audited, as the job does it."""
    compute_period(period, by=None, at=NOW)
    user = UserFactory.create()
    given = {"title": "Invented release", "method": "suppress", "threshold": 11, "by": user, **kwargs}
    release = make_release(period=period, indicators=indicators, **given)
    return protect_release(release.pk, at=NOW, tell=lambda *_: None)


@pytest.fixture
def passed(indicators):
    """An audited release of the first half of 2026."""
    visits(WOMEN, "F")
    visits(MEN, "M")
    return release_of(PeriodFactory.create(), indicators)


def cells_of(release, code="3.1"):
    table = next(table for table in release_tables(release) if table.code == code)
    return {cell.codes: cell.value for cell in table.cells}


@pytest.mark.django_db
def test_small_counts_and_what_would_give_them_away_are_withheld(passed):
    cells = cells_of(passed)

    assert passed.status == ReleaseStatus.PASSED, passed.audit
    assert cells["*", "*"] == 113
    assert cells["KH", "F"] is cells["MM", "M"] is None
    assert sum(value is None for key, value in cells.items() if "*" not in key) >= 4
    assert all(value == 0 or value >= 11 for value in cells.values() if value is not None)
    assert cells["LA", "M"] in (0, None)


@pytest.mark.django_db
def test_the_total_of_people_has_its_range_and_no_other_cell_has(passed):
    table = release_tables(passed)[0]

    ranged = {cell.codes for cell in table.cells if cell.low is not None}

    assert ranged == {("*", "*")}
    assert release_tables(passed)[1].by_codes[()].value == 113


@pytest.mark.django_db
def test_the_files_are_a_valid_data_package_without_a_withheld_value(passed, tmp_path):
    files = release_files(passed)
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)

    report = Package(str(tmp_path / "datapackage.json")).validate()

    assert report.valid, report.flatten(["type", "note"])
    package = json.loads(files["datapackage.json"])
    rows = list(csv.DictReader(io.StringIO(files["3.1-country-sex.csv"].decode())))
    assert [row["value"] for row in rows if row["status"] == "withheld"] == [""] * package[
        "disclosureControl"
    ]["cellsWithheld"]
    assert package["resources"][0]["unitCounted"] == "person"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert "seal" not in files["datapackage.json"].decode()


@pytest.mark.django_db
def test_rounding_publishes_every_cell_and_sums_hold(indicators):
    visits({"TH": 40, "MM": 25, "KH": 13, "LA": 14}, "F")
    visits({"TH": 17, "MM": 12, "KH": 12, "LA": 0}, "M")

    release = release_of(PeriodFactory.create(), indicators, method="round")

    cells = cells_of(release)
    assert release.status == ReleaseStatus.PASSED, release.audit
    assert {value % 10 for value in cells.values()} == {0}
    assert cells["*", "*"] == sum(value for key, value in cells.items() if "*" not in key)


@pytest.mark.django_db
def test_only_a_passed_release_is_published_and_then_it_stands(passed, indicators):
    user = UserFactory.create()
    published = publish_release(passed, by=user, at=NOW)

    with pytest.raises(ReleaseNotPassed):
        publish_release(passed, by=user, at=NOW)

    assert published_release(passed.programme) == published
    withdraw_release(published, reason="wrong sheet", by=user, at=NOW)
    assert published_release(passed.programme) is None


@pytest.mark.django_db
def test_nothing_measured_is_no_release(indicators):
    with pytest.raises(NothingToRelease):
        release_of(PeriodFactory.create(), indicators)


@pytest.mark.django_db
def test_a_part_needs_its_whole(indicators):
    visits(WOMEN, "F")
    part = IndicatorFactory.create(
        result=indicators[0].result, code="3.4", filters={"role": ["CURRENT"]}, tables=[["country"]]
    )

    with pytest.raises(PartNeedsItsWhole):
        release_of(PeriodFactory.create(), [part])


@pytest.mark.django_db
def test_a_part_is_protected_as_a_slice_of_its_whole(indicators):
    whole = IndicatorFactory.create(
        result=indicators[0].result, code="3.5", tables=[["country", "role"]], measure="people_informed"
    )
    part = IndicatorFactory.create(
        result=indicators[0].result, code="3.6", filters={"role": ["FAMILY"]}, tables=[["country"]]
    )
    visits({"TH": 40, "MM": 25}, "F")
    visits({"TH": 20, "MM": 4}, "F", role="FAMILY")

    release = release_of(PeriodFactory.create(), [whole, part])

    assert release.status == ReleaseStatus.PASSED, release.audit
    in_whole, alone = cells_of(release, "3.5"), cells_of(release, "3.6")
    assert {key[0]: value for key, value in in_whole.items() if key[1] == "FAMILY"} == {
        key[0]: value for key, value in alone.items()
    }
    assert alone["MM",] is None
    assert alone["TH",] is None or alone["*",] is None


@pytest.mark.django_db
def test_a_later_release_hides_what_its_difference_would_show(passed, indicators):
    publish_release(passed, by=UserFactory.create(), at=NOW)
    before = cells_of(passed)
    visits({"TH": 4, "MM": 30, "LA": 20, "KH": 15}, "F", on=dt.date(2026, 8, 1))
    year = PeriodFactory.create(label="2026", ends_before=dt.date(2027, 1, 1))

    release = release_of(year, indicators)

    after = cells_of(release)
    assert release.status == ReleaseStatus.PASSED, release.audit
    steps = [
        after[key] - before[key] for key in before if before[key] is not None and after.get(key) is not None
    ]
    assert all(step == 0 or abs(step) >= 11 for step in steps)
    assert after["TH", "F"] is None  # 44 now, and 40 was printed: 4 new women in Thailand would show


@pytest.mark.django_db
def test_only_periods_that_cannot_be_subtracted_follow_each_other(passed, indicators):
    publish_release(passed, by=UserFactory.create(), at=NOW)
    overlapping = PeriodFactory.create(starts_on=dt.date(2026, 3, 1), ends_before=dt.date(2027, 1, 1))
    shorter = PeriodFactory.create(ends_before=dt.date(2026, 4, 1))
    after = PeriodFactory.create(starts_on=dt.date(2026, 7, 1), ends_before=dt.date(2027, 1, 1))
    visits(WOMEN, "F", on=dt.date(2026, 9, 1))

    for period in (overlapping, shorter):
        with pytest.raises(PeriodOverlapsPublished):
            release_of(period, indicators)
    assert release_of(after, indicators).status == ReleaseStatus.PASSED


@pytest.mark.django_db
def test_an_audit_before_another_release_is_stale(passed, indicators):
    second = release_of(passed.period, indicators)
    publish_release(passed, by=UserFactory.create(), at=NOW)

    with pytest.raises(AuditIsStale):
        publish_release(second, by=UserFactory.create(), at=NOW)

    again = protect_release(check_release(second, by=UserFactory.create()).pk, at=NOW, tell=lambda *_: None)
    assert publish_release(again, by=UserFactory.create(), at=NOW).status == ReleaseStatus.PUBLISHED


@pytest.mark.django_db
def test_a_figure_of_other_records_fails_the_release(indicators):
    visits(WOMEN, "F")
    part = IndicatorFactory.create(
        result=indicators[0].result, code="3.7", filters={"sex": ["F"]}, tables=[["country"]]
    )
    period = PeriodFactory.create()
    compute_period(period, by=None, at=NOW)
    visits({"TH": 20}, "F")
    compute_figure(indicators[0], period, by=None, at=NOW)
    release = make_release(
        period=period,
        indicators=[indicators[0], part],
        title="x",
        method="suppress",
        threshold=11,
        by=UserFactory.create(),
    )

    done = protect_release(release.pk, at=NOW, tell=lambda *_: None)

    assert done.status == ReleaseStatus.FAILED
    assert "different times" in done.audit["findings"][0]
    assert ReleaseCell.objects.count() == 0


# The gate in the database, as the application's own role.


def as_app(sql, *params):
    with (
        row_security(organization_id=None, user_id=None, scope=Scope.PROGRAMME),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, params)


PUBLISH = (
    "UPDATE results_release SET status = 'PUBLISHED', published_at = now(), published_by_id = created_by_id"
)
CHEATS = {
    "publish what is being checked": ("CHECKING", PUBLISH),
    "say that it passed": (
        "CHECKING",
        'UPDATE results_release SET status = \'PASSED\', audited_at = now(), audit = \'{"passed": true, "seal": "00"}\'',
    ),
    "publish what failed": ("FAILED", PUBLISH),
    "change a cell": ("PASSED", "UPDATE results_releasecell SET value = 700 WHERE value IS NOT NULL"),
    "take a cell away": ("PASSED", "DELETE FROM results_releasecell"),
    "take a table away": ("PASSED", "UPDATE results_releasetable SET position = position + 1"),
    "lower the threshold": ("PASSED", "UPDATE results_release SET threshold = 3"),
    "edit the verdict": ("PASSED", "UPDATE results_release SET audit = '{}'"),
    "skip the publisher": ("PASSED", "UPDATE results_release SET status = 'PUBLISHED', published_at = now()"),
    "put it back": ("PUBLISHED", "UPDATE results_release SET status = 'CHECKING'"),
    "delete what was published": ("PUBLISHED", "DELETE FROM results_release"),
    "move the period's days": (
        "PUBLISHED",
        "UPDATE results_reportingperiod SET ends_before = ends_before + 1",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("cheat", CHEATS)
def test_no_sql_of_the_application_role_gets_past_the_gate(cheat, passed, indicators):
    status, sql = CHEATS[cheat]
    if status == "PUBLISHED":
        publish_release(passed, by=UserFactory.create(), at=NOW)
    elif status in ("CHECKING", "FAILED"):
        Release.objects.filter(pk=passed.pk).update(status="CHECKING")
        if status == "FAILED":
            Release.objects.filter(pk=passed.pk).update(status="FAILED", audit={"passed": False})

    with pytest.raises(DatabaseError), transaction.atomic():
        as_app(f"{sql}; SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.django_db
def test_a_release_cannot_be_born_published(passed):
    copy = (
        "INSERT INTO results_release (uuid, created_at, programme_id, period_id, number, title, status, method, threshold,"
        " audit, audited_at, published_by_id, published_at, note, withdrawal_reason) SELECT gen_random_uuid(), now(),"
        " programme_id, period_id, number + 1, title, 'PUBLISHED', method, threshold, audit, audited_at, created_by_id,"
        " now(), '', '' FROM results_release"
    )

    with pytest.raises(DatabaseError, match="begins as a draft"), transaction.atomic():
        as_app(copy)


@pytest.mark.django_db
def test_triggers_cannot_be_switched_off_by_a_setting(passed):
    with pytest.raises(DatabaseError), transaction.atomic():
        as_app(
            "SELECT set_config('pgtrigger.ignore', '{*:*,results_releasecell:guard_release_cell}', true);"
            "UPDATE results_releasecell SET value = 700 WHERE value IS NOT NULL"
        )


@pytest.mark.django_db(transaction=True)
def test_of_two_releases_published_at_once_only_one_is():
    result = ResultFactory.create()
    indicators = [IndicatorFactory.create(result=result, code="3.1")]
    visits(WOMEN, "F")
    visits(MEN, "M")
    period = PeriodFactory.create()
    waiting = [release_of(period, indicators) for _n in range(2)]
    user = UserFactory.create()
    start, ends = threading.Barrier(2), []

    def publish(release):
        start.wait()
        try:
            publish_release(release, by=user, at=NOW)
            ends.append("published")
        except AuditIsStale:
            ends.append("stale")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=publish, args=[release]) for release in waiting]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Counter(ends) == {"published": 1, "stale": 1}
    assert Release.objects.filter(status="PUBLISHED").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_cell_written_while_a_release_passes_waits_and_is_refused():
    result = ResultFactory.create()
    visits(WOMEN, "F")
    release = release_of(PeriodFactory.create(), [IndicatorFactory.create(result=result, code="3.1")])
    table = ReleaseTable.objects.get(release=release)
    ends = []

    def write():
        try:
            ReleaseCell.objects.create(
                table=table, key={"country": "VN", "sex": "F"}, value=2, status="published"
            )
            ends.append("written")
        except DatabaseError:
            ends.append("refused")
        finally:
            connections.close_all()

    again = check_release(release, by=UserFactory.create())
    with transaction.atomic():
        protect_release(again.pk, at=NOW, tell=lambda *_: None)
        thread = threading.Thread(target=write)
        thread.start()
        thread.join(timeout=1)
        assert ends == []
    thread.join()

    assert ends == ["refused"]


# Pages.


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
