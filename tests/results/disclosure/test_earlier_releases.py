"""Very small tables beside earlier releases: a safe pattern is found where there is one, and none that leaks."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from safefair.results.disclosure.audit import audit
from safefair.results.disclosure.errors import CannotProtect
from safefair.results.disclosure.protect import Zeros, protect
from safefair.results.disclosure.tables import Design, Key, Published, count_cells
from tests.results.disclosure.reader import is_disclosed, possible_growth

K = 3
MOST = 6
LINE = Design(("a",))
SQUARE = Design(("a", "b"))
FEW = settings(max_examples=80)
STEPS = st.lists(st.lists(st.integers(-2, 4), min_size=4, max_size=4), min_size=1, max_size=2)


def keys_of(design: Design) -> list[Key]:
    return [("x",), ("y",), ("z",)] if design is LINE else [("x", "1"), ("x", "2"), ("y", "1"), ("y", "2")]


def patterns(cells: Mapping[Key, int], zeros: Zeros) -> Iterator[dict[Key, int | None]]:
    """Every way of withholding that withholds what is small."""
    small = {key for key, value in cells.items() if 0 < value < K}
    others = [key for key, value in cells.items() if key not in small and (value or zeros is Zeros.HIDDEN)]
    for number in range(len(others), -1, -1):
        for extra in combinations(others, number):
            hidden = small | set(extra)
            yield {key: None if key in hidden else value for key, value in cells.items()}


def some_pattern_passes(
    design: Design, counts: Mapping[Key, int], earlier: Sequence[Published], zeros: Zeros
) -> bool:
    shown = zeros is Zeros.SHOWN
    return any(
        audit(Published(design, pattern), threshold=K, zeros_shown=shown, earlier=earlier).passed
        for pattern in patterns(count_cells(design, counts), zeros)
    )


@FEW
@given(
    design=st.sampled_from([LINE, SQUARE]),
    first=st.lists(st.integers(0, 9), min_size=4, max_size=4),
    steps=STEPS,
    zeros=st.sampled_from(Zeros),
)
@example(design=LINE, first=[9, 0, 0, 0], steps=[[0, 1, 1, 0], [2, 1, 3, 0]], zeros=Zeros.SHOWN)
@example(design=LINE, first=[3, 2, 5, 0], steps=[[-2, -2, 3, 0]], zeros=Zeros.SHOWN)
@example(design=LINE, first=[2, 1, 4, 0], steps=[[2, -1, -1, 0]], zeros=Zeros.HIDDEN)
@example(design=SQUARE, first=[5, 4, 5, 0], steps=[[-2, -1, -2, 0]], zeros=Zeros.SHOWN)
def test_a_pattern_is_found_where_there_is_one(
    design: Design, first: list[int], steps: list[list[int]], zeros: Zeros
) -> None:
    counts = dict(zip(keys_of(design), first, strict=False))
    earlier: list[Published] = []
    for step in steps:
        assume(sum(counts.values()))
        try:
            made = protect(counts, design, threshold=K, zeros=zeros, earlier=list(earlier), secret=b"s")
        except CannotProtect:
            assert not some_pattern_passes(design, counts, earlier, zeros)
            return
        earlier.append(made.published)
        counts = {key: max(0, n + by) for (key, n), by in zip(counts.items(), step, strict=False)}
    assume(sum(counts.values()))

    try:
        protect(counts, design, threshold=K, zeros=zeros, earlier=earlier, secret=b"s")
        is_found = True
    except CannotProtect:
        is_found = False

    assert is_found or not some_pattern_passes(design, counts, earlier, zeros)


@FEW
@given(
    first=st.lists(st.integers(0, 3), min_size=3, max_size=3),
    growth=st.one_of(st.just([0, 0, 0]), st.lists(st.integers(0, 2), min_size=3, max_size=3)),
    zeros=st.sampled_from(Zeros),
    seed=st.binary(min_size=1, max_size=4),
)
def test_no_reader_of_two_releases_learns_a_small_count(
    first: list[int], growth: list[int], zeros: Zeros, seed: bytes
) -> None:
    assume(sum(first))
    before = dict(zip(keys_of(LINE), first, strict=True))
    after = {key: n + by for (key, n), by in zip(before.items(), growth, strict=True)}
    try:
        old = protect(before, LINE, threshold=K, zeros=zeros, secret=seed).published
        new = protect(after, LINE, threshold=K, zeros=zeros, earlier=[old], secret=seed).published
    except CannotProtect:
        return
    least = 1 if zeros is Zeros.SHOWN else 0

    found = possible_growth(LINE, old.cells, new.cells, least=least, most=MOST, same=before == after)

    assert [
        key
        for key, (then, now, added) in found.items()
        if (old.cells[key] is None and is_disclosed(then, K))
        or (new.cells[key] is None and is_disclosed(now, K))
        or (min(added) >= 1 and max(added) < K)
    ] == []
