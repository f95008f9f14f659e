import csv
import datetime as dt
import io
import json

import pytest
from frictionless import Package

from safefair.core.models import Task
from safefair.results.enums import ReleaseStatus
from safefair.results.models import Indicator, ReleaseCell
from safefair.results.opendata import release_files
from safefair.results.operations.figures import compute_figure, compute_period
from safefair.results.operations.releases import (
    AuditIsStale,
    IndicatorIsNotPublic,
    MethodChanged,
    NothingToRelease,
    PeriodOverlapsPublished,
    ReleaseNotPassed,
    ThresholdRaised,
    check_release,
    make_release,
    protect_release,
    publish_release,
    withdraw_release,
)
from safefair.results.queries import published_release, release_tables
from safefair.results.series import PartNeedsItsWhole
from tests.accounts.factories import UserFactory
from tests.results.factories import IndicatorFactory, PeriodFactory
from tests.results.releases import NOW, WOMEN, cells_of, release_of, visits


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
def test_what_follows_a_release_keeps_its_method_and_hides_no_more_than_it(passed, indicators):
    publish_release(passed, by=UserFactory.create(), at=NOW)

    with pytest.raises(MethodChanged):
        release_of(passed.period, indicators, method="round")
    with pytest.raises(ThresholdRaised):
        release_of(passed.period, indicators, threshold=20)


@pytest.mark.django_db
def test_an_indicator_for_the_workspace_only_is_not_released(indicators):
    visits(WOMEN, "F")
    Indicator.objects.update(is_public=False)

    with pytest.raises(IndicatorIsNotPublic):
        release_of(PeriodFactory.create(), list(Indicator.objects.order_by("code")))


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


@pytest.mark.django_db
def test_protecting_the_same_cells_again_gives_the_same_pattern(indicators):
    """Equal counts leave many patterns to choose from; two of them laid over each other would undo both."""
    visits({"TH": 20, "MM": 20, "KH": 20, "LA": 20, "VN": 20, "PH": 4}, "F")
    visits({"TH": 20, "MM": 20, "KH": 20, "LA": 20, "VN": 20, "PH": 20}, "M")
    release = release_of(PeriodFactory.create(), indicators)
    patterns = [cells_of(release)]

    for _again in range(4):
        check_release(release, by=UserFactory.create())
        Task.objects.update(status="DONE")
        release = protect_release(release.pk, at=NOW, tell=lambda *_: None)
        patterns.append(cells_of(release))

    assert release.status == "PASSED"
    assert None in patterns[0].values()
    assert all(pattern == patterns[0] for pattern in patterns)
