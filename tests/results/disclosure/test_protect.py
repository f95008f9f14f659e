"""What protection must hold against: linked tables, groups, earlier releases, readers who know the code."""

import pytest

from safefair.results.disclosure.audit import Kind, audit
from safefair.results.disclosure.errors import CannotProtect, TableError
from safefair.results.disclosure.protect import Method, Zeros, protect
from safefair.results.disclosure.tables import Design, Key, Published, count_cells
from tests.results.disclosure.factories import hide_small_only, skewed_counts

CUBE = Design(("a", "b", "c"))
COUNTS = skewed_counts((4, 5, 2), 400)


def test_naive_hiding_is_caught_and_protection_is_not() -> None:
    naive = audit(hide_small_only(CUBE, COUNTS, 5), threshold=5)

    protected = protect(COUNTS, CUBE, threshold=5, secret=b"s")

    assert {finding.kind for finding in naive.findings} == {Kind.EXACT}
    assert audit(protected.published, threshold=5).findings == ()


@pytest.mark.parametrize("zeros", Zeros)
def test_printed_figures_are_true_and_small_ones_withheld(zeros: Zeros) -> None:
    cells = count_cells(CUBE, COUNTS)

    published = protect(COUNTS, CUBE, threshold=5, zeros=zeros, secret=b"s").published.cells

    assert {key: value for key, value in published.items() if value is not None}.items() <= cells.items()
    assert {key for key, value in cells.items() if 0 < value < 5} <= {
        k for k, v in published.items() if v is None
    }
    if zeros is Zeros.SHOWN:
        assert [key for key, value in cells.items() if value == 0 and published[key] is None] == []


def test_the_same_secret_gives_the_same_release_whatever_the_order_of_input() -> None:
    backwards = dict(reversed(COUNTS.items()))

    first, second = (protect(counts, CUBE, threshold=5, secret=b"s") for counts in (COUNTS, backwards))

    assert [*first.published.cells.items()] == [*second.published.cells.items()]
    assert (first.input_hash, first.output_hash) == (second.input_hash, second.output_hash)


def test_the_hash_of_the_input_needs_the_secret() -> None:
    one, other = (protect(COUNTS, CUBE, threshold=5, secret=secret) for secret in (b"one", b"other"))

    assert one.input_hash != other.input_hash


def test_linked_tables_are_protected_together() -> None:
    design = Design(("a", "b", "c"), (("a", "b"), ("a", "c")))
    counts = skewed_counts((5, 5, 4), 260, seed=4)

    together = protect(counts, design, threshold=5, secret=b"s")

    assert audit(together.published, threshold=5).findings == ()
    assert sum(key == ("a00", "*", "*") for key in together.published.cells) == 1


def test_tables_that_pass_apart_fail_together() -> None:
    rows: dict[Key, int] = {("x", "1", "*"): 4, ("x", "2", "*"): 9, ("y", "1", "*"): 30, ("y", "2", "*"): 20}
    columns: dict[Key, int] = {
        ("x", "*", "f"): 3,
        ("x", "*", "m"): 10,
        ("y", "*", "f"): 25,
        ("y", "*", "m"): 25,
    }
    both = Design(("a", "b", "c"), (("a", "b"), ("a", "c")))
    cells: dict[Key, int | None] = dict(count_cells(both, rows | columns))
    hidden_in_first = {("x", "1", "*"), ("x", "2", "*"), ("y", "1", "*"), ("y", "2", "*")}
    hidden_in_second = {("x", "*", "f"), ("x", "*", "*"), ("y", "*", "f"), ("y", "*", "*")}
    published = {key: None if key in hidden_in_first | hidden_in_second else n for key, n in cells.items()}
    published["x", "*", "*"], published["y", "*", "*"] = 13, 50
    first = Published(
        Design(("a", "b", "c"), (("a", "b"),)), {k: v for k, v in published.items() if k[2] == "*"}
    )

    apart, together = audit(first, threshold=5), audit(Published(both, published), threshold=5)

    assert apart.findings == ()
    assert {(f.kind, f.key) for f in together.findings} == {
        (Kind.EXACT, ("x", "*", "f")),
        (Kind.EXACT, ("y", "*", "f")),
    }


