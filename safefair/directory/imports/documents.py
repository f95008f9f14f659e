"""HSDS 3.0 in its two forms: one JSON document, or the tabular form, a zip of CSV files. Both as nested services."""

import csv
import io
import json
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from safefair.core.tabular.archives import read_members
from safefair.core.tabular.delimited import decode
from safefair.core.tabular.refusals import FileRefused
from safefair.directory.imports.hsds import Document

MOST_SERVICES = 20_000
PARTS = ("phones", "schedules", "service_areas", "languages", "service_at_locations", "attributes")


def from_json(data: bytes) -> list[Document]:
    """The services of a page, a list, one service, or organisations with their services. FileRefused for anything else."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        raise FileRefused(_("This is no JSON that can be read.")) from None
    found = document.get("contents", [document]) if isinstance(document, dict) else document
    if not isinstance(found, list):
        raise FileRefused(_("There is no list of services in this file."))
    services: list[Document] = []
    for one in found:
        if isinstance(one, dict) and isinstance(one.get("services"), list):
            owner = {name: one[name] for name in ("id", "name") if name in one}
            services += [
                {"organization": owner, **inner} for inner in one["services"] if isinstance(inner, dict)
            ]
        else:
            services.append(one)
    return _modest(services)


def from_zip(data: bytes) -> list[Document]:
    """The services of the tabular form. FileRefused without a table of services."""
    tables = {
        name.removesuffix(".csv"): _rows(content) for name, content in read_members(data, ".csv").items()
    }
    if "services" not in tables:
        raise FileRefused(_("There is no services.csv in this archive."))
    organizations = _by_id(tables.get("organizations", []))
    terms, locations = _by_id(tables.get("taxonomy_terms", [])), _by_id(tables.get("locations", []))
    parts = {name: _by_service(tables.get(name, [])) for name in PARTS}
    for row in tables.get("phones", []):
        row["languages"] = [
            one for one in tables.get("languages", []) if one.get("phone_id") == row.get("id")
        ]
    for row in tables.get("attributes", []):
        row["taxonomy_term"] = terms.get(row.get("taxonomy_term_id", ""), {})
    for row in tables.get("service_at_locations", []):
        row["location"] = locations.get(row.get("location_id", ""), {})
    return _modest(
        [
            {**row, "organization": organizations.get(row.get("organization_id", ""), {})}
            | {name: found.get(row.get("id", ""), []) for name, found in parts.items()}
            for row in tables["services"]
        ]
    )


def _modest(services: list[Document]) -> list[Document]:
    if len(services) > MOST_SERVICES:
        raise FileRefused(_("The file has more than 20,000 services. Split it into smaller files."))
    return services


def _rows(content: bytes) -> list[dict[str, Any]]:
    try:
        found = csv.DictReader(io.StringIO(decode(content, "utf-8-sig"), newline=""))
        return [{name: value or "" for name, value in row.items() if name} for row in found]
    except csv.Error:
        raise FileRefused(_("One of the tables in the archive cannot be read.")) from None


def _by_id(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in rows if row.get("id")}


def _by_service(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The parts of each service; an attribute names it in `link_id`."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row.get("service_id") or row.get("link_id") or ""].append(row)
    return found
