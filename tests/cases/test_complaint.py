"""A labour complaint: lodged once, its words sealed, its dates due, its end taken back."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError

from safefair.cases.enums.complaint import ComplaintOutcome
from safefair.cases.errors import (
    CaseChangedMeanwhile,
    CaseNotOpen,
    ComplaintEndsTooEarly,
    DayInFuture,
    GroupOfAnotherOrganization,
)
from safefair.cases.models import Amount, Case, Complaint, ComplaintGroup, ComplaintStep, TimelineEntry
from safefair.cases.operations.complaints import (
    correct_complaint,
    end_complaint,
    lodge_complaint,
    note_obtained,
    resume_complaint,
)
from safefair.cases.operations.remedies import add_amount, add_step, hold_step, remove_amount, remove_step
from safefair.cases.queries.closing import warns_of_closing
from safefair.cases.queries.next import due_in
from safefair.cases.sealing import read_words
from safefair.core.keys.store import open_key
from safefair.core.rls import Scope, row_security
from tests.accounts.factories import OrganizationFactory
from tests.cases.complaints import (
    LODGED,
    NAME,
    TODAY,
    invented_amount,
    invented_complaint,
    invented_group,
    invented_step,
    lodging,
)
from tests.cases.factories import open_invented_case

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + dt.timedelta(days=1)


def kinds(case: Case) -> list[str]:
    return list(TimelineEntry.objects.filter(case=case).order_by("pk").values_list("kind", flat=True))


def test_words_are_sealed_under_the_key_of_her_case():
    complaint = invented_complaint()

    assert NAME.encode() not in bytes(complaint.sealed or b"")
    assert read_words(complaint, key=open_key(complaint.case.key_id))["respondent_name"] == NAME
    assert complaint.code.startswith("L")


def test_a_form_sent_twice_lodges_one_complaint():
    case, entry = open_invented_case(), uuid.uuid4()

    first, second = (
        lodge_complaint(case, lodging(), entry_id=entry, on=TODAY, by=case.worker) for _ in range(2)
    )

    assert first == second
    assert kinds(case) == ["opened", "complaint"]


def test_nothing_is_lodged_in_a_closed_case_or_ahead_of_its_day():
    case = open_invented_case()

    with pytest.raises(DayInFuture):
        lodge_complaint(case, lodging(opened_on=TOMORROW), entry_id=uuid.uuid4(), on=TODAY, by=case.worker)
    Case.objects.filter(pk=case.pk).update(status="closed")
    with pytest.raises(CaseNotOpen):
        lodge_complaint(case, lodging(), entry_id=uuid.uuid4(), on=TODAY, by=case.worker)


def test_a_group_of_another_organisation_is_refused():
    with pytest.raises(GroupOfAnotherOrganization):
        invented_complaint(group=invented_group(OrganizationFactory.create()))


def test_two_who_correct_at_once_the_second_is_told():
    complaint = invented_complaint()
    by, other = complaint.worker, lodging(forum="mediation", demand="Invented: half of it.")
    changed = correct_complaint(complaint, other, version=1, on=TODAY, by=by)

    with pytest.raises(CaseChangedMeanwhile):
        correct_complaint(complaint, lodging(), version=1, on=TODAY, by=by)

    assert changed.forum == "mediation"
    assert read_words(changed, key=open_key(complaint.case.key_id))["demand"] == "Invented: half of it."


def test_it_ends_with_a_day_and_the_end_is_taken_back():
    complaint = invented_complaint()
    by = complaint.worker

    with pytest.raises(ComplaintEndsTooEarly):
        end_complaint(
            complaint,
            ComplaintOutcome.FULL,
            ended_on=LODGED - dt.timedelta(days=1),
            version=1,
            on=TODAY,
            by=by,
        )
    with pytest.raises(DayInFuture):
        end_complaint(complaint, ComplaintOutcome.FULL, ended_on=TOMORROW, version=1, on=TODAY, by=by)
    ended = end_complaint(complaint, ComplaintOutcome.PARTIAL, ended_on=TODAY, version=1, on=TODAY, by=by)
    assert (ended.outcome, ended.ended_on) == ("resolved_partial", TODAY)
    assert "complaint_ended" in kinds(complaint.case)

    resumed = resume_complaint(complaint, by=by)

    assert (resumed.outcome, resumed.ended_on) == ("pending", None)
    assert "complaint_ended" not in kinds(complaint.case)


def test_the_database_knows_no_end_without_a_day():
    with pytest.raises(IntegrityError):
        Complaint.objects.filter(pk=invented_complaint().pk).update(outcome="rejected")


def test_what_she_got_besides_money_is_never_money():
    complaint = invented_complaint()

    noted = note_obtained(
        complaint, ["documents_returned", "money", "apology"], version=1, on=TODAY, by=complaint.worker
    )

    assert noted.obtained == ["documents_returned", "apology"]


def test_a_date_is_due_until_it_is_held_and_again_when_that_was_a_mistake():
    complaint = invented_complaint()
    step = invented_step(complaint, LODGED + dt.timedelta(days=15), kind="deadline")
    by, own = complaint.worker, Case.objects.filter(pk=complaint.case_id)

    def due() -> list[dt.date]:
        return [one.due_on for one in due_in(own, until=TODAY, limit=5, sees_danger=False)]

    assert due() == [step.due_on]
    with pytest.raises(DayInFuture):
        hold_step(step, held_on=TOMORROW, on=TODAY, by=by)
    hold_step(step, held_on=TODAY, on=TODAY, by=by)
    assert due() == []
    assert kinds(complaint.case).count("complaint_step") == 1
    hold_step(step, held_on=None, on=TODAY, by=by)
    assert due() == [step.due_on]
    assert kinds(complaint.case).count("complaint_step") == 0
    remove_step(step, by=by)
    assert due() == []


def test_of_a_complaint_that_ended_only_a_payment_is_due():
    complaint = invented_complaint()
    invented_step(complaint, LODGED, kind="hearing")
    payment = invented_step(complaint, LODGED + dt.timedelta(days=1), kind="payment_due")
    end_complaint(complaint, ComplaintOutcome.FULL, ended_on=TODAY, version=1, on=TODAY, by=complaint.worker)

    found = due_in(Case.objects.all(), until=TODAY, limit=5, sees_danger=True)

    assert [one.due_on for one in found] == [payment.due_on]


def test_dates_and_amounts_sent_twice_are_one():
    complaint = invented_complaint()
    entry, by = uuid.uuid4(), complaint.worker
    date = {"kind": "hearing", "due_on": TODAY, "held_on": None}
    money = {
        "kind": "received", "remedy": "money", "amount": 10, "currency": "THB", "on": TODAY, "rate": None, "rate_on": None,
    }  # fmt: skip

    for _ in range(2):
        add_step(complaint, date, entry_id=entry, on=TODAY, by=by)
        add_amount(complaint, money, entry_id=entry, on=TODAY, by=by)

    assert (ComplaintStep.objects.count(), Amount.objects.count()) == (1, 1)
    assert kinds(complaint.case).count("money") == 1


def test_only_money_in_her_hand_stands_on_the_timeline_and_leaves_it_when_taken_away():
    complaint = invented_complaint()
    invented_amount(complaint, "claimed", "100")
    invented_amount(complaint, "awarded", "90")
    received = invented_amount(complaint, "received", "80")
    assert kinds(complaint.case).count("money") == 1

    remove_amount(received, by=complaint.worker)

    assert kinds(complaint.case).count("money") == 0
    assert complaint.amounts.count() == 2


@pytest.mark.parametrize(
    "wrong", [{"amount": 0}, {"rate": 36}, {"rate_on": TODAY}, {"rate": 0, "rate_on": TODAY}]
)
def test_the_database_refuses_money_that_cannot_be(wrong):
    amount = invented_amount(invented_complaint(), "claimed", "100")

    with pytest.raises(IntegrityError):
        Amount.objects.filter(pk=amount.pk).update(**wrong)


def test_another_organisation_sees_nothing_whatever_the_filters_say():
    complaint = invented_complaint()
    invented_step(complaint, TODAY)
    invented_amount(complaint, "claimed", "100")
    group = invented_group(complaint.organization)
    tables = (Complaint, ComplaintStep, Amount, ComplaintGroup)

    with row_security(organization_id=OrganizationFactory.create().pk, user_id=None):
        assert [table.objects.count() for table in tables] == [0, 0, 0, 0]
        assert ComplaintGroup.objects.filter(pk=group.pk).update(title="Invented thief") == 0
    with row_security(organization_id=None, user_id=None, scope=Scope.PROGRAMME):
        assert [table.objects.count() for table in tables] == [0, 0, 0, 0]
    with row_security(organization_id=complaint.organization_id, user_id=None):
        assert [table.objects.count() for table in tables] == [1, 1, 1, 1]


def test_a_pending_complaint_warns_of_closing_its_case_and_an_ended_one_does_not():
    complaint = invented_complaint()
    assert [text[:23] for text in warns_of_closing(complaint.case)] == ["1 complaint is pending."]

    end_complaint(
        complaint, ComplaintOutcome.WITHDRAWN, ended_on=TODAY, version=1, on=TODAY, by=complaint.worker
    )

    assert warns_of_closing(complaint.case) == []
