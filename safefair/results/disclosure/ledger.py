"""The ledger of releases as plain data: what readers already have, which every later release must respect.

A stored release never changes. The application keeps each `Entry` as one row and hands the entries of the
same records, oldest first, to `earlier`.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from safefair.results.disclosure.errors import TableError
from safefair.results.disclosure.files import align
from safefair.results.disclosure.tables import Design, Key, Published


@dataclass(frozen=True, slots=True)
class Entry:
    """One release.

    Attributes:
        release_id: its name, unique in the ledger.
        snapshot: keyed hash of the records it was counted from.
        predecessor: the release before it, `None` for the first.
        predecessor_hash: hash of that entry, so that no entry can be changed unnoticed.
        published: every cell of the release, withheld ones included.
    """

    release_id: str
    snapshot: str
    predecessor: str | None
    predecessor_hash: str | None
    published: Published

    @property
    def entry_hash(self) -> str:
        """SHA-256 over the whole entry, hexadecimal."""
        return hashlib.sha256(json.dumps(to_plain(self), sort_keys=True).encode()).hexdigest()


def append(
    ledger: Sequence[Entry], *, release_id: str, snapshot: str, published: Published
) -> tuple[Entry, ...]:
    """The ledger with one more release.

    Raises:
        TableError: when the id is taken or the ledger was tampered with.
    """
    check(ledger)
    if any(entry.release_id == release_id for entry in ledger):
        raise TableError(f"the release {release_id} is already in the ledger")
    last = ledger[-1] if ledger else None
    before = last.release_id if last else None
    return (*ledger, Entry(release_id, snapshot, before, last.entry_hash if last else None, published))


def check(ledger: Iterable[Entry]) -> None:
    """Raise `TableError` unless every entry names its predecessor and its hash."""
    last: Entry | None = None
    for entry in ledger:
        expected = (last.release_id, last.entry_hash) if last else (None, None)
        if (entry.predecessor, entry.predecessor_hash) != expected:
            raise TableError(f"the release {entry.release_id} does not follow from the one before it")
        last = entry


def earlier_releases(ledger: Iterable[Entry], dimensions: tuple[str, ...]) -> list[Published]:
    """What `protect` and `audit` take as `earlier`, over the given dimensions.

    Raises:
        TableError: when an entry uses a dimension that is not among them.
    """
    releases = []
    for entry in ledger:
        if missing := [name for name in entry.published.design.dimensions if name not in dimensions]:
            raise TableError(f"the release {entry.release_id} uses {missing[0]}; add it to the dimensions")
        releases.append(align(entry.published, dimensions))
    return releases


def to_plain(entry: Entry) -> dict[str, Any]:
    """An entry as lists, strings and numbers, fit for JSON; cells ordered by their codes alone."""
    design = asdict(entry.published.design)
    design["groups"] = {
        name: {group: sorted(codes) for group, codes in groups.items()}
        for name, groups in entry.published.design.groups.items()
    }
    return {
        "release_id": entry.release_id,
        "snapshot": entry.snapshot,
        "predecessor": entry.predecessor,
        "predecessor_hash": entry.predecessor_hash,
        "design": {
            **design,
            "tables": [list(t) for t in design["tables"]],
            "dimensions": list(design["dimensions"]),
        },
        "cells": sorted([[*key], value] for key, value in entry.published.cells.items()),
    }


def from_plain(plain: Mapping[str, Any]) -> Entry:
    """The entry that `to_plain` wrote."""
    stored = plain["design"]
    design = Design(
        tuple(stored["dimensions"]),
        tuple(tuple(table) for table in stored["tables"]),
        {
            name: {group: frozenset(codes) for group, codes in groups.items()}
            for name, groups in stored["groups"].items()
        },
        stored["cumulative"],
    )
    cells: dict[Key, int | None] = {tuple(key): value for key, value in plain["cells"]}
    return Entry(
        plain["release_id"],
        plain["snapshot"],
        plain["predecessor"],
        plain["predecessor_hash"],
        Published(design, cells),
    )
