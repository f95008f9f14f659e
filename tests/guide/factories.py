"""Invented articles, published as an editor would."""

import datetime as dt
from typing import Any

from safefair.guide.models import Article
from safefair.guide.operations.loading import fill, find_shelf

FACTS: dict[str, Any] = {
    "title": "Invented title",
    "summary": "Invented summary.",
    "moment": "working",
    "country": "TH",
    "checked_on": dt.date(2026, 11, 1),
    "check_again_by": dt.date(2027, 5, 1),
    "body": [
        {"paragraph": "Invented paragraph."},
        {"steps": ["Invented first step.", "Invented second step."]},
        {"heading": "Invented heading", "warning": "Invented warning."},
        {"keep": ["Invented paper."]},
        {"call": "Invented whom to ask."},
    ],
    "sources": [
        {
            "title": "Invented source",
            "publisher": "Invented publisher",
            "address": "https://example.org/invented",
            "read_on": dt.date(2026, 11, 1),
        }
    ],
}


def write_article(number: int = 900, **facts: Any) -> Article:
    """An article as a draft."""
    article = Article(number=number, slug=f"invented-{number}", live=False)
    fill(article, {**FACTS, **facts})
    find_shelf().add_child(instance=article)
    return article


def publish(article: Article) -> Article:
    """Publish what the article says now."""
    article.save_revision().publish()
    article.refresh_from_db()
    return article


def published(number: int = 900, **facts: Any) -> Article:
    """A published article."""
    return publish(write_article(number, **facts))
