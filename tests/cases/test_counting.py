"""What is counted of case work: only for those who agreed, coded, and never a way back to the case."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from safefair.cases.enums.consent import Purpose
from safefair.cases.models import (
    Case,
    Closure,
    Complaint,
    Consent,
    CountedCase,
    CountedComplaint,
    CountedIncident,
    CountedMoney,
    CountedReferral,
    CountLink,
    Incident,
    Referral,
    RiskAssessment,
    SafetyPlan,
)
from safefair.cases.numbers import Period, telling_delays
from safefair.cases.operations import Answer, give_consent, refuse, withdraw_consent
from safefair.cases.operations.answers import accept_referral
from safefair.cases.operations.counting import recount_all_cases
from safefair.cases.operations.erasure import erase_case
from safefair.core.rls import Scope, row_security
from safefair.people.enums import ErasureReason
from tests.accounts.factories import OrganizationFactory
from tests.cases.complaints import invented_amount, invented_complaint
from tests.cases.factories import (
    DAY,
    NOON,
    agree_invented,
    case_worker,
    open_invented_case,
    send_invented,
)

pytestmark = pytest.mark.django_db
MARCH = dt.date(2026, 3, 1)
DAYS = Period(DAY, DAY + dt.timedelta(days=1), DAY)


def agree_to_count(case: Case, *, yes: bool = True) -> Consent:
    record = give_consent if yes else refuse
    answer = Answer(purpose=Purpose.STATISTICS, obtained_on=DAY)
    return record(case, answer, entry_id=uuid.uuid4(), at=NOON, by=case.worker)


def counted_case(**facts: Any) -> Case:
    """A case that counts, with these facts."""
    case = open_invented_case(**facts)
    agree_to_count(case)
    return case


def incident(case: Case, happened_on: dt.date | None, **given: object) -> Incident:
    facts = {
        "core_type": "rape",
        "reported_on": DAY,
        "code": uuid.uuid4().hex[:8],
        "recorded_by": case.worker,
        **given,
    }
    return Incident.objects.create(
        case=case, organization=case.organization, happened_on=happened_on, entry_id=uuid.uuid4(), **facts
    )  # fmt: skip


def test_nobody_asked_and_a_no_are_not_counted():
    asked, unasked, later = (open_invented_case() for _ in range(3))
    agree_to_count(asked, yes=False)
    incident(unasked, DAY)
    agree_to_count(later, yes=False)

    assert not CountedCase.objects.exists()
    assert not CountLink.objects.exists()

    agree_to_count(later)

    assert CountedCase.objects.get().month == MARCH


def test_what_she_takes_back_is_gone_in_the_same_moment_with_all_that_hung_on_it():
    case = open_invented_case()
    consent = agree_to_count(case)
    incident(case, DAY)
    invented_amount(invented_complaint(case), "received", "100")
    send_invented(case, agree_invented(case))
    rows = (CountedCase, CountedIncident, CountedComplaint, CountedMoney, CountedReferral)
    assert [row.objects.count() for row in rows] == [1, 1, 1, 1, 1]

    withdraw_consent(consent, at=NOON, by=case.worker)

    assert [row.objects.count() for row in rows] == [0, 0, 0, 0, 0]
    assert not CountLink.objects.exists()


def test_days_from_an_incident_to_its_report_know_an_unknown_day():
    case = counted_case()
    for days in (0, 3, 4, 5, 6, 14, 15, 30, 31, 90, 91):
        incident(case, DAY - dt.timedelta(days=days))
    incident(case, None)
    incident(case, DAY, reported_elsewhere="gbvims-org")
    incident(case, DAY, removed_at=NOON)

    found = CountedIncident.objects.values_list("delay", flat=True)

    assert sorted(found) == sorted(
        ["d3"] * 2 + ["d5"] * 2 + ["d14"] * 2 + ["d30"] * 2 + ["d90"] * 2 + ["more", "unknown"]
    )
    assert [number for _words, number in telling_delays(case.organization_id, DAYS)] == [2, 2, 2, 2, 2, 1, 1]


def test_a_case_follows_what_is_written_down():
    case = counted_case(origin="MM", destination="TH")
    row = CountedCase.objects.get()
    assert (row.kind, row.assessed, row.plan, row.closed_month, row.satisfaction) == (
        "other",
        "none",
        "unknown",
        None,
        "",
    )

    RiskAssessment.objects.create(
        case=case, organization=case.organization, assessed_on=DAY + dt.timedelta(days=4), level="high", review_on=DAY,
        assessed_by=case.worker, entry_id=uuid.uuid4(),
    )  # fmt: skip
    Case.objects.filter(pk=case.pk).update(risk="high", risk_at_start="high")
    incident(case, DAY, core_type="physical_assault")
    invented_complaint(case)
    row.refresh_from_db()
    assert (row.kind, row.assessed, row.plan, row.risk_at_start) == ("both", "late", "missing", "high")

    SafetyPlan.objects.create(case=case, organization=case.organization, is_needed=False, made_by=case.worker)
    row.refresh_from_db()
    assert row.plan == "not_needed"


@pytest.mark.parametrize(
    ("said", "declined", "counted"),
    [
        (5, False, "content"),
        (3, False, "middle"),
        (1, False, "not"),
        (None, True, "declined"),
        (None, False, "not_asked"),
    ],
)
def test_what_she_said_at_the_end_keeps_silence_apart_from_a_refusal(said, declined, counted):
    case = counted_case()
    supervisor = case_worker(case.organization, "CASE_SUPERVISOR")
    closure = Closure.objects.create(
        case=case, organization=case.organization, reason="missing", risk="low", satisfaction=said, status="approved",
        prefers_not_to_say=declined, asked_on=DAY, asked_by=case.worker, decided_on=dt.date(2026, 4, 20),
        decided_by=supervisor,
    )  # fmt: skip
    row = CountedCase.objects.get()
    assert (row.satisfaction, row.closed_month, row.open_for) == (counted, dt.date(2026, 4, 1), "d90")

    closure.reopened_on = dt.date(2026, 5, 1)
    closure.save()
    row.refresh_from_db()

    assert (row.satisfaction, row.closed_month, row.open_for) == ("", None, "")


def test_an_answer_of_the_receiver_moves_the_senders_row_that_it_cannot_see():
    case = counted_case()
    referral = send_invented(case, agree_invented(case))
    assert referral.to is not None
    receiver = case_worker(referral.to)

    with row_security(organization_id=referral.to_id, user_id=receiver.pk):
        accept_referral(Referral.objects.get(pk=referral.pk), at=NOON + dt.timedelta(hours=2), by=receiver)
        assert not CountedReferral.objects.exists()

    row = CountedReferral.objects.get()
    assert (row.status, row.answered, row.organization) == ("accepted", "h24", case.organization)


def test_erased_is_counted_as_before_and_no_way_leads_back():
    case = counted_case()
    referral = send_invented(case, agree_invented(case))
    incident(case, DAY)
    before = [list(row.objects.values()) for row in (CountedCase, CountedIncident, CountedReferral)]

    erase_case(case, reason=ErasureReason.REQUEST, at=timezone.now(), by=case.worker)
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        recount_all_cases()

    assert [list(row.objects.values()) for row in (CountedCase, CountedIncident, CountedReferral)] == before
    assert Referral.objects.get(pk=referral.pk).status == "revoked"
    assert list(CountLink.objects.values_list("row_id", flat=True)) == [None]


def test_money_keeps_its_currency_and_its_dated_rate():
    case = counted_case()
    complaint = invented_complaint(case)
    invented_amount(complaint, "received", "100.10")
    invented_amount(complaint, "received", "7")
    invented_amount(complaint, "claimed", "50", currency="MYR")

    found = sorted(CountedMoney.objects.values_list("kind", "currency", "amount", "usd"))

    assert [(kind, currency, str(amount)) for kind, currency, amount, _usd in found] == [
        ("claimed", "MYR", "50.00"),
        ("received", "THB", "107.10"),
    ]
    complaint.amounts.all().delete()
    assert not CountedMoney.objects.exists()


def test_the_programme_reads_coded_rows_and_no_day_code_or_record():
    case = counted_case()
    incident(case, DAY - dt.timedelta(days=2))

    with row_security(organization_id=None, user_id=None, scope=Scope.PROGRAMME):
        seen = [*CountedCase.objects.values(), *CountedIncident.objects.values()]
        hidden = [model.objects.count() for model in (Case, Incident, CountLink, Consent, Complaint)]

    assert hidden == [0, 0, 0, 0, 0]
    assert len(seen) == 2
    values = {str(value) for row in seen for value in row.values()}
    assert not values & {case.code, str(case.uuid), str(case.pk), str(DAY), str(DAY - dt.timedelta(days=2))}
    assert all(row["id"] > 1000 and row["month"].day == 1 for row in seen)


def test_another_organisation_sees_no_row_and_nobody_writes_one():
    case = counted_case()
    other = OrganizationFactory.create()

    with row_security(organization_id=other.pk, user_id=None):
        assert not CountedCase.objects.exists()
        assert not CountLink.objects.exists()
    with row_security(organization_id=case.organization_id, user_id=None):
        assert CountedCase.objects.update(country="XX") == 0
        assert CountedCase.objects.all().delete()[0] == 0
    with row_security(organization_id=None, user_id=None, scope=Scope.PROGRAMME):
        with pytest.raises(ProgrammingError), transaction.atomic():
            recount_all_cases()
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM security.countable_case")


def test_a_second_entry_of_a_case_does_not_count():
    case = counted_case()

    Case.objects.filter(pk=case.pk).update(status="duplicate")

    assert not CountedCase.objects.exists()
