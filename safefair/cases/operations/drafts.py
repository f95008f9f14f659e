"""Forms that are not finished: kept sealed until they are, for their writer alone."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from safefair.accounts.models import Organization, User
from safefair.cases.models import Case, Draft
from safefair.cases.models.case import DRAFT_DAYS
from safefair.cases.sealing import new_key, read_words, write_words
from safefair.core.keys.store import destroy_key, open_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawer:
    """Where somebody keeps unfinished forms: for one organisation, in one case (None: at intake)."""

    user: User
    organization: Organization
    case: Case | None = None


@transaction.atomic
def save_draft(
    drawer: Drawer, kind: str, data: Mapping[str, object], *, subject: UUID | None = None
) -> Draft:
    """Keep what was typed so far. In a case under the case's key, so that it ends when the case is erased."""
    draft = find_draft(drawer, kind, subject=subject)
    if draft is None:
        draft = Draft(
            user=drawer.user, organization=drawer.organization, kind=kind, subject=_subject(drawer, subject)
        )
        if drawer.case is not None:
            draft.case, key = drawer.case, open_key(drawer.case.key_id)
        else:
            draft.key_id, key = new_key()
    else:
        key = _key_of(draft)
    write_words(draft, data, key=key)
    draft.save()
    return draft


def find_draft(drawer: Drawer, kind: str, *, subject: UUID | None = None) -> Draft | None:
    """That there is a draft, and since when; its words stay closed."""
    drafts = Draft.objects.filter(user=drawer.user, organization=drawer.organization, kind=kind)
    return drafts.filter(subject=_subject(drawer, subject)).select_related("case").first()


def load_draft(drawer: Drawer, kind: str, *, subject: UUID | None = None) -> dict[str, object]:
    """What was typed last time; nothing where there is no draft."""
    draft = find_draft(drawer, kind, subject=subject)
    return read_words(draft, key=_key_of(draft)) if draft else {}


@transaction.atomic
def drop_draft(drawer: Drawer, kind: str, *, subject: UUID | None = None) -> None:
    """Forget a draft: its form was sent, or its writer wants it gone."""
    draft = find_draft(drawer, kind, subject=subject)
    if draft is None:
        return
    draft.delete()
    if draft.key_id:
        destroy_key(draft.key_id)


@transaction.atomic
def end_old_drafts(*, on: dt.date) -> int:
    """Throw away what nobody has gone on with in DRAFT_DAYS, with the keys of those that have one; how many.

    For a job: nobody does it, time does.
    """
    start_of_last = timezone.make_aware(dt.datetime.combine(on - dt.timedelta(days=DRAFT_DAYS), dt.time.min))
    ended = list(Draft.objects.select_for_update().filter(saved_at__lt=start_of_last).order_by("pk"))
    Draft.objects.filter(pk__in=[draft.pk for draft in ended]).delete()
    for draft in ended:
        if draft.key_id:
            destroy_key(draft.key_id)
    return len(ended)


def _subject(drawer: Drawer, subject: UUID | None) -> UUID | None:
    return subject or (drawer.case.uuid if drawer.case else None)


def _key_of(draft: Draft) -> bytes:
    key_id = draft.case.key_id if draft.case else draft.key_id
    assert key_id is not None  # noqa: S101  a draft without a case has a key of its own
    return open_key(key_id)
