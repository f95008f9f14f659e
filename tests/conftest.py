"""What all tests share; each part says its rules in its own file."""

import pytest

pytest_plugins = [
    "tests.harness.database",
    "tests.harness.strictness",
    "tests.harness.queries",
    "tests.harness.browser",
    "tests.harness.documents",
]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow ones first, so that no worker is left alone with one at the end; else by chance."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
