"""Invented complaints, lodged in the product's own way."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from safefair.accounts.models import Organization
from safefair.cases.models import Amount, Case, Complaint, ComplaintGroup, ComplaintStep
from safefair.cases.operations.complaints import Lodging, lodge_complaint, make_group
from safefair.cases.operations.remedies import add_amount, add_step
from tests.cases.factories import case_worker, open_invented_case

LODGED = dt.date(2026, 3, 4)
TODAY = dt.date(2026, 5, 4)
NAME = "Invented Textile Daisy Ltd"


def lodging(**given: Any) -> Lodging:
    """What an invented woman complains of."""
    facts = {
        "types": ["unpaid_wages"], "respondent": "employer", "country": "TH", "stage": "at_destination",
        "forum": "labour_office", "remedies": ["money"], "opened_on": LODGED, "group": None,
    }  # fmt: skip
    words = {
        "respondent_name": NAME,
        "facts": "Invented: no pay since spring.",
        "demand": "Invented: all of it.",
    }
    words |= {name: given.pop(name) for name in words if name in given}
    return Lodging(facts={**facts, **given}, words=words)


def invented_complaint(case: Case | None = None, **given: Any) -> Complaint:
    """A complaint of an invented woman."""
    case = case or open_invented_case()
    return lodge_complaint(case, lodging(**given), entry_id=uuid.uuid4(), on=TODAY, by=case.worker)


def invented_amount(
    complaint: Complaint, kind: str, amount: str, currency: str = "THB", **given: Any
) -> Amount:
    """Money of a complaint."""
    facts = {
        "kind": kind, "remedy": "money", "amount": Decimal(amount), "currency": currency, "on": LODGED, "rate": None,
        "rate_on": None,
    }  # fmt: skip
    by = complaint.worker
    return add_amount(complaint, {**facts, **given}, entry_id=uuid.uuid4(), on=TODAY, by=by)


def invented_step(complaint: Complaint, due_on: dt.date, **given: Any) -> ComplaintStep:
    """A date of a complaint."""
    facts = {"kind": "hearing", "due_on": due_on, "held_on": None, **given}
    return add_step(complaint, facts, entry_id=uuid.uuid4(), on=TODAY, by=complaint.worker)


def invented_group(organization: Organization) -> ComplaintGroup:
    """Several complaints against one respondent, none in it yet."""
    facts = {
        "title": "Invented mill", "respondent": "employer", "country": "TH", "forum": "labour_office", "filed_on": LODGED,
    }  # fmt: skip
    return make_group(facts, organization=organization, by=case_worker(organization))
