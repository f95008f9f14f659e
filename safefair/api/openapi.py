"""The OpenAPI description of what may be asked, made from the same forms that check it."""

from django import forms

from safefair.api.forms import MOST, AskOne, AskOrganizations, AskPage, AskPlaces, AskServices, AskTerms
from safefair.directory.hsds.documents import Document

SCHEMAS = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema"
LISTS: tuple[tuple[str, type[AskOne], str, str], ...] = (
    ("services", AskServices, "compiled/service_list.json", "compiled/service.json"),
    ("organizations", AskOrganizations, "compiled/organization_list.json", "compiled/organization.json"),
    (
        "service_at_locations", AskPlaces, "compiled/service_at_location_list.json",
        "compiled/service_at_location.json",
    ),
    ("taxonomies", AskPage, "taxonomy.json", "taxonomy.json"),
    ("taxonomy_terms", AskTerms, "taxonomy_term.json", "taxonomy_term.json"),
)  # fmt: skip
TYPES: tuple[tuple[type[forms.Field], Document], ...] = (
    (forms.IntegerField, {"type": "integer", "minimum": 1}),
    (forms.BooleanField, {"type": "boolean"}),
    (forms.UUIDField, {"type": "string", "format": "uuid"}),
    (forms.DateTimeField, {"type": "string", "format": "date-time"}),
    (forms.ChoiceField, {"type": "string", "enum": ["json"]}),
)


def openapi(server: str) -> Document:
    """The whole description, for the API at the address `server`."""
    paths: Document = {}
    for name, form, one_of_list, one in LISTS:
        item = {"$ref": f"{SCHEMAS}/{one_of_list}"}
        contents = {"type": "object", "properties": {"contents": {"type": "array", "items": item}}}
        paths[f"/{name}"] = _get(f"A page of {name}", _parameters(form()), contents)
        by_id = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
        paths[f"/{name}/{{id}}"] = _get(f"One of {name}", [by_id], {"$ref": f"{SCHEMAS}/{one}"})
    return {
        "openapi": "3.1.0",
        "info": {"title": "Directory of services in HSDS", "version": "3.0"},
        "servers": [{"url": server}],
        "paths": paths,
    }


def _get(summary: str, parameters: list[Document], schema: Document) -> Document:
    answer = {"description": summary, "content": {"application/json": {"schema": schema}}}
    return {"get": {"summary": summary, "parameters": parameters, "responses": {"200": answer}}}


def _parameters(form: AskOne) -> list[Document]:
    return [
        {"name": name, "in": "query", "required": False, "schema": _schema(name, field)}
        for name, field in form.fields.items()
    ]


def _schema(name: str, field: forms.Field) -> Document:
    found = next(schema for kind, schema in TYPES if isinstance(field, kind))
    return found | {"maximum": MOST} if name == "per_page" else found
