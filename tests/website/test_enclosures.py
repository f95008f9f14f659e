"""A photo and a spoken message with a question: made anew, sealed, for the desk alone, gone with it."""

import io
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from safefair.cases.models import Attachment
from safefair.cases.operations.attachments import open_content
from safefair.cases.operations.from_question import take_up_question
from safefair.contact.models import Enclosure, HelpRequest
from safefair.contact.operations.answering import pass_on
from safefair.contact.operations.asking import withdraw
from safefair.contact.operations.guard import FILES
from safefair.core.keys.store import open_key
from safefair.core.models import ReadLog
from tests.accounts.factories import UserFactory, sign_in
from tests.contact.factories import DeskFactory, ask_invented, enclosed_photo
from tests.harness.sounds import recorded
from tests.website.test_asking import back, filled, receipt_in, sent

pytestmark = pytest.mark.django_db
CANARY = b"Invented Phone Model 7"


def photo() -> SimpleUploadedFile:
    """A picture that names the phone that took it."""
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x0110] = CANARY.decode()
    Image.new("RGB", (60, 40), "teal").save(file, "JPEG", exif=exif)
    return SimpleUploadedFile("Invented Name.jpg", file.getvalue())


def voice() -> SimpleUploadedFile:
    """Two seconds of a phone's recorder."""
    return SimpleUploadedFile("Invented Name.m4a", recorded("mp4", "aac", 16000, title=CANARY.decode()))


@pytest.fixture
def desk():
    return DeskFactory.create()


def test_she_sends_a_photo_and_her_voice_without_a_word(client, desk):
    receipt = receipt_in(sent(client, filled(client, desk, text="", photo=photo(), voice=voice())))

    page = back(client, receipt).content.decode()

    assert "A spoken message (0:02)" in page
    assert "A photo" in page
    assert {row.kind: row.seconds for row in Enclosure.objects.all()} == {"photo": None, "voice": 2}
    assert not any(CANARY in bytes(row.content or b"") for row in Enclosure.objects.all())


def test_the_same_form_twice_is_one_question_with_one_photo(client, desk):
    data = filled(client, desk)
    first = sent(client, data | {"photo": photo()})
    second = sent(client, data | {"photo": photo()})

    assert receipt_in(first) == receipt_in(second)
    assert Enclosure.objects.count() == 1


def test_what_is_no_photo_is_told_beside_the_field_and_her_words_stay(client, desk):
    wrong = SimpleUploadedFile("x.jpg", b"Invented words, no picture")

    page = sent(client, filled(client, desk, photo=wrong, voice=voice())).content.decode()

    assert "We cannot open this photo" in page
    assert "choose the photo or the recording once more" in page
    assert filled(client, desk)["text"] in page
    assert not HelpRequest.objects.exists()


def test_neither_words_nor_anything_else_is_refused_in_words(client, desk):
    assert "Write a few words" in sent(client, filled(client, desk, text="  ")).content.decode()


def test_files_are_counted_before_they_are_opened(client, desk):
    wrong = {"photo": SimpleUploadedFile("x.jpg", b"x")}
    data = filled(client, desk, text="")
    pages = [
        sent(client, data | {"photo": SimpleUploadedFile("x.jpg", b"x")}) for _ in range(FILES["network"])
    ]

    last = sent(client, data | wrong).content.decode()

    assert all("We cannot open this photo" in page.content.decode() for page in pages)
    assert "We cannot open this photo" not in last


def test_she_writes_again_with_a_photo(client, desk):
    receipt = receipt_in(sent(client, filled(client, desk)))
    token = re.search(r'name="page" value="([^"]+)"', back(client, receipt).content.decode())
    assert token
    again = reverse("website:ask_again")
    for _ in range(2):
        client.post(again, {"page": token[1], "text": "", "photo": photo()})

    assert Enclosure.objects.count() == 1
    assert HelpRequest.objects.get().notes.count() == 2


def test_the_desk_looks_and_listens_and_that_is_on_record(client, desk):
    sent(client, filled(client, desk, photo=photo(), voice=voice()))
    asked = HelpRequest.objects.get()
    me = sign_in(client, "COUNSELLOR", desk.organization)
    page = client.get(reverse("contact:detail", args=[asked.uuid])).content.decode()

    seen = {}
    for row in Enclosure.objects.all():
        address = reverse("contact:enclosure", args=[asked.uuid, row.uuid])
        assert address in page
        seen[row.kind] = client.get(address)

    assert Image.open(io.BytesIO(seen["photo"].content)).size == (60, 40)
    assert seen["voice"]["Content-Type"] == "audio/mpeg"
    assert all(response["Cache-Control"] == "no-store, private" for response in seen.values())
    assert ReadLog.objects.filter(subject="contact.HelpRequest", user_id=me.pk).count() == 3


def test_they_go_along_to_another_desk_and_end_with_the_question(
    client, desk, django_capture_on_commit_callbacks
):
    asked, _receipt = ask_invented(desk, may_pass_on=True, enclosed=(enclosed_photo(),))
    other = DeskFactory.create()
    pass_on(asked, other.organization, by=UserFactory.create())
    assert Enclosure.objects.get().organization_id == other.organization_id
    sign_in(client, "COUNSELLOR", desk.organization)
    row = Enclosure.objects.get()
    gone = client.get(reverse("contact:enclosure", args=[asked.uuid, row.uuid]))
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(HelpRequest.objects.get(), at=timezone.now())

    assert gone.status_code == 404
    assert Enclosure.objects.get().content is None


def test_the_case_that_a_question_becomes_has_her_photo(client, desk):
    asked, _receipt = ask_invented(desk, enclosed=(enclosed_photo(),))
    today = timezone.localdate()
    case = take_up_question(asked, agreed_on=today, entry_id=uuid.uuid4(), on=today, by=UserFactory.create())

    content = open_content(Attachment.objects.get(case=case), key=open_key(case.key_id))
    assert Image.open(io.BytesIO(content)).size == (40, 20)
