"""What is said of a woman, sealed under the key of her case: opened only after the reading has been logged."""

from uuid import UUID

from safefair.cases.models import Case
from safefair.core.audit import log_reading
from safefair.core.keys.store import make_keys, open_key
from safefair.core.models import ReadKind
from safefair.core.sealed import Words, read_all, read_words, reseal, write_words

__all__ = ["SUBJECT", "Words", "new_key", "open_case", "read_all", "read_words", "reseal", "write_words"]
SUBJECT = "cases.Case"


def new_key() -> tuple[UUID, bytes]:
    """A data key for a case, a draft, a packet or a house, stored wrapped."""
    return make_keys(1)[0]


def open_case(case: Case, *, by_id: int, kind: ReadKind = ReadKind.OPENED, reason: str = "") -> bytes:
    """The key of a case, after the reading was logged. KeyUnavailable if the case was erased."""
    log_reading(kind, SUBJECT, [case.pk], user_id=by_id, organization_id=case.organization_id, reason=reason)
    return open_key(case.key_id)
