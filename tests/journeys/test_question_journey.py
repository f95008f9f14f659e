"""A question without an account: asked on a phone, answered at a desk, read with the receipt, and no way back to it."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from safefair.accounts.models import User
from safefair.contact.models import HelpRequest
from tests.contact.factories import DeskFactory
from tests.harness.walking import follow

pytestmark = pytest.mark.django_db(transaction=True)


def test_asked_answered_read_and_left(
    site: str,
    page: Page,
    somebody: Callable[..., User],
    enter: Callable[..., None],
    look: Callable[[], None],
    errors: list[str],
):
    desk = DeskFactory.create()
    page.goto("about:blank")
    page.goto(site + reverse("website:ask"))
    look()
    follow(page.get_by_role("link", name="Thailand"))
    expect(page.get_by_label("Number or name in the app")).to_be_hidden()
    look()
    page.get_by_label("What would you like to ask or tell?").fill("Invented: who keeps my passport?")
    follow(page.get_by_role("button", name="Send"))
    receipt = page.locator(".receipt").inner_text()
    look()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    expect(page.locator(".receipt")).to_have_count(0)  # a page kept in memory is an empty one

    enter(somebody("COUNSELLOR", desk.organization))
    page.goto(site + reverse("contact:list"))
    look()
    follow(page.get_by_role("link", name=HelpRequest.objects.get().code))
    look()
    page.get_by_label("Your answer").fill("Invented: nobody but you.")
    follow(page.get_by_role("button", name="Save the answer"))

    page.context.clear_cookies()
    page.evaluate("localStorage.clear(); sessionStorage.clear()")  # what the desk's own pages keep
    page.goto(site + reverse("website:ask_back"))
    page.get_by_label("Your number").fill(
        "".join(chr(0x1040 + int(digit)) for digit in receipt if digit != " ")
    )
    follow(page.get_by_role("button", name="Open"))
    expect(page.get_by_text("Invented: nobody but you.")).to_be_visible()
    look()
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0

    def elsewhere(route: Route) -> None:
        route.fulfill(body="<title>Elsewhere</title>", content_type="text/html")

    page.route("https://www.wikipedia.org/**", elsewhere)
    page.get_by_role("link", name="Leave").click()
    page.wait_for_url("https://www.wikipedia.org/")
    page.go_back()
    expect(page.get_by_text("Invented: nobody but you.")).to_have_count(0)
    assert errors == []
