"""The public page in a browser without scripts: one request, no cookie, everything there."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.harness.walking import follow
from tests.website.factories import publish_planted

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_programme_page_is_one_request_and_needs_no_script(
    site: str, page: Page, browser: Browser, look: Callable[[], None], errors: list[str]
):
    publish_planted()
    context = browser.new_context(java_script_enabled=False)
    bare = context.new_page()
    asked: list[str] = []
    bare.on("request", lambda request: asked.append(request.url))

    bare.goto(f"{site}/", wait_until="networkidle")
    text, kept = bare.locator("main").inner_text(), context.cookies()
    context.close()
    page.goto(f"{site}/")
    look()
    page.get_by_role("link", name="Open this number").first.click()
    expect(page.get_by_role("heading", name="How it is counted")).to_be_visible()
    look()
    follow(page.get_by_role("link", name="Open data"))
    look()
    page.goto(f"{site}/numbers/")
    look()

    assert [url for url in asked if not url.startswith("data:")] == [f"{site}/"]
    assert kept == []
    assert "Counted so far" in text
    assert errors == []


def test_a_reader_of_khmer_finds_her_language_and_keeps_it(
    site: str, page: Page, look: Callable[[], None], errors: list[str]
):
    publish_planted()

    page.goto(f"{site}/")
    page.get_by_role("link", name="ខ្មែរ").click()
    expect(page.locator("html")).to_have_attribute("lang", "km")
    look()
    page.get_by_role("link", name="បើកមើលចំនួននេះ").first.click()
    expect(page.get_by_role("heading", name="របៀបរាប់")).to_be_visible()
    look()
    follow(page.get_by_role("link", name="ទិន្នន័យបើកចំហ"))
    look()

    assert page.url == f"{site}/km/data/"
    assert page.context.cookies() == []
    assert errors == []
