"""A day at the desk, by the keyboard alone: visits, a sheet, somebody new, a duplicate taken back."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from safefair.accounts.models import Organization, User
from safefair.outreach.models import SessionAttendance, Visit
from safefair.people.enums import PairStatus
from safefair.people.models import DuplicatePair, Registration
from tests.accounts.factories import OrganizationFactory
from tests.harness.walking import follow
from tests.outreach.factories import InformationSessionFactory
from tests.people.factories import register_invented

pytestmark = pytest.mark.django_db(transaction=True)
# What a returning visitor costs beside what is typed to find her: choose, one service, save.
KEYS_BESIDE_THE_SEARCH = 3
MOST_KEYS = 10
KNOWN = ("Invented Marigold Amber", "Invented Hyacinth Violet")


class Keys:
    """A keyboard that counts: what is pressed and nothing else."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def type(self, text: str) -> None:
        """Each letter is a key, in whatever script."""
        self.page.keyboard.type(text)
        self.count += len(text)


@pytest.fixture
def centre() -> Organization:
    """A centre that knows two women."""
    centre = OrganizationFactory.create()
    for number, name in enumerate(KNOWN):
        register_invented(centre, full_name_latin=name, phone=f"02 555 010{number}")
    return centre


@pytest.fixture
def desk(somebody: Callable[..., User], enter: Callable[..., None], centre: Organization) -> Organization:
    """The centre, with its counsellor signed in."""
    enter(somebody("COUNSELLOR", centre))
    return centre


def wait_for_stage(page: Page) -> None:
    """Until somebody was chosen and the keys speak of the visit."""
    expect(page.locator("[data-line-stage]")).to_be_focused()


def short_code(name: str) -> str:
    """The code on her card, as typed: no dash."""
    people = list(Registration.objects.order_by("pk"))
    return people[KNOWN.index(name)].code.lower().replace("-", "")


def test_a_returning_visitor_takes_a_few_keys(
    site: str, page: Page, desk: Organization, look: Callable[[], None], errors: list[str]
):
    page.goto(site + reverse("outreach:visits"))
    expect(page.locator("[data-line-search]")).to_be_focused()
    spent = []
    for name in KNOWN:
        keys = Keys(page)
        keys.type(code := short_code(name))
        keys.press("Enter")
        wait_for_stage(page)
        keys.press("i", "Enter")
        expect(page.locator("[data-line-search]")).to_be_focused()
        spent.append((keys.count, keys.count - len(code)))
    look()

    services = Visit.objects.order_by("pk").values_list("services", flat=True)
    assert list(services) == [["INFORMATION"]] * 2
    assert all(count <= MOST_KEYS and beside <= KEYS_BESIDE_THE_SEARCH for count, beside in spent), spent
    assert errors == []


def test_a_sheet_of_five_lines_by_the_keyboard(
    site: str, page: Page, desk: Organization, look: Callable[[], None], errors: list[str]
):
    session = InformationSessionFactory.create(organization=desk, usual_relation="CURRENT", usual_sex="F")
    page.goto(site + reverse("outreach:sheet", args=[session.uuid]))
    keys = Keys(page)
    lines = page.locator("tbody tr[id^=line-]")
    for number, typed in enumerate((short_code(KNOWN[0]), "Invented Camellia Indigo", short_code(KNOWN[1]),
                                    "สมมติ จำปี สีทอง", "စမ်းသပ် သဇင် ရွှေ"), 1):  # fmt: skip
        expect(page.locator("[data-line-search]")).to_be_focused()
        keys.type(typed)
        if " " in typed:
            keys.press("+", "Enter")
        else:
            keys.press("Enter")
        wait_for_stage(page)
        keys.press("Enter")
        expect(lines).to_have_count(number)
    look()
    # The head count of the paper agrees: the sheet is closed.
    page.get_by_label("People on the paper, with and without a name").fill("5")
    page.keyboard.press("Enter")
    expect(page.get_by_text("What was entered agrees with the paper.")).to_be_visible()
    look()

    stored = SessionAttendance.objects.filter(session=session, removed_at=None)
    assert list(stored.order_by("line_number").values_list("line_number", flat=True)) == [1, 2, 3, 4, 5]
    assert set(stored.values_list("sex", "relation")) == {("F", "CURRENT")}
    assert errors == []


def test_somebody_new_and_a_duplicate_taken_back(
    site: str, page: Page, desk: Organization, look: Callable[[], None], errors: list[str]
):
    def ask_for(name: str) -> None:
        page.goto(site + reverse("people:register"))
        for field, text in {
            "full_name_latin": name,
            "phone": "02 555 0199",
            "village": "Inventedville 9",
        }.items():
            page.locator(f"[name={field}]").fill(text)
        follow(page.get_by_role("button", name="Look for her"))

    ask_for("Invented Camellia Indigo")
    look()
    page.get_by_role("button", name="Register", exact=True).click()
    expect(page.get_by_text(re.compile("Registered. Her code is"))).to_be_visible()
    assert "Camellia" not in page.url + page.title()
    look()
    ask_for("Invented Camellia Indigo")
    expect(page.get_by_text("She is probably registered already.")).to_be_visible()
    look()
    page.get_by_role("button", name="None of these: register her").click()
    page.get_by_role("button", name="Register", exact=True).click()
    expect(page.get_by_text(re.compile("Registered. Her code is"))).to_be_visible()
    page.goto(site + reverse("people:duplicates"))
    look()
    follow(page.get_by_role("link", name="Start with the first"))
    look()
    page.keyboard.press("s")
    expect(page.get_by_text("The decision is saved.")).to_be_visible()
    linked = DuplicatePair.objects.get().status
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("the pair waits again")).to_be_visible()

    assert (linked, DuplicatePair.objects.get().status) == (PairStatus.SAME, PairStatus.OPEN)
    assert Registration.objects.filter(organization=desk).count() == len(KNOWN) + 2
    assert errors == []
