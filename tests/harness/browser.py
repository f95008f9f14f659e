"""Journeys: Debian's chromium against a running server, with accessibility looked at on the way."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

CHROMIUM = Path(os.environ.get("SAFEFAIR_TEST_CHROMIUM", "/usr/bin/chromium"))
RESULTS = Path(__file__).resolve().parents[2] / "test-results"
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}
"""Of what axe finds: what is right need not be described, and takes most of the time."""
QUIET = [
    "background-networking",
    "component-update",
    "default-apps",
    "extensions",
    "sync",
    "domain-reliability",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for a page is a journey: it may speak to this machine, and it commits."""
    for item in items:
        if "page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "localhost", "::1"]))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's chromium, silent towards its maker."""
    if not CHROMIUM.exists():
        pytest.fail(
            "Journeys need a browser: apt-get install chromium fonts-noto-core (make test does it as root)"
        )
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    quiet = [f"--disable-{name}" for name in QUIET]
    return {
        "executable_path": str(CHROMIUM),
        "args": [*sandbox, *quiet, "--no-first-run", "--disable-dev-shm-usage", "--metrics-recording-only"],
    }


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A small laptop's screen, in English, somewhere in the region."""
    return {
        "viewport": {"width": 1280, "height": 800},
        "locale": "en-GB",
        "timezone_id": "Asia/Bangkok",
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session", autouse=True)
def _allow_orm_beside_the_browser() -> None:
    """Playwright runs an event loop in the test's thread, which Django takes for asynchronous code."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture
def site(live_server: Any, page: Page) -> str:
    """The address of a running server; pages opened by relative address go there, and script errors fail the test."""
    page.set_default_timeout(15_000)
    return str(live_server.url)


@pytest.fixture
def errors(page: Page) -> list[str]:
    """What the page's scripts and its security policy complained about."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    return found


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """Fail on what axe calls serious or critical."""

    def check(page: Page) -> None:
        violations = Axe().run(page, options=ONLY_VIOLATIONS).response["violations"]
        grave = [
            f"{rule['id']} ({rule['impact']}): {rule['help']}\n  "
            + "\n  ".join(node["html"] for node in rule["nodes"])
            for rule in violations
            if rule["impact"] in {"serious", "critical"}
        ]
        assert not grave, "\n".join(grave)

    return check


@pytest.fixture
def screenshot(page: Page) -> Callable[[str], Path]:
    """`screenshot("release")` keeps the whole page as test-results/release.png."""

    def take(name: str) -> Path:
        path = RESULTS / f"{name}.png"
        path.parent.mkdir(exist_ok=True)
        page.screenshot(path=path, full_page=True)
        return path

    return take
