"""Forms that are not finished: kept sealed until they are."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from safefair.accounts.models import Organization, User
from safefair.cases.models import Draft
from safefair.cases.sealing import new_key, read_words, write_words
from safefair.core.keys.store import destroy_key, open_key


@transaction.atomic
def save_draft(
    kind: str,
    data: Mapping[str, object],
    *,
    user: User,
    organization: Organization,
    subject: UUID | None = None,
) -> Draft:
    """Keep what was typed so far; one draft a user, form and subject."""
    draft = Draft.objects.filter(user=user, organization=organization, kind=kind, subject=subject).first()
    if draft is None:
        key_id, key = new_key()
        draft = Draft(user=user, organization=organization, kind=kind, subject=subject, key_id=key_id)
    else:
        key = open_key(draft.key_id)
    write_words(draft, data, key=key)
    draft.save()
    return draft


def load_draft(
    kind: str, *, user: User, organization: Organization, subject: UUID | None = None
) -> dict[str, object]:
    """What was typed last time; nothing where there is no draft."""
    draft = Draft.objects.filter(user=user, organization=organization, kind=kind, subject=subject).first()
    return read_words(draft, key=open_key(draft.key_id)) if draft else {}


@transaction.atomic
def drop_draft(kind: str, *, user: User, organization: Organization, subject: UUID | None = None) -> None:
    """Forget a draft: its form was sent, or its writer wants it gone."""
    for draft in Draft.objects.filter(user=user, organization=organization, kind=kind, subject=subject):
        draft.delete()
        destroy_key(draft.key_id)
