"""Which row holds the heads of the columns, and what each column means: a guess, which a person confirms."""

import re
from collections.abc import Sequence
from functools import cache

from safefair.core.tabular.files import Row
from safefair.core.tabular.heads import normal_head
from safefair.core.text import fold
from safefair.people.imports.fields import BY_NAME, FIELDS

LOOKED_AT = 25
"""Rows from the top among which the heads are looked for: title lines stand above them."""
LEAST_HEADS = 2
_BRACKETS = re.compile(r"[(\[].*?[)\]]")


@cache
def _meanings() -> dict[str, str]:
    found: dict[str, str] = {}
    for field in FIELDS:
        for head in field.heads:
            found.setdefault(normal_head(head), field.name)
    return found


def meaning_of(head: str) -> str | None:
    """The field that a head names: as a whole, without its brackets, or one of several in two languages."""
    meanings = _meanings()
    parts = [
        head,
        _BRACKETS.sub(" ", head),
        *re.split(r"[/|\n()\[\]]", head),
        *re.split(r"\s{2,}|\s+-\s+", head),
    ]
    return next((meanings[key] for part in parts if (key := normal_head(part)) in meanings), None)


def find_heads(rows: Sequence[Row]) -> int:
    """The place in `rows` of the row with the most different known heads; the first row where none has two."""
    best, most = 0, LEAST_HEADS - 1
    for place, row in enumerate(rows[:LOOKED_AT]):
        known = len({meaning for cell in row.cells if cell and (meaning := meaning_of(cell))})
        if known > most:
            best, most = place, known
    return best


def guess_columns(heads: Sequence[str], samples: Sequence[Row]) -> dict[str, int]:
    """Field to column (from 0), each column and each field at most once, the leftmost column first."""
    found: dict[str, int] = {}
    for column, head in enumerate(heads):
        meaning = meaning_of(head) if head else None
        if meaning and meaning not in found:
            found[meaning] = column
        elif meaning == "full_name_latin" and "full_name_native" not in found:
            found["full_name_native"] = column
    return _names_by_script(found, samples)


def _names_by_script(found: dict[str, int], samples: Sequence[Row]) -> dict[str, int]:
    """A column headed "Name" may hold either script: what stands in it decides, where only one field is taken."""
    native, latin = "full_name_native", "full_name_latin"
    if native in found and latin in found:
        if _is_latin(found[native], samples) and not _is_latin(found[latin], samples):
            found[native], found[latin] = found[latin], found[native]
    elif native in found and _is_latin(found[native], samples):
        found[latin] = found.pop(native)
    elif latin in found and not _is_latin(found[latin], samples):
        found[native] = found.pop(latin)
    return found


def _is_latin(column: int, samples: Sequence[Row]) -> bool:
    texts = [row.cells[column] for row in samples if column < len(row.cells) and row.cells[column]]
    native = sum(not fold(text).isascii() for text in texts)
    return native * 2 <= len(texts)


def is_personal(field: str) -> bool:
    """Whether samples of a field are masked on the page."""
    return BY_NAME[field].is_personal
