"""From cases as they are worked on to the public page: what women agreed to, by whole quarters, and small counts nowhere."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from safefair.cases.enums.consent import Purpose
from safefair.cases.enums.referral import Feedback
from safefair.cases.models import Case, Referral
from safefair.cases.operations import Answer, give_consent, withdraw_consent
from safefair.cases.operations.answers import accept_referral, finish_referral
from safefair.cases.operations.closing import Ending, ask_closure, decide_closure
from safefair.cases.operations.erasure import erase_case
from safefair.core.rls import Scope, row_security
from safefair.people.enums import ErasureReason
from safefair.results.composing import NotInTheTables, QuartersNotMade, compose
from safefair.results.dimensions import TOTAL
from safefair.results.measures import Composed, measure_named
from safefair.results.models import CaseEdition, Figure, Indicator, Release, ReportingPeriod
from safefair.results.operations.editions import make_edition, start_edition
from safefair.results.operations.figures import compute_period
from safefair.results.operations.releases import make_release, protect_release, publish_release
from safefair.results.quarters import quarter_of
from safefair.results.queries.releases import release_tables
from safefair.results.series import Series
from tests.accounts.factories import OrganizationFactory, UserFactory, sign_in
from tests.cases.factories import DAY, NOON, agree_invented, case_worker, open_invented_case, send_invented
from tests.harness.queries import captured_queries
from tests.results.factories import IndicatorFactory, PeriodFactory, ProgrammeFactory, ResultFactory

pytestmark = pytest.mark.django_db
QUARTER = quarter_of(DAY)
LATER = QUARTER.end + dt.timedelta(days=20)
FEW = 3
"""Cases of the second country."""


def agree(case: Case) -> Case:
    answer = Answer(purpose=Purpose.STATISTICS, obtained_on=DAY)
    give_consent(case, answer, entry_id=uuid.uuid4(), at=NOON, by=case.worker)
    return case


def refer(cases: list[Case]) -> None:
    """To one provider: accepted all, the service given to all but three."""
    receiver = OrganizationFactory.create()
    by = case_worker(receiver)
    for number, case in enumerate(cases):
        referral = send_invented(case, agree_invented(case, receiver))
        with row_security(organization_id=receiver.pk, user_id=by.pk):
            theirs = Referral.objects.get(pk=referral.pk)
            accept_referral(theirs, at=NOON + dt.timedelta(hours=2), by=by)
            feedback = Feedback.GIVEN if number >= FEW else Feedback.NOT_COME
            finish_referral(theirs, feedback=feedback, at=NOON + dt.timedelta(hours=3), by=by)


def close(cases: list[Case]) -> None:
    supervisor = case_worker(cases[0].organization, "CASE_SUPERVISOR")
    for number, case in enumerate(cases):
        case.refresh_from_db()
        said = 5 if number % 2 else 2
        ending = Ending(reason="no_longer_needs_support", risk="low", satisfaction=said)
        closure = ask_closure(case, ending, on=DAY, by=case.worker)
        decide_closure(closure, is_approved=True, answer="", on=DAY, by=supervisor)


@pytest.fixture
def cases() -> list[Case]:
    """Forty of one organisation, all referred, 24 closed with an answer; three of another; one whose woman said nothing."""
    first = OrganizationFactory.create(country="TH")
    second = OrganizationFactory.create(country="MY")
    made = [agree(open_invented_case(first, worker=case_worker(first))) for _ in range(40)]
    refer(made)
    close(made[:24])
    for _ in range(FEW):
        agree(open_invented_case(second))
    open_invented_case(first)
    return made


@pytest.fixture
def indicators() -> list[Indicator]:
    programme = ProgrammeFactory.create()
    result = ResultFactory.create(programme=programme)
    common = {"result": result, "kind": "CASES"}
    shares = ("services_received", "women_content", "referrals_answered")
    return [
        IndicatorFactory.create(
            code="2.6", title="Invented cases opened", measure="cases_opened", tables=[["country"]], **common
        ),
        *(
            IndicatorFactory.create(
                code=f"2.{number}", title=f"Invented share of {name}", measure=name, tables=[["reached"]], **common
            )
            for number, name in enumerate(shares, 7)
        ),
    ]  # fmt: skip


def year(programme) -> ReportingPeriod:
    """From a month before the quarter to two after it: one whole quarter."""
    end = QUARTER.end + dt.timedelta(days=61)
    start = QUARTER.start - dt.timedelta(days=31)
    return PeriodFactory.create(
        programme=programme, label="Invented period", starts_on=start, ends_before=end
    )


def make_tables() -> CaseEdition:
    edition = start_edition(QUARTER, today=LATER, by=None)
    return make_edition(edition.pk, at=timezone.now(), tell=lambda *_: None)


def compute(period: ReportingPeriod) -> dict[str, Figure]:
    with row_security(organization_id=None, user_id=None, scope=Scope.PROGRAMME):
        figures = compute_period(period, by=None, at=timezone.now())
    return {figure.indicator.code: figure for figure in figures}


def release(period: ReportingPeriod, indicators: list[Indicator]) -> Release:
    by = UserFactory.create()
    made = make_release(
        period=period, indicators=indicators, title="Invented release", method="suppress", threshold=11, by=by
    )
    protected = protect_release(made.pk, at=timezone.now(), tell=lambda *_: None)
    assert protected.audit["passed"], protected.audit
    return publish_release(protected, by=by, at=timezone.now())


def test_from_the_case_to_the_public_page(client, cases, indicators):
    period = year(indicators[0].result.programme)
    make_tables()
    figures = compute(period)

    assert {code: figure.value for code, figure in figures.items()} == {
        "2.6": 43,
        "2.7": 40,
        "2.8": 24,
        "2.9": 40,
    }

    published = release(period, indicators)
    cells = {table.code: {c.codes[0]: c.value for c in table.cells} for table in release_tables(published)}

    assert cells["2.6"][TOTAL] == 43
    assert not {"MY", str(FEW)} & {*cells["2.6"], *map(str, cells["2.6"].values())}
    assert cells["2.7"] == {"Y": None, "N": None, TOTAL: None}
    assert cells["2.8"] == {"Y": 12, "N": 12, TOTAL: 24}
    assert cells["2.9"] == {"Y": 40, "N": 0, TOTAL: 40}

    page = client.get(reverse("website:programme")).content.decode()
    number = client.get(reverse("website:number", args=[published.number, "2.8"])).content.decode()
    hidden = client.get(reverse("website:number", args=[published.number, "2.7"])).content.decode()
    for text in (page, number):
        assert '50 <span class="stat-unit">%</span>' in text
        assert "12 of 24" in text
    assert "January 2026" in number
    assert "withheld" in hidden
    assert "37 of 40" not in hidden + page

    for role in ("DONOR", "MONITORING_OFFICER", "PROGRAMME_MANAGER"):
        sign_in(client, role, None)
        client.get(reverse("results:indicators"))  # the first page of a session writes it
        with captured_queries() as queries:
            seen = client.get(reverse("results:indicators")).content.decode()
        assert len(queries) <= 12
        assert "<strong>50 %</strong>" in seen
        assert "12 of 24" in seen
        detail = client.get(reverse("results:indicator", args=[indicators[2].uuid])).content.decode()
        assert "Case work is counted by whole quarters: January 2026 – March 2026." in detail
    file = client.get(reverse("results:indicators_csv")).content.decode()
    assert ",50,,,0,,,12,24" in file
    assert ",withheld,," in file


def test_its_rows_are_codes_of_ones_own_organisation_and_lead_to_no_case(client, cases, indicators):
    make_tables()
    figure = compute(year(indicators[0].result.programme))["2.8"]
    address = reverse("results:figure_rows", args=[figure.uuid])

    sign_in(client, "COORDINATOR", cases[0].organization)
    page = client.get(address)
    file = client.get(reverse("results:figure_rows_csv", args=[figure.uuid])).content.decode()
    text = page.content.decode() + file

    assert page.context["page"].paginator.count == 24
    assert "The figure" not in page.content.decode()
    for case in cases:
        assert case.code not in text
        assert str(case.uuid) not in text
    assert f"{DAY:%Y-%m-%d}" not in file

    sign_in(client, "COORDINATOR", OrganizationFactory.create())
    assert client.get(address).context["page"].paginator.count == 0
    for role in ("PROGRAMME_MANAGER", "MONITORING_OFFICER"):
        sign_in(client, role, None)
        assert client.get(address).status_code == 403


def test_what_she_takes_back_moves_the_live_figure_only_and_who_is_erased_is_counted_as_before(
    client, cases, indicators
):
    period = year(indicators[0].result.programme)
    make_tables()
    compute(period)
    published = release(period, indicators)
    before = [cell.value for table in release_tables(published) for cell in table.cells]

    consent = cases[39].consents.get(purpose=Purpose.STATISTICS)
    withdraw_consent(consent, at=timezone.now(), by=cases[39].worker)
    assert compute(period)["2.6"].value == 42

    erase_case(cases[38], reason=ErasureReason.REQUEST, at=timezone.now(), by=cases[38].worker)
    assert compute(period)["2.6"].value == 42
    assert [cell.value for table in release_tables(published) for cell in table.cells] == before


def test_without_the_tables_of_its_quarters_nothing_of_case_work_is_released(cases, indicators):
    period = year(indicators[0].result.programme)
    compute(period)

    with pytest.raises(QuartersNotMade):
        release(period, indicators)


def test_a_period_without_a_whole_quarter_measures_nothing(cases, indicators):
    short = PeriodFactory.create(
        programme=indicators[0].result.programme,
        label="Invented months",
        starts_on=QUARTER.start,
        ends_before=QUARTER.end - dt.timedelta(days=1),
    )

    assert {figure.value for figure in compute(short).values()} == {None}


def edition_of(csv: str) -> CaseEdition:
    return CaseEdition(tables={"ended": {"csv": "country,outcome,value\n" + csv, "sums": {}}})


def composed(*tables: str, dimension: str = "country") -> dict[str, int | None]:
    series = Series("invented")
    indicator = Indicator(kind="CASES", measure="cases_opened", tables=[[dimension]])
    series.tables = [Release().tables.model(figure=Figure(indicator=indicator), dimensions=[dimension])]
    share = measure_named("complaints_resolved").tables
    what = share if share and dimension == "reached" else Composed("ended")
    published = compose(series, what, [edition_of(csv) for csv in tables])
    return {
        next((code for code in key if code != TOTAL), TOTAL): value for key, value in published.cells.items()
    }


def test_a_sum_is_given_where_every_quarter_shows_its_part():
    first = "TH,*,40\nMY,*,30\nKH,*,\nothers,*,\n*,*,95\n"
    second = "TH,*,20\nMY,*,\nKH,*,\n*,*,50\n"

    assert composed(first, second) == {"TH": 60, "others": 85, TOTAL: 145}
    assert composed(first, "*,*,\n") == {TOTAL: None}
    assert composed("TH,*,40\n*,*,40\n", "MY,*,12\n*,*,12\n") == {"TH": 40, "MY": 12, TOTAL: 52}
    assert composed("TH,*,40\n*,*,40\n", "MY,*,12\nothers,*,11\n*,*,23\n") == {
        "MY": 12,
        "others": 51,
        TOTAL: 63,
    }


def test_a_share_whose_parts_are_withheld_is_taken_from_the_total_if_all_others_are_shown():
    shown = "*,resolved_full,\n*,resolved_partial,\n*,rejected,20\n*,*,60\n"
    hidden = "*,resolved_full,30\n*,resolved_partial,\n*,rejected,\n*,*,60\n"

    assert composed(shown, dimension="reached") == {"Y": 40, "N": 20, TOTAL: 60}
    assert composed(shown, hidden, dimension="reached") == {"Y": None, "N": None, TOTAL: None}


def test_only_what_the_tables_have_is_asked_for():
    with pytest.raises(NotInTheTables):
        composed("TH,*,40\n*,*,40\n", dimension="sex")


def test_money_of_several_quarters_is_a_sum_of_what_each_of_them_shows():
    def quarter(csv: str, usd: dict[str, str]) -> CaseEdition:
        return CaseEdition(
            tables={"paid": {"csv": f"currency,value\n{csv}", "sums": {"amount": {}, "usd": usd}}}
        )

    def added(*editions: CaseEdition) -> int | None:
        series = Series("money_received")
        indicator = Indicator(kind="MONEY", measure="money_received", tables=[])
        series.tables = [Release().tables.model(figure=Figure(indicator=indicator), dimensions=[])]
        money = measure_named("money_received").tables
        assert money is not None
        return compose(series, money, editions).cells[TOTAL,]

    shown, none, hidden = quarter("*,30\n", {"*": "100.60"}), quarter("*,0\n", {}), quarter("*,30\n", {})

    assert added(shown, shown, none) == 201
    assert added(none) == 0
    assert added(shown, hidden) is None
    assert added(shown, quarter("*,\n", {})) is None
