"""The address at which other installations deliver: what it takes in, how it answers, and what it refuses."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from safefair.cases.enums.exchange import ParcelKind
from safefair.cases.exchange.cards import read_card
from safefair.cases.models import Installation, Parcel, Referral
from safefair.cases.operations.answers import accept_referral
from safefair.cases.operations.installation import end_partner, own_card
from safefair.cases.views import deliveries
from safefair.core.crypto.packets import MOST_BYTES
from safefair.core.rls import row_security
from tests.accounts.factories import OrganizationFactory, UserFactory
from tests.cases.elsewhere import Elsewhere, sent_there
from tests.cases.factories import NOON, case_worker, open_invented_case

pytestmark = pytest.mark.django_db


def post(data: bytes, **headers: str):
    """A file delivered by a stranger, who checks forged forms like everybody."""
    client = Client(enforce_csrf_checks=True)
    return client.post(
        reverse("exchange:packets"), data, content_type="application/octet-stream", headers=headers
    )


def test_a_packet_is_answered_with_the_same_receipt_however_often_it_comes(ours, there, centre):
    there.trusted()
    number = uuid.uuid4()
    data = there.packet(ours, centre, number=number)

    first, again, anew = post(data), post(data), post(there.packet(ours, centre, number=number))

    said = there.read(first.content, ours)
    assert (first.status_code, said.kind, said.about) == (200, "received", number)
    assert first.content == again.content == anew.content
    assert (Referral.objects.count(), Parcel.objects.count()) == (1, 2)
    assert Parcel.objects.get(is_incoming=False).delivered_at is not None
    assert first["Cache-Control"] == "no-store"
    assert first["Content-Type"] == "application/octet-stream"
    assert not first.cookies
    assert "Cookie" not in first.get("Vary", "")


def test_taking_back_is_answered_with_its_confirmation_and_an_answer_with_nothing(ours, there, centre):
    partner = there.trusted()
    number = uuid.uuid4()
    post(there.packet(ours, centre, number=number))
    sent = sent_there(open_invented_case(centre), "wishes")
    me = case_worker(centre)
    with row_security(organization_id=centre.pk, user_id=me.pk):
        accept_referral(Referral.objects.get(number_there=number), at=NOON, by=me)

    accepted = post(there.receipt(ours, "THERE-1", sent.uuid, ParcelKind.ACCEPTED))
    end_partner(partner, at=NOON, by=UserFactory.create())
    back = post(there.receipt(ours, centre.code, number, ParcelKind.REVOKED))
    late = post(there.receipt(ours, "THERE-1", sent.uuid, ParcelKind.DONE, "implemented"))

    assert (accepted.status_code, accepted.content) == (204, b"")
    assert there.read(back.content, ours).kind == "destroyed"
    assert [Referral.objects.get(pk=sent.pk).status, Referral.objects.get(number_there=number).status] == [
        "accepted",
        "revoked",
    ]
    assert (late.status_code, late.json()["code"]) == (403, "not_trusted")


@pytest.mark.parametrize(
    ("why", "status", "code"),
    [("unknown", 403, "not_trusted"), ("changed", 403, "not_trusted"), ("text", 400, "not_readable"),
     ("more than agreed", 400, "not_readable"), ("another installation", 404, "not_ours"),
     ("receives nothing", 404, "not_ours"), ("over", 410, "over"), ("taken back", 410, "taken_back"),
     ("receipt of nothing", 404, "unknown")],
)  # fmt: skip
def test_what_does_not_hold_is_refused_in_words_that_repeat_nothing(ours, there, centre, why, status, code):
    there.trusted()
    number = uuid.uuid4()
    if why == "taken back":
        post(there.receipt(ours, centre.code, number, ParcelKind.REVOKED))
    data = {
        "unknown": lambda: Elsewhere().packet(ours, centre),
        "changed": lambda: there.packet(ours, centre)[:-1] + b"x",
        "text": lambda: b"Invented text of nothing",
        "more than agreed": lambda: there.packet(ours, centre, categories=["wishes"]),
        "another installation": lambda: there.packet(
            Installation(uuid=uuid.uuid4(), seal_public=ours.seal_public), centre
        ),
        "receives nothing": lambda: there.packet(ours, OrganizationFactory.create()),
        "over": lambda: there.packet(ours, centre, holds_until=NOON.date()),
        "taken back": lambda: there.packet(ours, centre, number=number),
        "receipt of nothing": lambda: there.receipt(ours, centre.code, number, ParcelKind.ACCEPTED),
    }[why]()

    answer = post(data)

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["code"] == code
    assert "Invented" not in answer.content.decode()
    assert not Referral.objects.exists()


def test_a_file_that_is_too_large_is_not_read(ours, there, centre):
    there.trusted()

    answer = post(b"x" * (MOST_BYTES + 1))
    endless = post(there.packet(ours, centre), content_length="many")

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert endless.status_code == 400


def test_who_tries_too_often_waits(ours, there, centre, monkeypatch):
    there.trusted()
    monkeypatch.setattr(deliveries, "DELIVERIES", {"network": 1})
    data = there.packet(ours, centre)

    answers = [post(data), post(data)]

    assert [answer.status_code for answer in answers] == [200, 429]


def test_the_address_tells_whose_it_is_and_not_who_receives(ours, centre):
    hidden = Client().get(reverse("exchange:card"))
    Installation.objects.update(address="https://here.example")

    answer = Client().get(reverse("exchange:card"))

    assert (hidden.status_code, answer.status_code) == (404, 200)
    card = read_card(answer.content.decode())
    assert (card.installation, card.address, card.organizations) == (ours.uuid, "https://here.example", [])
    assert card.fingerprint == own_card(ours)[0].fingerprint
    assert centre.name not in answer.content.decode()
    assert Client().get(reverse("exchange:packets")).status_code == 405
