from safefair.core.dates import PartialDate
from safefair.people.names.keys import KINDS, PersonFacts, query_keys, record_keys
from safefair.people.names.score import Alert, rarity_from_counts, score

STORED = PersonFacts(
    names=("ဒေါ်ခင်မျိုးချစ်",),
    sex="F",
    birth=PartialDate(1990, 5, 12),
    phones=("09-123 456 78",),
    village="Ban Mae Sot",
)


def test_a_registration_gets_the_keys_of_every_kind_it_has_data_for():
    assert record_keys(STORED) == {
        ("P", "912345678"),
        ("V", "kn|mae sot"), ("V", "m|mae sot"), ("V", "ct|mae sot"),
        ("Y", "kn|1990"), ("Y", "m|1990"), ("Y", "ct|1990"),
        ("G", "ct kn|1990"), ("G", "ct m|1990"), ("G", "kn m|1990"),
        ("H", "ct kn m|1990"),
        ("B", "1990|F|mae sot"),
        ("D", "1990-05-12"),
        ("F", "ct kn m"),
        ("J", "knmct"),
    }  # fmt: skip


def test_a_query_from_an_age_asks_three_years_to_each_side():
    asked = query_keys(PersonFacts(names=("Khin",), age=35, age_year=2025))

    assert [(k.kind, k.value) for k in asked if k.kind == "Y"] == [
        ("Y", f"kn|{y}") for y in range(1987, 1994)
    ]
    assert {(k.cap, k.factor) for k in asked if k.kind == "Y"} == {(KINDS["Y"].cap, KINDS["Y"].factor)}


def test_a_query_asks_both_orders_of_an_ambiguous_date():
    asked = query_keys(PersonFacts(birth=PartialDate(1990, 5, 12)))

    assert [k.value for k in asked if k.kind == "D"] == ["1990-05-12", "1990-12-05"]


def test_the_same_woman_in_another_script_is_probably_registered():
    asked = PersonFacts(
        names=("Khin Myo Chit",),
        sex="F",
        age=35,
        age_year=2025,
        phones=("+959 12345678",),
    )

    result = score(STORED, asked)

    assert result.alert is Alert.PROBABLE
    assert [r.code for r in result.reasons] == [
        "name_same", "phone_same",
        "age_close", "sex_same",
    ]  # fmt: skip


def test_her_sister_with_the_same_phone_is_no_loud_alert():
    sister = PersonFacts(
        names=("Khin Su Wai",),
        sex="F",
        birth=PartialDate(1994, 2, 3),
        phones=("0912345678",),
        village="Mae Sot",
    )
    rarity = rarity_from_counts({"kn": 4000, "m": 3000, "ct": 300, "s": 5000, "a": 3000}.__getitem__, 25_000)

    assert score(STORED, sister, rarity).alert < Alert.PROBABLE


def test_a_rare_name_says_more_than_a_common_one():
    facts = PersonFacts(names=("Khin Myo",))

    rare = score(facts, facts, rarity_from_counts(lambda _: 2, 25_000)).value
    common = score(facts, facts, rarity_from_counts(lambda _: 4000, 25_000)).value

    assert rare > common > 0
