"""Pages of complaints: lodging, correcting, dates, money, the list, groups."""

import csv
import datetime as dt
import io
import random
import re
import uuid
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from safefair.cases.models import Amount, Complaint, ComplaintGroup, ComplaintStep
from safefair.cases.money import write_money
from safefair.cases.operations.complaints import make_group
from safefair.core.models import ReadLog
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.complaints import LODGED, NAME, invented_amount, invented_complaint, invented_step
from tests.cases.factories import open_invented_case
from tests.cases.sending import as_shown, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def organization():
    return OrganizationFactory.create()


@pytest.fixture
def officer(client, organization):
    return sign_in(client, "LABOUR_OFFICER", organization)


@pytest.fixture
def complaint(organization, officer) -> Complaint:
    return invented_complaint(open_invented_case(organization, worker=officer))


def at(name: str, complaint: Complaint, *more: uuid.UUID) -> str:
    return reverse(f"cases:{name}", args=[complaint.case.uuid, complaint.uuid, *more])


def sent(prefix: str, **fields: object) -> dict[str, object]:
    return {f"{prefix}-{name}": value for name, value in {"entry_id": uuid.uuid4(), **fields}.items()}


LODGING = {
    "types": ["unpaid_wages", "withheld_documents"], "respondent": "recruiter", "respondent_name": NAME, "country": "MY",
    "forum": "labour_court", "stage": "at_destination", "opened_on": "2026-03-04", "group": "", "remedies": ["money"],
    "facts": "Invented: no pay.", "demand": "Invented: my pay.",
}  # fmt: skip


def group_of(organization, user) -> ComplaintGroup:
    facts = {
        "title": "Invented mill", "respondent": "employer", "country": "TH", "forum": "labour_office", "filed_on": None,
    }  # fmt: skip
    return make_group(facts, organization=organization, by=user)


def test_lodging_ends_on_the_page_of_the_complaint_with_its_words(client, organization, officer):
    case = open_invented_case(organization, worker=officer)
    url = reverse("cases:complaint_lodge", args=[case.uuid])

    page = client.post(url, {**LODGING, "entry_id": uuid.uuid4()}, follow=True).content.decode()

    complaint = Complaint.objects.get()
    assert (complaint.forum, complaint.types) == ("labour_court", ["unpaid_wages", "withheld_documents"])
    assert NAME in page
    assert "Invented: my pay." in page
    assert NAME not in page.split("</title>")[0]
    assert complaint.code in client.get(reverse("cases:detail", args=[case.uuid])).content.decode()


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(client, organization, officer):
    case = open_invented_case(organization, worker=officer)
    url = reverse("cases:complaint_lodge", args=[case.uuid])
    tomorrow = timezone.localdate() + dt.timedelta(days=1)

    page = client.post(
        url, {**LODGING, "types": [], "opened_on": tomorrow.isoformat(), "entry_id": uuid.uuid4()}
    ).content.decode()

    assert not Complaint.objects.exists()
    assert "This day has not come yet." in page
    assert "Invented: my pay." in page


def test_correcting_shows_the_second_what_the_first_saved(client, complaint):
    url = at("complaint_correct", complaint)
    first = {**LODGING, "entry_id": uuid.uuid4(), "version": 1}
    assert client.post(url, first).status_code == 302

    page = client.post(url, {**first, "forum": "mediation", "demand": "Invented: half."}).content.decode()

    assert "You saved this meanwhile" in page
    assert "Invented: my pay." in page
    assert "Invented: half." in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    client.post(url, {**first, "forum": "mediation", "version": version[1]})
    complaint.refresh_from_db()
    assert complaint.forum == "mediation"


def test_dates_are_added_done_undone_and_taken_away(client, complaint):
    client.post(at("step_add", complaint), sent("step", kind="hearing", due_on="2026-03-20"))
    step = ComplaintStep.objects.get()
    assert "overdue" in client.get(at("complaint", complaint)).content.decode()
    assert "overdue" in client.get(reverse("cases:complaints")).content.decode()

    client.post(at("step_held", complaint, step.uuid), {"held_on": "2026-03-21"})
    step.refresh_from_db()
    assert step.held_on == dt.date(2026, 3, 21)
    assert "overdue" not in client.get(at("complaint", complaint)).content.decode()

    client.post(at("step_held", complaint, step.uuid), {"undo": "1"})
    step.refresh_from_db()
    assert step.held_on is None
    wrong = client.post(at("step_held", complaint, step.uuid), {"held_on": "soon"}).content.decode()
    assert "Enter a valid date." in wrong
    client.post(at("step_remove", complaint, step.uuid))
    assert not ComplaintStep.objects.exists()


