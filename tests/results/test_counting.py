import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safefair.results.counting import Count, CountedRow, KindsCannotBeAdded, sum_cells, tally
from safefair.results.enums import FigureKind

DAY = dt.date(2026, 3, 1)


def row(row_id, person, *, on=0, source="a.B", number=1, country="TH", sex="F", role="CURRENT"):
    columns = {
        "country": country,
        "sex": sex,
        "age_band": "25-34",
        "role": role,
        "organization_kind": "MRC",
        "nationality": "",
    }
    return CountedRow(source, row_id, person, DAY + dt.timedelta(on), columns, number)


def people(rows, *, dimensions=("country", "sex"), filters=None, individuals=None):
    return tally(
        FigureKind.PEOPLE, rows, dimensions=dimensions, filters=filters or {}, individuals=individuals or {}
    )


def test_people_are_counted_once_where_their_first_row_puts_them():
    rows = [
        row(1, 101, on=5, country="MM"),
        row(2, 101, on=1, country="TH"),
        row(3, 102, on=2, country="TH", sex="M"),
        row(4, 103, on=3, country="TH"),  # the same woman as 101 elsewhere
        row(5, None, on=4, number=7),
    ]

    counted = people(rows, individuals={101: 1, 103: 1})

    assert (counted.value, counted.unnamed, counted.rows) == (2, 7, 5)
    assert counted.cells == {("TH", "F"): 1, ("TH", "M"): 1}
    assert counted.row_ids == {"a.B": [1, 2, 3, 4, 5]}


def test_attendances_are_rows_and_heads():
    rows = [row(1, 101), row(2, 101, on=1), row(3, None, number=7, sex="M")]

    counted = tally(FigureKind.ATTENDANCES, rows, dimensions=("sex",), filters={}, individuals={})

    assert (counted.value, counted.unnamed, counted.cells) == (9, 7, {("F",): 2, ("M",): 7})


def test_a_front_line_training_counts_her_as_front_line_and_only_that_row_enters():
    rows = [
        row(1, 101, role="OFFICIAL"),
        row(2, 101, on=9, role="POLICE"),
        row(3, 102, role="OFFICIAL"),
        row(4, 103, role="U"),
    ]

    trained = people(rows, dimensions=("front_line",))
    front_line = people(rows, dimensions=("country",), filters={"front_line": ["Y"]})

    assert trained.cells == {("Y",): 1, ("N",): 1, ("U",): 1}
    assert (front_line.value, front_line.row_ids) == (1, {"a.B": [2]})


def test_no_row_at_all_is_not_measured_but_a_filter_nobody_passes_is_zero():
    assert people([]).value is None
    assert people([row(1, 101)], filters={"sex": ["M"]}).value == 0


def test_two_kinds_and_two_sets_of_people_do_not_add():
    seats = Count(FigureKind.ATTENDANCES, 3)
    persons = Count(FigureKind.PEOPLE, 3)

    assert seats + seats == Count(FigureKind.ATTENDANCES, 6)
    with pytest.raises(KindsCannotBeAdded):
        seats + persons
    with pytest.raises(KindsCannotBeAdded):
        persons + persons


def test_a_longer_period_with_the_same_first_day_leaves_everybody_where_she_was():
    early = [row(1, 101, country="TH"), row(2, 102, country="MM")]
    late = [row(3, 101, on=60, country="MM"), row(4, 103, on=61, country="MM")]

    before, after = people(early).cells, people([*early, *late]).cells

    assert {key: after[key] - value for key, value in before.items()} == {("TH", "F"): 0, ("MM", "F"): 1}


rows_of_few = st.lists(
    st.tuples(
        st.one_of(st.none(), st.integers(1, 8)),
        st.integers(0, 20),
        st.sampled_from(["TH", "MM", "KH"]),
        st.sampled_from(["F", "M", "U"]),
        st.sampled_from(["POLICE", "OFFICIAL", "U"]),
    ),
    max_size=25,
).map(
    lambda drawn: [
        row(n, person, on=on, country=country, sex=sex, role=role, number=1 if person else 3)
        for n, (person, on, country, sex, role) in enumerate(drawn, start=1)
    ]
)
links = st.dictionaries(st.integers(1, 8), st.integers(1, 3))


@given(rows_of_few, links, st.integers())
def test_the_order_of_rows_changes_nothing(rows, individuals, seed):
    shuffled = list(rows)
    random.Random(seed).shuffle(shuffled)

    one = people(rows, dimensions=("country", "front_line"), individuals=individuals)
    other = people(shuffled, dimensions=("country", "front_line"), individuals=individuals)

    assert one == other


@given(rows_of_few, links)
def test_the_parts_of_every_table_add_up_to_the_whole(rows, individuals):
    counted = people(rows, dimensions=("country", "sex", "front_line"), individuals=individuals)

    table = sum_cells(counted.cells, counted.dimensions, ("country", "sex"))

    persons = {individuals.get(r.registration_id, -r.registration_id) for r in rows if r.registration_id}
    assert sum(counted.cells.values()) == len(persons) == (counted.value or 0)
    assert table[("*", "*")] == sum(n for key, n in table.items() if "*" not in key)


@given(rows_of_few, links)
def test_front_line_people_are_a_slice_of_people_trained(rows, individuals):
    trained = people(rows, dimensions=("country", "front_line"), individuals=individuals)
    front_line = people(rows, dimensions=("country",), filters={"front_line": ["Y"]}, individuals=individuals)

    slice_ = sum_cells(trained.cells, trained.dimensions, ("country",), filters={"front_line": ["Y"]})

    assert sum_cells(front_line.cells, front_line.dimensions, ("country",)) == slice_


@given(rows_of_few, links)
def test_linking_moves_the_digest_and_unlinking_brings_it_back(rows, individuals):
    apart = people(rows)
    together = people(rows, individuals=individuals)

    assert people(rows) == apart
    assert (together.digest == apart.digest) == (together.value == apart.value)
