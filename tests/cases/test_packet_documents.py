"""Documents in packets: those she chose, as copies, looked at while the referral is live and gone when it ends."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from safefair.accounts.models import Organization
from safefair.cases.enums.attachment import DocumentKind
from safefair.cases.enums.referral import DeclineReason, Feedback
from safefair.cases.errors import DocumentGone, NoConsent, TooManyDocuments
from safefair.cases.models import Attachment, Case, PacketDocument, Referral
from safefair.cases.operations import withdraw_consent
from safefair.cases.operations.answers import accept_referral, decline_referral, finish_referral
from safefair.cases.operations.attachments import NewDocument, attach, remove_attachment
from safefair.cases.operations.documents import MOST_BYTES, open_document
from safefair.cases.operations.erasure import erase_case
from safefair.cases.sealing import read_words
from safefair.core.crypto.custody import KeyUnavailable
from safefair.core.keys.store import open_key
from safefair.core.models import ReadLog
from safefair.core.rls import row_security
from safefair.people.enums import ErasureReason
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import DAY, NOON, agree_invented, case_worker, open_invented_case, send_invented
from tests.cases.test_attachments import CANARY, pdf, photo

pytestmark = pytest.mark.django_db
NAME = "Invented Passport Paper"


@pytest.fixture
def centre() -> Organization:
    return OrganizationFactory.create(country="MY")


@pytest.fixture
def partner() -> Organization:
    return OrganizationFactory.create(country="ID")


def with_document(case: Case, data: bytes | None = None, *, name: str = NAME, **given: bool) -> Attachment:
    """An invented document of a case."""
    document = NewDocument(data=data or photo(), kind=DocumentKind.PASSPORT, name=name, **given)
    key = open_key(case.key_id)
    return attach(case, document, key=key, entry_id=uuid.uuid4(), on=DAY, by=case.worker)


def sent_with(case: Case, partner: Organization, *documents: Attachment, **given: object) -> Referral:
    """A referral that carries documents she agreed to send."""
    consent = agree_invented(case, partner, "wishes", "documents")
    return send_invented(
        case, consent, categories=["wishes"], documents=[one.uuid for one in documents], **given
    )


def take_back(referral: Referral) -> None:
    """She takes back what the referral rests on."""
    assert referral.consent is not None
    assert referral.case is not None
    withdraw_consent(referral.consent, at=timezone.now(), by=referral.case.worker)


def look(client: Client, referral: Referral, number: int = 1) -> tuple[int, str]:
    """Status and page of a document of a packet."""
    response = client.get(reverse("cases:referral_document", args=[referral.uuid]), {"number": number})
    return response.status_code, response.content.decode()


def test_a_copy_of_what_she_chose_goes_under_the_packets_key(partner):
    case = open_invented_case()
    sent, _kept = with_document(case), with_document(case, pdf(), name="Invented other paper")

    referral = sent_with(case, partner, sent)

    row = PacketDocument.objects.get(referral=referral)
    packet = read_words(referral, key=open_key(referral.key_id))
    assert packet["documents"] == [{"name": NAME, "kind": "passport", "size": row.size}]
    assert referral.categories == ["documents", "wishes"]
    assert open_document(row, key=open_key(referral.key_id)).content.startswith(b"\xff\xd8")
    with pytest.raises(KeyUnavailable):
        open_document(row, key=open_key(case.key_id))


def test_what_was_kept_as_it_came_goes_made_anew(partner):
    case = open_invented_case()
    referral = sent_with(case, partner, with_document(case, is_original=True))

    file = open_document(PacketDocument.objects.get(), key=open_key(referral.key_id))

    assert CANARY in photo()
    assert (file.media_type, CANARY in file.content) == ("image/jpeg", False)


def test_without_her_yes_to_documents_none_goes(partner):
    case = open_invented_case()
    consent, document = agree_invented(case, partner, "wishes"), with_document(case)

    with pytest.raises(NoConsent):
        send_invented(case, consent, documents=[document.uuid])

    assert not Referral.objects.exists()


def test_what_was_taken_away_or_is_too_much_or_anothers_does_not_go(partner):
    case = open_invented_case()
    gone, many, large = with_document(case), [with_document(case) for _ in range(6)], with_document(case)
    remove_attachment(gone, at=NOON, by=case.worker)
    Attachment.objects.filter(pk=large.pk).update(size=MOST_BYTES + 1)
    strangers = with_document(open_invented_case())

    for refused, documents in (
        (DocumentGone, [gone]), (DocumentGone, [strangers]), (TooManyDocuments, many), (TooManyDocuments, [large]),
    ):  # fmt: skip
        with pytest.raises(refused):
            sent_with(case, partner, *documents)

    assert not PacketDocument.objects.exists()


@pytest.mark.parametrize("end", ["declined", "done", "withdrawn", "erased"])
def test_gone_when_access_ends(centre, partner, end, django_capture_on_commit_callbacks):
    case = open_invented_case(centre)
    referral = sent_with(case, partner, with_document(case))
    them = case_worker(partner)
    key = open_key(referral.key_id)
    with django_capture_on_commit_callbacks(execute=True):
        if end == "done":
            accept_referral(referral, at=NOON, by=them)
        if end in ("declined", "done"):
            with row_security(organization_id=partner.pk, user_id=them.pk):
                (
                    decline_referral(referral, reason=DeclineReason.NO_PLACE, at=NOON, by=them)
                    if end == "declined"
                    else finish_referral(referral, feedback=Feedback.GIVEN, at=NOON, by=them)
                )
        elif end == "withdrawn":
            take_back(referral)
        else:
            erase_case(case, reason=ErasureReason.REQUEST, at=NOON, by=case.worker)

    row = PacketDocument.objects.get()
    assert row.content is None
    with pytest.raises(KeyUnavailable):
        open_key(referral.key_id)
    with pytest.raises(KeyUnavailable):
        open_document(row, key=key)


def test_row_security_shows_it_to_the_receiver_only_once_accepted_and_while_consent_holds(centre, partner):
    case = open_invented_case(centre)
    referral = sent_with(case, partner, with_document(case))
    third = OrganizationFactory.create()

    def seen_by(organization: Organization) -> int:
        with row_security(organization_id=organization.pk, user_id=None):
            return PacketDocument.objects.count()

    assert [seen_by(one) for one in (centre, partner, third)] == [1, 0, 0]
    accept_referral(referral, at=NOON, by=case_worker(partner))
    assert [seen_by(one) for one in (centre, partner, third)] == [1, 1, 0]
    take_back(referral)
    assert [seen_by(one) for one in (centre, partner, third)] == [1, 0, 0]


def test_the_receiver_cannot_change_or_remove_it(centre, partner):
    case = open_invented_case(centre)
    referral = sent_with(case, partner, with_document(case))
    accept_referral(referral, at=NOON, by=case_worker(partner))

    with row_security(organization_id=partner.pk, user_id=None):
        assert PacketDocument.objects.update(content=b"x") == 0
        assert PacketDocument.objects.all().delete()[0] == 0


def compose(client: Client, case: Case, consent: object, action: str, **form: object):
    """The form of a referral sent in; looked at before it is sent."""
    url = f"{reverse('cases:refer', args=[case.uuid])}?consent={consent}"
    given = {
        "service": "health_medical_service", "kind": "service", "urgency": "day", "children": "0",
        "entry_id": str(uuid.uuid4()), "action": action, **form,
    }  # fmt: skip
    if action == "send":
        page = client.post(url, {**given, "action": "preview"}).content.decode()
        given["seen"] = "".join(re.findall(r'name="seen" value="(\w+)"', page))
    return client.post(url, given)


def test_the_sender_looks_at_them_as_the_receiver_will(client, centre, partner):
    case = open_invented_case(centre, worker=sign_in(client, "CASE_WORKER", centre))
    document = with_document(case, pdf(2))
    consent = agree_invented(case, partner, "wishes", "documents")

    page = compose(client, case, consent.uuid, "preview", documents=[str(document.uuid)]).content.decode()
    response = compose(client, case, consent.uuid, "send", documents=[str(document.uuid)])

    (where,) = re.findall(r'<a href="([^"]+/look/)"', page)
    shown = client.get(f"{where}?page=2").content.decode()
    assert "Page 2 of 2" in shown
    referral = Referral.objects.get()
    assert response.url == reverse("cases:referral", args=[referral.uuid])
    theirs = Client()
    accept_referral(referral, at=timezone.now(), by=sign_in(theirs, "CASE_WORKER", partner))
    assert NAME in theirs.get(reverse("cases:referral", args=[referral.uuid])).content.decode()
    again = theirs.get(reverse("cases:referral_document", args=[referral.uuid]), {"number": 1, "page": 2})
    picture = re.compile(r'src="data:image/jpeg;base64,([^"]+)"')
    assert picture.findall(again.content.decode()) == picture.findall(shown)
    assert NAME not in again.content.decode()
    assert CANARY.decode() not in again.content.decode()


def test_each_look_is_logged_and_ends_with_the_referral(client, centre, partner):
    case = open_invented_case(centre)
    referral = sent_with(case, partner, with_document(case))
    them = sign_in(client, "CASE_WORKER", partner)
    colleague, boss = Client(), Client()
    sign_in(colleague, "CASE_WORKER", partner)
    sign_in(boss, "CASE_SUPERVISOR", partner)

    before = look(client, referral)[0]
    accept_referral(referral, at=timezone.now(), by=them)
    while_live = [look(one, referral)[0] for one in (client, colleague, boss)]
    missing = look(client, referral, 2)[0]
    take_back(referral)

    assert (before, while_live, missing, look(client, referral)[0]) == (404, [200, 404, 404], 404, 404)
    logged = ReadLog.objects.filter(subject="cases.Referral", reason="document", organization_id=partner.pk)
    assert [row.record_ids for row in logged] == [[referral.pk]]


@pytest.mark.parametrize("documents", [["many"], ["nobodys"]])
def test_a_wrong_choice_is_refused_beside_the_field(client, centre, partner, documents):
    case = open_invented_case(centre, worker=sign_in(client, "CASE_WORKER", centre))
    rows = [with_document(case) for _ in range(6)]
    consent = agree_invented(case, partner, "wishes", "documents")
    chosen = [str(row.uuid) for row in rows] if documents == ["many"] else [str(uuid.uuid4())]

    page = compose(client, case, consent.uuid, "preview", documents=chosen)

    assert page.status_code == 200
    assert page.context["form"].errors["documents"]
    assert not Referral.objects.exists()


def test_where_she_did_not_agree_none_can_be_chosen_and_outside_they_go_by_hand(client, centre, partner):
    case = open_invented_case(centre, worker=sign_in(client, "CASE_WORKER", centre))
    with_document(case)
    for consent, why in (
        (agree_invented(case, partner, "wishes"), "she did not agree to share it with them"),
        (agree_invented(case, "Invented Hospital", "wishes", "documents"), "they go from hand to hand"),
    ):
        page = client.get(f"{reverse('cases:refer', args=[case.uuid])}?consent={consent.uuid}")

        assert "documents" not in page.context["form"].fields
        assert f"documents: {why}" in page.content.decode()
