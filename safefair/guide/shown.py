"""What the templates of an article get: blocks with their headings in words, and the state of its facts."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safefair.core.codes import country_name
from safefair.guide.content import is_fit, snapshot
from safefair.guide.enums import BlockKind, Moment
from safefair.guide.models import Article, Snapshot

OVERDUE = gettext_lazy("This was to be checked again and has not been. Ask before you rely on it.")


def shown(taken: Snapshot, *, today: dt.date) -> dict[str, Any]:
    """Context of the page of a snapshot, in the language in use; English where that has no words of its own."""
    is_foreign = is_english(taken)
    content = taken.content
    return {
        "article": taken,
        "title": _text(content["title"], is_foreign=is_foreign),
        "summary": _text(content["summary"], is_foreign=is_foreign),
        "blocks": [_block(block, is_foreign=is_foreign) for block in content["blocks"]],
        "sources": [
            {**source, "read_on": dt.date.fromisoformat(source["read_on"])} for source in content["sources"]
        ],
        "moment": Moment(taken.moment).label,
        "place": place_words(taken),
        "is_foreign": is_foreign,
        "has_english": is_foreign or any(text["is_english"] for text in _texts(content)),
        "is_overdue": taken.check_again_by < today,
    }


def is_english(taken: Snapshot) -> bool:
    """Whether a page in another language shows this article in English."""
    return taken.language == settings.LANGUAGE_CODE and translation.get_language() != taken.language


def place_words(taken: Snapshot) -> str:
    """For whom: "Thailand", "Cambodia → Thailand", or nothing when it is for everybody."""
    return " → ".join(country_name(code) for code in (taken.origin, taken.country) if code)


def _text(text: dict[str, Any], *, is_foreign: bool) -> dict[str, Any]:
    return {"text": text["text"], "is_english": is_foreign or text["is_english"]}


def _block(block: dict[str, Any], *, is_foreign: bool) -> dict[str, Any]:
    kind = BlockKind(block["kind"])
    label = "" if kind == BlockKind.PARAGRAPH else str(kind.label)
    heading = _text(block["heading"], is_foreign=is_foreign) if block["heading"] else None
    return {
        "kind": kind.value,
        "heading": heading or ({"text": label, "is_english": False} if label else None),
        "texts": [_text(text, is_foreign=is_foreign) for text in block["texts"]],
    }


def _texts(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield content["title"]
    yield content["summary"]
    for block in content["blocks"]:
        yield from ([block["heading"]] if block["heading"] else [])
        yield from block["texts"]


def preview_of(article: Article) -> dict[str, Any]:
    """The context of an article that is not published: as it would be."""
    draft = snapshot(article, settings.LANGUAGE_CODE, None, timezone.now())
    context = shown(draft, today=timezone.localdate())
    return {**context, "exit_url": settings.EXIT_URL, "is_draft": True, "is_fit": is_fit(article)}


def plain_text(taken: Snapshot, address: str) -> str:
    """The article to be pasted into a chat: no sender, no name of the site, its address last."""
    context = shown(taken, today=timezone.localdate())
    parts = [context["title"]["text"], context["summary"]["text"]]
    for block in context["blocks"]:
        lines = [block["heading"]["text"]] if block["heading"] else []
        mark = {BlockKind.STEPS.value: "{n}. ", BlockKind.KEEP.value: "• "}.get(block["kind"], "")
        lines += [mark.format(n=n) + text["text"] for n, text in enumerate(block["texts"], 1)]
        parts.append("\n".join(lines))
    checked = _("Checked on %(day)s") % {"day": date_format(taken.checked_on)}
    late = [str(OVERDUE)] if context["is_overdue"] else []
    return "\n\n".join([*parts, *late, f"{checked}\n{address}"])
