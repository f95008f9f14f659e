"""Tables of case work: protected, attacked, kept; a small count is nowhere, and no second table is there to subtract."""

import csv
import datetime as dt
import io
import itertools
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from safefair.cases.models import CountedCase
from safefair.results.casework import UNIT, groups_of
from safefair.results.disclosure.audit import audit
from safefair.results.disclosure.tables import Design, Key, Published, infer_tables
from safefair.results.models import CaseEdition
from safefair.results.operations.editions import (
    EditionExists,
    QuarterNotOver,
    make_edition,
    protect_unit,
    start_edition,
)
from safefair.results.quarters import due_quarters, quarter_of
from safefair.results.queries.casework import Material, gather_unit
from safefair.results.unitcells import read_cells
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.harness.queries import captured_queries

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 24)
SUMMER = quarter_of(dt.date(2026, 8, 1))
NUMBERS = itertools.count(10**12)
PLANTED = 7  # cases of Cambodia: a number that stands nowhere else


def plant(counts: dict[str, int], *, month: dt.date = dt.date(2026, 8, 1)) -> None:
    """That many coded rows by country, half of them about violence so that no row of a table is all alike."""
    for country, number in counts.items():
        organization = OrganizationFactory.create(country=country)
        facts = {
            "organization": organization, "organization_kind": "MRC", "month": month, "country": country, "sex": "F",
            "age_band": "25-34", "origin": "MM", "destination": country, "stage": "at_destination", "sector": "T",
            "risk_at_start": "low", "assessed": "in_time", "plan": "not_needed",
        }  # fmt: skip
        halves = (("cash", "violence"), ("labour_complaint", "labour"))
        CountedCase.objects.bulk_create(
            CountedCase(id=next(NUMBERS), needs=[halves[at % 2][0]], kind=halves[at % 2][1], **facts)
            for at in range(number)
        )


def made() -> CaseEdition:
    edition = start_edition(SUMMER, today=TODAY, by=None)
    return make_edition(edition.pk, at=timezone.now(), tell=lambda *_: None)


@pytest.fixture
def edition() -> CaseEdition:
    plant({"TH": 40, "MY": 23, "KH": PLANTED})
    return made()


def test_only_quarters_that_are_over_for_long_enough_are_made():
    assert [due_quarters(dt.date(2026, 10, day))[0].start.month for day in (15, 16)] == [4, 7]

    with pytest.raises(QuarterNotOver):
        start_edition(quarter_of(TODAY), today=TODAY, by=None)


def test_what_is_made_stays(edition):
    with pytest.raises(EditionExists):
        start_edition(SUMMER, today=TODAY, by=None)
    plant({"TH": 1})
    before = edition.tables
    assert make_edition(edition.pk, at=timezone.now(), tell=lambda *_: None).tables == before

    with pytest.raises(DatabaseError), transaction.atomic():
        CaseEdition.objects.filter(pk=edition.pk).update(tables={})


def test_every_unit_passed_the_audit_and_what_is_stored_is_what_was_attacked(edition):
    assert edition.status == "ready"
    for name, tables in edition.tables.items():
        unit = UNIT[name]
        cells = read_cells(tables["csv"])
        made_of = infer_tables(unit.dimensions, cells) or unit.tables
        published = Published(Design(unit.dimensions, made_of, groups_of(unit)), cells)
        assert audit(published, threshold=11).passed, name
        assert edition.audit[name]["passed"]


def test_hiding_the_small_count_alone_is_found_by_the_attacker_and_is_not_what_is_made(edition):
    naive = Published(Design(("country",)), {("TH",): 40, ("MY",): 23, ("KH",): None, ("*",): 70})
    cells = read_cells(edition.tables["opened"]["csv"])
    by_country = {key[0]: value for key, value in cells.items() if set(key[1:]) == {"*"}}

    assert ("KH",) in [finding.key for finding in audit(naive, threshold=11).findings]
    assert gather_unit("opened", SUMMER.start, SUMMER.end).counts
    assert by_country["*"] == 70
    assert sum(value is None for value in by_country.values()) >= 2


def test_the_planted_count_is_in_no_page_no_file_and_no_picture(client, edition):
    sign_in(client, "PROGRAMME_MANAGER", None)
    page = client.get(reverse("results:case_work"))
    file = client.get(reverse("results:case_work_csv", args=[edition.uuid])).content.decode()
    numbers = {row[-2] for row in csv.reader(io.StringIO(file))}

    assert page.status_code == 200
    for number in (f">{PLANTED}<", f": {PLANTED};", f": {PLANTED}."):
        assert number not in page.content.decode()
    assert str(PLANTED) not in numbers
    assert "70" in numbers
    assert "withheld" in page.content.decode()


def test_unknown_days_are_a_class_of_their_own():
    unit = UNIT["told"]
    rows: dict[Key, int] = {
        ("TH", "*", "*"): 40,
        ("*", "sexual", "*"): 40,
        ("*", "*", "unknown"): 18,
        ("*", "*", "d3"): 22,
    }

    tables, _audit = protect_unit(unit, Material(rows), threshold=11)

    assert read_cells(tables["csv"])["*", "*", "unknown"] == 18


