import pytest

from safefair.people.names.phonetic import consonant_key
from safefair.people.names.tokens import joined, name_tokens


@pytest.mark.parametrize(
    ("written", "tokens"),
    [
        ("Daw Khin Myo Chit", ("khin", "myo", "chit")),
        ("ဒေါ်ခင်မျိုးချစ်", ("khin", "myo", "chit")),
        ("U Ba", ("u", "ba")),
        ("Ma Thandar", ("ma", "thandar")),
        ("Ko Ko Aung", ("ko", "aung")),
        ("นางสาวสมหญิง ใจดี", ("somying", "chaidi")),
        ("Nang Malee Srisuk", ("malee", "srisuk")),
        ("លោកស្រី សុខ សុភា", ("sokh", "sopha")),
        ("ນາງ ສົມໄຊ", ("somxai",)),
        ("Mrs. Rosa da Costa", ("rosa", "costa")),
        ("Ma. Cristina Dela Cruz", ("maria", "cristina", "cruz")),
        ("Maria Cristina Delacruz", ("maria", "cristina", "cruz")),
        ("Mohd. Razak bin Abd Rahman", ("muhammad", "razak", "abdul", "rahman")),
        ("Devi a/p Raju", ("devi", "raju")),
        ("Chị Nguyễn Thị Nhung", ("nguyen", "thi", "nhung")),
        ("Do Thi Lan", ("do", "thi", "lan")),
        ("Suharti", ("suharti",)),
        ("李小明女士", ("li", "xiaoming")),
        ("-", ()),
    ],
)
def test_titles_and_particles_go_and_names_stay(written, tokens):
    assert name_tokens(written) == tokens


def test_joined_tokens_are_equal_to_separate_ones():
    assert joined(name_tokens("Som Chai Jaidee")) == joined(name_tokens("Somchai Jaidee"))


@pytest.mark.parametrize(
    "spellings",
    [
        ("siriporn", "siriphon", "siripon"),
        ("vongsa", "wongsa", "vongxa"),
        ("soekarno", "sukarno"),
        ("tjahja", "cahya", "cahaya"),
        ("djoko", "joko"),
        ("htun", "tun", "thun"),
        ("kyaw", "gyaw", "kyor"),
        ("sophea", "sopheah", "sophia"),
        ("chhay", "chay", "chai"),
        ("thandar", "tandar", "thanda"),
        ("cristina", "kristina"),
        ("phouthone", "phuthon"),
    ],
)
def test_spellings_of_one_name_share_a_key(spellings):
    assert len({consonant_key(s) for s in spellings}) == 1


def test_different_names_do_not_share_a_key():
    names = (
        "somchai",
        "somsak",
        "suda",
        "malee",
        "kanya",
        "wilai",
        "ratana",
        "nuttaya",
    )

    assert len({consonant_key(n) for n in names}) == len(names)
