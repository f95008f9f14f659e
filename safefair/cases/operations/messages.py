"""Messages between those who work on a case."""

import datetime as dt
import uuid

from django.db import transaction

from safefair.accounts.models import User
from safefair.cases.errors import NothingWritten
from safefair.cases.models import Case, CaseMessage, MessageRead
from safefair.cases.sealing import write_words


@transaction.atomic
def send_message(
    case: Case,
    text: str,
    *,
    key: bytes,
    entry_id: uuid.UUID,
    at: dt.datetime,
    by: User,
    to: User | None = None,
) -> CaseMessage:
    """Write to the colleagues who work on this case, and `to` one who reviews it; sealed under its key.

    The same `entry_id` again is one message.

    A closed case takes messages too: the supervisor may ask something.
    """
    if not text.strip():
        raise NothingWritten
    address = uuid.uuid5(entry_id, f"message|{case.uuid}")
    made = CaseMessage.objects.filter(case=case, entry_id=address).first()
    if made:
        return made
    message = CaseMessage(
        organization_id=case.organization_id, case=case, by=by, to=to, sent_at=at, entry_id=address
    )
    write_words(message, {"text": text.strip()}, key=key)
    message.save()
    return message


def mark_read(case: Case, *, user: User, at: dt.datetime) -> None:
    """She has seen the messages of this case up to now."""
    MessageRead.objects.update_or_create(
        case=case, user=user, defaults={"up_to": at, "organization_id": case.organization_id}
    )
