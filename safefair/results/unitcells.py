"""The published cells of a unit of case work: how they are kept, and how they are asked for."""

import csv
import io
from collections.abc import Mapping, Sequence

from safefair.core.charts import WITHHELD, Value
from safefair.results.casework import AND, FACETS, Unit
from safefair.results.dimensions import TOTAL
from safefair.results.disclosure.tables import Key, Published


def write_cells(published: Published) -> str:
    """Every cell of a unit as CSV: a code for each dimension, `*` for a total, the value or nothing."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*published.design.dimensions, "value"])
    for key, value in sorted(published.cells.items()):
        writer.writerow([*key, "" if value is None else value])
    return out.getvalue()


def read_cells(text: str) -> dict[Key, int | None]:
    """The cells of a unit, read back from what is kept."""
    rows = list(csv.reader(io.StringIO(text)))
    return {tuple(codes): int(value) if value else None for *codes, value in rows[1:]}


class Cells:
    """The published cells of a unit, asked by dimension."""

    def __init__(self, unit: Unit, cells: Mapping[Key, int | None]) -> None:
        self.unit = unit
        self.cells = cells

    def value(self, **codes: str) -> int | None:
        """One cell; None where it is withheld, nought where nothing of the kind was recorded."""
        missing = None if self.cells.get((TOTAL,) * len(self.unit.dimensions)) is None else 0
        return self.cells.get(tuple(codes.get(name, TOTAL) for name in self.unit.dimensions), missing)

    def has(self, table: Sequence[str]) -> bool:
        """Whether there is a cell of this cross: one in which all records of a row are alike is not given."""
        used = {self.unit.dimensions.index(name) for name in table}
        return any({at for at, code in enumerate(key) if code != TOTAL} == used for key in self.cells)

    def shown(self, **codes: str) -> Value:
        """One cell as a chart takes it."""
        value = self.value(**codes)
        return WITHHELD if value is None else value

    def codes(self, name: str) -> list[str]:
        """The codes of a dimension in their order; none that stands for several."""
        at = self.unit.dimensions.index(name)
        return FACETS[name].sort({key[at] for key in self.cells if AND not in key[at]} - {TOTAL})

    def together(self, name: str, codes: Sequence[str]) -> int | None:
        """Several cells of a dimension added; if not all are published, their sum or the total without the others, if it is."""
        values = [self.value(**{name: code}) for code in codes]
        if None not in values:
            return sum(value or 0 for value in values)
        added = self.cells.get(
            tuple(AND.join(codes) if one == name else TOTAL for one in self.unit.dimensions)
        )
        if added is not None:
            return added
        whole = self.value()
        others = [self.value(**{name: code}) for code in self.codes(name) if code not in codes]
        return None if whole is None or None in others else whole - sum(value or 0 for value in others)
