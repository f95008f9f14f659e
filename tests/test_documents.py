"""The pages that are written from the code."""

import inspect
from collections.abc import Iterator

from django.apps import apps
from django.db.models import Field, Model

from safefair.accounts.roles import ROLES, Permission

HEAD = "<!-- Written by `make docs` from the code. -->\n\n"


def test_roles(assert_document):
    lines = ["# Who may do what", "", "| Role | For | Sees persons | May |", "|---|---|---|---|"]
    for role in ROLES:
        may = ", ".join(f"`{permission}`" for permission in Permission if permission in role.permissions)
        lines.append(
            f"| {role.title} | {role.description} | {'yes' if role.sees_persons else 'no'} | {may} |"
        )

    assert_document("roles.md", HEAD + "\n".join(lines) + "\n")


def test_data_dictionary(assert_document):
    lines = ["# Data dictionary", ""]
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        models = sorted(
            (model for model in config.get_models() if is_ours(model)), key=lambda model: model.__name__
        )
        if models:
            lines += [f"## {config.label}", ""]
        for model in models:
            about = (inspect.getdoc(model) or "").split("\n\n")[0].replace("\n", " ")
            lines += [f"### {model.__name__}", "", about, "", "| Field | Kind | Meaning |", "|---|---|---|"]
            lines += list(rows(model))
            lines.append("")

    assert_document("data-dictionary.md", HEAD + "\n".join(lines).rstrip() + "\n")


def is_ours(model: type[Model]) -> bool:
    """A model written by hand: tables of history mirror theirs."""
    return model.__module__.startswith("safefair") and not hasattr(model, "pgh_id")


def rows(model: type[Model]) -> Iterator[str]:
    """One line a field."""
    for field in model._meta.concrete_fields:
        kind = field.get_internal_type()
        if field.related_model is not None:
            kind = f"→ {field.related_model._meta.label}"
        elif field.choices:
            kind = "one of " + ", ".join(str(value) for value, _ in field.flatchoices[:12])
        yield f"| {field.name} | {kind}{', may be missing' if field.null else ''} | {meaning(field)} |"


def meaning(field: "Field[object, object]") -> str:
    """What the forms call it, and what they explain."""
    return f"{field.verbose_name}. {field.help_text}".strip().removesuffix(".").replace("|", "/")
