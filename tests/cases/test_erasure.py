"""Erasure: no word can be read again, what was counted stays; the hold, and the period that runs from the end."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from safefair.cases.errors import CaseErased, CaseOnHold, CaseStillOpen
from safefair.cases.models import Case, Referral
from safefair.cases.operations.erasure import erase_case, hold_case
from safefair.cases.queries.retention import due_for_erasure, kept_until
from safefair.cases.sealing import new_key
from safefair.core.crypto.custody import KeyUnavailable
from safefair.core.keys.store import open_key
from safefair.people.enums import ErasureReason
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import open_invented_case

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 6, 1, 9, tzinfo=dt.UTC)


def closed(case: Case, on: dt.date) -> Case:
    """The case as it is once it has ended."""
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=on)
    case.refresh_from_db()
    return case


def test_erasing_destroys_the_key_and_keeps_the_facts(django_capture_on_commit_callbacks):
    case = open_invented_case(stage="transit")

    with django_capture_on_commit_callbacks(execute=True):
        erase_case(case, reason=ErasureReason.REQUEST, at=NOW, by=case.worker)

    case.refresh_from_db()
    assert (case.sealed, case.registration, case.stage, case.status) == (None, None, "transit", "closed")
    with pytest.raises(KeyUnavailable):
        open_key(case.key_id)
    with pytest.raises(CaseErased):
        erase_case(case, reason=ErasureReason.REQUEST, at=NOW, by=case.worker)


def test_live_referrals_are_taken_back_and_their_packets_destroyed(django_capture_on_commit_callbacks):
    case = open_invented_case()
    key_id, _key = new_key()
    referral = Referral.objects.create(
        case=case, organization=case.organization, to=OrganizationFactory.create(), code="R1", service="cash",
        overridden_because="danger", key_id=key_id, sent_at=NOW, sent_by=case.worker, answer_by=NOW,
        entry_id=uuid.uuid4(), sealed=b"invented",
    )  # fmt: skip

    with django_capture_on_commit_callbacks(execute=True):
        erase_case(case, reason=ErasureReason.SAFETY, at=NOW, by=case.worker)

    referral.refresh_from_db()
    assert (referral.status, referral.sealed) == ("revoked", None)
    with pytest.raises(KeyUnavailable):
        open_key(key_id)


def test_what_is_on_hold_or_open_is_not_erased_for_order():
    case = open_invented_case()
    with pytest.raises(CaseStillOpen):
        erase_case(case, reason=ErasureReason.RETENTION, at=NOW, by=case.worker)
    hold_case(case, is_held=True, at=NOW, by=case.worker)

    with pytest.raises(CaseOnHold):
        erase_case(case, reason=ErasureReason.REQUEST, at=NOW, by=case.worker)


def test_the_period_runs_from_the_end_and_leaves_out_what_is_held():
    organization = OrganizationFactory.create()
    old = closed(open_invented_case(organization, on=dt.date(2015, 1, 1)), dt.date(2021, 6, 1))
    closed(open_invented_case(organization, on=dt.date(2015, 1, 1)), dt.date(2021, 6, 2))
    held = closed(open_invented_case(organization), dt.date(2020, 1, 1))
    hold_case(held, is_held=True, at=NOW, by=held.worker)

    assert list(due_for_erasure(organization.pk, on=dt.date(2026, 6, 1))) == [old]


@pytest.mark.parametrize(
    ("ended", "until"),
    [(dt.date(2024, 2, 29), dt.date(2029, 3, 1)), (dt.date(2021, 6, 1), dt.date(2026, 6, 1))],
)
def test_kept_for_five_years(ended, until):
    assert kept_until(ended) == until


def test_an_erased_case_has_no_page(client):
    organization = OrganizationFactory.create()
    me = sign_in(client, "CASE_WORKER", organization)
    case = open_invented_case(organization, worker=me)
    erase_case(case, reason=ErasureReason.REQUEST, at=timezone.now(), by=me)

    assert client.get(reverse("cases:detail", args=[case.uuid])).status_code == 404


def test_a_supervisor_holds_lets_go_and_erases_by_the_page(client, django_capture_on_commit_callbacks):
    organization = OrganizationFactory.create()
    sign_in(client, "CASE_SUPERVISOR", organization)
    case = closed(open_invented_case(organization), dt.date(2020, 1, 1))

    assert b"over" in client.get(reverse("cases:retention")).content
    client.post(reverse("cases:hold", args=[case.uuid]))
    assert b"on hold" in client.get(reverse("cases:retention")).content
    client.post(reverse("cases:hold", args=[case.uuid]))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("cases:erase", args=[case.uuid]), {"reason": "RETENTION", "is_sure": "on"})

    case.refresh_from_db()
    assert case.erased_at is not None


def test_a_worker_erases_nothing(client):
    organization = OrganizationFactory.create()
    me = sign_in(client, "CASE_WORKER", organization)
    case = open_invented_case(organization, worker=me)

    assert client.post(reverse("cases:erase", args=[case.uuid]), {"reason": "REQUEST"}).status_code == 403
