"""What publishing does: a snapshot in English and in every language that was signed off."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Length
from django.db.models.signals import post_delete
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from safefair.guide.content import content_digest, is_fit, snapshot
from safefair.guide.models import Article, Recording, Snapshot, Translation


@transaction.atomic
def take_snapshots(article: Article, *, at: dt.datetime) -> None:
    """Put the published article in place of what readers had; without sources readers get none."""
    remove_snapshots(article)
    if not is_fit(article):
        return
    signed = Translation.objects.filter(article=article).exclude(signed_words={}).order_by("language")
    words: list[tuple[str, dict[str, str] | None]] = [(settings.LANGUAGE_CODE, None)]
    words += [(translation.language, translation.signed_words) for translation in signed]
    taken = [snapshot(article, language, known, at) for language, known in words]
    recordings = Recording.objects.filter(number=article.number)
    sizes = {
        (language, digest): size
        for language, digest, size in recordings.values_list("language", "digest", Length("content"))
    }
    for one in taken:
        one.recording_bytes = sizes.get((one.language, content_digest(one.content)), 0)
    Snapshot.objects.bulk_create(taken)


def remove_snapshots(article: Article) -> None:
    """Readers get the article no more."""
    Snapshot.objects.filter(number=article.number).delete()


def _published(instance: Article, **_kwargs: Any) -> None:
    take_snapshots(instance, at=timezone.now())


def _gone(instance: Article, **_kwargs: Any) -> None:
    remove_snapshots(instance)


def connect() -> None:
    """Listen to Wagtail, which publishes from its pages, from reviews and by schedule."""
    page_published.connect(_published, sender=Article, dispatch_uid="guide.published")
    page_unpublished.connect(_gone, sender=Article, dispatch_uid="guide.unpublished")
    post_delete.connect(_gone, sender=Article, dispatch_uid="guide.deleted")
