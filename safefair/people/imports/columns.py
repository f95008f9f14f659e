"""Columns as people speak of them: the letter of the spreadsheet and the head, and values that do not tell too much."""

from collections.abc import Iterable, Sequence

from safefair.people.imports.fields import BY_NAME
from safefair.people.imports.reading import Reading, Top

SHOWN = 3
MOST_SHOWN = 40


def letters(column: int) -> str:
    """A, B … Z, AA of a column counted from 0."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_name(column: int, head: str) -> str:
    """C: Full name."""
    return f"{letters(column)}: {head[:MOST_SHOWN]}" if head else letters(column)


def masked(text: str) -> str:
    """The first letter or the last two digits: enough to know a column by, not a person."""
    digits = "".join(c for c in text if c.isdigit())
    return f"…{digits[-2:]}" if len(digits) > len(text) / 2 else f"{text[:1]}…"


def samples(top: Top, column: int | None, *, is_masked: bool) -> list[str]:
    """A few different values of a column."""
    if column is None:
        return []
    texts = (row.cells[column] for row in top.samples if column < len(row.cells) and row.cells[column])
    shown = dict.fromkeys(masked(text) if is_masked else text[:MOST_SHOWN] for text in texts)
    return list(shown)[:SHOWN]


def field_samples(top: Top, reading: Reading) -> dict[str, list[str]]:
    """Samples of every field as it is read now."""
    return {
        name: samples(top, column, is_masked=BY_NAME[name].is_personal)
        for name, column in reading.columns.items()
    }


def ignored(heads: Sequence[str], used: Iterable[int]) -> list[str]:
    """Columns with a head that nobody reads."""
    taken = set(used)
    return [column_name(i, head) for i, head in enumerate(heads) if head and i not in taken]
