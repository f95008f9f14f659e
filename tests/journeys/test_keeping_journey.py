"""Keep on this phone: nothing without the tap, opens without a network, and removing leaves nothing at all."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from safefair.guide.models import Article
from tests.guide.factories import published
from tests.harness.walking import follow

pytestmark = pytest.mark.django_db(transaction=True)
TRACES = """async () => ({
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    databases: (await indexedDB.databases()).length,
    stored: localStorage.length + sessionStorage.length,
    cookies: document.cookie,
})"""
NOTHING = {"caches": [], "workers": 0, "databases": 0, "stored": 0, "cookies": ""}


def keep(page: Page, site: str, number: int = 900) -> None:
    """To the offer and the tap."""
    page.goto(f"{site}/a/{number}/keep")
    page.get_by_role("button", name="Keep this page").click()
    expect(page.get_by_role("link", name=f"Invented title {number}", exact=True)).to_be_visible()


@pytest.fixture
def _articles() -> None:
    for number in (900, 901):
        published(number, title=f"Invented title {number}")


@pytest.mark.usefixtures("_articles")
def test_nothing_is_kept_before_the_tap_and_all_of_it_is_gone_after_removing(
    site: str, page: Page, look: Callable[[], None], errors: list[str]
):
    page.goto(f"{site}/a/900")
    follow(page.get_by_role("link", name="Keep on this phone"))
    expect(page.get_by_text("Nothing is kept on this phone.")).to_be_visible()
    look()
    assert page.evaluate(TRACES) == NOTHING

    keep(page, site)
    look()
    assert page.evaluate(TRACES) == {**NOTHING, "caches": ["pages"], "workers": 1}
    follow(page.get_by_role("link", name="Invented title 900"))
    expect(page.get_by_text("This page is kept on your phone").first).to_be_visible()
    look()

    page.goto(f"{site}/a/kept")
    look()
    page.get_by_role("button", name="Remove all", exact=True).click()
    expect(page.get_by_text("Nothing is kept on this phone.")).to_be_visible()
    assert page.evaluate(TRACES) == NOTHING
    page.goto(f"{site}/a/900")
    expect(page.get_by_text("This page leaves nothing on your phone")).to_be_visible()
    assert page.evaluate(TRACES) == NOTHING
    assert errors == []


@pytest.mark.usefixtures("_articles")
def test_it_opens_without_a_network_and_is_removed_without_one(site: str, page: Page):
    keep(page, site)
    keep(page, site, 901)
    page.context.set_offline(True)

    page.goto(f"{site}/a/900")
    expect(page.get_by_role("heading", name="Invented title 900")).to_be_visible()
    page.goto(f"{site}/a/")  # was not kept: what is kept stands in its place
    row = page.get_by_role("listitem").filter(has_text="Invented title 901")
    row.get_by_role("button", name="Remove").click()
    expect(row).to_have_count(0)
    page.goto(f"{site}/a/901")
    expect(page.get_by_role("link", name="Invented title 900")).to_be_visible()
    page.get_by_role("button", name="Remove", exact=True).click()

    expect(page.get_by_text("Nothing is kept on this phone.")).to_be_visible()
    assert page.evaluate(TRACES) == NOTHING


@pytest.mark.usefixtures("_articles")
def test_what_editors_take_back_is_taken_back_from_the_phone(site: str, page: Page):
    keep(page, site)
    Article.objects.get(number=900).unpublish()

    page.goto(f"{site}/a/900")
    expect(page.get_by_role("heading", name="Invented title")).to_have_count(0)

    page.goto(f"{site}/a/kept")
    expect(page.get_by_text("Nothing is kept on this phone.")).to_be_visible()
    assert page.evaluate(TRACES) == NOTHING


@pytest.mark.usefixtures("_articles")
def test_removing_and_leaving_is_one_tap(site: str, page: Page):
    keep(page, site)

    def elsewhere(route: Route) -> None:
        route.fulfill(body="<title>Elsewhere</title>", content_type="text/html")

    page.route("https://www.wikipedia.org/**", elsewhere)
    page.get_by_role("button", name="Remove all and leave").click()
    page.wait_for_url("https://www.wikipedia.org/")
    page.goto(f"{site}/a/")

    assert page.evaluate(TRACES) == NOTHING


@pytest.mark.usefixtures("_articles")
def test_without_a_script_the_offer_is_not_there(site: str, browser: Browser):
    context = browser.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto(f"{site}/a/900/keep")

    expect(bare.get_by_text("This browser cannot keep pages.")).to_be_visible()
    expect(bare.get_by_role("button")).to_have_count(0)
    context.close()
