"""A copy for her: only the parts she wants, in her script, without her name; the making of it is on record."""

import datetime as dt
import io
import uuid

import pypdf
import pytest
from django.urls import reverse

from safefair.cases.models import Consent, TimelineEntry
from safefair.core.models import ReadLog
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import open_invented_case

pytestmark = pytest.mark.django_db
WISH = "Invented: I want to go home. ฉันอยากกลับบ้าน"


def text_of(content: bytes) -> str:
    """What a PDF says."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


@pytest.fixture
def case(client):
    organization = OrganizationFactory.create()
    me = sign_in(client, "CASE_WORKER", organization)
    made = open_invented_case(organization, worker=me, wishes=WISH)
    Consent.objects.create(
        case=made, organization=organization, purpose="share", decision="given", recipient_name="Invented Clinic",
        categories=["needs"], obtained_on=dt.date(2026, 3, 2), obtained_by=me, entry_id=uuid.uuid4(),
    )  # fmt: skip
    return made


def make(client, case, *parts: str) -> bytes:
    form = {"parts": list(parts), "is_safe": "on"}
    return bytes(client.post(reverse("cases:her_copy", args=[case.uuid]), form).content)


def test_only_the_parts_she_wants_and_no_name(client, case):
    wishes, consents = text_of(make(client, case, "wishes")), text_of(make(client, case, "consents"))

    assert "I want to go home" in wishes
    assert "Invented Clinic" not in wishes
    assert "Invented Clinic" in consents
    assert "I want to go home" not in consents
    assert case.code in wishes
    assert "Daisy" not in wishes + consents


def test_its_properties_name_nothing(client, case):
    reader = pypdf.PdfReader(io.BytesIO(make(client, case, "wishes", "plan", "complaints", "readings")))

    assert reader.metadata is not None
    assert reader.metadata.title == case.code
    assert not reader.metadata.author


def test_the_making_is_on_record(client, case):
    make(client, case, "wishes")

    assert ReadLog.objects.filter(kind="EXPORTED", reason="her copy", record_ids=[case.pk]).count() == 1
    assert TimelineEntry.objects.filter(case=case, kind="exported", detail="her_copy").count() == 1


def test_without_her_word_there_is_no_paper(client, case):
    answer = client.post(reverse("cases:her_copy", args=[case.uuid]), {"parts": ["wishes"]})

    assert b"Ask her first." in answer.content
    assert not ReadLog.objects.filter(kind="EXPORTED").exists()
