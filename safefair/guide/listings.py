"""Publications and campaigns laid out for readers: plain values."""

import datetime as dt
from typing import Any

from safefair.guide.enums import ListingKind
from safefair.guide.models import Campaign, Listing, Publication


def listing_of_publication(publication: Publication, *, at: dt.datetime) -> Listing:
    """What readers get of it, not stored yet."""
    campaign = publication.material_of
    content: dict[str, Any] = {
        name: getattr(publication, name) for name in ("kind", "authors", "publisher", "licence", "doi")
    }
    content["campaign"] = campaign.number if campaign else None
    content["elsewhere"] = [
        {name: str(block.value[name]) for name in ("title", "language", "form", "address")}
        for block in publication.elsewhere
    ]
    return _listing(publication, ListingKind.PUBLICATION, publication.published_on, content, at)


def listing_of_campaign(campaign: Campaign, *, at: dt.datetime) -> Listing:
    """What readers get of it, not stored yet."""
    content = {
        "organizers": campaign.organizers,
        "ends_on": campaign.ends_on.isoformat() if campaign.ends_on else None,
        "blocks": [
            {
                "kind": block.block_type,
                "heading": str(block.value["heading"]),
                "texts": [str(item) for item in block.value.get("items", [block.value.get("text")])],
            }
            for block in campaign.body
        ],
    }
    return _listing(campaign, ListingKind.CAMPAIGN, campaign.starts_on, content, at)


def _listing(
    page: Publication | Campaign, kind: ListingKind, day: dt.date, content: dict[str, Any], at: dt.datetime
) -> Listing:
    return Listing(
        kind=kind,
        number=page.number,
        title=page.title,
        summary=page.summary,
        country=page.country,
        day=day,
        content=content,
        taken_at=at,
    )
