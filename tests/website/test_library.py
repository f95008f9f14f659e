"""Publications and campaigns: published by an editor, read without Wagtail; a file only when it is safe to open."""

import datetime as dt
import io
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from safefair.guide.enums import FileFormat
from safefair.guide.models import Campaign, Listing, Publication, PublicationFile
from safefair.guide.operations.files import FileTooLarge, NoPdf, PdfRuns, add_file
from safefair.guide.operations.loading import find_shelf
from tests.accounts.factories import UserFactory, sign_in
from tests.results.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db
CANARY = b"Invented Phone Model 7"


@pytest.fixture(autouse=True)
def programme():
    """Whose pages these are."""
    return ProgrammeFactory.create()


def pdf() -> bytes:
    """One empty page."""
    file, document = io.BytesIO(), pypdfium2.PdfDocument.new()
    document.new_page(200, 300)
    document.save(file)
    return file.getvalue()


def running_pdf() -> bytes:
    """A page with a script that runs when it is opened."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Names << /JavaScript << /Names [(x) 4 0 R] >> >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] >>",
        b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>",
    ]
    body = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, 1))
    return body + b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF"


def campaign(**facts: Any) -> Campaign:
    """A published campaign."""
    page = Campaign(
        title="Invented campaign", slug="invented-campaign", live=False, summary="Invented summary.",
        organizers="Invented centre", starts_on=dt.date(2026, 3, 1), ends_on=dt.date(2026, 3, 8),
        body=[("steps", {"heading": "Invented heading", "items": ["Invented step."]})], **facts,
    )  # fmt: skip
    find_shelf().add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def publication(**facts: Any) -> Publication:
    """A published publication, without any file."""
    page = Publication(
        **{
            "title": "Invented brief", "live": False, "summary": "Invented summary.", "kind": "brief",
            "publisher": "Invented publisher", "published_on": dt.date(2026, 5, 1), "licence": "by", "country": "TH",
            **facts,
        }
    )  # fmt: skip
    find_shelf().add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def with_file(page: Publication, language: str = "th", title: str = "Invented Thai title") -> PublicationFile:
    return add_file(
        page, pdf(), language=language, form=FileFormat.PDF, title=title, by=UserFactory.create(),
        at=dt.datetime(2026, 5, 2, tzinfo=dt.UTC),
    )  # fmt: skip


def test_readers_find_it_once_there_is_a_file_and_keep_that_under_a_name_that_says_nothing(client):
    page = publication()
    before = client.get("/publications/").content.decode()
    with_file(page)

    after = client.get("/publications/").content.decode()
    file = client.get(f"/publications/{page.number}/th.pdf")

    assert "Nothing has been published here yet." in before
    assert "Invented brief" in after
    assert file.content.startswith(b"%PDF")
    assert file["Content-Disposition"] == f'attachment; filename="publication-{page.number}-th.pdf"'
    assert not file.cookies


def test_it_is_called_as_in_the_reader_s_language(client):
    page = publication()
    with_file(page)

    thai = client.get(f"/th/publications/{page.number}").content.decode()
    english = client.get(f"/publications/{page.number}").content.decode()

    assert '<h1 lang="th">Invented Thai title</h1>' in thai
    assert '<h1 lang="en-gb">Invented brief</h1>' in english
    assert "title" not in thai.split("<title>")[1].split("</title>")[0]


def test_it_can_be_narrowed_and_an_empty_choice_says_so(client):
    for language in ("th", "km"):
        with_file(publication(title=f"Invented in {language}"), language, f"Invented in {language}")

    thai = client.get("/publications/", {"language": "th"}).content.decode()
    none = client.get("/publications/", {"language": "th", "kind": "report"}).content.decode()

    assert "Invented in th" in thai
    assert "Invented in km" not in thai
    assert "Nothing fits that choice." in none


def test_what_lies_elsewhere_is_a_link_that_says_so(client):
    one = {
        "title": "Invented film",
        "language": "en-gb",
        "form": "video",
        "address": "https://example.org/film",
    }
    page = publication(elsewhere=[("elsewhere", one)])

    shown = client.get(f"/publications/{page.number}").content.decode()

    assert 'href="https://example.org/film" rel="noreferrer"' in shown
    assert "on another site" in shown


def test_a_campaign_names_its_materials_and_goes_when_it_is_taken_back(client):
    one = campaign()
    with_file(publication(material_of=one, kind="material"))
    address = f"/campaigns/{one.number}"

    shown = client.get(address).content.decode()
    one.unpublish()

    assert "Invented step." in shown
    assert "Invented brief" in shown
    assert client.get(address).status_code == 404
    assert Listing.objects.filter(kind="campaign").count() == 0


def test_a_draft_is_nowhere(client):
    page = publication()
    with_file(page)
    page.unpublish()

    assert client.get(f"/publications/{page.number}").status_code == 404
    assert client.get(f"/publications/{page.number}/th.pdf").status_code == 404


@pytest.mark.parametrize(
    ("data", "fault"),
    [(b"Invented words", NoPdf), (running_pdf(), PdfRuns), (bytes(20 * 1024 * 1024 + 1), FileTooLarge)],
)
def test_what_is_not_safe_to_open_is_refused(data, fault):
    with pytest.raises(fault):
        add_file(
            publication(), data, language="th", form=FileFormat.PDF, title="x", by=UserFactory.create(),
            at=dt.datetime(2026, 5, 2, tzinfo=dt.UTC),
        )  # fmt: skip


def test_an_editor_adds_a_picture_and_takes_it_away(client):
    sign_in(client, "GUIDE_EDITOR")
    page = publication()
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x0110] = CANARY.decode()
    Image.new("RGB", (40, 20), "teal").save(file, "JPEG", exif=exif)
    address = reverse("guide:publication_files", args=[page.number])
    sent = {"language": "km", "form": "jpg", "title": "Invented poster"}

    wrong = client.post(address, {**sent, "file": SimpleUploadedFile("x.jpg", b"Invented")})
    client.post(address, {**sent, "file": SimpleUploadedFile("x.jpg", file.getvalue())})
    kept = PublicationFile.objects.get()
    listed = client.get(reverse("guide:library")).content.decode()
    client.post(reverse("guide:publication_file_remove", args=[page.number, "km", "jpg"]))

    assert "no photo or PDF that we can read" in wrong.content.decode()
    assert CANARY not in bytes(kept.content)
    assert "Picture" in listed
    assert not PublicationFile.objects.exists()


@pytest.mark.parametrize(
    ("role", "status"), [("GUIDE_WRITER", 403), ("COUNSELLOR", 403), ("GUIDE_EDITOR", 200)]
)
def test_who_may_add_files(client, role, status):
    sign_in(client, role)
    page = publication()

    assert client.get(reverse("guide:publication_files", args=[page.number])).status_code == status
