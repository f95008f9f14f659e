"""Pages of docs/generated/, written from the code and never stale."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "generated"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`make docs` runs these alone."""
    for item in items:
        if "assert_document" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.document)


@pytest.fixture
def assert_document() -> Callable[[str, str], None]:
    """`assert_document("roles.md", text)`: the committed page says what the code says; `make docs` writes it."""

    def check(name: str, text: str) -> None:
        path = FOLDER / name
        if os.environ.get("SAFEFAIR_TEST_WRITE_DOCS"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        assert (path.read_text() if path.exists() else "") == text, (
            f"docs/generated/{name} is stale: make docs"
        )

    return check
