"""A second factor from setting it up to signing in with it: a passkey, an app, a recovery code."""

import time
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse
from playwright.sync_api import Page, expect

from safefair.accounts.models import User
from tests.accounts.factories import OrganizationFactory
from tests.journeys.conftest import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
Look: TypeAlias = Callable[[], None]
Enter: TypeAlias = Callable[..., None]


@pytest.fixture
def device(page: Page) -> Callable[[bool], None]:
    """`device(willing)`: the browser has a built-in authenticator; unwilling, its owner shows no finger."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    def is_willing(willing: bool) -> None:  # noqa: FBT001 # reads as a sentence: device(False)
        session.send(
            "WebAuthn.setUserVerified",
            {"authenticatorId": made["authenticatorId"], "isUserVerified": willing},
        )

    return is_willing


@pytest.fixture
def counsellor(settings: Any, somebody: Callable[..., User]) -> User:
    """Somebody who opens records, where a second factor is required."""
    settings.SECOND_FACTOR_REQUIRED = True
    return somebody("COUNSELLOR", OrganizationFactory.create())


def confirm_password(page: Page) -> None:
    page.get_by_label("Password").press_sequentially(PASSWORD)
    page.keyboard.press("Enter")


def sign_out(page: Page) -> None:
    page.context.clear_cookies()


def at_home(page: Page) -> None:
    expect(page.get_by_role("heading", name="What waits")).to_be_visible()


def test_a_passkey_is_added_and_signs_in_by_itself(
    site: str,
    page: Page,
    device: Callable[[bool], None],
    counsellor: User,
    enter: Enter,
    look: Look,
    errors: list[str],
):
    enter(counsellor)
    expect(page.get_by_text("One more step before you begin.")).to_be_visible()
    look()
    page.get_by_role("link", name="Add a passkey").press("Enter")
    look()
    confirm_password(page)
    expect(page.get_by_role("checkbox", name="Sign in with it alone")).to_be_checked()
    look()
    page.get_by_role("button", name="Add the passkey").press("Enter")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()

    sign_out(page)
    page.goto(f"{site}/accounts/login/")
    device(False)
    page.get_by_role("button", name="Sign in with a passkey").press("Enter")
    expect(page.get_by_text("The passkey was not used.")).to_be_visible()
    look()
    device(True)
    page.get_by_role("button", name="Sign in with a passkey").press("Enter")
    at_home(page)

    page.goto(site + reverse("mfa_list_webauthn"))
    expect(page.get_by_role("cell", name="by itself")).to_be_visible()
    look()
    assert errors == []


def test_a_passkey_is_the_second_step_after_the_password(
    site: str, page: Page, device: Callable[[bool], None], counsellor: User, enter: Enter, look: Look
):
    enter(counsellor)
    page.goto(site + reverse("mfa_add_webauthn"))
    confirm_password(page)
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()

    enter(counsellor)
    look()
    page.get_by_role("button", name="Use the passkey").press("Enter")
    at_home(page)

    page.goto(site + reverse("mfa_list_webauthn"))
    page.get_by_role("link", name="Rename").press("Enter")
    look()
    page.get_by_role("link", name="With a passkey").press("Enter")
    look()
    page.get_by_role("button", name="Use the passkey").press("Enter")
    expect(page.get_by_role("heading", name="Rename the passkey")).to_be_visible()
    look()
    page.get_by_label("Name").fill("Invented office laptop")
    page.keyboard.press("Enter")
    page.get_by_role("row", name="Invented office laptop").get_by_role("link", name="Remove").press("Enter")
    expect(page.get_by_role("heading", name="Remove Invented office laptop?")).to_be_visible()
    look()
    page.get_by_role("button", name="Remove it").press("Enter")
    expect(page.get_by_text("One more step before you begin.")).to_be_hidden()
    page.goto(site + reverse("people:list"))
    expect(page.get_by_text("One more step before you begin.")).to_be_visible()
    assert not Authenticator.objects.filter(user=counsellor).exists()


def test_an_app_signs_in_and_a_recovery_code_does_once(
    site: str, page: Page, counsellor: User, enter: Enter, look: Look, errors: list[str]
):
    enter(counsellor)
    page.get_by_role("link", name="Set up the app").press("Enter")
    confirm_password(page)
    expect(page.get_by_role("heading", name="Set up the app")).to_be_visible()
    look()
    secret = page.locator("#authenticator_secret").inner_text()
    page.get_by_label("The six digits").fill("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="This did not fit.")).to_be_visible()
    look()
    page.get_by_label("The six digits").fill(digits(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="10 of 10 are left")).to_be_visible()
    look()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    spare = download.value.path().read_text().split()

    enter(counsellor)
    look()
    page.get_by_label("Code").fill(digits(secret, later=1))
    page.keyboard.press("Enter")
    at_home(page)

    for landing in (page.get_by_role("heading", name="What waits"), page.get_by_role("alert")):
        enter(counsellor)
        page.get_by_label("Code").fill(spare[0])
        page.keyboard.press("Enter")
        expect(landing).to_be_visible()
    assert (len(spare), errors) == (10, [])
    assert secret not in str(list(Authenticator.objects.values_list("data")))


def digits(secret: str, *, later: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))
