"""Every kind of public page in every language on a phone: axe, light or dark, letters twice as large, nothing wider."""

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.accounts.factories import OrganizationFactory
from tests.contact.factories import DeskFactory
from tests.directory.factories import invented_service
from tests.guide.factories import published
from tests.harness.walking import follow
from tests.website.factories import publish_planted
from tests.website.test_library import campaign, publication, with_file

pytestmark = pytest.mark.django_db(transaction=True)
PHONE: ViewportSize = {"width": 360, "height": 640}
PATHS = (
    "", "numbers/", "data/", "a/", "a/th/", "a/900", "a/900/share", "a/900/keep", "a/900/kept", "a/kept",
    "near/", "near/TH/", "near/TH/TH-63/", "near/SG/", "ask/", "ask/TH/", "publications/", "publications/1", "campaigns/", "campaigns/1", "nowhere/",
)  # fmt: skip
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture
def _everything() -> None:
    """One of each: a release, an article, a place to call, a desk."""
    publish_planted()
    published()
    with_file(publication(material_of=campaign(), kind="material"))
    centre = OrganizationFactory.create(name="Invented Centre of Tak", country="TH")
    invented_service(centre, name="Invented line of Tak")
    DeskFactory.create(organization=centre)


def pages() -> Iterator[tuple[str, Literal["light", "dark"]]]:
    """Each page in each language, and light or dark by turns, so that each page and each language is seen in both."""
    for row, path in enumerate(PATHS):
        for column, language in enumerate(LANGUAGES):
            prefix = "" if language == settings.LANGUAGE_CODE else f"{language}/"
            yield f"/{prefix}{path}", "dark" if (row + column) % 2 else "light"


@pytest.mark.usefixtures("_everything")
def test_every_public_page_in_every_language(
    site: str, page: Page, assert_accessible: Callable[[Page], None]
):
    page.set_viewport_size(PHONE)
    faults = []
    for path, scheme in pages():
        page.emulate_media(color_scheme=scheme)
        page.goto(site + path)
        assert_accessible(page)
        assert page.locator("h1").count() == 1, path
        assert page.locator("a[href$='/near/'] svg, a[href^='tel:'] svg").count(), f"no telephone on {path}"
        wide = page.evaluate("document.documentElement.scrollWidth")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        twice = page.evaluate("document.documentElement.scrollWidth")
        if (wide, twice) != (360, 360):
            faults.append(f"{path} is {wide} wide, {twice} with large letters")
    assert faults == []


@pytest.mark.usefixtures("_everything")
def test_without_a_script_from_an_article_to_a_number_and_to_an_answer(site: str, browser: Browser):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    bare = context.new_page()

    bare.goto(f"{site}/my/a/900")
    bare.locator("main a[href='/my/near/']").click()
    bare.locator("main a[href='/my/near/TH/']").click()
    bare.locator("main a[href='/my/near/TH/TH-63/']").click()
    expect(bare.locator("a[href^='tel:']").first).to_be_visible()

    bare.goto(f"{site}/my/ask/TH/")
    bare.locator("[name=text]").fill("Invented question.")
    bare.locator("main form [type=submit]").click()
    receipt = bare.locator(".receipt").inner_text()
    bare.goto(f"{site}/my/ask/")
    bare.locator("[name=receipt]").fill(receipt)
    bare.locator("main form [type=submit]").click()
    expect(bare.get_by_text("Invented question.")).to_be_visible()
    context.close()


@pytest.mark.usefixtures("_everything")
def test_by_keyboard_alone_to_a_number(site: str, page: Page):
    page.goto(f"{site}/a/900")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("skip")
    for path in ("/near/", "/near/TH/", "/near/TH/TH-63/"):
        _tab_to(page, f"main a[href='{path}']")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    _tab_to(page, "a[href^='tel:']")
    assert page.url == site + reverse("website:near_province", args=["TH", "TH-63"])


def _tab_to(page: Page, wanted: str) -> None:
    """Press Tab until it has the focus, with a ring around it on each step; a trap would never get there."""
    for _step in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "w => ({ring: getComputedStyle(document.activeElement).outlineStyle, is: document.activeElement.matches(w)})",
            wanted,
        )
        assert seen["ring"] == "solid"
        if seen["is"]:
            return
    pytest.fail(f"the keyboard does not reach {wanted}")


@pytest.mark.usefixtures("_everything")
@pytest.mark.parametrize("language", ["", "my/"])
def test_the_receipt_and_the_answer(
    site: str, page: Page, assert_accessible: Callable[[Page], None], language: str
):
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    page.goto(f"{site}/{language}ask/TH/")
    page.locator("[name=text]").fill("Invented question.")
    follow(page.locator("main form [type=submit]"))
    receipt = page.locator(".receipt").inner_text()
    assert_accessible(page)

    page.goto(f"{site}/{language}ask/")
    page.locator("[name=receipt]").fill(receipt)
    follow(page.locator("main form [type=submit]"))
    assert_accessible(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