def test_money_in_its_currency_with_the_rate_of_a_day(client, complaint):
    money = {"remedy": "money", "currency": "THB", "on": "2026-03-04"}
    rate = {"rate": "36.50", "rate_on": "2026-03-03"}
    client.post(
        at("amount_add", complaint), sent("amount", kind="claimed", amount="48000.50", **money, **rate)
    )
    client.post(at("amount_add", complaint), sent("amount", kind="received", amount="12000", **money))

    page = client.get(at("complaint", complaint)).content.decode().replace("\N{NO-BREAK SPACE}", " ")

    assert "THB 48,000.50" in page
    assert "USD 1,315.08" in page
    assert "36.5 THB for one US dollar" in page
    assert "25.0 %" in page
    client.post(at("amount_remove", complaint, Amount.objects.get(kind="received").uuid))
    assert Amount.objects.get().amount == Decimal("48000.50")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"amount": "12.000,50"}, "without marks for thousands"),
        ({"amount": "1,200"}, "without marks for thousands"),
        ({"amount": "-5"}, "greater than or equal to"),
        ({"amount": "0"}, "greater than or equal to"),
        ({"rate": "36"}, "Say of which day this rate is."),
        ({"rate_on": "2026-03-03"}, "Write the rate of this day"),
        ({"currency": "USD", "rate": "1", "rate_on": "2026-03-03"}, "A US dollar needs no rate."),
        ({"currency": "VND", "amount": "10.5"}, "no smaller unit"),
        ({"on": "2999-01-01"}, "This day has not come yet."),
    ],
)
def test_money_that_cannot_be_is_refused_beside_its_field(client, complaint, wrong, told):
    money = {"kind": "claimed", "remedy": "money", "amount": "100", "currency": "THB", "on": "2026-03-04"}

    page = client.post(at("amount_add", complaint), sent("amount", **{**money, **wrong})).content.decode()

    assert told in page
    assert not Amount.objects.exists()


def test_documents_returned_and_the_end_and_its_undo(client, complaint):
    page = at("complaint", complaint)
    obtained, end = (client.get(page).context[name] for name in ("obtained_form", "end_form"))
    client.post(at("complaint_obtained", complaint), as_shown(obtained, obtained=["documents_returned"]))
    ended = as_shown(end, outcome="resolved_full", ended_on="2026-04-01")
    client.post(at("complaint_end", complaint), ended)

    page = client.get(at("complaint", complaint)).content.decode()

    assert "documents returned" in page
    assert "resolved in full · 1 Apr 2026" in page
    assert complaint.code not in client.get(reverse("cases:complaints")).content.decode()
    client.post(at("complaint_resume", complaint))
    assert complaint.code in client.get(reverse("cases:complaints")).content.decode()
    early = send(
        client,
        at("complaint_end", complaint),
        "end_form",
        on=at("complaint", complaint),
        outcome="rejected",
        ended_on="2026-03-03",
    ).content.decode()
    assert "A complaint cannot end before it was lodged." in early


def test_the_list_links_what_may_be_opened_and_hides_what_others_complain_of(client, organization, complaint):
    other = invented_complaint(open_invented_case(organization), types=["sexual_harassment"])
    protected = invented_complaint(open_invented_case(organization, is_protected=True))

    page = client.get(reverse("cases:complaints")).content.decode()

    assert at("complaint", complaint) in page
    assert other.code in page
    assert str(other.uuid) not in page
    assert page.count("sexual harassment") == 1  # the filter's own choice
    assert protected.code not in page
    filtered = client.get(reverse("cases:complaints"), {"type": "sexual_harassment"}).content.decode()
    assert other.code not in filtered
    mine = client.get(reverse("cases:complaints"), {"mine": "on"}).content.decode()
    assert (complaint.code in mine, other.code in mine) == (True, False)


def test_filters_and_order(client, organization, officer):
    case = open_invented_case(organization, worker=officer)
    late, soon = (invented_complaint(case, forum=forum) for forum in ("mediation", "tribunal"))
    invented_step(late, LODGED + dt.timedelta(days=3))
    invented_step(soon, LODGED + dt.timedelta(days=1))

    def codes(**wanted: str) -> list[str]:
        page = client.get(reverse("cases:complaints"), wanted).content.decode()
        return [code for code in re.findall(r">(L[0-9A-Z-]+)</a>", page) if code in {late.code, soon.code}]

    assert codes() == [soon.code, late.code]
    assert codes(sort="-next") == [late.code, soon.code]
    assert codes(forum="tribunal") == [soon.code]
    assert codes(respondent="official") == []
    assert codes(outcome="any", overdue="on") == [soon.code, late.code]


