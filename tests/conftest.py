"""What all tests share; each part says its rules in its own file."""

import pytest
from hypothesis import HealthCheck, settings

# Machines are shared: how long an example takes says nothing about the code.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

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
