"""Invented desks and questions of the trial: some answered, some waiting, one taken back."""

import datetime as dt
import io
import random
import uuid

from PIL import Image, ImageDraw

from safefair.accounts.models import Organization, User
from safefair.contact.enums import EnclosureKind, HowSoon, Reach, Topic, Wish
from safefair.contact.models import Desk, HelpRequest
from safefair.contact.operations.answering import answer, close_request
from safefair.contact.operations.asking import Question, ask, withdraw, write_again
from safefair.contact.operations.enclosing import Enclosed

DESKS = {
    "TH-MRC-MAESOT": ("TH", "Asia/Bangkok", ("my", "th", "en-gb")),
    "MY-MRC-KL": ("MY", "Asia/Kuala_Lumpur", ("ms", "id", "en-gb")),
    "ID-MRC-CRB": ("ID", "Asia/Jakarta", ("id",)),
    "KH-MRC-PNH": ("KH", "Asia/Phnom_Penh", ("km", "en-gb")),
    "SG-NGO-1": ("SG", "Asia/Singapore", ("en-gb", "zh-hans", "id")),
}
BUSY = ("TH-MRC-MAESOT", "MY-MRC-KL")
ASKED = (
    ("My employer keeps my passport in her room. May she? (invented)", (Topic.DOCUMENTS,), HowSoon.DAYS),
    ("I was paid for two of five months. Whom do I tell? (invented)", (Topic.WAGES,), HowSoon.DAYS),
    ("The agent wants more money before I fly. Is that allowed? (invented)", (Topic.FEES,), HowSoon.ANY),
    ("He hits me when the family is out. I want to leave tonight. (invented)", (Topic.HURT, Topic.FREEDOM), HowSoon.NOW),
    ("I am pregnant and afraid to say it at work. (invented)", (Topic.HEALTH, Topic.CONTRACT), HowSoon.DAYS),
    ("My sister does not answer for three weeks. She works in a house. (invented)", (Topic.FAMILY,), HowSoon.DAYS),
    ("How do I go home before the contract ends? (invented)", (Topic.HOME, Topic.CONTRACT), HowSoon.ANY),
)  # fmt: skip
REPLY = (
    "Thank you for writing. You are not alone with this. Please tell us in which town you are, and whether you have a "
    "copy of your contract; you need not say your name. (invented)"
)
THANKS = "Thank you. I have a photo of the contract. (invented)"


def make_questions(organizations: dict[str, Organization], clerks: dict[int, User], today: dt.date) -> None:
    """Five desks; at each the questions of the last weeks. The newest wait."""
    draw = random.Random(7)  # noqa: S311  reason: invented records, the same each time
    for code, (country, zone, languages) in DESKS.items():
        organization = organizations[code]
        desk = Desk.objects.create(
            organization=organization,
            countries=[country],
            languages=list(languages),
            days=[0, 1, 2, 3, 4],
            opens_at=dt.time(9),
            closes_at=dt.time(17),
            timezone=zone,
        )
        busy = code in BUSY
        for number, (text, topics, how_soon) in enumerate(ASKED if busy else ASKED[:2]):
            at = dt.datetime.combine(
                today - dt.timedelta(days=2 + 3 * number), dt.time(draw.randint(1, 13)), dt.UTC
            )
            question = Question(
                text=text,
                country=country,
                language=draw.choice(languages),
                wish=Wish.COMPLAIN if Topic.FEES in topics else Wish.ASK,
                topics=topics,
                how_soon=how_soon,
                may_pass_on=number % 2 == 0,
                reach=Reach.CALL if number == 1 else Reach.NOT,
                words={"contact": "02 555 0100", "hours": "Sunday afternoon", "code_word": "invented orchid"},
            )
            _live(question, desk, number, at, clerks[organization.pk])


def _live(question: Question, desk: Desk, number: int, at: dt.datetime, by: User) -> None:
    entry_id = uuid.uuid5(desk.uuid, str(number))
    ask(question, organization=desk.organization, entry_id=entry_id, at=at)
    found = HelpRequest.objects.get(entry_id=entry_id)
    if number in (0, 3):
        return
    answer(
        found,
        REPLY,
        entry_id=uuid.uuid5(desk.uuid, f"a{number}"),
        at=at + dt.timedelta(hours=5 * number),
        by=by,
    )
    if number == 2:
        later = at + dt.timedelta(days=1)
        entry_id, photo = uuid.uuid5(desk.uuid, "thanks"), _photo_of_contract()
        write_again(found, THANKS, entry_id=entry_id, at=later, enclosed=(photo,))
    elif number == 5:
        close_request(found, by=by)
    elif number == 6:
        withdraw(found, at=at + dt.timedelta(days=2))


def _photo_of_contract() -> Enclosed:
    """A drawn sheet of paper that says that it is invented."""
    page, file = Image.new("RGB", (900, 1200), "#f6f2e8"), io.BytesIO()
    draw = ImageDraw.Draw(page)
    draw.text((90, 90), "CONTRACT OF WORK (invented)", fill="#333333", font_size=42)
    for row in range(14):
        draw.line((90, 220 + 60 * row, 810 - 90 * (row % 3), 220 + 60 * row), fill="#b8b2a4", width=6)
    page.save(file, "JPEG", quality=70)
    return Enclosed(EnclosureKind.PHOTO, file.getvalue())
