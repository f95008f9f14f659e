"""Messages about a case: sealed, read by those who may open it, and a reminder that says nothing."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from safefair.cases.errors import NothingWritten
from safefair.cases.models import CaseMessage
from safefair.cases.operations.messages import send_message
from safefair.core.keys.store import open_key
from safefair.core.rls import row_security
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import case_worker, open_invented_case

pytestmark = pytest.mark.django_db
TEXT = "Invented question: did she sleep?"
NOW = dt.datetime(2026, 3, 3, 9, tzinfo=dt.UTC)


def test_a_message_is_sealed_and_sent_once():
    case = open_invented_case()
    entry, key = uuid.uuid4(), open_key(case.key_id)

    for _ in range(2):
        send_message(case, TEXT, key=key, entry_id=entry, at=NOW, by=case.worker)

    assert TEXT.encode() not in bytes(CaseMessage.objects.get().sealed or b"")


def test_an_empty_message_is_none():
    case = open_invented_case()

    with pytest.raises(NothingWritten):
        send_message(case, "  ", key=open_key(case.key_id), entry_id=uuid.uuid4(), at=NOW, by=case.worker)


def test_the_colleague_is_reminded_without_a_word_until_she_has_read(client):
    organization = OrganizationFactory.create()
    supervisor = case_worker(organization, "CASE_SUPERVISOR")
    me = sign_in(client, "CASE_WORKER", organization)
    case = open_invented_case(organization, worker=me)
    send_message(
        case, TEXT, key=open_key(case.key_id), entry_id=uuid.uuid4(), at=timezone.now(), by=supervisor
    )
    home, page = reverse("workspace:home"), reverse("cases:messages", args=[case.uuid])

    before = client.get(home).content.decode()
    assert case.code in before.split("New messages in cases")[1].split("</section>")[0]
    assert TEXT not in before
    assert TEXT in client.get(page).content.decode()

    assert (
        case.code
        not in client.get(home).content.decode().split("New messages in cases")[1].split("</section>")[0]
    )


def test_who_may_not_open_the_case_reads_no_message(client):
    organization = OrganizationFactory.create()
    case = open_invented_case(organization)
    sign_in(client, "CASE_WORKER", organization)

    assert client.get(reverse("cases:messages", args=[case.uuid])).status_code == 404


def test_another_organisation_sees_none():
    case = open_invented_case()
    send_message(case, TEXT, key=open_key(case.key_id), entry_id=uuid.uuid4(), at=NOW, by=case.worker)

    with row_security(organization_id=OrganizationFactory.create().pk, user_id=None):
        assert not CaseMessage.objects.exists()
