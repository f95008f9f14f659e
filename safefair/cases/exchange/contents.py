"""What stands inside the seal: a packet with what it rests on, or a receipt. docs/packets.md names each field.

Whoever reads checks every value: even a trusted installation may run another version, or be broken into.
"""

import base64
import binascii
import datetime as dt
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from safefair.cases.enums.consent import DataCategory
from safefair.cases.enums.exchange import ParcelKind
from safefair.cases.enums.intake import (
    ContactChannel,
    DocumentHolder,
    MigrationChannel,
    Priority,
    Sector,
    Stage,
)
from safefair.cases.enums.plan import Service
from safefair.cases.enums.referral import DeclineReason, Feedback, ReferralKind, Urgency
from safefair.cases.sealing import Words
from safefair.core.remaking import JPEG, PDF, Remade

FORMAT = "safefair-packet/1"
LISTS = ("needs", "factors", "forced_labour", "types")
CODES: dict[str, list[str]] = {
    "channel": ContactChannel.values,
    "stage": Stage.values,
    "migration_channel": MigrationChannel.values,
    "documents_with": DocumentHolder.values,
    "sector": Sector.values,
    "priority": Priority.values,
}
MOST_TEXT = 8000
DETAILS = {ParcelKind.REJECTED: DeclineReason.values, ParcelKind.DONE: Feedback.values}


class NotReadable(Exception):
    """The contents are not what this version understands."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Packet:
    """A referral from one installation to another. `number` is its number at the sender; `organization` a code."""

    number: uuid.UUID
    organization: str
    sender_name: str
    code: str
    service: str
    kind: str
    urgency: str
    language: str
    country: str
    sex: str
    age_band: str
    children: int
    categories: list[str]
    sent_at: dt.datetime
    answer_by: dt.datetime
    holds_until: dt.date | None
    overridden_because: str
    words: Words
    files: list[Remade] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of a packet, or that it was taken back. `about` is the packet's number; `organization` as there."""

    kind: str
    about: uuid.UUID
    organization: str
    at: dt.datetime
    detail: str = ""


def write_packet(packet: Packet) -> bytes:
    """As JSON."""
    return _text({
        "format": FORMAT,
        "kind": ParcelKind.PACKET.value,
        "number": str(packet.number),
        "organisation": packet.organization,
        "from": packet.sender_name,
        "sent_at": packet.sent_at.isoformat(),
        "answer_by": packet.answer_by.isoformat(),
        "consent": {
            "purpose": "share",
            "categories": packet.categories,
            "until": packet.holds_until.isoformat() if packet.holds_until else None,
            "without_because": packet.overridden_because,
        },
        "referral": {
            name: getattr(packet, name)
            for name in ("code", "service", "kind", "urgency", "language", "country", "sex", "age_band", "children")
        },
        "packet": packet.words,
        "documents": [
            {"type": file.media_type, "content": base64.b64encode(file.content).decode()} for file in packet.files
        ],
    })  # fmt: skip


def write_receipt(receipt: Receipt) -> bytes:
    """As JSON."""
    return _text({
        "format": FORMAT,
        "kind": receipt.kind,
        "number": str(receipt.about),
        "organisation": receipt.organization,
        "at": receipt.at.isoformat(),
        "detail": receipt.detail,
    })  # fmt: skip


def read_contents(text: bytes) -> Packet | Receipt:
    """What an opened file says. NotReadable where a value is not what it should be."""
    try:
        facts = json.loads(text)
        if facts["format"] != FORMAT:
            raise NotReadable
        return _packet(facts) if facts["kind"] == ParcelKind.PACKET else _receipt(facts)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error):
        raise NotReadable from None


def _packet(facts: dict[str, Any]) -> Packet:
    asked, consent = facts["referral"], facts["consent"]
    categories = [_one_of(DataCategory.values, one) for one in consent["categories"]]
    words = _checked_words(facts["packet"], categories)
    files = [
        Remade(_one_of([JPEG, PDF], row["type"]), base64.b64decode(row["content"], validate=True))
        for row in facts["documents"]
    ]
    if len(files) != len(words.get(DataCategory.DOCUMENTS, [])):
        raise NotReadable
    return Packet(
        number=uuid.UUID(facts["number"]),
        organization=_line(facts["organisation"], 40),
        sender_name=_line(facts["from"], 200),
        code=_line(asked["code"], 12),
        service=_one_of(Service.values, asked["service"]),
        kind=_one_of(ReferralKind.values, asked["kind"]),
        urgency=_one_of(Urgency.values, asked["urgency"]),
        language=_line(asked["language"], 10),
        country=_line(asked["country"], 2),
        sex=_line(asked["sex"], 1),
        age_band=_line(asked["age_band"], 5),
        children=_small(asked["children"]),
        categories=categories,
        sent_at=_moment(facts["sent_at"]),
        answer_by=_moment(facts["answer_by"]),
        holds_until=dt.date.fromisoformat(consent["until"]) if consent["until"] else None,
        overridden_because=_line(consent["without_because"], 20),
        words=words,
        files=files,
    )


def _receipt(facts: dict[str, Any]) -> Receipt:
    kind = ParcelKind(_one_of(ParcelKind.values, facts["kind"]))
    detail = _line(facts["detail"], 24)
    return Receipt(
        kind=kind,
        about=uuid.UUID(facts["number"]),
        organization=_line(facts["organisation"], 40),
        at=_moment(facts["at"]),
        detail=_one_of(DETAILS[kind], detail) if kind in DETAILS else "",
    )


def _checked_words(words: Words, categories: Sequence[str]) -> Words:
    """Only what she agreed to, in the shapes that pages and intake expect."""
    if not set(words) <= {*categories, "question"}:
        raise NotReadable
    for category, part in words.items():
        if category == "question":
            _line(part, MOST_TEXT, printable=False)
            continue
        is_list = category in (DataCategory.INCIDENT, DataCategory.COMPLAINT, DataCategory.DOCUMENTS)
        if not isinstance(part, list if is_list else dict):
            raise NotReadable
        rows: list[Any] = part if isinstance(part, list) else [part]
        for row in rows:
            for name, value in row.items():
                _check_value(name, value)
    return words


def _check_value(name: str, value: object) -> None:
    if name in LISTS:
        if not isinstance(value, list) or not all(isinstance(one, str) and len(one) <= 40 for one in value):
            raise NotReadable
        if name == "needs" and not set(value) <= set(Service.values):
            raise NotReadable
    elif name in CODES:
        if value not in CODES[name]:
            raise NotReadable
    elif isinstance(value, str):
        _line(value, 10 if name == "language" else MOST_TEXT, printable=False)
    elif not isinstance(value, bool | int):
        raise NotReadable


def _one_of(codes: Sequence[str], value: object) -> str:
    if not isinstance(value, str) or value not in codes:
        raise NotReadable
    return value


def _line(value: object, most: int, *, printable: bool = True) -> str:
    if (
        not isinstance(value, str)
        or len(value) > most
        or "\0" in value
        or (printable and not value.isprintable())
    ):
        raise NotReadable
    return value


def _small(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 20:
        raise NotReadable
    return value


def _moment(value: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise NotReadable
    return moment


def _text(facts: dict[str, Any]) -> bytes:
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()
