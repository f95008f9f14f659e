"""How many people: the count, and a range that says what linkage leaves open."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safefair.people.models import LinkageRun, LinkedRegistration, LinkEvidence
from safefair.people.queries.individuals import Individuals, UniqueCount, unique_people
from tests.accounts.factories import OrganizationFactory
from tests.people.factories import register_invented


@pytest.mark.django_db
def test_without_a_run_each_registration_is_one_person():
    assert unique_people([1, 2, 2, None]) == UniqueCount(value=2, low=2, high=2, named=2)


def test_nobody_is_nobody():
    assert Individuals().count([]) == UniqueCount(0, 0, 0, 0)


def test_sure_links_leave_no_range():
    individuals = Individuals(member_of={1: (1, 1.0), 2: (1, 1.0), 3: (3, 1.0)})

    assert individuals.count([1, 2, 3, 4]) == UniqueCount(value=3, low=3, high=3, named=4)


def test_doubtful_links_raise_the_high_end():
    individuals = Individuals(member_of={n: (n // 2, 0.9) for n in range(200)})

    found = individuals.count(range(200))

    wrong, half = 100 * 0.1, 1.96 * math.sqrt(100 * 0.09)
    assert found == UniqueCount(value=100, low=100, high=math.ceil(100 + wrong + half), named=200)


def test_pairs_left_apart_lower_the_low_end_once_for_two_individuals():
    individuals = Individuals(
        member_of={1: (1, 1.0), 2: (1, 1.0), 3: (3, 1.0)}, apart=[(1, 3, 0.4), (2, 3, 0.3), (1, 9, 0.9)]
    )

    assert individuals.count([1, 2, 3]) == UniqueCount(value=2, low=1, high=2, named=3)
    assert individuals.count([1, 2]) == UniqueCount(value=1, low=1, high=1, named=2)


def test_a_part_is_no_wider_than_the_run_says_of_all():
    member_of = {n: (n // 2, 1.0) for n in range(100)}
    individuals = Individuals(member_of=member_of, merges_low=1.1, merges_high=0.9)

    assert individuals.count(range(100)) == UniqueCount(value=50, low=45, high=55, named=100)
    assert individuals.count(range(0, 100, 2)) == UniqueCount(value=50, low=50, high=50, named=50)


@given(
    st.dictionaries(st.integers(1, 30), st.tuples(st.integers(1, 12), st.floats(0, 1)), max_size=30),
    st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30), st.floats(0, 1)), max_size=30),
    st.sets(st.integers(1, 30)),
)
def test_the_range_holds_the_count_and_is_possible(member_of, apart, ids):
    found = Individuals(member_of=member_of, apart=apart).count(ids)

    assert min(1, found.named) <= found.low <= found.value <= found.high <= found.named == len(ids)


@pytest.mark.django_db
def test_reads_the_current_run():
    organization = OrganizationFactory.create()
    one, two, three, new = (register_invented(organization) for _ in range(4))
    run = LinkageRun.objects.create(
        is_current=True, records=3, people=2, low=2, high=2, report={"clusters": 2}
    )
    old = LinkageRun.objects.create()
    for which, person, individual in ((run, one, 1), (run, two, 1), (run, three, 3), (old, three, 1)):
        LinkedRegistration.objects.create(
            run=which, registration=person, organization=organization, individual=individual, probability=1.0
        )
    LinkEvidence.objects.create(run=run, first=one, second=three, probability=0.5, rule="x", is_linked=False)

    assert unique_people([one.pk, two.pk, three.pk, new.pk]) == UniqueCount(value=3, low=2, high=3, named=4)
