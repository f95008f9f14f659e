"""Heads, columns, values and what is wrong with them."""

import datetime as dt

import pytest

from safefair.core.tabular import files
from safefair.core.tabular.files import Row, examine_file
from safefair.core.tabular.places import read_area, read_country
from safefair.people.imports import example
from safefair.people.imports.checks import ReadRow, make_reader
from safefair.people.imports.columns import letters, masked
from safefair.people.imports.headings import find_heads, guess_columns, meaning_of
from safefair.people.imports.reading import Reading, body_of, guess_reading, top_of
from safefair.people.imports.words import guess_kind
from tests.people.imports.lists import as_csv

TODAY = dt.date(2026, 11, 24)
HEADS = (
    "Country",
    "Date",
    "ชื่อ-สกุล",
    "Name",
    "Sex",
    "DOB",
    "Age",
    "Tel. No.",
    "Passport",
    "Nationality",
    "Activity",
)


def read(*cells: str, heads: tuple[str, ...] = HEADS) -> ReadRow:
    data = as_csv([("TH", "2026-03-05", "", "Invented Daisy", *[""] * 6, "Talk"), cells], heads)
    reading = guess_reading(data, examine_file(data))
    rows = list(body_of(data, reading))
    return make_reader(reading, rows, today=TODAY, country="TH").read(rows[1])


def row(**given: str) -> tuple[str, ...]:
    good = dict(zip(HEADS, ("TH", "2026-03-05", "", "Invented Daisy", *[""] * 6, "Talk"), strict=True))
    return tuple((good | {key.replace("_", " "): text for key, text in given.items()}).values())


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Full Name", "full_name_latin"),
        ("ชื่อ-สกุล / Name", "full_name_native"),
        ("နာမည်", "full_name_native"),
        ("ឈ្មោះ", "full_name_native"),
        ("Họ và tên", "full_name_latin"),
        ("SEX (M/F)", "sex"),
        ("ເພດ", "sex"),
        ("Jenis Kelamin", "sex"),
        ("D.O.B.", "birth_date"),
        ("วัน เดือน ปี เกิด", "birth_date"),
        ("Số điện thoại", "phone"),
        ("NRIC", "id_number"),
        ("rec_id", "record_id"),
        ("adm3", "village_or_workplace"),
        ("Remarks", None),
        ("-", None),
    ],
)
def test_a_head_names_a_field(head: str, field: str | None) -> None:
    assert meaning_of(head) == field


def test_heads_are_found_below_title_lines() -> None:
    rows = [
        Row(1, ["Attendance list 2026"]),
        Row(2, ["Organisation: Invented Centre", "", "Date: 5 March"]),
        Row(4, ["No.", "ชื่อ", "Name", "เพศ", "อายุ", "Remarks"]),
        Row(5, ["1", "สมมติ", "Somot", "ญ", "23", ""]),
    ]

    place = find_heads(rows)

    assert (place, guess_columns(rows[place].cells, rows[place + 1 :])) == (
        2,
        {"record_id": 0, "full_name_native": 1, "full_name_latin": 2, "sex": 3, "age": 4},
    )


