"""HSDS 3.0 as a stranger would check it, and stricter: a field that HSDS does not know is a fault too."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

SCHEMA = Path(__file__).parent / "schemas" / "service_with_definitions.json"
PARTS = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}


@cache
def parts() -> dict[str, Any]:
    """The schemas of a service and of all its parts, closed to fields that they do not name."""
    service: dict[str, Any] = json.loads(SCHEMA.read_text())
    found: dict[str, Any] = service.pop("definitions") | {"service": service}
    # HSDS's compiled schemas of organisations and of services at places say so; the one of services leaves it out.
    a_service = {"$ref": "#/definitions/service"}
    found["organization"]["properties"]["services"] = {"type": "array", "items": a_service}
    found["service_at_location"]["properties"]["service"] = a_service
    for part in found.values():
        part["additionalProperties"] = False
    return found


def faults(kind: str, document: dict[str, Any]) -> list[str]:
    """What is wrong with a document of a kind of list, as "where: what"."""
    schema = {"$ref": f"#/definitions/{PARTS[kind]}", "definitions": parts()}
    found = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(document)
    return [f"{'/'.join(map(str, fault.absolute_path))}: {fault.message}" for fault in found]
