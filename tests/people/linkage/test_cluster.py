import numpy as np
import pytest

from safefair.people.linkage import cluster as module
from safefair.people.linkage.cluster import cluster, components


def codes(values):
    return np.array(values, np.int32)


def never(x, y):
    return False


def test_a_chain_of_likely_pairs_is_not_one_person():
    size = 60
    left, right = codes(range(size - 1)), codes(range(1, size))

    found = cluster(size, left, right, np.full(size - 1, 1.5), never)

    assert set(components(size, left, right)) == {0}
    assert np.bincount(found.labels).max() <= 3


def test_agreement_within_joins_even_where_one_pair_was_never_scored():
    found = cluster(3, codes([0, 1]), codes([1, 2]), np.array([5.0, 5.0]), never)

    assert found.labels.tolist() == [0, 0, 0]


def test_evidence_against_keeps_the_third_apart():
    found = cluster(3, codes([0, 1, 0]), codes([1, 2, 2]), np.array([5.0, 3.0, -5.0]), never)

    assert found.labels.tolist() == [0, 0, 2]


def test_a_conflict_is_refused_and_counted():
    def conflict(x, y):
        return {0, 1} <= {*x, *y}

    found = cluster(4, codes([0, 2]), codes([1, 3]), np.array([8.0, 8.0]), conflict)

    assert (found.labels.tolist(), found.refused) == ([0, 1, 2, 2], 1)


def test_clusters_are_capped(monkeypatch):
    monkeypatch.setattr(module, "MOST_RECORDS", 3)
    left, right = np.triu_indices(5, 1)

    found = cluster(5, codes(left), codes(right), np.full(10, 8.0), never)

    assert np.bincount(found.labels).max() == 3
    assert found.capped > 0


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_pairs_makes_no_difference(seed):
    random = np.random.default_rng(seed)
    left, right = np.triu_indices(12, 1)
    weight = random.normal(-1, 3, len(left))
    shuffled = random.permutation(len(left))

    one = cluster(12, codes(left), codes(right), weight, never)
    other = cluster(12, codes(left[shuffled]), codes(right[shuffled]), weight[shuffled], never)

    assert one.labels.tolist() == other.labels.tolist()
