"""The components, looked at as a person and as a screen reader would."""

import pytest
from playwright.sync_api import Page


@pytest.mark.parametrize("width", [360, 1280])
def test_sign_in_page_is_accessible(site: str, page: Page, width: int, assert_accessible, errors, screenshot):
    page.set_viewport_size({"width": width, "height": 800})

    page.goto(f"{site}/accounts/login/")

    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth") is True
    assert_accessible(page)
    assert errors == []
    screenshot(f"sign-in-{width}")
