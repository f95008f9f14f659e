"""Protection and audit against a reader who tries every table."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from safefair.results.disclosure.audit import Kind, audit
from safefair.results.disclosure.errors import CannotProtect
from safefair.results.disclosure.protect import Zeros, protect
from safefair.results.disclosure.tables import Design, Key, Published, count_cells
from tests.results.disclosure.reader import is_disclosed, possible_values

K = 3
MOST = 7  # of a base cell in the reader's tables; enough to pass K and still small enough to try all
FEW = settings(max_examples=60)
TWO_BY_TWO = Design(("a", "b"))
COUNTS = st.lists(st.integers(0, 5), min_size=4, max_size=4)
THREE = Design(("a", "b", "c"))


def square(values: list[int]) -> dict[Key, int]:
    return dict(zip([("x", "1"), ("x", "2"), ("y", "1"), ("y", "2")], values, strict=True))


@FEW
@given(values=COUNTS, zeros=st.sampled_from(Zeros), seed=st.binary(min_size=1, max_size=4))
def test_no_reader_pins_down_a_withheld_cell(values: list[int], zeros: Zeros, seed: bytes) -> None:
    assume(sum(values))
    try:
        protected = protect(square(values), TWO_BY_TWO, threshold=K, zeros=zeros, secret=seed)
    except CannotProtect:
        return
    least = 1 if zeros is Zeros.SHOWN else 0

    found = possible_values(TWO_BY_TWO, protected.published.cells, least=least, most=MOST)

    assert {key for key, possible in found.items() if is_disclosed(possible, K)} == set()


@FEW
@given(values=COUNTS, hidden=st.integers(0, 511), zeros=st.sampled_from(Zeros))
def test_audit_finds_what_brute_force_finds(values: list[int], hidden: int, zeros: Zeros) -> None:
    assume(sum(values))
    cells = count_cells(TWO_BY_TWO, square(values))
    shown = zeros is Zeros.SHOWN
    published: dict[Key, int | None] = {
        key: None if hidden >> at & 1 and (value or not shown) else value
        for at, (key, value) in enumerate(cells.items())
    }
    # without a printed figure above it a cell has no largest value, and trying all would never end
    found = possible_values(TWO_BY_TWO, published, least=int(shown), most=MOST)

    result = audit(Published(TWO_BY_TWO, published), threshold=K, zeros_shown=shown)

    audited = {f.key for f in result.findings if f.kind in (Kind.EXACT, Kind.BOUNDED)}
    assert audited == {key for key, possible in found.items() if is_disclosed(possible, K)}


@settings(max_examples=25)
@given(values=st.lists(st.integers(0, 2), min_size=8, max_size=8), hidden=st.integers(0, 2**27 - 1))
def test_audit_finds_it_in_three_dimensions(values: list[int], hidden: int) -> None:
    assume(sum(values))
    keys = [(a, b, c) for a in "xy" for b in "12" for c in "fm"]
    cells = count_cells(THREE, dict(zip(keys, values, strict=True)))
    hidden_cells = {key for at, key in enumerate(cells) if hidden >> at & 1 or THREE.is_base(key)}
    hidden_cells -= {key for key in cells if key.count("*") > 1}
    published: dict[Key, int | None] = {
        key: None if value and key in hidden_cells else value for key, value in cells.items()
    }
    found = possible_values(THREE, published, least=1, most=4)

    result = audit(Published(THREE, published), threshold=2)

    audited = {f.key for f in result.findings if f.kind in (Kind.EXACT, Kind.BOUNDED)}
    assert audited == {key for key, possible in found.items() if is_disclosed(possible, 2)}


def test_two_small_counts_under_a_printed_total_are_bounded() -> None:
    design = Design(("a",))
    cells = count_cells(design, {("x",): 1, ("y",): 2, ("z",): 9})
    published = Published(design, {key: value if value >= K else None for key, value in cells.items()})

    result = audit(published, threshold=K)

    assert [(f.kind, f.key) for f in result.findings] == [
        (Kind.BOUNDED, ("x",)),
        (Kind.BOUNDED, ("y",)),
    ]