@pytest.mark.parametrize(
    ("name", "field"), [("สมมติ ดอกไม้", "full_name_native"), ("Somot", "full_name_latin")]
)
def test_a_column_headed_name_is_read_by_its_script(name: str, field: str) -> None:
    assert guess_columns(["Name", "Sex"], [Row(2, [name, "F"])]) == {field: 0, "sex": 1}


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"Date": ""}, ("Date", "DATE_MISSING")),
        ({"Date": "soon"}, ("Date", "DATE_UNREADABLE")),
        ({"Date": "March 2026"}, ("Date", "DATE_PARTIAL")),
        ({"Date": "2027-01-01"}, ("Date", "DATE_FUTURE")),
        ({"Date": "1999-12-31"}, ("Date", "DATE_OLD")),
        ({"Country": "Atlantis"}, ("Country", "COUNTRY_UNKNOWN")),
        ({"Country": "Japan"}, ("Country", "COUNTRY_OUTSIDE")),
        ({"Name": "-"}, ("ชื่อ-สกุล", "NOBODY")),
    ],
)
def test_an_error_leaves_the_row_out_and_names_its_column(
    given: dict[str, str], fault: tuple[str, str]
) -> None:
    found = read(*row(**given))

    assert (found.is_wrong, found.faults) == (True, [(HEADS.index(fault[0]), fault[1])])


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"ชื่อ-สกุล": "ေအးေအး"}, ("ชื่อ-สกุล", "ZAWGYI")),
        ({"Name": "Invented " * 20}, ("Name", "NAME_LONG")),
        ({"Sex": "?!"}, ("Sex", "SEX_UNREADABLE")),
        ({"DOB": "31/02/1990"}, ("DOB", "BIRTH_UNREADABLE")),
        ({"DOB": "2026-05-01"}, ("DOB", "BIRTH_IMPOSSIBLE")),
        ({"Age": "230"}, ("Age", "AGE_IMPOSSIBLE")),
        ({"Age": "20", "DOB": "1980"}, ("Age", "AGE_DIFFERS")),
        ({"Tel. No.": "ask her sister"}, ("Tel. No.", "PHONE_UNREADABLE")),
        ({"Passport": "lost"}, ("Passport", "DOCUMENT_UNREADABLE")),
        ({"Nationality": "Moonlander"}, ("Nationality", "NATIONALITY_UNKNOWN")),
        ({"Activity": ""}, ("Activity", "ACTIVITY_MISSING")),
    ],
)
def test_a_warning_keeps_the_row(given: dict[str, str], fault: tuple[str, str]) -> None:
    found = read(*row(**given))

    assert (found.is_wrong, found.faults) == (False, [(HEADS.index(fault[0]), fault[1])])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5/3/2569", dt.date(2026, 3, 5)),
        ("๕/๓/๒๕๖๙", dt.date(2026, 3, 5)),
        ("05/03/69", dt.date(2026, 3, 5)),
        ("5 มี.ค. 2569", dt.date(2026, 3, 5)),
        ("2026-03-05T00:00:00", dt.date(2026, 3, 5)),
        ("46086", dt.date(2026, 3, 5)),
    ],
)
def test_dates_are_read_in_both_calendars(text: str, day: dt.date) -> None:
    assert read(*row(Date=text)).held_on == day


def test_a_row_known_only_by_telephone_is_kept() -> None:
    found = read(*row(Name="", **{"Tel._No.": "0555 123456"}))

    assert (found.is_wrong, [code for _column, code in found.faults]) == (False, ["NAME_MISSING"])


def test_given_and_family_names_are_put_together() -> None:
    data = b"First name,Last name,Date\nDaisy,Invented,2026-03-05\n"
    reading = guess_reading(data, examine_file(data))

    found = make_reader(reading, [], today=TODAY, country="TH").read(next(body_of(data, reading)))

    assert found.identity.full_name_latin == "Daisy Invented"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("พม่า", "MM"),
        ("MMR", "MM"),
        ("Lao P.D.R.", "LA"),
        ("Việt Nam", "VN"),
        ("Filipina", "PH"),
        ("Nowhere", None),
    ],
)
def test_countries_are_read_as_written(text: str, code: str | None) -> None:
    assert read_country(text) == code


def test_provinces_and_kinds_are_read_as_written() -> None:
    assert [read_area("Tak Province", "TH"), read_area("Hà Nội", "VN"), read_area("Somewhere", "TH")] == [
        "TH-63",
        "VN-HN",
        "",
    ]
    kinds = [guess_kind(title) for title in ("การอบรมสิทธิแรงงาน", "Sosialisasi migrasi aman", "Team dinner")]
    assert kinds == ["TRAINING", "INFORMATION_SESSION", None]


def test_a_reading_survives_being_kept() -> None:
    data = as_csv()
    reading = guess_reading(data, examine_file(data))

    assert Reading.from_json(reading.as_json()) == reading
    assert top_of(data, reading).heads[3] == "Name"


def test_values_are_masked_and_columns_lettered() -> None:
    assert [masked("Invented Daisy"), masked("0555 123456"), letters(0), letters(25), letters(26)] == [
        "I…",
        "…56",
        "A",
        "Z",
        "AA",
    ]


def test_what_was_read_does_not_show_itself() -> None:
    assert "Invented Daisy" not in repr(read(*row()))


def test_the_example_is_the_same_every_time_and_has_six_scripts(tmp_path) -> None:
    path = tmp_path / "list.xlsx"
    with path.open("wb") as file:
        example.write_example(file, 300, until=TODAY)

    data = path.read_bytes()
    texts = "".join(cell for row in files.rows(data, examine_file(data)) for cell in row.cells)
    rows = list(example.example_rows(300, until=TODAY))

    assert rows == list(example.example_rows(300, until=TODAY))
    scripts = (
        ("\u0e01", "\u0e2e"),
        ("\u1000", "\u1021"),
        ("\u1780", "\u17a2"),
        ("\u0e81", "\u0eae"),
        ("\u4e00", "\u9fff"),
        ("A", "Z"),
    )
    assert [any(first <= c <= last for c in texts) for first, last in scripts] == [True] * 6
