"""An empty attendance sheet as PDF, typeset by Typst with the fonts of this folder only.

Twenty numbered lines a page. The QR code holds the sheet's random code and the page, nothing else; the same stands
beneath it to be typed. A coded sheet has room for codes instead of names: a list that is passed round in a shelter is
read by everybody.
"""

import datetime as dt
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

import segno

from safefair.core.dates import buddhist_era
from safefair.core.sheets.codes import write_code
from safefair.core.sheets.labels import Labels, labels_for
from safefair.core.typesetting import typeset

HERE = Path(__file__).resolve().parent
LINES = 20
# Language tags as Typst breaks and shapes them; Filipino goes by Tagalog's code.
TAGS = {"en-gb": "en", "zh-hans": "zh", "fil": "tl"}


class SheetKind(StrEnum):
    """Which columns a sheet has."""

    PEOPLE = "PEOPLE"
    STAFF = "STAFF"
    CODED = "CODED"


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What stands at the head of a sheet, as it was entered. `keeper` keeps the paper. Nothing about any person."""

    code: str
    title: str
    held_on: dt.date
    place: str
    held_by: str
    keeper: str


def print_sheet(
    facts: SheetFacts, *, language: str, kind: SheetKind = SheetKind.PEOPLE, pages: int = 1, extra: str = ""
) -> bytes:
    """The PDF. `extra` is the head of one more column to be ticked, in the same language."""
    labels = labels_for(language)
    note = labels.coded_note if kind is SheetKind.CODED else labels.note
    content = {
        "lang": TAGS.get(language, language),
        "region": {"en-gb": "gb", "zh-hans": "cn"}.get(language),
        "labels": asdict(labels),
        "note": note.replace("{keeper}", facts.keeper),
        "title": facts.title,
        "place": facts.place,
        "held_by": facts.held_by,
        "day": write_day(facts.held_on, language),
        "code": write_code(facts.code),
        "columns": columns(labels, kind, extra),
        "lines": LINES,
        "codes": [qr_code(facts.code, page, pages) for page in range(1, pages + 1)],
    }
    return typeset(HERE / "sheet.typ", content)


def columns(labels: Labels, kind: SheetKind, extra: str) -> list[dict[str, str]]:
    """Head, width and what is printed in every line of each column but the number."""
    marks = {"head": labels.sex, "width": "23mm", "mark": labels.marks}
    age = {"head": labels.age, "width": "14mm", "mark": ""}
    ticked = [{"head": extra, "width": "16mm", "mark": "□"}] if extra else []
    if kind is SheetKind.CODED:
        return [{"head": labels.code, "width": "1fr", "mark": ""}, marks, age, *ticked]
    phone = {"head": labels.phone, "width": "27mm", "mark": ""}
    name = {"head": labels.name, "width": "1.6fr", "mark": ""}
    signature = {"head": labels.signature, "width": "24mm", "mark": ""}
    if kind is SheetKind.STAFF:
        works_for = {"head": labels.works_for, "width": "1fr", "mark": ""}
        job = {"head": labels.job, "width": "0.8fr", "mark": ""}
        return [name, works_for, job, phone, marks, signature]
    village = {"head": labels.village, "width": "1fr", "mark": ""}
    return [name, village, phone, marks, age, *ticked, signature]


def qr_code(code: str, page: int, pages: int) -> str:
    """SVG of code and page in the alphanumeric mode of QR (ISO/IEC 18004), a quarter of it redundant."""
    picture: str = segno.make(f"{code}-{page}/{pages}", error="q", micro=False).svg_inline(border=0, scale=4)
    return picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def write_day(day: dt.date, language: str) -> str:
    """Day, month, year; on a Thai sheet the Buddhist year too, so that nobody takes one for the other."""
    text = f"{day:%d/%m/%Y}"
    return f"{text} ({buddhist_era(day.year)})" if language == "th" else text
