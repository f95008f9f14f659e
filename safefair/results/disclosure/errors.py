"""What can be wrong with input or with a release. No value of a withheld cell enters a message."""


class TableError(ValueError):
    """A file or a table definition cannot be used as it stands.

    Args:
        fact: what is wrong, in words fit for the user.
        row: 1-based row of the file, the header being row 1.
        column: heading of the column.
    """

    def __init__(self, fact: str, *, row: int | None = None, column: str | None = None) -> None:
        place = [f"row {row}"] if row is not None else []
        place += [f"column {column}"] if column is not None else []
        super().__init__(f"{', '.join(place)}: {fact}" if place else fact)
        self.row = row
        self.column = column


class CannotProtect(Exception):
    """No publication was found that passes the audit, so nothing may be written."""
