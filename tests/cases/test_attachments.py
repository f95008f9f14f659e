"""Documents: made anew, sealed, under no name of their own; what is no photo is refused in words."""

import io
import uuid

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from safefair.cases.enums.attachment import DocumentKind
from safefair.cases.models import Attachment
from safefair.cases.operations.attachments import NewDocument, attach, open_content
from safefair.core.crypto.custody import KeyUnavailable
from safefair.core.keys.store import open_key
from safefair.core.models import ReadLog
from safefair.core.remaking import DocumentRefused, remake
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import DAY, open_invented_case

CANARY = b"Invented Phone Model 7"


def photo(size: tuple[int, int] = (40, 20), kind: str = "JPEG") -> bytes:
    """A picture that says which telephone took it, and that it lies on its side."""
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x0110] = CANARY.decode()
    exif[0x0112] = 6
    Image.new("RGB", size, "teal").save(file, kind, exif=exif)
    return file.getvalue()


def pdf(pages: int = 2) -> bytes:
    """A PDF with a title that names something."""
    file = io.BytesIO()
    images = [Image.new("RGB", (60, 80), "white") for _ in range(pages)]
    images[0].save(file, "PDF", save_all=True, append_images=images[1:], title=CANARY.decode())
    return file.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_keeps_its_pixels_upright_and_nothing_else(kind):
    data = photo(kind=kind)
    assert CANARY in data

    made = remake(data)

    assert CANARY not in made.content
    with Image.open(io.BytesIO(made.content)) as image:
        assert (image.format, image.size) == ("JPEG", (20, 40))
        assert not image.getexif()


def test_a_pdf_becomes_pictures_of_its_pages():
    made = remake(pdf())

    assert CANARY not in made.content
    document = pypdfium2.PdfDocument(made.content)
    assert len(document) == 2
    assert not document.get_metadata_dict().get("Title")


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a" + bytes(40), b"<svg onload=alert(1)>", b"PK\x03\x04" + bytes(80), b"%PDF-1.7 nothing", photo()[:60],
     pdf(31)],
    ids=["empty", "gif", "svg", "archive", "broken pdf", "cut photo", "many pages"],
)  # fmt: skip
def test_what_cannot_be_shown_safely_is_refused_in_words(data):
    with pytest.raises(DocumentRefused) as refused:
        remake(data)

    assert str(refused.value.message)


@pytest.mark.django_db
class TestOfACase:
    """Sealed under the key of a case."""

    def test_content_and_name_are_sealed_and_open_with_the_case_alone(self):
        case, other = open_invented_case(), open_invented_case()
        key = open_key(case.key_id)
        document = NewDocument(data=photo(), kind=DocumentKind.PASSPORT, name="Invented passport")

        made = attach(case, document, key=key, entry_id=uuid.uuid4(), on=DAY, by=case.worker)

        stored = Attachment.objects.get(pk=made.pk)
        assert b"JFIF" not in bytes(stored.content or b"")
        assert b"JFIF" in open_content(stored, key=key)
        with pytest.raises(KeyUnavailable):
            open_content(stored, key=open_key(other.key_id))

    def test_the_original_is_kept_only_when_asked_for(self):
        case = open_invented_case()
        key = open_key(case.key_id)
        document = NewDocument(data=photo(), kind=DocumentKind.INJURY, name="", is_original=True)

        made = attach(case, document, key=key, entry_id=uuid.uuid4(), on=DAY, by=case.worker)

        assert CANARY in open_content(made, key=key)

    def test_added_opened_taken_away_and_put_back_by_the_pages(self, client):
        organization = OrganizationFactory.create()
        me = sign_in(client, "CASE_WORKER", organization)
        case = open_invented_case(organization, worker=me)
        form = {"kind": "passport", "name": "Invented passport", "entry_id": str(uuid.uuid4())}
        for _ in range(2):
            file = SimpleUploadedFile("InventedDaisyPassport.jpg", photo(), "image/jpeg")
            client.post(reverse("cases:document_add", args=[case.uuid]), {**form, "file": file})
        made = Attachment.objects.get()

        answer = client.get(reverse("cases:document", args=[case.uuid, made.uuid]))

        assert "Daisy" not in answer["Content-Disposition"]
        assert case.code in answer["Content-Disposition"]
        assert answer.content.startswith(b"\xff\xd8")
        assert ReadLog.objects.filter(subject="cases.Case", reason="document").count() == 1
        client.post(reverse("cases:document_remove", args=[case.uuid, made.uuid]))
        assert b"Put back" in client.get(reverse("cases:detail", args=[case.uuid])).content
        client.post(reverse("cases:document_remove", args=[case.uuid, made.uuid]))
        assert b"Put back" not in client.get(reverse("cases:detail", args=[case.uuid])).content

    def test_a_refused_file_says_why_beside_the_field(self, client):
        organization = OrganizationFactory.create()
        me = sign_in(client, "CASE_WORKER", organization)
        case = open_invented_case(organization, worker=me)
        form = {
            "kind": "passport",
            "entry_id": str(uuid.uuid4()),
            "file": SimpleUploadedFile("x.jpg", b"nothing"),
        }

        answer = client.post(reverse("cases:document_add", args=[case.uuid]), form)

        assert b"This is no photo or PDF that we can read." in answer.content
        assert not Attachment.objects.exists()

    def test_no_upload_lies_on_the_disk(self, client, settings, tmp_path):
        settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")
        organization = OrganizationFactory.create()
        me = sign_in(client, "CASE_WORKER", organization)
        case = open_invented_case(organization, worker=me)
        large = SimpleUploadedFile("large.jpg", photo() + bytes(9 * 1024 * 1024), "image/jpeg")
        form = {"kind": "passport", "entry_id": str(uuid.uuid4()), "file": large}

        assert client.post(reverse("cases:document_add", args=[case.uuid]), form).status_code == 302


def test_a_photo_of_an_iphone_is_refused_with_what_to_do():
    with pytest.raises(DocumentRefused, match="HEIC"):
        remake(b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40)
