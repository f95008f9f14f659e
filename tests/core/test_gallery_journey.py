"""The components in a browser: policy, keys, accessibility, narrow screens."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def gallery(site: str, page: Page, client: Client, django_user_model: Any) -> Page:
    """The gallery, opened by somebody invented."""
    user = django_user_model.objects.create_user(email="invented.daisy-01@example.org")
    client.force_login(user, backend=BACKEND)
    page.context.add_cookies([{"name": "session", "value": client.cookies["session"].value, "url": site}])
    page.goto(f"{site}/workspace/components/")
    assert page.title() == "Components – Workspace"
    page.evaluate("document.activeElement.blur()")
    return page


def test_the_policy_blocks_nothing_and_styles_arrive(
    gallery: Page, errors: list[str], assert_accessible: Callable[[Page], None]
) -> None:
    gallery.reload()

    assert gallery.evaluate("typeof htmx") == "object"
    assert gallery.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(246, 244, 239)"
    assert [error for error in errors if "31/31/2026" not in error] == []
    assert_accessible(gallery)


def test_a_public_page_takes_its_own_stylesheet(
    site: str, page: Page, errors: list[str], assert_accessible: Callable[[Page], None]
) -> None:
    page.goto(f"{site}/nothing-here/")

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(246, 244, 239)"
    assert [error for error in errors if "404" not in error] == []
    assert_accessible(page)


def test_keys_search_walk_rows_and_can_be_switched_off(gallery: Page) -> None:
    def focused() -> str:
        return str(
            gallery.evaluate("(document.activeElement.name || document.activeElement.textContent).trim()")
        )

    walked = []
    for key in ("/", "Escape", "j", "ArrowDown", "k"):
        gallery.keyboard.press(key)
        walked.append(focused())
    gallery.keyboard.press("?")
    gallery.get_by_label("Use these keys").uncheck()
    gallery.evaluate("document.activeElement.blur()")
    gallery.keyboard.press("/")

    assert [walked[0], walked[2], walked[4]] == ["q", "Invented Daisy-01", "Invented Daisy-01"]
    assert walked[3] not in ("Invented Daisy-01", "")
    assert focused() != "q"


def test_nothing_is_wider_than_the_screen(gallery: Page) -> None:
    wider = []
    for width in (360, 640, 960, 1280):
        gallery.set_viewport_size({"width": width, "height": 800})
        if gallery.evaluate("document.documentElement.scrollWidth") > width:
            wider.append(width)

    assert wider == []


def test_the_menu_opens_without_script_on_a_phone(gallery: Page) -> None:
    gallery.set_viewport_size({"width": 360, "height": 800})
    menu = gallery.locator(".side-body")
    before = menu.is_visible()

    gallery.get_by_role("link", name="Menu", exact=True).first.click()

    assert (before, menu.is_visible()) == (False, True)
