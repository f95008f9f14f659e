"""Words of an article in another language, and who answers for them."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import User
from safefair.core.errors import DomainError
from safefair.guide.content import digest_of, source_digest, texts_of
from safefair.guide.models import Article, Translation
from safefair.guide.operations.publishing import take_snapshots


class OwnWords(DomainError):
    """Four eyes: a slip in these texts costs somebody else her wages or more."""

    message = _("You wrote the last words yourself. Somebody else who reads the language signs them off.")


class NothingToSign(DomainError):
    """An empty translation would put English in place of what readers have."""

    message = _("There are no words in this language yet.")


@transaction.atomic
def save_words(
    article: Article, language: str, words: Mapping[str, str], *, at: dt.datetime, by: User | None
) -> Translation:
    """Keep words by the digest of their English text. Readers go on getting what was signed off before.

    Without `by` for words that come with this version.
    """
    known = {digest_of(text) for text in texts_of(article)}
    kept = {digest: text.strip() for digest, text in words.items() if digest in known and text.strip()}
    fields = {"words": kept, "words_by": by, "words_at": at}
    translation, _made = Translation.objects.update_or_create(
        article=article, language=language, defaults=fields
    )
    return translation


@transaction.atomic
def sign_off(translation: Translation, *, at: dt.datetime, by: User) -> None:
    """Give readers these words, and note of which English article they are. OwnWords, NothingToSign."""
    if not translation.words:
        raise NothingToSign
    if translation.words_by == by:
        raise OwnWords
    article = translation.article
    translation.signed_words = translation.words
    translation.signed_off_by, translation.signed_off_at = by, at
    translation.source_digest = source_digest(article)
    translation.save()
    if article.live:
        take_snapshots(article, at=at)
