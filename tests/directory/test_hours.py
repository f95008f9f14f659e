"""The week of a service on one page."""

import pytest
from django.test import Client
from django.urls import reverse

from safefair.directory.entries import entry_of
from safefair.directory.models import Proposal, Schedule
from safefair.directory.operations.reviewing import accept
from tests.accounts.factories import OrganizationFactory, UserFactory, sign_in
from tests.directory.factories import invented_service
from tests.directory.test_services import NOW

pytestmark = pytest.mark.django_db
ROW = {
    "opens_at": "09:00",
    "closes_at": "17:00",
    "timezone": "Asia/Bangkok",
    "valid_from": "",
    "valid_to": "",
}


def week(**days: tuple[str, ...]) -> dict[str, str]:
    """What the form sends."""
    sent: dict[str, str] = {}
    for day, (opens, closes, *asks) in days.items():
        sent |= {f"{day}-opens_at": opens, f"{day}-closes_at": closes} | (
            {f"{day}-by_appointment": "on"} if asks else {}
        )
    return sent


@pytest.fixture
def service(client: Client):
    centre = OrganizationFactory.create(country="KH")
    sign_in(client, "COUNSELLOR", centre)
    return invented_service(centre, schedules=[ROW | {"days": [0, 1]}])


def test_days_with_the_same_hours_become_one_row_and_wait(client: Client, service):
    url = reverse("directory:service_hours", args=[service.uuid])
    page = client.get(url).content.decode()

    client.post(url, week(day0=("09:00", "17:00"), day2=("09:00", "17:00"), day5=("10:00", "12:00", "asks")))

    change = Proposal.objects.get()
    accept(change, at=NOW, by=UserFactory.create())
    assert 'value="09:00"' in page
    assert entry_of(service)["schedules"] == change.entry["schedules"]
    rows = Schedule.objects.order_by("opens_at").values_list("days", "by_appointment", "timezone")
    assert list(rows) == [([0, 2], False, "Asia/Bangkok"), ([5], True, "Asia/Bangkok")]
    assert "by appointment" in client.get(reverse("directory:service", args=[service.uuid])).content.decode()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (("09:00", ""), "Say from when until when."),
        (("17:00", "09:00"), "This is not after the hour at which you open."),
    ],
)
def test_what_is_wrong_stands_at_its_day(client: Client, service, day, said):
    page = client.post(
        reverse("directory:service_hours", args=[service.uuid]), week(day3=day)
    ).content.decode()

    assert said in page
    assert not Proposal.objects.exists()


def test_the_same_week_is_no_change(client: Client, service):
    same = week(day0=("09:00", "17:00"), day1=("09:00", "17:00"))

    page = client.post(reverse("directory:service_hours", args=[service.uuid]), same).content.decode()

    assert "Nothing is different" in page


def test_hours_that_a_week_cannot_say_are_for_the_whole_editor(client: Client, service):
    Schedule.objects.update(valid_from="2026-01-01")

    answer = client.get(reverse("directory:service_hours", args=[service.uuid]))

    assert answer["Location"] == reverse("directory:service_edit", args=[service.uuid])
