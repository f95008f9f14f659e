"""A service as a file says it, before it is known whose it is and whether the directory has it."""

from dataclasses import dataclass, field

from safefair.directory.entries import Entry
from safefair.directory.imports.faults import is_error

Found = tuple[str, str]


@dataclass(slots=True)
class Draft:
    """`number`: the row of a sheet, or the place in a document, from 1. `said`: the fields of an entry of which it speaks.

    `organization`: a name or a UUID. `identifier`: HSDS id. `places`: (column, UUID or name) of places one can go to.
    `address`: the column in which an address stands, whatever it is. `faults`: (column, code).
    """

    number: int
    said: Entry = field(default_factory=dict)
    organization: str = ""
    identifier: str = ""
    places: list[Found] = field(default_factory=list)
    address: str = ""
    faults: list[Found] = field(default_factory=list)

    def fault(self, column: str, code: str) -> None:
        """Note what is wrong in a column; the same once."""
        if (column, code) not in self.faults:
            self.faults.append((column, code))

    @property
    def is_wrong(self) -> bool:
        """Whether the row is left out."""
        return any(is_error(code) for _column, code in self.faults)
