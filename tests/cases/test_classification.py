"""Type and contexts of an incident: every path of the questions, every No, every missing answer."""

import datetime as dt
import itertools

import pytest

from safefair.cases.classification import (
    QUESTIONS,
    IncidentFacts,
    age_then,
    classify,
    contexts_of,
    missing_question,
    reporting_delay,
)
from safefair.cases.enums.counted import Delay
from safefair.cases.enums.incident import Abduction, Context, CoreType, Relationship

NAMES = [name for name, _core_type in QUESTIONS]
DAY = dt.date(2026, 3, 2)


def test_every_way_to_answer_six_questions_gives_exactly_one_type():
    for answers in itertools.product((True, False, None), repeat=6):
        first = next((place for place, answer in enumerate(answers) if answer is not False), None)
        expected = (
            CoreType.NON_GBV
            if first is None
            else CoreType.UNDECIDED
            if answers[first] is None
            else QUESTIONS[first][1]
        )

        given = dict(zip(NAMES, answers, strict=True))

        assert classify(given) == expected
        assert missing_question(given) == (
            NAMES[first] if first is not None and answers[first] is None else None
        )


def test_nothing_answered_is_undecided_and_no_answer_is_guessed():
    assert classify({}) == CoreType.UNDECIDED
    assert classify({"psychological": True}) == CoreType.UNDECIDED


@pytest.mark.parametrize("core_type", CoreType)
@pytest.mark.parametrize("answer", [True, False, None])
def test_exchange_makes_exploitation_only_by_a_yes_and_of_sexual_violence(core_type, answer):
    holds = Context.SEXUAL_EXPLOITATION in contexts_of(IncidentFacts(core_type=core_type, exchange=answer))

    assert holds is (answer is True and core_type in {CoreType.RAPE, CoreType.SEXUAL_ASSAULT})


@pytest.mark.parametrize(("answer", "expected"), [(True, True), (False, False), (None, False)])
def test_a_recorded_no_is_no_harmful_practice(answer, expected):
    contexts = contexts_of(IncidentFacts(core_type=CoreType.PHYSICAL_ASSAULT, harmful_practice=answer))

    assert (Context.HARMFUL_PRACTICE in contexts) is expected


@pytest.mark.parametrize("abduction", Abduction)
def test_slavery_needs_that_she_was_held(abduction):
    was_held = abduction not in {Abduction.NONE, Abduction.UNKNOWN}

    rape = contexts_of(IncidentFacts(core_type=CoreType.RAPE, abduction=abduction))
    assault = contexts_of(IncidentFacts(core_type=CoreType.PHYSICAL_ASSAULT, abduction=abduction))

    assert (Context.SEXUAL_SLAVERY in rape) is was_held
    assert Context.SEXUAL_SLAVERY not in assault


@pytest.mark.parametrize(("age", "is_child"), [(17, True), (18, False), (0, True), (None, False)])
def test_a_child_is_a_child_by_her_age_at_the_incident(age, is_child):
    def holds(core_type: CoreType, context: Context) -> bool:
        return context in contexts_of(IncidentFacts(core_type=core_type, age_at_incident=age))

    assert holds(CoreType.RAPE, Context.CHILD_SEXUAL_ABUSE) is is_child
    assert holds(CoreType.SEXUAL_ASSAULT, Context.CHILD_SEXUAL_ABUSE) is is_child
    assert holds(CoreType.FORCED_MARRIAGE, Context.EARLY_MARRIAGE) is is_child
    assert not holds(CoreType.PHYSICAL_ASSAULT, Context.CHILD_SEXUAL_ABUSE)
    assert not holds(CoreType.RAPE, Context.EARLY_MARRIAGE)


@pytest.mark.parametrize("core_type", CoreType)
@pytest.mark.parametrize(
    ("primary", "context"),
    [
        ([Relationship.PARTNER], Context.INTIMATE_PARTNER),
        ([Relationship.FAMILY, Relationship.PARTNER], Context.INTIMATE_PARTNER),
        ([Relationship.EMPLOYER], Context.EMPLOYER),
        ([Relationship.EMPLOYER_HOUSEHOLD], Context.EMPLOYER),
    ],
)
def test_who_did_it_counts_where_the_type_is_gender_based(core_type, primary, context):
    contexts = contexts_of(IncidentFacts(core_type=core_type, primary=primary))

    assert (context in contexts) is (core_type not in {CoreType.NON_GBV, CoreType.UNDECIDED})


@pytest.mark.parametrize("who", [who for who in Relationship if who != Relationship.PARTNER])
def test_nobody_else_makes_it_violence_by_a_partner(who):
    assert Context.INTIMATE_PARTNER not in contexts_of(IncidentFacts(core_type=CoreType.RAPE, primary=[who]))
    assert contexts_of(IncidentFacts(core_type=CoreType.RAPE)) == []


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, Delay.D3), (3, Delay.D3), (4, Delay.D5), (5, Delay.D5), (6, Delay.D14), (14, Delay.D14),
        (15, Delay.D30), (30, Delay.D30), (31, Delay.D90), (90, Delay.D90), (91, Delay.MORE),
        (4000, Delay.MORE), (-1, Delay.UNKNOWN),
    ],
)  # fmt: skip
def test_the_delay_in_days(days, expected):
    assert reporting_delay(DAY - dt.timedelta(days=days), DAY) == expected


def test_an_unknown_day_is_not_nought_days():
    assert reporting_delay(None, DAY) == Delay.UNKNOWN


@pytest.mark.parametrize(
    ("birth_year", "expected"),
    [(2000, 26), (2009, 17), (2008, None), (2007, 19), (None, None), (2027, None)],
)
def test_a_year_of_birth_gives_her_age_then_where_it_tells_whether_she_was_a_child(birth_year, expected):
    assert age_then(DAY, birth_year) == expected
    assert age_then(None, birth_year) is None
