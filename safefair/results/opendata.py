"""The files of a release: a CSV for each table, and a Frictionless data package that says what they are.

Everything is made of stored release cells, so no withheld value can enter: the cell has none. The audit reads these
very bytes back (`read_table`); what it passed is what is served.
"""

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import translation

from safefair.results.counting import Key
from safefair.results.dimensions import DIMENSIONS, TOTAL, order_of, words_of
from safefair.results.disclosure.round import base_for
from safefair.results.enums import CellStatus, DisclosureMethod, FigureKind
from safefair.results.models import Release
from safefair.results.queries.releases import ReleasedTable, release_tables

UNITS = {
    FigureKind.PEOPLE: "person",
    FigureKind.ATTENDANCES: "attendance",
    FigureKind.EVENTS: "event",
    FigureKind.CASES: "record",
    FigureKind.MONEY: "US dollar",
}
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
DISCLAIMER = (
    "Counts of people and events that organisations of the programme recorded. They are reports, not prevalence: they"
    " do not say how many people were affected or in need. Do not try to recognise anybody."
)
TAIL = ("value", "low", "high", "status")


def release_files(release: Release) -> dict[str, bytes]:
    """Every file of a release by name, in English; the same cells give the same bytes."""
    with translation.override("en-gb"):
        tables = release_tables(release)
        files = {table.file_name: table_csv(table) for table in tables}
        package = describe_package(release, tables, files)
        files["datapackage.json"] = json.dumps(package, ensure_ascii=False, indent=2).encode() + b"\n"
        return files


def table_csv(table: ReleasedTable) -> bytes:
    """One table: a column for each dimension (`*` for a total), value, range of the total, status. Sorted by code."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*table.dimensions, *TAIL])
    orders = [order_of(name) for name in table.dimensions]
    for cell in sorted(
        table.cells,
        key=lambda c: [(order.get(code, 999), code) for order, code in zip(orders, c.codes, strict=True)],
    ):
        numbers = ["" if number is None else number for number in (cell.value, cell.low, cell.high)]
        writer.writerow([*cell.codes, *numbers, cell.status])
    return out.getvalue().encode()


class FileContradicts(ValueError):
    """A file of a release says something that no release may say."""


def read_table(text: bytes) -> tuple[tuple[str, ...], dict[Key, int | None]]:
    """Read a table back from its bytes: dimensions, and value by codes (None where withheld).

    Raises:
        FileContradicts: a withheld row with a number, a published one without, a row twice.
    """
    rows = list(csv.reader(io.StringIO(text.decode())))
    dimensions = tuple(rows[0][: -len(TAIL)])
    cells: dict[Key, int | None] = {}
    for row in rows[1:]:
        key, (value, low, high, status) = tuple(row[: len(dimensions)]), row[len(dimensions) :]
        if key in cells or (status == CellStatus.WITHHELD) != (value == ""):
            raise FileContradicts(f"{key}")
        if (low or high) and (status == CellStatus.WITHHELD or any(code != TOTAL for code in key)):
            raise FileContradicts(f"{key}")
        cells[key] = int(value) if value else None
    return dimensions, cells


def describe_package(
    release: Release, tables: Sequence[ReleasedTable], files: Mapping[str, bytes]
) -> dict[str, Any]:
    """The data package (Frictionless Data, Data Package 1): what each file counts, how it was protected, terms."""
    predecessor = release.predecessor
    return {
        "profile": "data-package",
        "name": f"{release.programme.code}-release-{release.number}",
        "id": str(release.uuid),
        "title": release.title,
        "description": DISCLAIMER + (f"\n\n{release.note}" if release.note else ""),
        "version": str(release.number),
        "created": release.created_at.isoformat(timespec="seconds"),
        "licenses": [LICENCE],
        "contributors": [
            {"title": partner.name, "role": "contributor"}
            for partner in release.programme.participating_organizations.order_by("position")
        ],
        "temporal": {
            "start": release.period.starts_on.isoformat(),
            "endBefore": release.period.ends_before.isoformat(),
            "label": release.period.label,
        },
        "release": {"number": release.number, "predecessor": str(predecessor.uuid) if predecessor else None},
        "revision": "A published release never changes. What is corrected later appears in the next release.",
        "disclosureControl": {
            "method": release.method,
            "threshold": release.threshold,
            "roundingBase": base_for(release.threshold) if release.method == DisclosureMethod.ROUND else None,
            "cellsWithheld": sum(table.withheld for table in tables),
            "audit": {
                key: release.audit[key] for key in ("version", "passed", "digest") if key in release.audit
            },
        },
        "recordsAreInvented": release.programme.is_invented,
        "resources": [_resource(table, files[table.file_name]) for table in tables],
    }


def _resource(table: ReleasedTable, content: bytes) -> dict[str, Any]:
    fields: list[dict[str, Any]] = [_dimension_field(name, table) for name in table.dimensions]
    fields.append(
        {"name": "value", "type": "integer", "description": f"{table.title}; empty where withheld."}
    )
    for end in ("low", "high"):
        words = "End of the range that linking records leaves; only for the total of unique people."
        fields.append({"name": end, "type": "integer", "description": words})
    statuses = [CellStatus.PUBLISHED.value, CellStatus.WITHHELD.value]
    fields.append({"name": "status", "type": "string", "constraints": {"required": True, "enum": statuses}})
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table.dimensions:
        schema["primaryKey"] = list(table.dimensions)
    return {
        "name": table.file_name.removesuffix(".csv"),
        "path": table.file_name,
        "profile": "tabular-data-resource",
        "title": f"{table.code} {table.title}",
        "description": table.definition,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "unitCounted": UNITS[FigureKind(table.kind)],
        "asOf": table.as_of.isoformat(timespec="seconds"),
        "totalsAdd": True,
        "countedAt": "Everybody is counted in one cell: where and as the first record of the period shows her."
        if table.kind == FigureKind.PEOPLE
        else "Every record is counted in its own cell.",
        "cellsWithheld": table.withheld,
        "schema": schema,
    }


def _dimension_field(name: str, table: ReleasedTable) -> dict[str, Any]:
    codes = list(dict.fromkeys(cell.codes[table.dimensions.index(name)] for cell in table.cells))
    codes.sort(key=lambda code: (order_of(name).get(code, 999), code))
    words = "; ".join(f"{code} {words_of(name, code)}" for code in codes)
    return {
        "name": name,
        "type": "string",
        "title": str(DIMENSIONS[name].label),
        "description": words,
        "constraints": {"required": True, "enum": codes},
    }
