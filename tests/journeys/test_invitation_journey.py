"""From an invitation to the first page of the workspace, with a second factor on the way."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse
from playwright.sync_api import Page, expect

from safefair.accounts.models import RoleAssignment, User
from tests.accounts.factories import OrganizationFactory
from tests.harness.walking import follow

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS, NAME = "invented.newcomer@test.example", "Invented Newcomer"
PASSWORD = "several invented words in a row"


def invite(page: Page, site: str, look: Callable[[], None]) -> str:
    """The link that a coordinator hands over."""
    page.goto(site + reverse("accounts:invite"))
    page.locator("[name=name]").fill(NAME)
    page.locator("[name=email]").fill(ADDRESS)
    page.locator("[name=role]").select_option("COUNSELLOR")
    look()
    follow(page.get_by_role("button", name="Make the invitation"))
    look()
    return page.locator("main code").inner_text()


def set_up_app(page: Page, look: Callable[[], None]) -> None:
    """Read the secret as an authenticator app does, and answer with its digits."""
    page.get_by_role("link", name="Set up the app").click()
    page.get_by_label("Password").fill(PASSWORD)  # asked again before the account's locks are changed
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_role("heading", name="Set up the app")).to_be_visible()
    look()
    secret = page.locator("#authenticator_secret").inner_text()
    digits = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    page.locator("[name=code]").fill(digits)
    page.get_by_role("button", name="Switch on").click()


def test_somebody_invited_comes_in_with_two_factors(
    site: str,
    page: Page,
    settings: Any,
    somebody: Callable[..., User],
    enter: Callable[..., None],
    look: Callable[[], None],
    errors: list[str],
):
    centre = OrganizationFactory.create()
    enter(somebody("COORDINATOR", centre))
    link = invite(page, site, look)
    settings.SECOND_FACTOR_REQUIRED = True
    page.context.clear_cookies()

    page.goto(link)
    look()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Welcome. Please sign in.")).to_be_visible()
    newcomer = User.objects.get(email=ADDRESS)
    enter(newcomer, PASSWORD)
    expect(page.get_by_role("heading", name="Sign-in and security")).to_be_visible()
    page.goto(site + reverse("people:list"))
    sent_to = page.url
    look()
    set_up_app(page, look)
    page.goto(site + reverse("mfa_view_recovery_codes"))
    look()
    spare = page.locator("#recovery_codes code").first.inner_text()
    page.goto(site + reverse("workspace:home"))
    expect(page.get_by_role("heading", name="What waits")).to_be_visible()
    look()
    enter(newcomer, PASSWORD)
    look()
    page.locator("[name=code]").fill(spare)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="What waits")).to_be_visible()

    assert sent_to == site + reverse("mfa_index")
    assert list(RoleAssignment.objects.filter(user=newcomer).values_list("role", "organization")) == [
        ("COUNSELLOR", centre.pk)
    ]
    page.goto(link)
    expect(page.get_by_text("This invitation is no longer open.")).to_be_visible()
    assert [error for error in errors if "404" not in error] == []
