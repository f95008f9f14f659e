"""A packet while it is open: what of it the reader may see, in her language. Both sides show it by this alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from safefair.accounts.membership import Membership
from safefair.accounts.roles import Permission
from safefair.cases.enums.attachment import DocumentKind
from safefair.cases.enums.complaint import ComplaintOutcome, ComplaintType, Forum, Respondent
from safefair.cases.enums.consent import DataCategory
from safefair.cases.enums.incident import CoreType, ForcedLabourIndicator
from safefair.cases.enums.intake import (
    ContactChannel,
    DocumentHolder,
    MigrationChannel,
    Priority,
    Sector,
    Stage,
)
from safefair.cases.enums.plan import RiskFactor, RiskLevel, Service
from safefair.cases.models import Referral
from safefair.cases.sealing import Words, read_words
from safefair.core.audit import log_reading
from safefair.core.codes import country_name
from safefair.core.keys.store import open_key
from safefair.core.models import ReadKind

SUBJECT = "cases.Referral"
NEEDS_PERMISSION = {
    DataCategory.NAME: Permission.OPEN_PERSON,
    DataCategory.RISK: Permission.ASSESS_RISK,
    DataCategory.INCIDENT: Permission.RECORD_INCIDENT,
    DataCategory.DOCUMENTS: Permission.ATTACH_DOCUMENT,
}
"""Categories that not every role reads, on either side."""
Facts = list[tuple[str, object]]


@dataclass(frozen=True, slots=True, repr=False)
class Listed:
    """A document of a packet: what it is called, what it is, its size in bytes, and where it is looked at (or nowhere)."""

    name: str
    kind: str
    size: int
    url: str


@dataclass(frozen=True, slots=True, repr=False)
class Part:
    """One category of a packet as a page shows it: facts, words of hers or about her, documents."""

    title: str | Promise
    facts: Facts
    texts: list[str]
    documents: list[Listed] = field(default_factory=list)


def open_referral(
    referral: Referral,
    *,
    by_id: int,
    organization_id: int,
    kind: ReadKind = ReadKind.OPENED,
    reason: str = "",
) -> bytes:
    """The key of a packet, after the reading was logged for the reader's organisation. KeyUnavailable once access ended."""
    log_reading(kind, SUBJECT, [referral.pk], user_id=by_id, organization_id=organization_id, reason=reason)
    return open_key(referral.key_id)


def read_packet(referral: Referral, *, key: bytes) -> Words:
    """What was sent."""
    return read_words(referral, key=key)


def may_read(membership: Membership, category: str) -> bool:
    """Whether a role reads a category of a packet, or sends it."""
    needed = NEEDS_PERMISSION.get(DataCategory(category))
    return needed is None or membership.may(needed)


def parts_of(
    packet: Words, membership: Membership, *, look: Callable[[int], str] | None = None
) -> list[Part]:
    """The parts of a packet that the role in use reads, in the order of the categories.

    `look`: where the document of a number is looked at.
    """
    shown = []
    for category, make in MAKERS.items():
        if category in packet and may_read(membership, category):
            facts, texts = make(packet[category])
            known = [(label, value) for label, value in facts if value]
            shown.append(Part(category.label, known, [text for text in texts if text]))
    if (documents := packet.get(DataCategory.DOCUMENTS)) and may_read(membership, DataCategory.DOCUMENTS):
        shown.append(Part(DataCategory.DOCUMENTS.label, [], [], _documents(documents, look)))
    return shown


def hidden_from(packet: Words, membership: Membership) -> list[str]:
    """Parts that are there and that another role reads."""
    return [
        str(category.label)
        for category in DataCategory
        if category in packet and not may_read(membership, category)
    ]


def said(choices: type[TextChoices], code: object) -> str:
    """A code in words; itself where it is not known here."""
    return str(choices(code).label) if code in choices.values else str(code or "")


def listed(choices: type[TextChoices], codes: Iterable[object] | None) -> str:
    """Codes in words, in one line."""
    return ", ".join(said(choices, code) for code in codes or ())


def _yes_no(value: object) -> str:
    return {True: _("yes"), False: _("no")}.get(value, "") if isinstance(value, bool) else ""


def _country(code: object) -> str:
    return country_name(str(code)) if code and code != "XX" else ""