def test_groups_are_cells_of_the_same_model() -> None:
    groups = {"a": {"North": frozenset({"a00", "a03"}), "South": frozenset({"a01", "a02"})}}
    design = Design(("a", "b"), (), groups)
    counts = skewed_counts((4, 6), 200, seed=2)

    protected = protect(counts, design, threshold=5, secret=b"s")

    assert protected.audit.findings == ()
    assert (
        sum(counts[key] for key in counts if key[0] in ("a00", "a03"))
        == count_cells(design, counts)["North", "*"]
    )
    assert ("North", "*") in protected.published.cells


def test_a_later_release_may_not_be_subtracted_from_an_earlier_one() -> None:
    later = dict(COUNTS)
    for key in list(later)[:9]:
        later[key] += 1
    before = protect(COUNTS, CUBE, threshold=5, secret=b"s").published
    alone = protect(later, CUBE, threshold=5, secret=b"t").published

    attacked = audit(alone, threshold=5, earlier=[before])
    protected = protect(later, CUBE, threshold=5, secret=b"t", earlier=[before])

    assert Kind.RESTATED in {finding.kind for finding in attacked.findings}
    assert audit(protected.published, threshold=5, earlier=[before]).findings == ()


def test_the_same_records_published_again_in_other_tables() -> None:
    before = protect(COUNTS, Design(("a", "b", "c"), (("a", "b"),)), threshold=5, secret=b"s").published

    protected = protect(COUNTS, CUBE, threshold=5, secret=b"t", earlier=[before])

    printed_then = {key for key, value in before.cells.items() if value is not None}
    assert audit(protected.published, threshold=5, earlier=[before]).findings == ()
    assert printed_then <= protected.published.cells.keys()


def test_running_totals_hide_small_growth() -> None:
    design = Design(("a", "period"), (), {}, cumulative="period")
    counts: dict[Key, int] = {
        ("x", "2026-01"): 20,
        ("x", "2026-02"): 22,
        ("y", "2026-01"): 30,
        ("y", "2026-02"): 50,
    }
    naive = Published(design, dict(count_cells(design, counts)))

    protected = protect(counts, design, threshold=5, secret=b"s")

    attacked = audit(naive, threshold=5)

    assert [(f.kind, f.key) for f in attacked.findings] == [(Kind.EXACT, ("x", "2026-02"))]
    assert protected.audit.findings == ()
    assert protected.withheld > 0


def test_an_earlier_slip_cannot_be_mended() -> None:
    slip = Published(Design(("a",)), {("*",): 12, ("x",): 2, ("y",): 10})

    with pytest.raises(CannotProtect):
        protect({("x",): 2, ("y",): 10}, Design(("a",)), threshold=5, earlier=[slip])


def test_rounding_holds_its_sums_and_its_audit() -> None:
    protected = protect(COUNTS, CUBE, threshold=5, method=Method.ROUND, secret=b"s")

    cells, true = protected.published.cells, count_cells(CUBE, COUNTS)
    assert all(
        value is not None and value % 5 == 0 and abs(value - true[key]) < 5 for key, value in cells.items()
    )
    assert [
        t for t, parts in CUBE.sums(CUBE.codes_of(cells)) if cells[t] != sum(cells[p] or 0 for p in parts)
    ] == []
    assert audit(protected.published, threshold=5, base=5).passed


def test_rounding_that_narrows_to_a_small_count_fails_its_audit() -> None:
    # each 5 stands for 1 … 9, and beside the total no part can be more than 8
    published = Published(Design(("a",)), {("*",): 5, ("x",): 5, ("y",): 5})

    found = audit(published, threshold=9, base=5).findings

    assert [(f.kind, f.key) for f in found] == [(Kind.BOUNDED, ("x",)), (Kind.BOUNDED, ("y",))]
    assert audit(published, threshold=5, base=5).findings == ()


def test_a_larger_threshold_takes_a_larger_base() -> None:
    protected = protect(COUNTS, CUBE, threshold=11, method=Method.ROUND, secret=b"s")

    assert protected.base == 10


def test_progress_ends_at_all() -> None:
    told: list[tuple[int, int]] = []

    protect(COUNTS, CUBE, threshold=5, secret=b"s", progress=lambda done, total: told.append((done, total)))

    assert told[-1][0] <= told[-1][1]
    assert any(done == total for done, total in told)


def test_a_margin_that_is_not_the_sum_is_refused() -> None:
    with pytest.raises(TableError, match="a=x is not the sum"):
        protect({("x", "1"): 5, ("x", "2"): 6, ("x", "*"): 12}, Design(("a", "b")), threshold=5)
