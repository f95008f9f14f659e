"""The connection is lost while somebody types, or she is signed out: nothing typed is lost. What opens closes by Esc."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from safefair.accounts.models import User
from safefair.cases.models import Case
from tests.accounts.factories import OrganizationFactory
from tests.cases.factories import agree_invented, open_invented_case
from tests.harness.walking import follow

pytestmark = pytest.mark.django_db(transaction=True)
STEP = "Invented step: call the labour office"


@pytest.fixture
def case(somebody: Callable[..., User], enter: Callable[..., None]) -> Case:
    """A case of the worker who is signed in."""
    organization = OrganizationFactory.create()
    worker = somebody("CASE_WORKER", organization)
    enter(worker)
    return open_invented_case(organization, worker=worker)


def test_sent_without_a_connection_the_form_stays_and_goes_when_there_is_one(
    site: str, page: Page, case: Case
) -> None:
    page.goto(site + reverse("cases:plan", args=[case.uuid]))
    page.get_by_label("What is done").fill(STEP)

    page.context.set_offline(True)
    page.get_by_role("button", name="Add the step").click()
    expect(page.get_by_text("there is no connection")).to_be_visible()
    expect(page.get_by_label("What is done")).to_have_value(STEP)

    page.context.set_offline(False)
    expect(page.get_by_text("there is no connection")).to_be_hidden()
    follow(page.get_by_role("button", name="Add the step"))
    expect(page.get_by_role("link", name=STEP)).to_be_visible()
    assert case.actions.count() == 1


def test_a_form_that_is_not_kept_is_not_sent_either(site: str, page: Page, case: Case) -> None:
    page.goto(site + reverse("cases:exception"))
    page.get_by_label("Code of the case").fill("CINVT-ED")
    page.get_by_label("she is in danger now").check()

    page.context.set_offline(True)
    page.get_by_role("button", name="Open the case").click()

    expect(page.get_by_text("Nothing was sent, and what you typed is still here")).to_be_visible()
    expect(page.get_by_label("Code of the case")).to_have_value("CINVT-ED")
    page.context.set_offline(False)
    follow(page.get_by_role("button", name="Open the case"))
    expect(page.get_by_text("Nothing was sent")).to_have_count(0)


def test_signed_out_meanwhile_the_form_stays_with_what_was_typed(site: str, page: Page, case: Case) -> None:
    page.goto(site + reverse("cases:plan", args=[case.uuid]))
    page.get_by_label("What is done").fill(STEP)
    page.context.clear_cookies()

    page.get_by_role("button", name="Add the step").click()

    expect(page.get_by_text("you may have been signed out")).to_be_visible()
    expect(page.get_by_label("What is done")).to_have_value(STEP)


def test_esc_closes_what_is_open_and_the_focus_goes_back(site: str, page: Page, case: Case) -> None:
    agree_invented(case)
    page.goto(site + reverse("cases:detail", args=[case.uuid]))
    summary = page.locator("summary", has_text="She takes it back")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Take it back now")).to_be_visible()
    page.keyboard.press("Tab")

    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="Take it back now")).to_be_hidden()
    expect(summary).to_be_focused()
    page.set_viewport_size({"width": 360, "height": 740})
    menu = page.get_by_role("link", name="Menu")
    menu.press("Enter")
    expect(page.get_by_role("link", name="Complaints")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Complaints")).to_be_hidden()
    expect(menu).to_be_focused()
