"""Who may open the pages of accounts, and what they show."""

import datetime as dt
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from safefair.accounts.models import Invitation, RoleAssignment
from safefair.accounts.permission_words import WORDS
from safefair.accounts.roles import ROLES, Permission
from safefair.core.rls import Scope
from tests.accounts.factories import OrganizationFactory, RoleAssignmentFactory, sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

PAGES = {
    "accounts:members": Permission.MANAGE_MEMBERS,
    "accounts:invite": Permission.MANAGE_MEMBERS,
    "accounts:roles": Permission.VIEW_ROLES,
    "accounts:access_log": Permission.VIEW_ACCESS_LOG,
    "accounts:organizations": Permission.MANAGE_ORGANIZATIONS,
    "accounts:organization_new": Permission.MANAGE_ORGANIZATIONS,
}
DATA_PAGES = (
    "workspace:home",
    "people:list",
    "outreach:visits",
    "outreach:sessions",
    "trainings:list",
)


@pytest.mark.parametrize("role", [role.code for role in ROLES])
def test_every_page_opens_for_the_roles_that_may(client: Client, role: str) -> None:
    kind = next(found for found in ROLES if found.code == role)
    sign_in(client, role, OrganizationFactory.create() if kind.scope == Scope.OWN else None)

    answers = {page: client.get(reverse(page)).status_code for page in PAGES}

    assert answers == {page: 200 if need in kind.permissions else 403 for page, need in PAGES.items()}


def test_stranger_is_sent_to_sign_in(client: Client) -> None:
    answers = [client.get(reverse(page)) for page in PAGES]

    assert {(answer.status_code, answer["Location"].split("?")[0]) for answer in answers} == {
        (302, "/accounts/login/")
    }


def test_signed_in_pages_are_never_cached(client: Client) -> None:
    sign_in(client, "STEWARD")

    assert client.get(reverse("accounts:roles"))["Cache-Control"] == "no-store, private"


def test_coordinator_sees_only_her_organization(client: Client) -> None:
    own = OrganizationFactory.create()
    sign_in(client, "COORDINATOR", own)
    other = RoleAssignmentFactory.create()

    page = client.get(reverse("accounts:members"))
    ended = client.post(reverse("accounts:end_role", args=[other.uuid]))

    assert {row.organization for row in page.context["page"]} == {own}
    assert ended.status_code == 404


def test_invitation_from_form_to_sign_in(client: Client) -> None:
    sign_in(client, "COORDINATOR", OrganizationFactory.create())

    page = client.post(
        reverse("accounts:invite"),
        {"name": "Invented New", "email": "new@test.example", "role": "COUNSELLOR"},
    )
    link = page.context["link"]
    client.logout()
    opened = client.get(link)
    accepted = client.post(link, {"password": "a sentence nobody guesses 7"})

    assert (opened.status_code, accepted.status_code, accepted["Location"]) == (200, 302, "/accounts/login/")
    assert Invitation.objects.get().accepted_at is not None
    assert client.login(email="new@test.example", password="a sentence nobody guesses 7")


def test_dead_link_says_no_more_than_that(client: Client) -> None:
    page = client.get(reverse("accounts:accept", args=["nothing"]))

    assert (page.status_code, b"does not open anything" in page.content) == (404, True)


def test_role_in_use_changes_and_strange_one_does_not(client: Client) -> None:
    user = sign_in(client, "COORDINATOR", OrganizationFactory.create(name="A Centre"))
    second = RoleAssignmentFactory.create(
        user=user, role="DONOR", organization=None, starts_on=dt.date(2025, 1, 1)
    )

    client.post(reverse("accounts:choose_role"), {"organization": str(second.uuid)})

    assert client.get(reverse("accounts:members")).status_code == 403
    assert RoleAssignment.objects.filter(user=user).count() == 2


@pytest.mark.parametrize("role", [role.code for role in ROLES])
def test_second_factor_comes_before_every_page_of_whoever_needs_it(
    client: Client, settings: Any, role: str
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    kind = next(found for found in ROLES if found.code == role)
    sign_in(client, role, OrganizationFactory.create() if kind.scope == Scope.OWN else None)
    pages = [reverse(name) for name in (*PAGES, *DATA_PAGES)]

    led_on = {page for page in pages if client.get(page).headers.get("Location") == reverse("mfa_index")}

    assert led_on == (set(pages) if role not in ("MONITORING_OFFICER", "DONOR") else set())


def test_without_second_factor_nothing_is_written_either(client: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    sign_in(client, "COORDINATOR", OrganizationFactory.create())
    form = {"name": "Invented New", "email": "new@test.example", "role": "COUNSELLOR"}

    sent = client.post(reverse("accounts:invite"), form)

    assert (sent.status_code, sent["Location"], Invitation.objects.count()) == (302, "/accounts/2fa/", 0)


def test_without_second_factor_the_way_in_stays_open(client: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    sign_in(client, "COUNSELLOR", OrganizationFactory.create())

    pages = [client.get(reverse(name)) for name in ("mfa_index", "account_logout")]

    assert [page.status_code for page in pages] == [200, 200]
    assert "One more step before you begin." in pages[0].content.decode()


def test_with_a_second_factor_pages_open(client: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    user = sign_in(client, "COUNSELLOR", OrganizationFactory.create())
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "invented"})

    assert client.get(reverse("people:list")).status_code == 200


def test_role_matrix_is_what_code_says(client: Client) -> None:
    sign_in(client, "STEWARD")

    rows = client.get(reverse("accounts:roles")).context["rows"]

    assert {row.permission for row in rows} == set(Permission) == set(WORDS)
    assert len({str(row.words) for row in rows}) == len(rows)
    assert not any(role.sees_persons for role in ROLES if role.code in ("ADMINISTRATOR", "STEWARD", "DONOR"))
