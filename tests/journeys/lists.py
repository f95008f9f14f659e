"""An attendance sheet as an organisation would send it: three scripts, sixty rows, four of them odd."""

import datetime as dt
from pathlib import Path

import xlsxwriter

HEADS = ("Activity", "Date", "ชื่อ-สกุล", "Sex", "Age", "Phone", "Village")
SESSION = "Safe migration information session"
DAY = dt.date(2026, 10, 5)
FIRST = ("Invented", "สมมติ", "စမ်းသပ်")
MIDDLE = (
    ("Daisy", "Rose", "Lotus", "Jasmine", "Orchid"),
    ("มะลิ", "กุหลาบ", "บัว", "ชบา", "จำปี"),
    ("နှင်းဆီ", "စံပယ်", "ကြာ", "ခရေ", "သဇင်"),
)
LAST = (
    ("Amber", "Violet", "Indigo", "Scarlet"),
    ("สีฟ้า", "สีแดง", "สีเขียว", "สีทอง"),
    ("အနီ", "အပြာ", "အစိမ်း", "ရွှေ"),
)
ROWS = 60
# By row of the file, the heads being row 1: what stands there instead.
ODD = {5: ("Date", "31/31/2026"), 9: ("Sex", "perhaps"), 12: ("Age", "999"), 20: ("ชื่อ-สกุล", "")}
"""Two rows cannot be used: one has no day, one has nobody, since its telephone is missing too."""


def rows() -> list[list[str]]:
    """The rows below the heads."""
    made = []
    for number in range(ROWS):
        script, place = divmod(number, ROWS // 3)
        name = f"{FIRST[script]} {MIDDLE[script][place % 5]} {LAST[script][place // 5]}"
        sex = ("M" if place % 4 == 0 else "F") if script == 0 else ("ชาย" if place % 4 == 0 else "หญิง")
        phone = f"02 55{number:02} {number * 7919 % 10_000:04}"
        line = [SESSION, DAY.isoformat(), name, sex, str(19 + number % 40), phone, f"Inventedville {number}"]
        if number + 2 in ODD:
            head, text = ODD[number + 2]
            line[HEADS.index(head)] = text
            if head == "ชื่อ-สกุล":
                line[HEADS.index("Phone")] = ""
        made.append(line)
    return made


def write_list(path: Path) -> Path:
    """The sheet as a workbook."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("October")
        for number, line in enumerate([list(HEADS), *rows()]):
            sheet.write_row(number, 0, line)
    return path
