"""Invented cases, opened in the product's own way."""

import datetime as dt
import uuid
from typing import Any

from safefair.accounts.models import Organization, User
from safefair.cases.enums.consent import Purpose
from safefair.cases.models import Case, Consent, Referral
from safefair.cases.operations import Answer, Intake, give_consent, take_in
from safefair.cases.operations.referrals import Outgoing, send_referral
from safefair.people.models import Registration
from tests.accounts.factories import OrganizationFactory, RoleAssignmentFactory
from tests.people.factories import register_invented

DAY = dt.date(2026, 3, 2)
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
WISH = "Invented wish: my wages, and a quiet place."


def case_worker(organization: Organization, role: str = "CASE_WORKER") -> User:
    """Invented staff who has cases of an organisation."""
    user: User = RoleAssignmentFactory.create(role=role, organization=organization).user
    return user


def open_invented_case(
    organization: Organization | None = None,
    *,
    worker: User | None = None,
    registration: Registration | None = None,
    is_nameless: bool = False,
    on: dt.date = DAY,
    **given: Any,
) -> Case:
    """A case of an invented woman; keyword arguments are facts or words of the intake."""
    organization = organization or OrganizationFactory.create()
    words = {"wishes": given.pop("wishes", WISH), "contact": given.pop("contact", "")}
    return take_in(
        Intake(facts={"needs": ["legal_assistance_service"], **given}, words=words, sex="F"),
        organization=organization,
        registration=None if is_nameless else registration or register_invented(organization),
        entry_id=uuid.uuid4(),
        on=on,
        by=worker or case_worker(organization),
    )


def agree_invented(
    case: Case, recipient: Organization | str | None = None, *categories: str, **given: Any
) -> Consent:
    """A yes of hers to share these categories (wishes and needs) with somebody, by default an invented stranger."""
    answer = Answer(
        purpose=Purpose.SHARE,
        recipient=recipient or OrganizationFactory.create(),
        categories=categories or ("wishes", "needs"),
        obtained_on=given.pop("obtained_on", DAY),
        **given,
    )
    return give_consent(case, answer, entry_id=uuid.uuid4(), at=NOON, by=case.worker)


def send_invented(case: Case, consent: Consent, **given: Any) -> Referral:
    """A referral of all that a consent covers to its recipient, for legal aid unless said otherwise."""
    outgoing = Outgoing(
        receiver=consent.recipient or consent.recipient_name,
        categories=given.pop("categories", consent.categories),
        **{"service": "legal_assistance_service", **given},
    )
    return send_referral(case, outgoing, entry_id=uuid.uuid4(), at=NOON, by=case.worker)