def _name(data: Words) -> tuple[Facts, list[str]]:
    return [
        (_("Name"), data.get("native") or data.get("latin")),
        (_("In Latin letters"), data.get("latin") if data.get("native") else ""),
        (_("Born"), data.get("birth")),
    ], []


def _contact(data: Words) -> tuple[Facts, list[str]]:
    return [
        (_("How"), said(ContactChannel, data.get("channel"))),
        (_("Number or account"), data.get("contact")),
        (_("Safe hours"), data.get("safe_hours")),
        (_("Code word"), data.get("code_word")),
        (_("Who may answer"), data.get("contact_person")),
        (_("What must not happen"), data.get("contact_note")),
        (_("Interpreter"), _yes_no(data.get("interpreter"))),
    ], []


def _wishes(data: Words) -> tuple[Facts, list[str]]:
    return [], [data.get("wishes", "")]


def _migration(data: Words) -> tuple[Facts, list[str]]:
    return [
        (_("Where"), said(Stage, data.get("stage"))),
        (_("Nationality"), _country(data.get("nationality"))),
        (_("Comes from"), _country(data.get("origin"))),
        (_("Country of work"), _country(data.get("destination"))),
        (_("Papers"), said(MigrationChannel, data.get("migration_channel"))),
        (_("Tied to one employer"), _yes_no(data.get("is_tied"))),
        (_("Documents held by"), said(DocumentHolder, data.get("documents_with"))),
        (_("Work"), said(Sector, data.get("sector"))),
        (_("Lives where she works"), _yes_no(data.get("lives_in"))),
        (_("Employer"), data.get("employer")),
        (_("Recruiter"), data.get("recruiter")),
    ], []


def _needs(data: Words) -> tuple[Facts, list[str]]:
    return [
        (_("Needs"), listed(Service, data.get("needs"))),
        (_("How soon"), said(Priority, data.get("priority"))),
    ], []


def _risk(data: Words) -> tuple[Facts, list[str]]:
    return [
        (_("Danger"), said(RiskLevel, data.get("level"))),
        (_("Assessed on"), data.get("on")),
        (_("Because"), listed(RiskFactor, data.get("factors"))),
        (_("What she fears"), data.get("concern")),
        (_("Signs"), data.get("signs")),
        (_("What she will do"), data.get("steps")),
        (_("Children"), data.get("children")),
    ], []


def _incidents(data: list[Words]) -> tuple[Facts, list[str]]:
    facts: Facts = []
    for row in data:
        facts += [
            (_("What"), said(CoreType, row.get("core_type"))),
            (_("When"), row.get("on")),
            (_("Where in her migration"), said(Stage, row.get("stage"))),
            (_("Country"), _country(row.get("country"))),
            (_("Signs of forced labour"), listed(ForcedLabourIndicator, row.get("forced_labour"))),
        ]
    return facts, [row.get("account", "") for row in data]


def _complaints(data: list[Words]) -> tuple[Facts, list[str]]:
    facts: Facts = []
    for row in data:
        facts += [
            (_("About"), listed(ComplaintType, row.get("types"))),
            (_("Against"), said(Respondent, row.get("respondent"))),
            (_("Who that is"), row.get("respondent_name")),
            (_("Country"), _country(row.get("country"))),
            (_("Before"), said(Forum, row.get("forum"))),
            (_("Outcome"), said(ComplaintOutcome, row.get("outcome"))),
        ]
    return facts, [text for row in data for text in (row.get("facts", ""), row.get("demand", ""))]


def _documents(data: list[Words], look: Callable[[int], str] | None) -> list[Listed]:
    return [
        Listed(
            row.get("name") or said(DocumentKind, row.get("kind")),
            said(DocumentKind, row.get("kind")),
            row.get("size", 0),
            look(number) if look else "",
        )
        for number, row in enumerate(data, 1)
    ]


Maker = Callable[[Any], tuple[Facts, list[str]]]
MAKERS: dict[DataCategory, Maker] = {
    DataCategory.NAME: _name,
    DataCategory.CONTACT: _contact,
    DataCategory.WISHES: _wishes,
    DataCategory.NEEDS: _needs,
    DataCategory.MIGRATION: _migration,
    DataCategory.RISK: _risk,
    DataCategory.INCIDENT: _incidents,
    DataCategory.COMPLAINT: _complaints,
}
