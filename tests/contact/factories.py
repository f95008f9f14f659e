"""Invented desks and questions."""

import datetime as dt
import io
import uuid

import factory
from PIL import Image

from safefair.contact.enums import EnclosureKind
from safefair.contact.models import Desk, HelpRequest
from safefair.contact.operations.asking import Question, ask, find_by_receipt
from safefair.contact.operations.enclosing import Enclosed
from tests.accounts.factories import OrganizationFactory

NOON = dt.datetime(2026, 3, 2, 5, tzinfo=dt.UTC)  # a Monday, noon in Bangkok
WORDS = "Invented question: who keeps my passport?"
REACHED = {"contact": "02 555 0177", "hours": "Sunday", "code_word": "Invented Orchid", "who": "nobody"}


class DeskFactory(factory.django.DjangoModelFactory[Desk]):
    """An invented desk in Thailand, Monday to Friday, nine to five."""

    class Meta:
        model = Desk

    organization = factory.SubFactory(OrganizationFactory)
    countries = ["TH"]
    languages = ["th", "my"]
    days = [0, 1, 2, 3, 4]
    opens_at = dt.time(9)
    closes_at = dt.time(17)
    timezone = "Asia/Bangkok"


def enclosed_photo() -> Enclosed:
    """A photo as it is once it was made anew."""
    file = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(file, "JPEG")
    return Enclosed(EnclosureKind.PHOTO, file.getvalue())


def ask_invented(
    desk: Desk,
    *,
    text: str = WORDS,
    at: dt.datetime = NOON,
    entry_id: uuid.UUID | None = None,
    **given: object,
) -> tuple[HelpRequest, str]:
    """An invented question, and its receipt."""
    question = Question(text=text, country="TH", language="my", **given)  # type: ignore[arg-type]  # by name
    receipt = ask(question, organization=desk.organization, entry_id=entry_id or uuid.uuid4(), at=at)
    found = find_by_receipt(receipt)
    assert found is not None
    return found, receipt
