"""Invented labour complaints of the trial: against invented employers and agencies, with dates and money."""

import datetime as dt
import random
import uuid
from decimal import Decimal

from safefair.accounts.models import Organization
from safefair.cases.enums.complaint import (
    AmountKind,
    ComplaintOutcome,
    ComplaintType,
    Forum,
    Remedy,
    Respondent,
    StepKind,
)
from safefair.cases.enums.plan import Service
from safefair.cases.models import Case, Complaint, ComplaintGroup
from safefair.cases.operations.complaints import (
    Lodging,
    end_complaint,
    lodge_complaint,
    make_group,
    note_obtained,
)
from safefair.cases.operations.remedies import add_amount, add_step

CURRENCY = {"TH": "THB", "MY": "MYR", "ID": "IDR", "KH": "KHR", "SG": "SGD"}
RATES = {"THB": "34.10", "MYR": "4.2150", "IDR": "16350", "KHR": "4020", "SGD": "1.3020"}
"""Invented rates, near those of 2026."""
MATTERS = (
    ((ComplaintType.UNPAID_WAGES, ComplaintType.UNPAID_OVERTIME), Respondent.EMPLOYER, Forum.LABOUR_OFFICE,
     (Remedy.MONEY,), "Four months without pay. This is invented."),
    ((ComplaintType.WITHHELD_DOCUMENTS, ComplaintType.NO_REST_DAY), Respondent.EMPLOYER, Forum.MEDIATION,
     (Remedy.DOCUMENTS, Remedy.MONEY), "The passport is in his safe. This is invented."),
    ((ComplaintType.RECRUITMENT_FEE, ComplaintType.CONTRACT_SUBSTITUTION), Respondent.RECRUITER, Forum.TRIBUNAL,
     (Remedy.REFUND, Remedy.SANCTION), "She paid twice what the agency may ask. This is invented."),
)  # fmt: skip
ABOUT_WORK = {Service.LABOUR, Service.COMPENSATION}


def make_complaints(
    organization: Organization, cases: list[Case], *, today: dt.date, seed: int, is_over: bool = False
) -> None:
    """A complaint in every case about work or compensation; the first three against one employer stand in a group.

    `is_over`: of a time that is over, in which many of those that came to nothing have ended too.
    """
    draw = random.Random(seed)  # noqa: S311  reason: invented records, the same each time
    group: ComplaintGroup | None = None
    chosen = [case for case in cases if ABOUT_WORK & set(case.needs)]
    for number, case in enumerate(chosen):
        if number == 0:
            group = _group(organization, case)
        complaint = _lodge(case, number, group if number < 3 else None, draw)
        _go_on(complaint, number, today, draw)
        if is_over and number % 3 == 1:
            _end(complaint, ComplaintOutcome.REJECTED, today)


def _group(organization: Organization, case: Case) -> ComplaintGroup:
    facts = {
        "title": "Invented mill",
        "respondent": Respondent.EMPLOYER,
        "country": organization.country,
        "forum": Forum.LABOUR_OFFICE,
        "filed_on": case.opened_on,
    }
    return make_group(facts, organization=organization, by=case.worker)


def _lodge(case: Case, number: int, group: ComplaintGroup | None, draw: random.Random) -> Complaint:
    types, respondent, forum, remedies, words = MATTERS[0 if group else number % len(MATTERS)]
    facts = {
        "types": list(types),
        "respondent": respondent,
        "country": case.organization.country,
        "stage": case.stage,
        "forum": forum,
        "remedies": list(remedies),
        "opened_on": case.opened_on,
        "group": group,
    }
    sealed = {"respondent_name": "Invented Mill Ltd" if group else "Invented Employer", "facts": words}
    return lodge_complaint(
        case, Lodging(facts=facts, words=sealed), entry_id=_entry(draw), on=case.opened_on, by=case.worker
    )


def _go_on(complaint: Complaint, number: int, today: dt.date, draw: random.Random) -> None:
    """Dates, some of them overdue; money in the currency of the country; every third has ended."""
    by, start = complaint.worker, complaint.opened_on
    answer = start + dt.timedelta(days=15)
    held = answer if answer <= today and number % 3 else None
    steps = [(StepKind.DEADLINE, answer, held)]
    if held:
        steps.append((StepKind.HEARING, today + dt.timedelta(days=4 + number), None))
    for kind, due_on, held_on in steps:
        facts = {"kind": kind, "due_on": due_on, "held_on": held_on}
        add_step(complaint, facts, entry_id=_entry(draw), on=today, by=by)
    currency = CURRENCY[complaint.country]
    claimed = Decimal(draw.randint(600, 2400)) * Decimal(RATES[currency]).quantize(Decimal("0.01"))
    _money(complaint, AmountKind.CLAIMED, claimed, start, draw)
    if held is None or number % 3 != 2:
        return
    _money(complaint, AmountKind.AWARDED, claimed * Decimal("0.8"), held, draw)
    _money(complaint, AmountKind.RECEIVED, claimed * Decimal("0.55"), today, draw)
    complaint = note_obtained(complaint, [Remedy.DOCUMENTS], version=complaint.version, on=today, by=by)
    _end(complaint, ComplaintOutcome.PARTIAL if number % 2 else ComplaintOutcome.FULL, today)


def _end(complaint: Complaint, outcome: ComplaintOutcome, today: dt.date) -> None:
    version = complaint.version
    end_complaint(complaint, outcome, ended_on=today, version=version, on=today, by=complaint.worker)


def _money(complaint: Complaint, kind: AmountKind, amount: Decimal, on: dt.date, draw: random.Random) -> None:
    currency = CURRENCY[complaint.country]
    facts = {
        "kind": kind,
        "remedy": Remedy.REFUND if Remedy.REFUND in complaint.remedies else Remedy.MONEY,
        "amount": amount.quantize(Decimal("0.01")),
        "currency": currency,
        "on": on,
        "rate": Decimal(RATES[currency]),
        "rate_on": on,
    }
    add_amount(complaint, facts, entry_id=_entry(draw), on=on, by=complaint.worker)


def _entry(draw: random.Random) -> uuid.UUID:
    return uuid.UUID(int=draw.getrandbits(128))
