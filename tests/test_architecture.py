"""What the import order cannot see: foreign keys by name, pages without a permission."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "safefair"
MARKS = ("required_permissions", "is_for_everybody_signed_in", "is_public")
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}


def ranks() -> dict[str, int]:
    """Each app's place in the import order, the lowest 0."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    layers = tools["importlinter"]["contracts"][0]["layers"]
    return {app.strip(): rank for rank, layer in enumerate(reversed(layers)) for app in layer.split("|")}


def app_of(model: type[Model]) -> str:
    """The app that a model belongs to; empty where it is not ours."""
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "safefair" else ""


def relations() -> Iterator[tuple[str, str, str]]:
    """From where to where each foreign key between our models points, and its name; those to the user apart."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            target = field.related_model
            if field.concrete and isinstance(target, type) and target is not get_user_model():
                yield app_of(model), app_of(target), f"{model._meta.label}.{field.name}"


def test_relations_point_down_the_import_order():
    order = ranks()

    upward = [
        name
        for here, there, name in relations()
        if here and there and here != there and order[here] <= order[there]
    ]

    assert upward == []


def test_no_relation_names_another_apps_model_by_a_string():
    named = []
    for path in PACKAGE.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in RELATIONS and node.args:
                target = node.args[0]
                app = path.relative_to(PACKAGE).parts[0]
                if isinstance(target, ast.Constant) and "." in str(target.value).removeprefix(f"{app}."):
                    named.append(f"{path.relative_to(ROOT)}:{node.lineno} {target.value!r}")

    assert named == []


def views(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, object]]:
    """Every address pattern and what answers it."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.callback


def test_every_page_says_who_may_see_it():
    bare = [
        address
        for address, view in views(get_resolver())
        if getattr(view, "__module__", "").startswith("safefair")
        if not any(getattr(view, mark, None) for mark in MARKS)
    ]

    assert bare == []


def test_public_pages_carry_no_session():
    """A page that is open to everybody under a prefix that is not would set a cookie."""
    outside = [
        address
        for address, view in views(get_resolver())
        if getattr(view, "__module__", "").startswith(("safefair.website", "safefair.api"))
        and getattr(view, "is_public", False)
        if address.startswith("workspace/")
    ]

    assert outside == []


@pytest.mark.parametrize("app", sorted(ranks()))
def test_every_app_says_what_it_is_for(app):
    if app == "config":
        return
    words = (PACKAGE / app / "README.md").read_text().splitlines()

    assert words[0].startswith("# ")
    assert 3 <= len([line for line in words if line.strip()]) <= 25


def test_every_app_is_installed():
    installed = {
        name.removeprefix("safefair.") for name in settings.INSTALLED_APPS if name.startswith("safefair.")
    }

    assert set(ranks()) <= installed
