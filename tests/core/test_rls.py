"""Without a valid context the database shows nothing; with one, what its scope allows."""

import datetime as dt
import time

import pytest
from django.db import DatabaseError, connection, transaction

from safefair.core.rls import LIFETIME, Scope, row_security, sign_context
from safefair.people.enums import RegistrationSource
from safefair.people.models import Identity, Registration
from tests.accounts.factories import OrganizationFactory

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

EXEMPT = {"accounts_roleassignment", "accounts_roleassignmentevent", "accounts_invitation"}
"""Roles and invitations are asked before anybody's context is known; they hold staff, not women."""


@pytest.fixture
def two_centres() -> tuple[Registration, Registration]:
    """A registration in each of two organisations."""
    one, other = (
        Registration.objects.create(
            organization=OrganizationFactory.create(),
            code=f"TEST-{n}",
            country="TH",
            source=RegistrationSource.DESK,
            registered_on=dt.date(2026, 1, 1),
        )
        for n in (1, 2)
    )
    Identity.objects.create(
        registration=one,
        organization=one.organization,
        key_id="00000000-0000-4000-8000-000000000000",
        sealed=b"x",
    )
    return one, other


def as_app(context: str) -> list[str]:
    """Codes that the application's role sees under a context given as text."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE safefair_app")
        cursor.execute("SELECT set_config('app.ctx', %s, true)", [context])
        cursor.execute("SELECT code FROM people_registration ORDER BY code")
        found = [row[0] for row in cursor.fetchall()]
        cursor.execute("RESET ROLE")
    return found


def test_own_scope_sees_its_own(two_centres: tuple[Registration, Registration]) -> None:
    one, _other = two_centres

    with row_security(organization_id=one.organization_id, user_id=1):
        seen = list(Registration.objects.values_list("code", flat=True))

    assert seen == ["TEST-1"]


def test_programme_scope_sees_facts_and_no_identity(two_centres: tuple[Registration, Registration]) -> None:
    with row_security(organization_id=None, user_id=1, scope=Scope.PROGRAMME):
        facts = sorted(Registration.objects.values_list("code", flat=True))
        identities = Identity.objects.count()

    assert (facts, identities) == (["TEST-1", "TEST-2"], 0)


def test_no_context_forged_and_expired_show_nothing(two_centres: tuple[Registration, Registration]) -> None:
    one, _other = two_centres
    good = sign_context(one.organization_id, 1, Scope.OWN, now=time.time())
    old = sign_context(one.organization_id, 1, Scope.OWN, now=time.time() - LIFETIME - 60)
    forged = good.replace("|own|", "|system|")

    assert [as_app(context) for context in ("", "1|1|own", forged, old)] == [[], [], [], []]
    assert as_app(good) == ["TEST-1"]


def test_other_organization_cannot_be_written(two_centres: tuple[Registration, Registration]) -> None:
    one, other = two_centres

    with row_security(organization_id=one.organization_id, user_id=1):
        changed = Registration.objects.filter(pk=other.pk).update(sex="F")
    with pytest.raises(DatabaseError), row_security(organization_id=one.organization_id, user_id=1):
        Registration.objects.filter(pk=one.pk).update(organization=other.organization)

    assert changed == 0


def test_signing_key_is_not_readable(two_centres: tuple[Registration, Registration]) -> None:
    with (
        pytest.raises(DatabaseError),
        row_security(organization_id=1, user_id=1),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM security.context_key")


def test_every_table_of_an_organization_is_forced() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id' AND NOT a.attisdropped "
            "WHERE n.nspname = 'public' AND c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"
        )
        open_tables = {row[0] for row in cursor.fetchall()}

    assert {
        name for name in open_tables if name.split("_")[0] in ("people", "outreach", "trainings")
    } == set()
    assert open_tables - EXEMPT <= {"core_task", "directory_location", "directory_locationevent"}
