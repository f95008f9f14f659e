"""A service from a proposal to the public: who may see it, when it is hidden, what a shelter never has."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from safefair.accounts.enums import OrganizationKind
from safefair.core.rls import APP_ROLE
from safefair.directory.entries import entry_of, tidy
from safefair.directory.errors import (
    AlreadyDecided,
    AlreadyListed,
    AlreadyProposed,
    ChangedSince,
    NotChecked,
    NotComplete,
    NothingChanged,
    OwnProposal,
    ShelterHasNoPlace,
)
from safefair.directory.models import Location, Phone, Proposal, Service, ServiceAtLocation
from safefair.directory.operations.checking import confirm_by_call, undo_call
from safefair.directory.operations.reviewing import accept, decline, propose, undo
from safefair.directory.operations.writing import write_entry
from safefair.directory.queries.services import public
from tests.accounts.factories import OrganizationFactory, UserFactory
from tests.directory.factories import LocationFactory, invented_entry, invented_service, phone

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def centre():
    return OrganizationFactory.create(country="TH")


def proposed(centre, service=None, **said):
    return propose(
        invented_entry(**said), organization=centre, service=service, at=NOW, by=UserFactory.create()
    )


def test_an_entry_comes_back_as_it_was_written(centre):
    place = LocationFactory.create(organization=centre)
    hours = {"days": [0, 2], "opens_at": "09:00", "closes_at": "16:30", "timezone": "Asia/Bangkok"}
    entry = invented_entry(
        places=[str(place.uuid)],
        areas=["TH-63", "MM"],
        phones=[phone(), phone("1300", languages=["th", "my"])],
        schedules=[hours | {"valid_from": "2026-01-01", "valid_to": ""}],
        translations={"th": {"name": "สายสมมุติ"}, "my": {"name": " "}},
    )

    service = write_entry(Service(organization=centre), entry)
    addresses = set(service.phones.values_list("uuid", flat=True))
    write_entry(service, entry | {"name": "Another invented line"})

    assert entry_of(service) == tidy(entry | {"name": "Another invented line"})
    assert set(service.phones.values_list("uuid", flat=True)) == addresses
    assert entry_of(service)["translations"] == {"th": {"name": "สายสมมุติ"}}


def test_a_proposal_changes_nothing_until_somebody_else_accepts(centre):
    service = invented_service(centre)
    change = proposed(centre, service, name="Changed invented line")

    with pytest.raises(OwnProposal):
        accept(change, at=NOW, by=change.proposed_by)
    before = Service.objects.get().name
    accept(change, at=NOW, by=UserFactory.create())

    assert (before, Service.objects.get().name) == ("Invented line", "Changed invented line")
    with pytest.raises(AlreadyDecided):
        accept(change, at=NOW, by=UserFactory.create())


def test_what_is_said_already_is_no_change(centre):
    with pytest.raises(NothingChanged):
        proposed(centre, invented_service(centre))


def test_a_newer_proposal_takes_the_place_of_one_that_waits(centre):
    service = invented_service(centre)
    first = proposed(centre, service, name="First")
    second = proposed(centre, service, name="Second")

    assert [p.pk for p in Proposal.objects.filter(status="waiting")] == [second.pk]
    with pytest.raises(AlreadyDecided):
        accept(first, at=NOW, by=UserFactory.create())


def test_a_new_service_that_waits_or_is_listed_already_is_not_proposed_again(centre):
    first = proposed(centre, name="Invented  DESK")
    with pytest.raises(AlreadyProposed):
        proposed(centre, name="invented desk", areas=["TH"])
    proposed(centre, name="invented desk", areas=["TH-50"])
    accept(first, at=NOW, by=UserFactory.create())
    with pytest.raises(AlreadyListed):
        proposed(centre, name="invented desk", phones=[phone("+6620000999")])

    proposed(OrganizationFactory.create(), name="invented desk")

    assert Proposal.objects.filter(status="waiting").count() == 2


def test_too_little_is_said_to_confirm_it(centre):
    service = invented_service(centre, checked=None, operator_kind="")
    today = timezone.localdate()

    with pytest.raises(NotComplete):
        confirm_by_call(service, on=today, today=today, by=UserFactory.create())


def test_declined_with_a_reason_leaves_the_directory(centre):
    change = proposed(centre)

    decline(change, "not called yet", at=NOW, by=UserFactory.create())

    change.refresh_from_db()
    assert (change.status, change.reason, Service.objects.count()) == ("declined", "not called yet", 0)


def test_undo_puts_a_change_back_and_its_check_with_it(centre):
    service = invented_service(centre, checked=None)
    today = timezone.localdate()
    confirm_by_call(service, on=today, today=today, by=UserFactory.create())
    change = proposed(centre, service, phones=[phone("+6620000999")])
    at = timezone.now()
    accept(change, at=at, by=UserFactory.create())
    service.refresh_from_db()
    unchecked = service.assured_on

    undo(change, at=at, by=UserFactory.create())

    service.refresh_from_db()
    assert (unchecked, service.assured_on, service.phones.get().number) == (None, today, "+6620000123")
    with pytest.raises(AlreadyDecided):
        undo(change, at=NOW, by=UserFactory.create())


def test_undo_of_a_new_service_shows_it_to_nobody_outside(centre):
    change = proposed(centre)
    service = accept(change, at=NOW, by=UserFactory.create())

    undo(change, at=NOW, by=UserFactory.create())

    service.refresh_from_db()
    assert (service.status, service.visibility) == ("inactive", "staff")


def test_undo_refuses_what_was_changed_since(centre):
    change = proposed(centre)
    service = accept(change, at=NOW, by=UserFactory.create())
    write_entry(service, invented_entry(name="Changed by an import"))

    with pytest.raises(ChangedSince):
        undo(change, at=NOW, by=UserFactory.create())


def test_a_call_counts_until_it_is_undone(centre):
    service, by = invented_service(centre, checked=None), UserFactory.create()
    today = timezone.localdate()
    confirm_by_call(service, on=today - dt.timedelta(days=100), today=today, by=by)
    call = confirm_by_call(service, on=today, today=today, by=by)

    undo_call(call, at=NOW, by=by)

    service.refresh_from_db()
    assert service.assured_on == today - dt.timedelta(days=100)
    with pytest.raises(NotChecked):
        confirm_by_call(service, on=today + dt.timedelta(days=1), today=today, by=by)


@pytest.mark.parametrize(
    ("said", "checked", "shown"),
    [
        ({}, 1, True),
        ({}, 179, True),
        ({}, 180, False),
        ({}, None, False),
        ({"visibility": "partner"}, 1, False),
        ({"visibility": "staff"}, 1, False),
        ({"status": "temporarily closed"}, 1, False),
    ],
)
def test_the_public_sees_what_is_open_for_all_and_checked(centre, said, checked, shown):
    invented_service(centre, checked=checked, **said)
    today = timezone.localdate()

    seen = public(today).exists()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APP_ROLE}")  # as a public page asks: bound to no organisation
        by_database = Service.objects.filter(assured_on__gt=today - dt.timedelta(days=180)).exists()
        parts = Phone.objects.exists()

    assert (seen, by_database) == (shown, shown)
    assert parts or not shown


def test_services_of_an_organisation_that_ended_are_not_public(centre):
    invented_service(centre)
    centre.is_active = False
    centre.save()

    assert not public(timezone.localdate()).exists()


def test_a_shelter_has_areas_and_never_a_place(centre):
    place = LocationFactory.create(organization=centre)
    service = invented_service(centre, kinds=["shelter"])

    with pytest.raises(ShelterHasNoPlace):
        proposed(centre, service, kinds=["shelter"], places=[str(place.uuid)])
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceAtLocation.objects.create(organization=centre, service=service, location=place)
    open_one = invented_service(centre, places=[str(place.uuid)])
    with pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.filter(pk=open_one.pk).update(kinds=["shelter"])

    write_entry(open_one, invented_entry(kinds=["shelter"]))

    assert not ServiceAtLocation.objects.exists()


def test_a_place_of_a_shelter_has_no_address():
    house = OrganizationFactory.create(kind=OrganizationKind.SHELTER)
    place = LocationFactory.create(organization=house)

    with pytest.raises(IntegrityError), transaction.atomic():
        Location.objects.filter(pk=place.pk).update(address_1="1 Invented Road")


def test_nothing_is_on_the_map_without_its_address():
    place = LocationFactory.create()

    with pytest.raises(IntegrityError), transaction.atomic():
        Location.objects.filter(pk=place.pk).update(latitude=16, longitude=98)
