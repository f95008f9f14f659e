"""Questions in numbers: who waited how long, and what is withheld from those who do not answer."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from safefair.contact.enums import Waited
from safefair.contact.models import HelpRequest
from safefair.contact.queries.numbers import FEWEST, months_of_desk, waited
from tests.accounts.factories import sign_in
from tests.contact.factories import DeskFactory, ask_invented

pytestmark = pytest.mark.django_db
ADDRESS = "contact:numbers"


@pytest.fixture
def desk():
    return DeskFactory.create()


def asked_at(desk, hours: float | None, *, days_ago: int = 40) -> None:
    """A question of some weeks ago that had its answer after so many hours."""
    at = timezone.now() - dt.timedelta(days=days_ago)
    asked, _receipt = ask_invented(desk, at=at)
    if hours is not None:
        HelpRequest.objects.filter(pk=asked.pk).update(first_answer_at=at + dt.timedelta(hours=hours))


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (0, "day"),
        (24, "day"),
        (24.1, "days"),
        (72, "days"),
        (168, "week"),
        (169, "later"),
        (float("inf"), "none"),
    ],
)
def test_classes_of_waiting(hours, expected):
    assert waited(hours) == Waited(expected)


def test_who_got_no_answer_counts_as_waiting(desk):
    for hours in (1, 30, None, None, None):
        asked_at(desk, hours)

    (month,) = months_of_desk(desk.organization_id, since=dt.date(2020, 1, 1))

    assert month.asked == 5
    assert [count for _class, count in month.waited] == [1, 1, 0, 0, 3]
    assert month.half_within == Waited.NONE


def test_a_desk_sees_its_own_months_and_nobody_else_s(client, desk):
    asked_at(desk, 2)
    asked_at(DeskFactory.create(), None)
    sign_in(client, "COUNSELLOR", desk.organization)

    page = client.get(reverse(ADDRESS))

    assert [month.asked for month in page.context["months"]] == [1]
    assert "within a day" in page.content.decode()


def test_small_counts_are_withheld_from_the_programme(client, desk):
    for _ in range(FEWEST - 1):
        asked_at(desk, 2)
    sign_in(client, "MONITORING_OFFICER")
    before = client.get(reverse(ADDRESS)).content.decode()
    asked_at(desk, 2)

    after = client.get(reverse(ADDRESS)).content.decode()

    assert f">{FEWEST - 1}<" not in before
    assert "within a day" not in before
    assert f">{FEWEST}<" in after


@pytest.mark.parametrize("role", ["DONOR", "GUIDE_EDITOR"])
def test_nobody_else_sees_them(client, role):
    sign_in(client, role)

    assert client.get(reverse(ADDRESS)).status_code == 403
