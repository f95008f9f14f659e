"""Walking from page to page."""

from playwright.sync_api import Locator


def follow(link: Locator) -> None:
    """Click what leads to another page, and wait until that page is there: a click alone comes back before."""
    with link.page.expect_navigation():
        link.click()
