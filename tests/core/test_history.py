"""The application's login cannot write past history, whatever it sets for its session."""

import pytest
from django.db import DatabaseError, connection, transaction

from safefair.accounts.models import Organization
from tests.accounts.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
CHANGE = "UPDATE accounts_organization SET name = 'Invented other name'"
TAMPER = "DELETE FROM accounts_organizationevent"


def as_application(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE safefair_app")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("RESET ROLE")


def events() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_organizationevent")
        return int(cursor.fetchone()[0])


def triggers(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE 'pgtrigger%%'",
            [table],
        )
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.parametrize(
    ("statement", "table"), [(CHANGE, "accounts_organization"), (TAMPER, "accounts_organizationevent")]
)
def test_the_setting_that_leaves_out_triggers_fails_instead(statement: str, table: str) -> None:
    OrganizationFactory.create()
    before, names = events(), triggers(table)

    with pytest.raises(DatabaseError, match="no session leaves out"):
        as_application(f"SET LOCAL pgtrigger.ignore = '{{{','.join(names)}}}'", statement)

    assert names
    assert before > 0
    assert events() == before
    assert not Organization.objects.filter(name="Invented other name").exists()


def test_without_it_a_change_is_kept_as_history() -> None:
    OrganizationFactory.create()
    before = events()

    as_application(CHANGE)

    assert events() == before + Organization.objects.count()


def test_the_application_cannot_put_the_function_back() -> None:
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
        as_application(
            "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean "
            "LANGUAGE sql AS 'SELECT true'"
        )
