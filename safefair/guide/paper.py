"""An article on paper and as a picture: a card for a pocket, a poster with a code to scan, a picture for a chat."""

import io
from functools import lru_cache
from pathlib import Path
from typing import Any

import segno
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from PIL import Image

from safefair.core.typesetting import typeset, typeset_picture
from safefair.guide.models import Snapshot
from safefair.guide.shown import OVERDUE, shown

HERE = Path(__file__).resolve().parent
# Language tags as Typst breaks and shapes them; Filipino goes by Tagalog's code.
TAGS = {"en-gb": "en", "zh-hans": "zh", "fil": "tl"}
MOST_POINTS = 5
"""Of a list on a card: a pocket holds no more."""
COLOURS = 16
"""Of a picture: letters stay smooth, and it weighs a third."""


def card(taken: Snapshot, address: str, language: str) -> bytes:
    """Credit-card height, three times its width: folds in three, with the steps inside."""
    return _typeset("card", taken, address, language)


def poster(taken: Snapshot, address: str, language: str) -> bytes:
    """A4, to be read from two metres, with a code that opens the article."""
    return _typeset("poster", taken, address, language)


def picture(taken: Snapshot, address: str, language: str) -> bytes:
    """PNG of title, three steps, address and code, to be read in a chat on a small screen."""
    return _typeset("picture", taken, address, language)


def _typeset(kind: str, taken: Snapshot, address: str, language: str) -> bytes:
    with translation.override(language):
        context = shown(taken, today=timezone.localdate())
        return _made(kind, *_flat(context, taken, address, language))


def _flat(context: dict[str, Any], taken: Snapshot, address: str, language: str) -> tuple[Any, ...]:
    lists = tuple(
        (block["heading"]["text"], tuple(text["text"] for text in block["texts"][:MOST_POINTS]))
        for block in context["blocks"]
        if block["kind"] in {"steps", "keep"}
    )
    checked = _("Checked on %(day)s") % {"day": date_format(taken.checked_on)}
    note = f"{checked}. {OVERDUE}" if context["is_overdue"] else checked
    return context["title"]["text"], context["summary"]["text"], lists, note, address, language


@lru_cache(maxsize=320)
def _made(
    kind: str, title: str, summary: str, lists: tuple[Any, ...], note: str, address: str, language: str
) -> bytes:
    """The file; the same article is not typeset twice, whoever asks."""
    code: str = segno.make(address, error="q", micro=False).svg_inline(border=0, scale=4)
    content = {
        "lang": TAGS.get(language, language),
        "title": title,
        "summary": summary,
        "lists": [{"heading": heading, "points": list(points)} for heading, points in lists],
        "note": note,
        "address": address.split("://", 1)[-1],
        "code": code.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1),
    }
    template = HERE / f"{kind}.typ"
    return (
        _few_colours(typeset_picture(template, content)) if kind == "picture" else typeset(template, content)
    )


def _few_colours(content: bytes) -> bytes:
    small = io.BytesIO()
    with Image.open(io.BytesIO(content)) as full:
        full.convert("RGB").quantize(COLOURS).save(small, "PNG", optimize=True)
    return small.getvalue()
