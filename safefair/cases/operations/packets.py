"""What goes into a packet: of a case, only the categories named, as codes and words.

Whatever could tell where she sleeps is in no category: no stay, no house, no place of a safety plan.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from safefair.accounts.models import User
from safefair.cases.enums.consent import DataCategory
from safefair.cases.models import Attachment, Case, Complaint, Incident, RiskAssessment, SafetyPlan
from safefair.cases.operations.documents import describe
from safefair.cases.sealing import Words, read_words
from safefair.people.identities import open_identity

CONTACT_WORDS = ("contact", "safe_hours", "code_word", "contact_person", "contact_note")
MIGRATION_FACTS = (
    "nationality", "stage", "migration_channel", "origin", "destination", "sector", "lives_in", "is_tied",
    "documents_with",
)  # fmt: skip
PLAN_WORDS = ("concern", "signs", "steps", "children")
COMPLAINT_FACTS = ("types", "respondent", "country", "stage", "forum", "outcome")
COMPLAINT_WORDS = ("respondent_name", "facts", "demand")
INCIDENT_FACTS = ("core_type", "stage", "country", "forced_labour")


def build_packet(
    case: Case,
    *,
    key: bytes,
    categories: Iterable[str],
    question: str,
    by: User,
    documents: Sequence[Attachment] = (),
) -> Words:
    """The packet of a case that its reader has opened with `key`: by category, empty ones left out.

    Of documents it says what they are; the files go beside it.
    """
    words = read_words(case, key=key)
    packet: Words = {"question": question.strip()}
    for category in categories:
        if category in BUILDERS:
            packet[category] = BUILDERS[category](case, words, key, by)
    packet[DataCategory.DOCUMENTS.value] = describe(documents, key=key)
    return {name: value for name, value in packet.items() if value}


def _name(case: Case, _words: Words, _key: bytes, by: User) -> Words:
    """From her registration alone, never from what somebody typed into the case."""
    if case.registration is None:
        return {}
    identity = open_identity(case.registration, user_id=by.pk, reason="referral")
    return _filled({
        "native": identity.full_name_native, "latin": identity.full_name_latin, "birth": identity.birth_date,
    })  # fmt: skip


def _contact(case: Case, words: Words, _key: bytes, _by: User) -> Words:
    facts = {
        "channel": case.contact_channel,
        "language": case.language,
        "interpreter": case.needs_interpreter,
    }
    return _filled({**facts, **_some(words, CONTACT_WORDS)})


def _wishes(_case: Case, words: Words, _key: bytes, _by: User) -> Words:
    return _some(words, ("wishes",))


def _migration(case: Case, words: Words, _key: bytes, _by: User) -> Words:
    return _filled({**_facts(case, MIGRATION_FACTS), **_some(words, ("employer", "recruiter"))})


def _needs(case: Case, _words: Words, _key: bytes, _by: User) -> Words:
    return _filled({"needs": case.needs, "priority": case.priority})


def _risk(case: Case, _words: Words, key: bytes, _by: User) -> Words:
    newest = RiskAssessment.objects.filter(case=case).order_by("-assessed_on", "-pk").first()
    plan = SafetyPlan.objects.filter(case=case, replaced_at=None).order_by("pk").first()
    found: Words = _some(read_words(plan, key=key), PLAN_WORDS) if plan else {}
    if newest:
        found |= {"level": newest.level, "factors": newest.factors, "on": newest.assessed_on.isoformat()}
    return _filled(found)


def _incidents(case: Case, _words: Words, key: bytes, _by: User) -> list[Words]:
    rows = Incident.objects.filter(case=case, removed_at=None).order_by("reported_on", "pk")
    return [
        _filled({
            **_facts(row, INCIDENT_FACTS),
            "on": row.happened_on.isoformat() if row.happened_on else "",
            **_some(read_words(row, key=key), ("account",)),
        })
        for row in rows
    ]  # fmt: skip


def _complaints(case: Case, _words: Words, key: bytes, _by: User) -> list[Words]:
    rows = Complaint.objects.filter(case=case).order_by("opened_on", "pk")
    return [
        _filled({**_facts(row, COMPLAINT_FACTS), **_some(read_words(row, key=key), COMPLAINT_WORDS)})
        for row in rows
    ]


def _facts(row: object, names: Iterable[str]) -> Words:
    return {name: getattr(row, name) for name in names}


def _some(words: Words, names: Iterable[str]) -> Words:
    return {name: words[name] for name in names if words.get(name)}


def _filled(values: dict[str, Any]) -> Words:
    """Without what nobody knows; a recorded no stays a no."""
    return {name: value for name, value in values.items() if value is False or value}


Builder = Callable[[Case, Words, bytes, User], Any]
BUILDERS: dict[str, Builder] = {
    DataCategory.NAME: _name,
    DataCategory.CONTACT: _contact,
    DataCategory.WISHES: _wishes,
    DataCategory.MIGRATION: _migration,
    DataCategory.NEEDS: _needs,
    DataCategory.RISK: _risk,
    DataCategory.INCIDENT: _incidents,
    DataCategory.COMPLAINT: _complaints,
}
