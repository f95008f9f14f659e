"""How a text is cut, counted and looked through before it goes to a phone; and when it goes."""

import datetime as dt
from uuid import UUID

import pytest
from django.conf import settings

from safefair.contact.enums import Alphabet
from safefair.contact.models import Channel
from safefair.contact.queries.channels import goes_out_at
from safefair.contact.receipts import grouped, receipt_of
from safefair.contact.texting.neutral import NEUTRAL
from safefair.contact.texting.parts import alphabet_of, parts_of, size_of, split
from safefair.contact.texting.scripts import language_by_letters
from safefair.contact.texting.telling import telling_in, words_of
from safefair.core.zawgyi import from_zawgyi
from tests.contact.factories import NOON

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.parametrize(
    ("text", "parts"),
    [("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("€" * 80, 1), ("€" * 81, 2), ("ก" * 70, 1),
     ("ก" * 71, 2), ("ก" * 134, 2), ("ก" * 135, 3), ("😀" * 35, 1), ("😀" * 36, 2), ("a" * 70 + "ệ", 2)],
)  # fmt: skip
def test_a_part_holds_160_letters_alone_or_70_of_other_scripts(text, parts):
    assert parts_of(text) == parts


def test_no_letter_of_two_units_is_cut_in_two():
    assert (
        parts_of("a" * 152 + "€" + "a" * 152) == 3
    )  # 306 units, but the sign does not fit into the first part
    assert parts_of("😀" * 67) == 3  # 134 units, of which one is left empty in each part


def test_one_letter_decides_about_the_alphabet():
    assert (alphabet_of("Hello [you]"), alphabet_of("Xin chào Việt")) == (Alphabet.GSM, Alphabet.UCS2)
    assert size_of("a" * 100 + " " + "ก" * 50, greatest_length=101).parts == (1, 1)


@pytest.mark.parametrize("text", ["word " * 100, "ဘာလုပ်ရမလဲ" * 40, "សួស្តី" * 60, "x" * 500, "ເຂົ້າ" * 60])
def test_pieces_are_short_enough_and_lose_nothing(text):
    pieces = split(text, 160)

    assert all(0 < len(piece) <= 160 for piece in pieces)
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")


def test_no_mark_is_cut_from_its_letter():
    khmer = "ក្" + "ស្រី" * 40
    assert not any(piece.endswith("\u17d2") or piece[0] in "\u17d2\u17b8" for piece in split(khmer, 40))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_neutral_text_of_every_language_says_nothing_and_is_one_part(language):
    text = NEUTRAL[language]

    assert parts_of(text) == 1
    assert [telling_in(text, language=one) for one in LANGUAGES] == [[]] * len(LANGUAGES)
    assert not any(letter.isdigit() for letter in text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_every_list_is_found(language):
    assert len(words_of(language)) > 25
    for word in words_of(language):
        assert word.rstrip("*") in telling_in(f"… {word.rstrip('*')} …", language=language)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [("Go to the POLICE.", "my", ["police"]), ("Traffickers were seen", "en-gb", ["traffick"]),
     ("A beautiful casement", "en-gb", []), ("ကျွန်မရဲ့ ညီမ", "my", []), ("ရဲ ကို ခေါ်ပါ", "my", ["ရဲ"]),
     ("ไม่มีหนี้", "th", []), ("โทร ตำ\u200bรวจ", "th", ["ตำรวจ"]), ("Q-7K2M9 is yours", "en-gb", ["Q-7K2M9"]),
     ("Call 02 555 0177 on Monday", "en-gb", [])],
)  # fmt: skip
def test_what_gives_away_is_found_and_what_only_looks_like_it_is_not(text, language, found):
    assert telling_in(text, language=language) == found


def test_a_receipt_never_goes_out_in_any_digits():
    receipt = receipt_of(UUID(int=7))
    for typed in (receipt, grouped(receipt), grouped(receipt).replace(" ", "-"), receipt.translate(THAI)):
        assert telling_in(f"Invented: {typed}", language="th")


@pytest.mark.parametrize(
    ("text", "language"), [("Hello ไทย", "th"), ("ສະບາຍດີ", "lo"), ("chào chị ạ", "vi"), ("Halo", "id")]
)
def test_letters_tell_a_language_where_they_can(text, language):
    assert language_by_letters(text, otherwise="id") == language


@pytest.mark.parametrize(
    ("start", "end", "at", "goes"),
    [("21:00", "08:00", "12:00", "12:00"), ("21:00", "08:00", "22:00", "+08:00"), ("21:00", "08:00", "03:00", "08:00"),
     ("21:00", "08:00", "08:00", "08:00"), ("12:00", "14:00", "12:30", "14:00"), ("12:00", "14:00", "14:00", "14:00"),
     ("12:00", "12:00", "12:00", "12:00")],
)  # fmt: skip
def test_nothing_goes_out_in_quiet_hours(start, end, at, goes):
    channel = Channel(
        quiet_from=dt.time.fromisoformat(start),
        quiet_until=dt.time.fromisoformat(end),
        timezone="Asia/Bangkok",
    )

    def moment(text: str) -> dt.datetime:
        day = dt.timedelta(days=text.startswith("+"))
        time = dt.time.fromisoformat(text.lstrip("+"))
        return NOON + day + (dt.timedelta(hours=time.hour, minutes=time.minute) - dt.timedelta(hours=12))

    assert goes_out_at(channel, moment(at)) == moment(goes)


@pytest.mark.parametrize(
    ("zawgyi", "unicode"),
    [("ျမန္မာႏိုင္ငံ", "မြန်မာနိုင်ငံ"), ("ေက်းဇူးတင္ပါတယ္", "ကျေးဇူးတင်ပါတယ်"), ("မဂၤလာပါ ကၽြန္မ", "မင်္ဂလာပါ ကျွန်မ"),
     ("ကၽြန္မ ကူညီေပးပါ", "ကျွန်မ ကူညီပေးပါ"), ("ဒုကၡေရာက္ေနတယ္", "ဒုက္ခရောက်နေတယ်")],
)  # fmt: skip
def test_zawgyi_is_shown_in_unicode_and_unicode_left_alone(zawgyi, unicode):
    assert (from_zawgyi(zawgyi), from_zawgyi(unicode)) == (unicode, "")


@pytest.mark.parametrize("text", ["", "Hello", "သည်", "สวัสดี", "မဂၤလာပါ"])
def test_what_is_not_surely_zawgyi_is_left_alone(text):
    assert from_zawgyi(text) == ""
