"""Walking through the product: signing in by the form, looking at each page, and the worker at hand."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from safefair.accounts.models import Organization, User
from tests.accounts.factories import RoleAssignmentFactory, UserFactory
from tests.harness.jobs import run_waiting_jobs

expect.set_options(timeout=15_000)  # two cores are shared with whatever else runs
PASSWORD = "invented words for the gate"
WIDTHS = (360, 1280)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker walks all journeys: one server, one browser."""
    for item in items:
        if "/journeys/" in item.path.as_posix():
            item.add_marker(pytest.mark.xdist_group("journeys"))


@pytest.fixture
def somebody() -> Callable[..., User]:
    """`somebody("COUNSELLOR", organization)`: invented staff in a role, with a password."""

    def make(role: str, organization: Organization | None = None) -> User:
        user = UserFactory.create(name=f"Invented {role.replace('_', ' ').title()}")
        user.set_password(PASSWORD)
        user.save()
        RoleAssignmentFactory.create(user=user, role=role, organization=organization)
        return user

    return make


@pytest.fixture
def enter(site: str, page: Page) -> Callable[..., None]:
    """`enter(user)`: sign in by the form, as whoever was there before signs out."""

    def sign_in(user: User, password: str = PASSWORD) -> None:
        page.context.clear_cookies()
        page.goto(f"{site}/accounts/login/")
        page.get_by_label("Email").fill(user.email)
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda url: "/login/" not in url)

    return sign_in


@pytest.fixture
def look(page: Page, assert_accessible: Callable[[Page], None]) -> Callable[[], None]:
    """`look()`: the page as it stands, on a phone and on a laptop: nothing grave, nothing wider than the screen."""

    def check() -> None:
        # A click may have begun to leave for another page, and there is a moment with no document at all.
        page.wait_for_function(
            "document.readyState === 'complete' && document.documentElement && document.body"
        )
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{page.url} is {wide} wide on a screen of {width}"
            assert_accessible(page)
        assert page.locator("h1").count() == 1, page.url

    return check


@pytest.fixture
def run_jobs(django_db_blocker: DjangoDbBlocker) -> Callable[[], None]:
    """`run_jobs()`: the worker does what waits, as it would in a process of its own, and ends."""

    def work() -> None:
        with django_db_blocker.unblock():
            run_waiting_jobs()

    return work
