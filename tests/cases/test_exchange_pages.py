"""The pages of packets between two installations: carried in, sent, confirmed, and who may trust whom."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from safefair.cases.enums.exchange import ParcelKind
from safefair.cases.exchange.cards import read_card
from safefair.cases.models import Case, Parcel, Referral
from safefair.cases.queries.partners import elsewhere
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.elsewhere import NAME, sent_there
from tests.cases.factories import open_invented_case

pytestmark = pytest.mark.django_db


def upload(client: Client, data: bytes):
    """The page of received packets, with a file."""
    file = SimpleUploadedFile("sealed.safefair", data)
    return client.post(reverse("cases:arrivals"), {"file": file}, follow=True)


def test_by_page_it_is_carried_in_previewed_accepted_and_taken_up(client, ours, there, centre):
    there.trusted()
    sign_in(client, "CASE_WORKER", centre)

    refused = upload(client, there.packet(ours, centre)[:-3])
    page = upload(client, there.packet(ours, centre)).content.decode()

    assert "changed on the way" in str(refused.context["form"].errors["file"])
    referral = Referral.objects.get()
    assert "Invented Shelter There (Invented there)" in page
    assert NAME not in page
    assert "Invented wish" not in page
    assert referral.code in client.get(reverse("cases:referrals")).content.decode()
    accepted = client.post(
        reverse("cases:referral_accept", args=[referral.uuid]), follow=True
    ).content.decode()
    assert NAME in accepted
    (waiting,) = Parcel.objects.filter(kind="accepted")
    file = client.get(reverse("cases:parcel", args=[referral.uuid, waiting.uuid]))
    assert file.content == bytes(waiting.content or b"")
    assert referral.code not in file["Content-Disposition"]
    client.post(
        reverse("cases:take_up", args=[referral.uuid]),
        {"person": "none", "action": "save", "sex": "F", "entry_id": str(uuid.uuid4())},
    )
    assert Case.objects.get(organization=centre).needs == ["legal_assistance_service"]


def test_by_page_it_is_sent_and_the_sender_sees_whether_taking_back_was_confirmed(
    client, ours, there, centre
):
    there.trusted()
    case = open_invented_case(centre, worker=sign_in(client, "CASE_WORKER", centre))
    asked = client.get(reverse("cases:consent", args=[case.uuid])).content.decode()
    referral = sent_there(case, "wishes")
    url = reverse("cases:referral", args=[referral.uuid])
    shown = client.get(url).content.decode()
    answered = client.post(reverse("cases:referral_accept", args=[referral.uuid])).status_code
    client.post(reverse("cases:referral_revoke", args=[referral.uuid]))
    before = client.get(url).content.decode()
    upload(client, there.receipt(ours, "THERE-1", referral.uuid, ParcelKind.DESTROYED))

    assert "Invented Centre There (Invented there)" in asked
    assert "Fetch the file to carry there" in shown
    assert answered == 404
    assert "has not confirmed yet" in before
    assert "its key is destroyed" in client.get(url).content.decode()


def test_two_steps_make_trust_and_a_case_worker_takes_none(client, there):
    worker = Client()
    sign_in(worker, "CASE_WORKER", OrganizationFactory.create())
    sign_in(client, "STEWARD", None)
    client.post(reverse("cases:installation_own"), {"name": "Invented here"})
    wrong = client.post(reverse("cases:installations"), {"text": "{}"})
    added = client.post(reverse("cases:installations"), {"text": there.card()}, follow=True)

    assert wrong.context["form"].errors["text"]
    assert "They are the same" in added.content.decode()
    assert not elsewhere().exists()
    confirm = added.redirect_chain[0][0] + "confirm/"
    assert "Compared by" in client.post(confirm, follow=True).content.decode()
    assert elsewhere().exists()
    assert worker.get(reverse("cases:installations")).status_code == 403
    assert worker.post(confirm).status_code == 403


def test_the_card_names_an_address_only_if_something_can_be_delivered_there(client):
    sign_in(client, "STEWARD", None)
    own = reverse("cases:installation_own")
    wrong = [
        client.post(own, {"name": "Invented here", "address": address})
        for address in ("http://here.example", "https://here.example/path")
    ]

    client.post(own, {"name": "Invented here", "address": "https://here.example/"})

    assert ["begins with https://" in str(page.context["form"].errors["address"]) for page in wrong] == [
        True,
        True,
    ]
    assert (
        read_card(client.get(reverse("cases:installation_card")).content.decode()).address
        == "https://here.example"
    )
    assert "https://here.example" in client.get(own).content.decode()
