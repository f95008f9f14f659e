import pytest

from safefair.core.dates import PartialDate, guess_order, parse_partial_date
from safefair.people.names import values


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("1990-05-12", "1990-05-12"),
        ("12/05/1990", "1990-05-12"),
        ("05/23/1990", "1990-05-23"),
        ("12.5.2533", "1990-05-12"),
        ("12 พ.ค. 2533", "1990-05-12"),
        ("๑๒ พฤษภาคม ๒๕๓๓", "1990-05-12"),
        ("12 tháng 5 năm 1990", "1990-05-12"),
        ("12 Mei 1990", "1990-05-12"),
        ("May 12, 1990", "1990-05-12"),
        ("၁၂/၀၅/၁၉၉၀", "1990-05-12"),
        ("1990-05-12 00:00:00", "1990-05-12"),
        ("19900512", "1990-05-12"),
        ("33005", "1990-05-12"),
        ("05/1990", "1990-05"),
        ("Sept 1990", "1990-09"),
        ("2533", "1990"),
        ("1990-01-01", "1990"),
        ("31/02/1990", "None"),
        ("n/a", "None"),
        ("ไม่มี", "None"),
    ],
)
def test_birth_dates_are_read_in_every_order_and_calendar(written, date):
    assert str(values.read_birth(written)) == date


def test_the_order_of_a_column_decides_ambiguous_dates():
    column = ["04/05/1990", "04/25/1990"]

    assert guess_order(column) == "MDY"
    assert parse_partial_date("04/05/1990", "MDY") == PartialDate(1990, 4, 5)


def test_a_day_without_a_month_is_refused():
    with pytest.raises(ValueError, match="day without a month"):
        PartialDate(1990, None, 3)


def test_sex_is_read_in_every_language():
    written = "F Female 2 หญิง nữ perempuan ស្រី ຍິງ မ 女 M male 1 ชาย Nam laki-laki ប្រុស ຊາຍ ကျား 男 other ?"

    assert [values.read_sex(w) for w in written.split()] == ["F"] * 10 + ["M"] * 10 + [
        "X",
        None,
    ]


def test_one_number_in_any_form_is_one_number():
    forms = [
        "081-234-5678",
        "+66 81 234 5678",
        "0066812345678",
        "66812345678.0",
        "๐๘๑๒๓๔๕๖๗๘",
        "6.6812345678E+10",
    ]

    assert {values.phone_digits(form) for form in forms} == {"812345678"}
    assert {values.read_phone(form, "TH") for form in forms[:-1]} == {"+66812345678"}


def test_placeholders_are_no_numbers():
    assert [values.phone_digits(t) for t in ("000000000", "123456789", "12345", "", None)] == [None] * 5
    assert [values.read_document(t) for t in ("N/A", "0000000", "none", "-", "ABCDEF")] == [None] * 5


def test_documents_are_compared_without_punctuation_and_checked_where_a_rule_is_known():
    assert values.read_document("1-2345-67890-12-1") == "1234567890121"
    assert values.is_valid_document("1234567890121", "TH") is True
    assert values.is_valid_document("1234567890122", "TH") is False
    assert values.is_valid_document("123456", "KH") is None


def test_ages_and_places():
    assert [values.read_age(t) for t in ("25", "25 yrs", "๒๕ ปี", "", "190")] == [
        25,
        25,
        25,
        None,
        None,
    ]
    assert values.read_place("Ban Mae-Sot Village") == values.read_place("mae sot") == "mae sot"
