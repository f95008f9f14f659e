import pytest
import xlsxwriter

from safefair.people.linkage.columns import recognize
from safefair.people.linkage.reading import RegisterUnreadable, read_register

ISSUE = [
    "record_id",
    "organisation",
    "country",
    "activity",
    "date",
    "full_name_native",
    "full_name_latin",
    "sex",
    "birth_date",
    "age",
    "phone",
    "id_number",
    "nationality",
    "origin_province",
    "current_province",
    "village_or_workplace",
    "role",
]


def test_the_headings_of_the_import_sheet_are_recognized():
    found = recognize(ISSUE)

    assert (len(found.fields), found.ignored, found.repeated) == (17, (), ())


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("rec_id", "record_id"),
        ("partner", "organization"),
        ("full_name", "full_name_latin"),
        ("dob", "birth_date"),
        ("yob", "birth_year"),
        ("reg_date", "date"),
        ("national_id", "id_number"),
        ("adm3", "village"),
        ("Phone No.", "phone"),
        ("เพศ", "sex"),
        ("ឈ្មោះ", "full_name_native"),
        ("Ngày sinh", "birth_date"),
        ("Gender", "sex"),
    ],
)
def test_usual_other_headings_are_recognized(heading, field):
    assert recognize([heading]).fields == {field: 0}


def test_what_is_not_used_is_told():
    found = recognize(["Name", "Shoe size", "Full name"])

    assert (found.fields, found.ignored, found.repeated) == (
        {"full_name_latin": 0},
        ("Shoe size",),
        ("Full name",),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_every_usual_encoding_is_read(tmp_path, encoding):
    path = tmp_path / "register.csv"
    rows = [f"{i};สมชาย ใจดี;หญิง" for i in range(60)]
    path.write_bytes("\r\n".join(["id;ชื่อ;เพศ", *rows]).encode(encoding))

    table = read_register(path).table

    assert table.column_names == ["record_id", "full_name_native", "sex"]
    assert table.slice(0, 1).to_pylist() == [
        {"record_id": "0", "full_name_native": "สมชาย ใจดี", "sex": "หญิง"}
    ]


def test_first_and_last_name_become_one(tmp_path):
    path = tmp_path / "register.csv"
    path.write_text("first name,surname\nInvented,Daisy\n")

    register = read_register(path)

    assert register.table.to_pylist() == [{"record_id": "1", "full_name_latin": "Invented Daisy"}]
    assert not register.has_own_ids


def test_workbooks_are_read(tmp_path):
    path = tmp_path / "register.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "name", "phone"])
        sheet.write_row(1, 0, [7, "Invented Daisy", 66812345678])

    assert read_register(path).table.to_pylist() == [
        {"record_id": "7", "full_name_latin": "Invented Daisy", "phone": "66812345678"}
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "empty"),
        ("id,name\n", "no rows"),
        ("id,phone\n1,2\n", "No column with names"),
        ("id,name\n1,A\n1,B\n", "Rows 2 and 3"),
        ("id,name\n1,A\n,B\n", "Row 3"),
        ("id,name\n1,A\n2,B,C\n", "has 3 cells"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(tmp_path, content, message):
    path = tmp_path / "register.csv"
    path.write_text(content)

    with pytest.raises(RegisterUnreadable, match=message):
        read_register(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(RegisterUnreadable, match="no such file"):
        read_register(tmp_path / "none.csv")
