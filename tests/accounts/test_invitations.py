"""Inviting, accepting, ending and giving back roles."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from safefair.accounts.membership import Membership, choose_membership
from safefair.accounts.models import Organization, RoleAssignment, User
from safefair.accounts.operations.invitations import (
    InvitationNotOpen,
    RoleNotYours,
    accept_invitation,
    end_role,
    invite,
    open_invitation,
    restore_role,
    withdraw_invitation,
)
from tests.accounts.factories import OrganizationFactory, RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)
TODAY = NOW.date()
GOOD = "a sentence nobody guesses 7"


def member(role: str, organization: Organization | None = None) -> Membership:
    """Somebody in one role."""
    assignment = RoleAssignmentFactory.create(role=role, organization=organization)
    found = choose_membership(assignment.user, on=TODAY, wanted=None)
    assert found is not None
    return found


def invited(by: Membership, organization: Organization | None, role: str = "COUNSELLOR") -> str:
    """The token of an invitation."""
    _invitation, token = invite(
        email="New@Test.Example", name="Invented New", role=role, organization=organization, by=by, at=NOW
    )
    return token


def test_invited_person_gets_account_and_role() -> None:
    coordinator = member("COORDINATOR", OrganizationFactory.create())
    token = invited(coordinator, coordinator.organization)

    user = accept_invitation(token=token, password=GOOD, at=NOW, on=TODAY)

    assert (user.email, user.check_password(GOOD)) == ("new@test.example", True)
    assert [(r.role, r.organization, r.granted_by) for r in user.role_assignments.all()] == [
        ("COUNSELLOR", coordinator.organization, coordinator.user)
    ]


def test_known_person_keeps_her_password() -> None:
    coordinator = member("COORDINATOR", OrganizationFactory.create())
    known = User.objects.create_user("new@test.example", "an older sentence 99")
    token = invited(coordinator, coordinator.organization)

    user = accept_invitation(token=token, password="", at=NOW, on=TODAY)

    assert (user, user.check_password("an older sentence 99")) == (known, True)


def test_link_opens_once_and_for_a_week() -> None:
    coordinator = member("COORDINATOR", OrganizationFactory.create())
    token = invited(coordinator, coordinator.organization)

    with pytest.raises(InvitationNotOpen):
        open_invitation(token, at=NOW + dt.timedelta(days=8))
    accept_invitation(token=token, password=GOOD, at=NOW, on=TODAY)
    with pytest.raises(InvitationNotOpen):
        accept_invitation(token=token, password=GOOD, at=NOW, on=TODAY)


def test_withdrawn_link_opens_nothing() -> None:
    coordinator = member("COORDINATOR", OrganizationFactory.create())
    invitation, token = invite(
        email="x@test.example",
        name="X",
        role="TRAINER",
        organization=coordinator.organization,
        by=coordinator,
        at=NOW,
    )

    withdraw_invitation(invitation, by=coordinator, at=NOW)

    with pytest.raises(InvitationNotOpen):
        open_invitation(token, at=NOW)


def test_weak_password_makes_nothing() -> None:
    coordinator = member("COORDINATOR", OrganizationFactory.create())
    token = invited(coordinator, coordinator.organization)

    with pytest.raises(ValidationError):
        accept_invitation(token=token, password="password1234", at=NOW, on=TODAY)

    assert not User.objects.filter(email="new@test.example").exists()
    assert open_invitation(token, at=NOW).accepted_at is None


@pytest.mark.parametrize(
    ("inviter", "role", "where"),
    [
        ("COUNSELLOR", "COUNSELLOR", "own"),
        ("COORDINATOR", "COUNSELLOR", "other"),
        ("COORDINATOR", "PROGRAMME_MANAGER", "none"),
        ("ADMINISTRATOR", "STEWARD", "none"),
        ("ADMINISTRATOR", "COUNSELLOR", "other"),
        ("STEWARD", "COUNSELLOR", "none"),
    ],
)
def test_nobody_grants_further_than_her_reach(inviter: str, role: str, where: str) -> None:
    own = OrganizationFactory.create()
    by = member(inviter, own if inviter in ("COUNSELLOR", "COORDINATOR") else None)
    organization = {"own": own, "other": OrganizationFactory.create(), "none": None}[where]

    with pytest.raises(RoleNotYours):
        invited(by, organization, role)


def test_ended_role_is_gone_and_comes_back() -> None:
    coordinator = member("COORDINATOR", OrganizationFactory.create())
    assignment = RoleAssignmentFactory.create(organization=coordinator.organization)

    end_role(assignment, by=coordinator, on=TODAY)
    without = choose_membership(assignment.user, on=TODAY, wanted=None)
    restore_role(assignment, by=coordinator)
    again = choose_membership(assignment.user, on=TODAY, wanted=None)

    assert (without, again is not None) == (None, True)


def test_nobody_ends_her_own_role() -> None:
    coordinator = member("COORDINATOR", OrganizationFactory.create())

    with pytest.raises(RoleNotYours):
        end_role(coordinator.assignment, by=coordinator, on=TODAY)


def test_role_of_a_closed_organization_is_not_in_force() -> None:
    closed = OrganizationFactory.create(is_active=False)
    assignment = RoleAssignmentFactory.create(organization=closed)

    assert choose_membership(assignment.user, on=TODAY, wanted=None) is None


def test_chosen_role_must_be_ones_own() -> None:
    user = UserFactory.create()
    first = RoleAssignmentFactory.create(user=user, organization=OrganizationFactory.create(name="A Centre"))
    second = RoleAssignmentFactory.create(user=user, organization=OrganizationFactory.create(name="B Centre"))
    strange = RoleAssignmentFactory.create()

    chosen = [choose_membership(user, on=TODAY, wanted=str(wanted.uuid)) for wanted in (second, strange)]

    assert [found.assignment if found else None for found in chosen] == [second, first]
    assert RoleAssignment.objects.count() == 3
