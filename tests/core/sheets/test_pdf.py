import datetime as dt
import io
import time

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from safefair.core.sheets.labels import LABELS
from safefair.core.sheets.pdf import LINES, SheetFacts, SheetKind, print_sheet

FACTS = SheetFacts(
    "7K3MAC9D", "Invented session", dt.date(2026, 3, 12), "Mae Sot", "Invented Club", "Invented Centre"
)
LANGUAGES = sorted(LABELS)


def glyphs_drawn(page) -> set[tuple[str, int]]:
    """Font and glyph number of everything that a page draws; Typst writes two-byte glyph numbers."""
    drawn, font = set(), ""
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator == b"Tf":
            font = str(operands[0])
        elif operator in (b"Tj", b"TJ"):
            texts = operands[0] if operator == b"TJ" else operands
            for text in texts:
                raw = getattr(text, "original_bytes", b"")
                drawn |= {
                    (font, int.from_bytes(raw[place : place + 2], "big")) for place in range(0, len(raw), 2)
                }
    return drawn


@pytest.mark.parametrize("kind", SheetKind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_glyph(language, kind):
    reader = PdfReader(io.BytesIO(print_sheet(FACTS, language=language, kind=kind)))

    drawn = glyphs_drawn(reader.pages[0])

    assert len(drawn) > 20
    assert {glyph for _font, glyph in drawn if glyph == 0} == set()


def test_letters_of_no_font_here_are_drawn_as_missing():
    """Without this the test above could not fail."""
    strange = SheetFacts("7K3MAC9D", "አዲስ", dt.date(2026, 3, 12), "", "", "")

    reader = PdfReader(io.BytesIO(print_sheet(strange, language="en-gb")))

    assert 0 in {glyph for _font, glyph in glyphs_drawn(reader.pages[0])}


def test_two_pages_number_forty_lines_and_name_the_page():
    reader = PdfReader(io.BytesIO(print_sheet(FACTS, language="en-gb", pages=2)))

    texts = [page.extract_text() for page in reader.pages]

    assert len(texts) == 2
    assert "Page 1/2" in texts[0]
    assert "Page 2/2" in texts[1]
    assert str(2 * LINES) in texts[1].split()
    assert all("7K3M-AC9D" in text for text in texts)


def test_sheet_says_why_and_who_keeps_it():
    text = PdfReader(io.BytesIO(print_sheet(FACTS, language="en-gb"))).pages[0].extract_text()
    words = " ".join(text.split())

    assert (
        "each person is counted once. You may refuse and still take part. Invented Centre keeps this paper"
        in words
    )


def test_coded_sheet_has_no_room_for_a_name():
    text = (
        PdfReader(io.BytesIO(print_sheet(FACTS, language="en-gb", kind=SheetKind.CODED)))
        .pages[0]
        .extract_text()
    )

    assert {"Name", "Telephone", "Signature", "Code"} & set(text.split()) == {"Code"}


def test_thai_sheet_gives_both_calendars():
    text = PdfReader(io.BytesIO(print_sheet(FACTS, language="th"))).pages[0].extract_text()

    assert "12/03/2026 (2569)" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_takes_less_than_half_a_second(language):
    print_sheet(FACTS, language=language)  # loads the fonts
    start = time.perf_counter()

    print_sheet(FACTS, language=language, pages=4)

    assert (time.perf_counter() - start) / 4 < 0.5
