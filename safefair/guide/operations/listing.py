"""What publishing a publication or a campaign does: readers get it as it is now."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from safefair.guide.enums import ListingKind
from safefair.guide.listings import listing_of_campaign, listing_of_publication
from safefair.guide.models import Campaign, Listing, Publication

MAKERS: dict[type, tuple[ListingKind, Callable[..., Listing]]] = {
    Publication: (ListingKind.PUBLICATION, listing_of_publication),
    Campaign: (ListingKind.CAMPAIGN, listing_of_campaign),
}


@transaction.atomic
def _published(instance: Publication | Campaign, **_kwargs: Any) -> None:
    _kind, make = MAKERS[type(instance)]
    _gone(instance)
    make(instance, at=timezone.now()).save()


def _gone(instance: Publication | Campaign, **_kwargs: Any) -> None:
    kind, _make = MAKERS[type(instance)]
    Listing.objects.filter(kind=kind, number=instance.number).delete()


def connect() -> None:
    """Listen to Wagtail, which publishes from its pages, from reviews and by schedule."""
    for sender in MAKERS:
        name = sender.__name__
        page_published.connect(_published, sender=sender, dispatch_uid=f"guide.listed.{name}")
        page_unpublished.connect(_gone, sender=sender, dispatch_uid=f"guide.unlisted.{name}")
        post_delete.connect(_gone, sender=sender, dispatch_uid=f"guide.dropped.{name}")