def test_the_file_has_codes_and_sums_and_no_name_and_is_logged(client, complaint):
    invented_amount(complaint, "received", "1200.50")
    invented_amount(complaint, "received", "7", "SGD")

    response = client.get(reverse("cases:complaints"), {"format": "csv"})

    text = response.content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["Complaint"] == complaint.code
    assert row["received"].replace("\N{NO-BREAK SPACE}", " ") == "SGD 7.00 · THB 1,200.50"
    assert NAME not in text
    assert ReadLog.objects.filter(kind="EXPORTED", record_ids__contains=[complaint.case_id]).count() == 1


def test_sums_of_a_group_are_those_of_its_rows(client, organization, officer):
    """Random amounts of women whose cases the reader may and may not open."""
    draw = random.Random(5)
    group = group_of(organization, officer)
    sums: dict[tuple[str, str], Decimal] = {}
    codes = []
    for number in range(6):
        mine = number % 2 == 0
        case = open_invented_case(
            organization, is_protected=number == 1, **({"worker": officer} if mine else {})
        )
        complaint = invented_complaint(case, group=group)
        codes.append((complaint, mine))
        for _ in range(draw.randint(1, 4)):
            kind, currency = draw.choice(["claimed", "awarded", "received"]), draw.choice(["THB", "MMK"])
            amount = Decimal(draw.randint(1, 10**9)).scaleb(-2)
            invented_amount(complaint, kind, str(amount), currency)
            sums[currency, kind] = sums.get((currency, kind), Decimal()) + amount

    page = client.get(reverse("cases:group", args=[group.uuid]))

    text = page.content.decode()
    together = text.split("Together")[1]
    assert {write_money(value, currency) for (currency, _kind), value in sums.items()} == set(
        re.findall(r"(?:THB|MMK)\N{NO-BREAK SPACE}[\d,]+\.\d\d", together)
    )
    assert [complaint.code in text for complaint, _ in codes] == [True] * 6
    assert [at("complaint", complaint) in text for complaint, _ in codes] == [mine for _, mine in codes]
    assert NAME not in text


def test_a_group_is_begun_corrected_and_joined(client, complaint):
    facts = {
        "title": "Invented mill, May", "respondent": "employer", "country": "TH", "forum": "tribunal", "filed_on": "",
    }  # fmt: skip
    client.post(reverse("cases:group_new"), facts)
    group = ComplaintGroup.objects.get()
    send(client, reverse("cases:group_correct", args=[group.uuid]), title="Invented mill, June")
    send(client, at("complaint_correct", complaint), group=str(group.uuid))

    listed = client.get(reverse("cases:groups")).content.decode()
    page = client.get(reverse("cases:group", args=[group.uuid])).content.decode()

    assert "Invented mill, June" in listed
    assert complaint.code in page


def test_a_supervisor_reads_and_writes_nothing(client, organization):
    sign_in(client, "CASE_SUPERVISOR", organization)
    complaint = invented_complaint(open_invented_case(organization))
    step = invented_step(complaint, LODGED)

    assert client.get(at("complaint", complaint)).status_code == 200
    assert complaint.code in client.get(reverse("cases:complaints")).content.decode()
    refused = [
        client.post(at("step_held", complaint, step.uuid), {"held_on": "2026-03-21"}),
        client.post(at("complaint_end", complaint), {"outcome": "rejected", "ended_on": "2026-04-01"}),
        client.get(at("complaint_correct", complaint)),
        client.get(reverse("cases:group_new")),
    ]
    assert [response.status_code for response in refused] == [403] * 4


@pytest.mark.parametrize("role", ["COUNSELLOR", "PROGRAMME_MANAGER", "STEWARD", "ADMINISTRATOR"])
def test_other_roles_see_no_complaint(client: Client, organization, role):
    is_own = role == "COUNSELLOR"
    sign_in(client, role, organization if is_own else None)

    assert client.get(reverse("cases:complaints")).status_code == 403


def test_a_closed_case_takes_nothing_and_says_so(client, complaint):
    case = complaint.case
    case.status = "closed"
    case.save(update_fields=["status"])

    page = client.post(
        at("step_add", complaint), sent("step", kind="hearing", due_on="2026-03-20"), follow=True
    ).content.decode()

    assert "This case is closed." in page
    assert not ComplaintStep.objects.exists()
