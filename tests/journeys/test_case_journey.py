"""A woman is taken in, her case opened by exception, its papers made, and its words erased: in a real browser."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from safefair.accounts.models import Organization, User
from safefair.cases.models import Case, Draft
from tests.accounts.factories import OrganizationFactory
from tests.harness.walking import follow
from tests.people.factories import register_invented

pytestmark = pytest.mark.django_db(transaction=True)
WISH = "Invented: my wages, and a place to sleep."
Enter = Callable[..., None]
Look = Callable[[], None]


@pytest.fixture
def centre() -> Organization:
    """A centre that knows one woman."""
    centre = OrganizationFactory.create()
    register_invented(
        centre, full_name_latin="Invented Marigold Amber", phone="02 555 0101", village="Inventedville"
    )
    return centre


def test_taken_in_opened_by_exception_and_erased(
    site: str,
    page: Page,
    centre: Organization,
    somebody: Callable[..., User],
    enter: Enter,
    look: Look,
    errors: list[str],
):
    worker, colleague, supervisor = (
        somebody(role, centre) for role in ("CASE_WORKER", "CASE_WORKER", "CASE_SUPERVISOR")
    )
    enter(worker)
    take_in(site, page, look)
    case = Case.objects.get()
    assert case.registration is not None

    # A colleague finds nothing of it, and opens it by exception.
    enter(colleague)
    page.goto(site + reverse("cases:detail", args=[case.uuid]))
    expect(page.get_by_role("heading", level=1)).not_to_contain_text(case.code)
    errors.clear()  # the page that is not there
    page.goto(site + reverse("cases:exception"))
    look()
    page.get_by_label("Code of the case").fill(case.code)
    page.get_by_label("she is in danger now").check()
    follow(page.get_by_role("button", name="Open the case"))
    expect(page.get_by_text(WISH)).to_be_visible()

    # Her worker is told, and sees by whom and why.
    enter(worker)
    page.goto(site + reverse("workspace:home"))
    told = page.get_by_role("link", name=case.code).first
    expect(told).to_be_visible()
    told.click()
    expect(page.get_by_text("by exception until")).to_be_visible()
    look()

    # She asks that it is forgotten.
    enter(supervisor)
    page.goto(site + reverse("cases:erase", args=[case.uuid]))
    look()
    page.get_by_label("she asked for it").check()
    page.get_by_label("I understand that nobody can read this case again").check()
    page.get_by_role("button", name="Erase this case").click()
    expect(page.get_by_text("Nobody can read this case any more")).to_be_visible()
    case.refresh_from_db()
    assert case.sealed is None
    assert case.registration_id is None
    assert errors == []


def take_in(site: str, page: Page, look: Look) -> None:
    """Search before create, keep a draft, come back to it, open the case."""
    page.goto(site + reverse("cases:list"))
    look()
    follow(page.get_by_role("link", name="Take somebody in"))
    look()
    page.locator("[data-line-search]").fill("02 555 0101")
    page.locator("#choices").get_by_text("Invented Marigold Amber").click()
    page.get_by_label("What she wants, in her own words").fill(WISH)
    page.get_by_label("safe shelter").check()
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.get_by_text("Only you can open it")).to_be_visible()
    assert Draft.objects.count() == 1
    page.goto(site + reverse("cases:intake"))
    expect(page.get_by_label("What she wants, in her own words")).to_have_value(WISH)
    expect(page.get_by_label("safe shelter")).to_be_checked()
    # A channel without an address is refused beside the field; nothing typed is lost.
    page.get_by_label("How may we reach her?").select_option("call")
    follow(page.get_by_role("button", name="Open the case"))
    expect(page.get_by_text("Write the number or account").first).to_be_visible()
    page.get_by_label("Number or account that is safe").fill("+999 123")
    follow(page.get_by_role("button", name="Open the case"))
    expect(page.get_by_text(WISH)).to_be_visible()
    look()
    assert WISH not in page.title()
    assert not Draft.objects.exists()


def test_from_intake_to_closure_with_a_referral_that_another_organisation_accepts(
    site: str,
    page: Page,
    centre: Organization,
    somebody: Callable[..., User],
    enter: Enter,
    look: Look,
    errors: list[str],
):
    clinic = OrganizationFactory.create(name="Invented Clinic")
    worker, partner, supervisor = (
        somebody("CASE_WORKER", centre), somebody("CASE_WORKER", clinic), somebody("CASE_SUPERVISOR", centre)
    )  # fmt: skip
    enter(worker)
    take_in(site, page, look)
    case = Case.objects.get()

    # She agrees to share what she wants with the clinic, and nothing else.
    follow(page.get_by_role("link", name="Ask her"))
    look()
    page.get_by_label("share with another organisation").check()
    page.get_by_label("With which organisation?").select_option(label="Invented Clinic")
    page.get_by_label("what she wants, in her words").check()
    page.get_by_label("yes", exact=True).check()
    page.get_by_role("button", name="Write it down").click()

    # The worker sees the packet as the clinic will, and sends it.
    follow(page.get_by_role("link", name="Refer", exact=True))
    look()
    page.get_by_role("link", name="Refer", exact=True).click()
    page.get_by_label("Which help is asked for?").select_option(label="health")
    page.get_by_label("what she wants, in her words").check()
    follow(page.get_by_role("button", name="Look at it as they will"))
    expect(page.get_by_text(WISH)).to_be_visible()
    look()
    follow(page.get_by_role("button", name="Send it"))
    address = page.url

    # While it is live the case cannot be closed.
    page.goto(site + reverse("cases:closure", args=[case.uuid]))
    expect(page.get_by_text("This comes first")).to_be_visible()

    # The clinic sees a request without her words, accepts, reads, and reports.
    enter(partner)
    page.goto(site + reverse("workspace:home"))
    page.goto(address)
    expect(page.get_by_text(WISH)).to_have_count(0)
    look()
    page.get_by_role("button", name="Accept", exact=True).click()
    expect(page.get_by_text(WISH)).to_be_visible()
    look()
    page.get_by_label("she received the service", exact=True).check()
    page.get_by_role("button", name="Report and close").click()
    expect(page.get_by_text(WISH)).to_have_count(0)

    # The worker asks for the end, the supervisor decides.
    enter(worker)
    page.goto(site + reverse("cases:closure", args=[case.uuid]))
    look()
    page.get_by_label("she needs no more support").check()
    page.get_by_label("she was told that she can come back at any time").check()
    page.get_by_label("low danger").check()
    follow(page.get_by_role("button", name="Ask for it"))
    enter(supervisor)
    page.goto(site + reverse("cases:closure", args=[case.uuid]))
    look()
    page.get_by_role("button", name="Close the case").click()
    case.refresh_from_db()
    assert (case.status, case.closure_reason) == ("closed", "no_longer_needs_support")
    assert errors == []
