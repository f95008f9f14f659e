"""An article laid out for readers: plain values, each text with its words and whether they are still English."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, TypedDict

from safefair.core.searching import join
from safefair.guide.models import Article, Snapshot


class Text(TypedDict):
    """One text. `is_english`: inside a page of another language it is marked as English."""

    text: str
    is_english: bool


def digest_of(text: str) -> str:
    """The key under which a text's translations are kept."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def texts_of(article: Article) -> list[str]:
    """Everything in the article that is translated, in its order, each once."""
    return list(dict.fromkeys(text for text in _texts(article) if text))


def _texts(article: Article) -> Iterator[str]:
    yield article.title
    yield article.summary
    for block in article.body:
        yield str(block.value["heading"])
        yield from _points(block.value)


def _points(value: Mapping[str, Any]) -> list[str]:
    return [str(item) for item in value["items"]] if "items" in value else [str(value["text"])]


def source_digest(article: Article) -> str:
    """Changes when a translated text of the article does."""
    return hashlib.sha256(json.dumps(texts_of(article)).encode()).hexdigest()


def content_digest(content: Mapping[str, Any]) -> str:
    """Changes with any word that readers get, in whichever language."""
    said = {name: content[name] for name in ("title", "summary", "blocks")}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def lay_out(article: Article, words: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The article in the language of `words` (by digest of the English text); without, in English throughout."""

    def say(text: str) -> Text:
        translated = (words or {}).get(digest_of(text), "")
        return {"text": translated or text, "is_english": words is not None and not translated}

    return {
        "title": say(article.title),
        "summary": say(article.summary),
        "blocks": [
            {
                "kind": block.block_type,
                "heading": say(block.value["heading"]) if block.value["heading"] else None,
                "texts": [say(text) for text in _points(block.value)],
            }
            for block in article.body
        ],
        "sources": [
            {**{name: block.value[name] for name in ("title", "publisher", "address")},
             "read_on": block.value["read_on"].isoformat()}
            for block in article.sources
        ],
    }  # fmt: skip


def search_text(content: Mapping[str, Any]) -> str:
    """All words of a laid-out article, normalised, one text a line."""
    blocks = content["blocks"]
    headings = [block["heading"] for block in blocks if block["heading"]]
    texts = [text for block in blocks for text in block["texts"]]
    return join(one["text"] for one in (content["title"], content["summary"], *headings, *texts))


def is_fit(article: Article) -> bool:
    """Whether readers may get it: a source, a day of checking, and a day by which it is checked again."""
    return bool(len(article.sources) and article.checked_on and article.check_again_by and article.body)


def snapshot(article: Article, language: str, words: dict[str, str] | None, at: dt.datetime) -> Snapshot:
    """The article in one language, not stored yet."""
    content = lay_out(article, words)
    return Snapshot(
        number=article.number,
        language=language,
        title=content["title"]["text"],
        summary=content["summary"]["text"],
        moment=article.moment,
        country=article.country,
        origin=article.origin,
        content=content,
        search_text=search_text(content),
        checked_on=article.checked_on or at.date(),  # only a preview may lack them
        check_again_by=article.check_again_by or at.date(),
        taken_at=at,
    )
