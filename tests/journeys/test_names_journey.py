"""A screen that nobody looks at shows no names."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from safefair.accounts.models import User
from tests.accounts.factories import OrganizationFactory
from tests.cases.factories import WISH, open_invented_case
from tests.people.factories import register_invented

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "Invented Marigold Amber"


def blur(page: Page) -> str:
    """How the browser draws the name."""
    drawn: str = page.get_by_text(NAME).evaluate("name => getComputedStyle(name).filter")
    return drawn


def test_names_blur_after_a_minute_without_a_touch(
    site: str, page: Page, somebody: Callable[..., User], enter: Callable[..., None], errors: list[str]
) -> None:
    centre = OrganizationFactory.create()
    register_invented(centre, full_name_latin=NAME)
    enter(somebody("COUNSELLOR", centre))
    page.clock.install()
    page.goto(f"{site}{reverse('people:list')}")
    line = page.get_by_text("Names are hidden. Move the mouse or press a key to show them.")
    page.mouse.move(300, 300)

    page.clock.run_for(59_000)
    expect(line).to_be_hidden()
    assert blur(page) == "none"

    page.clock.run_for(2_000)
    expect(line).to_be_visible()
    assert blur(page).startswith("blur")
    page.emulate_media(media="print")
    assert (blur(page), line.is_visible()) == ("none", False)
    page.emulate_media(media="screen")

    page.mouse.move(310, 310)
    expect(line).to_be_hidden()
    page.clock.run_for(61_000)
    expect(line).to_be_visible()
    page.keyboard.press("Shift")
    expect(line).to_be_hidden()
    assert blur(page) == "none"
    assert errors == []


def test_pages_without_names_say_nothing(
    site: str, page: Page, somebody: Callable[..., User], enter: Callable[..., None]
) -> None:
    enter(somebody("COUNSELLOR", OrganizationFactory.create()))
    page.clock.install()
    page.goto(f"{site}{reverse('directory:list')}")

    page.clock.run_for(120_000)

    expect(page.get_by_text("Names are hidden.")).to_be_hidden()


def test_how_to_reach_her_is_a_name_too_and_stays_off_paper(
    site: str, page: Page, somebody: Callable[..., User], enter: Callable[..., None]
) -> None:
    centre = OrganizationFactory.create()
    worker = somebody("CASE_WORKER", centre)
    case = open_invented_case(centre, worker=worker, contact_channel="call", contact="+999 123")
    enter(worker)
    page.goto(site + reverse("cases:detail", args=[case.uuid]))
    number = page.get_by_text("+999 123")
    expect(number).to_be_visible()
    expect(page.locator("[data-name]").filter(has=number)).to_have_count(1)

    page.emulate_media(media="print")

    expect(number).to_be_hidden()
    expect(page.get_by_text(WISH)).to_be_visible()
