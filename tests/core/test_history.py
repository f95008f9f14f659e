"""The application's login cannot write past history, whatever it sets for its session."""

import json
import uuid

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from pghistory.models import Event

from safefair.accounts.models import Organization
from safefair.core.history import keep_history
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

    with pytest.raises(DatabaseError, match=r"no session leaves out|permission denied"):
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


def event_tables() -> list[str]:
    """Every table of history that the database has, of whatever app, with the contexts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attrelid::regclass::text FROM pg_attribute JOIN pg_class c ON c.oid = attrelid AND relkind = 'r'"
            " WHERE attname = 'pgh_id' AND relnamespace = 'public'::regnamespace ORDER BY 1"
        )
        return [name for (name,) in cursor.fetchall()]


def test_the_application_writes_no_row_of_history_itself() -> None:
    tables = event_tables()
    may = []

    with connection.cursor() as cursor:
        for table in (*tables, "pghistory_context"):
            for right in ("INSERT", "UPDATE", "DELETE", "TRUNCATE"):
                cursor.execute("SELECT has_table_privilege('safefair_app', %s, %s)", [table, right])
                may += [(table, right)] * cursor.fetchone()[0]
                cursor.execute("SELECT has_table_privilege('safefair_app', %s, 'SELECT')", [table])
                assert cursor.fetchone()[0]

    tracked = {model._meta.db_table for model in apps.get_models() if issubclass(model, Event)}
    assert set(tables) == {table for table in tracked if table in connection.introspection.table_names()}
    assert len(tables) > 15
    assert may == []


def test_a_table_of_history_that_comes_later_is_closed_too() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE later_event (pgh_id int)")
        cursor.execute("SELECT has_table_privilege('safefair_app', 'later_event', 'INSERT')")
        assert cursor.fetchone()[0]

    keep_history()

    with pytest.raises(DatabaseError, match="permission denied"):
        as_application("INSERT INTO later_event VALUES (1)")


def test_every_function_that_writes_history_writes_as_the_owner_and_only_from_its_trigger() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, prosecdef, proconfig, pg_get_userbyid(proowner), has_function_privilege('safefair_app', oid,"
            " 'EXECUTE') FROM pg_proc WHERE proname LIKE 'pgtrigger%%' AND prosrc ~* 'insert into'"
        )
        found = {name: tuple(rest) for name, *rest in cursor.fetchall()}

    assert len(found) > 30
    assert {str(how) for how in found.values()} == {
        str((True, ["search_path=pg_catalog, public, pg_temp"], "safefair_migrate", False))
    }


def test_a_trigger_of_history_cannot_be_borrowed_for_a_table_of_ones_own() -> None:
    [writer] = [name for name in triggers("accounts_organization") if "insert" in name]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgfoid::regproc::text FROM pg_trigger WHERE tgrelid = 'accounts_organization'::regclass AND tgname = %s",
            [writer],
        )
        function = cursor.fetchone()[0]

    with pytest.raises(DatabaseError, match="permission denied for function"):
        as_application(
            "CREATE TEMPORARY TABLE mine (LIKE public.accounts_organization)",
            f"CREATE TRIGGER t AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION {function}()",
        )


def test_history_says_who_the_application_worked_for_and_keeps_it() -> None:
    context = uuid.uuid4()
    OrganizationFactory.create()

    as_application(*context_of(context, 41), CHANGE)
    with pytest.raises(DatabaseError, match="a context keeps its user"):
        as_application(*context_of(context, 42), CHANGE.replace("other", "third"))
    as_application(*context_of(context, 41, reason="invented"), CHANGE.replace("other", "fourth"))

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT c.metadata FROM accounts_organizationevent e JOIN pghistory_context c ON c.id = e.pgh_context_id"
            " WHERE c.id = %s",
            [context],
        )
        assert [json.loads(row) for (row,) in cursor.fetchall()] == [{"user": 41, "reason": "invented"}]


def context_of(context: uuid.UUID, user: int, **more: str) -> tuple[str, str]:
    """What pghistory sets before a statement."""
    metadata = json.dumps({"user": user, **more})
    return (
        f"SET LOCAL pghistory.context_id = '{context}'",
        f"SET LOCAL pghistory.context_metadata = '{metadata}'",
    )
