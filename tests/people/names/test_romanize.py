import pytest

from safefair.core.text import clean, fold
from safefair.people.names.normalize import is_probably_zawgyi
from safefair.people.names.romanize import ROMANIZATION_VERSION, Romanized, romanize
from safefair.people.names.scripts import script_of, scripts_in


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("ခင်မျိုး", "khin myo"),
        ("အောင်", "aung"),
        ("မြင့်မြင့်အေး", "myint myint ay"),
        ("ထွန်းထွန်းဦး", "htun htun u"),
        ("သန္တာဝင်း", "thandar win"),
        ("สมชาย", "somchai"),
        ("សុខ សុភា", "sokh sopha"),
        ("ສົມໄຊ ພົມວິຫານ", "somxai phomvihan"),
        ("ໄຊຍະວົງ", "xaiyavong"),
        ("Nguyễn Thị Đào", "nguyen thi dao"),
        ("李小明", "li xiaoming"),
        ("欧阳修", "ouyang xiu"),
    ],
)
def test_each_script_becomes_the_letters_its_bearers_use(written, latin):
    assert romanize(written).text == latin


def test_method_and_version_are_recorded():
    assert romanize("สมชาย Jaidee") == Romanized(
        "somchai jaidee", "royin (pythainlp); folded", ROMANIZATION_VERSION
    )


def test_zawgyi_is_flagged_and_not_converted():
    zawgyi = "ေအာင္"

    assert is_probably_zawgyi(zawgyi)
    assert not romanize(zawgyi).is_certain
    assert not any(map(is_probably_zawgyi, ("အောင်", "သန္တာ", "ကျော်", "Aung")))


def test_cleaning_keeps_letters_and_drops_what_cannot_be_seen():
    assert clean("\ufeffสม\u200bชาย  ๒๕\u00a0ปี") == "สมชาย 25 ปี"
    assert fold("NGUYỄN Đức") == "nguyen duc"


def test_scripts_are_told_apart_by_token():
    assert [script_of(t) for t in ("Som", "สม", "ສົມ", "សុខ", "ခင်", "李", "12")] == [
        "Latn", "Thai", "Laoo", "Khmr", "Mymr", "Hani", "Zyyy",
    ]  # fmt: skip
    assert scripts_in("สมชาย (Som)") == {"Thai", "Latn"}