def test_a_sum_that_one_woman_makes_up_is_not_shown():
    material = Material(
        {("THB",): 30, ("MYR",): 30},
        {"amount": {"THB": Decimal(1000), "MYR": Decimal(1000)}, "usd": {"THB": None, "MYR": Decimal(250)}},
        {"THB": Decimal(40), "MYR": Decimal(600)},
    )

    tables, _audit = protect_unit(UNIT["paid"], material, threshold=11)

    assert tables["sums"] == {"amount": {"THB": "1000"}, "usd": {}}


def test_countries_with_few_cases_are_put_together_and_a_uniform_row_is_not_crossed():
    unit = UNIT["opened"]

    def leaf(**codes: str) -> tuple[str, ...]:
        return tuple(codes.get(name, "*") for name in unit.dimensions)

    rows = {
        leaf(country=country, kind=kind): number
        for country, kind, number in (("TH", "violence", 30), ("TH", "labour", 20), ("ID", "violence", 6), ("SG", "violence", 7))
    }  # fmt: skip
    others = {leaf(**{name: "x"}): 63 for name in unit.dimensions if name not in ("country", "kind")}

    tables, _audit = protect_unit(unit, Material(rows | others), threshold=11)
    cells = read_cells(tables["csv"])

    assert cells[leaf(country="others")] == 13
    assert not any("ID" in key or "SG" in key for key in cells)
    assert cells[leaf(kind="violence")] == 43
    assert leaf(country="others", kind="violence") not in cells


def test_of_a_few_records_not_even_the_codes_are_kept():
    tables, _audit = protect_unit(
        UNIT["ended"], Material({("TH", "*"): 3, ("*", "rejected"): 3}), threshold=11
    )

    assert read_cells(tables["csv"]) == {("*", "*"): None}


def test_who_may_look(client, edition):
    for role, organization in (
        ("CASE_SUPERVISOR", OrganizationFactory.create()),
        ("DONOR", None),
        ("STEWARD", None),
    ):
        sign_in(client, role, organization)
        assert client.get(reverse("results:case_work")).status_code == 403
        assert client.get(reverse("results:case_work_csv", args=[edition.uuid])).status_code == 403


def test_no_filter_is_taken(client, edition):
    sign_in(client, "MONITORING_OFFICER", None)
    address = reverse("results:case_work")

    plain, asked = (client.get(address + more).content for more in ("", "?country=KH&organization=1"))

    assert plain.count(b"<svg") == asked.count(b"<svg")
    assert plain.count(b"<tr>") == asked.count(b"<tr>")


def test_an_empty_installation_says_so(client):
    sign_in(client, "PROGRAMME_MANAGER", None)

    assert "No tables yet" in client.get(reverse("results:case_work")).content.decode()


def test_an_empty_quarter_is_nought_and_asks_few_questions(client):
    made()
    sign_in(client, "PROGRAMME_MANAGER", None)
    with captured_queries() as queries:
        page = client.get(reverse("results:case_work"))

    assert page.status_code == 200
    assert len(queries) <= 12


def test_the_button_makes_the_newest_quarter_once(client):
    sign_in(client, "PROGRAMME_MANAGER", None)
    address = reverse("results:case_work_make")

    for _time in range(2):
        assert client.post(address).status_code == 302

    assert CaseEdition.objects.get().starts_on == due_quarters(timezone.localdate())[0].start


def paid(
    counts: dict[str, int], usd: dict[str, Decimal | None], largest: dict[str, Decimal]
) -> dict[str, str]:
    """The sums in US dollars that are shown, by currency and together."""
    material = Material(
        {(code,): number for code, number in counts.items()},
        {"amount": {code: Decimal(10_000) for code in counts}, "usd": usd},
        dict.fromkeys(counts, Decimal(40)),
        largest,
    )
    tables, _audit = protect_unit(UNIT["paid"], material, threshold=11)
    shown: dict[str, str] = tables["sums"]["usd"]
    return shown


def test_dollars_of_all_currencies_are_shown_only_where_they_tell_of_no_single_complaint():
    usd: dict[str, Decimal | None] = {"THB": Decimal(300), "MYR": Decimal(300)}
    small = {"THB": Decimal(40), "MYR": Decimal(40)}

    assert paid({"THB": 6, "MYR": 7}, usd, small) == {"*": "600"}
    assert paid({"THB": 30, "MYR": 20}, usd, small) == {"THB": "300", "MYR": "300", "*": "600"}
    assert paid({"THB": 6, "MYR": 7}, usd, {**small, "MYR": Decimal(300)}) == {}
    assert paid({"THB": 6, "MYR": 7}, {**usd, "MYR": None}, small) == {}
    assert paid({"THB": 3, "MYR": 2}, usd, small) == {}


def test_dollars_of_all_currencies_leave_no_single_complaint_beside_those_that_are_shown():
    """A currency whose amount one complaint makes up is not shown; the total would give it away."""
    usd: dict[str, Decimal | None] = {"THB": Decimal(3000), "MYR": Decimal(300)}
    material = Material(
        {("THB",): 30, ("MYR",): 20},
        {"amount": {"THB": Decimal(1000), "MYR": Decimal(1000)}, "usd": usd},
        {"THB": Decimal(40), "MYR": Decimal(600)},
        {"THB": Decimal(120), "MYR": Decimal(180)},
    )

    tables, _audit = protect_unit(UNIT["paid"], material, threshold=11)

    assert tables["sums"]["usd"] == {"THB": "3000"}
