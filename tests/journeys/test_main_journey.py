"""The house's main job: from an attendance sheet to a published figure."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from safefair.accounts.models import User
from safefair.results.operations.framework import framework_facts, load_framework
from tests.accounts.factories import OrganizationFactory
from tests.harness.walking import follow
from tests.journeys.lists import HEADS, ODD, ROWS, write_list

pytestmark = pytest.mark.django_db(transaction=True)
USABLE = ROWS - 2


def bring_list(
    page: Page, site: str, path: Path, run_jobs: Callable[[], None], look: Callable[[], None]
) -> list[tuple[int, str]]:
    """Import a list as a counsellor does; where the page says that something is wrong."""
    page.goto(f"{site}/workspace/people/imports/")
    page.get_by_role("link", name="Import a list").first.click()
    page.get_by_label("Attendance list").set_input_files(path)
    follow(page.get_by_role("button", name="Look into the file"))
    look()
    follow(page.get_by_role("button", name="Go on to the activities"))
    look()
    page.get_by_role("button", name="Check all rows").click()
    run_jobs()
    page.reload()
    if page.get_by_role("link", name="See what is in the file").count():
        page.get_by_role("link", name="See what is in the file").click()
    look()
    faults = page.locator("#faults tbody tr")
    told = [
        (int(row.locator("th").inner_text()), row.locator("td").first.inner_text()) for row in faults.all()
    ]
    page.get_by_role("button", name=f"Store {USABLE} attendances").click()
    run_jobs()
    page.reload()
    expect(page.get_by_text("The list is imported")).to_be_visible()
    look()
    return told


def link_and_compute(page: Page, site: str, run_jobs: Callable[[], None], look: Callable[[], None]) -> int:
    """Compare all registrations, compute the figures; how many people were informed."""
    page.goto(f"{site}/workspace/people/linkage/")
    page.get_by_role("button", name="Compare all registrations").click()
    run_jobs()
    page.reload()
    expect(page.get_by_text("Individuals found")).to_be_visible()
    look()
    page.goto(f"{site}/workspace/results/")
    page.get_by_role("button", name="Compute the figures of this period").click()
    run_jobs()
    page.reload()
    look()
    row = page.locator("tr", has=page.get_by_role("link", name=re.compile(r"^3\.1 ")))
    return int(row.locator("td strong").inner_text().replace(",", ""))


def open_rows(page: Page, look: Callable[[], None]) -> int:
    """Open the figure into the rows it counted; how many there are."""
    follow(page.get_by_role("link", name=re.compile(r"^3\.1 ")))
    look()
    follow(page.get_by_role("link", name="Open the rows"))
    look()
    found = re.search(r"was counted from ([\d,]+) rows", page.locator("main").inner_text())
    assert found
    return int(found[1].replace(",", ""))


def publish(page: Page, site: str, run_jobs: Callable[[], None], look: Callable[[], None]) -> None:
    """Make a release, see the attack fail, publish."""
    page.goto(f"{site}/workspace/results/releases/new/")
    page.get_by_label("Title").fill("Invented release")
    look()
    page.get_by_role("button", name="Freeze and protect").click()
    run_jobs()
    page.reload()
    expect(page.get_by_text("no small count could be worked out")).to_be_visible()
    look()
    page.locator("summary", has_text="Publish").click()
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_text("The release is published.")).to_be_visible()


def test_from_an_attendance_sheet_to_a_published_figure(
    site: str,
    page: Page,
    somebody: Callable[..., User],
    enter: Callable[..., None],
    look: Callable[[], None],
    run_jobs: Callable[[], None],
    errors: list[str],
    tmp_path: Path,
):
    centre = OrganizationFactory.create()
    counsellor, manager = somebody("COUNSELLOR", centre), somebody("PROGRAMME_MANAGER")
    load_framework(framework_facts())

    enter(counsellor)
    told = bring_list(page, site, write_list(tmp_path / "list.xlsx"), run_jobs, look)
    enter(manager)
    people = link_and_compute(page, site, run_jobs, look)
    rows = open_rows(page, look)
    publish(page, site, run_jobs, look)
    page.context.clear_cookies()
    page.goto(site)
    look()

    assert dict(told) == {
        row: f"{'ABCDEFG'[HEADS.index(head)]}: {head}" for row, (head, _text) in ODD.items()
    }
    assert rows == USABLE
    assert USABLE - 6 <= people <= USABLE
    assert str(people) in page.locator("section[aria-labelledby=counted]").inner_text()
    assert page.context.cookies() == []
    assert errors == []
