"""What the server lets each role do, what it writes down, and when it must not be used."""

import psycopg
import pytest

from safefair.config.postgres import Server, ServerError, roles, selftest


def test_application_reads_and_writes_rows_and_nothing_else(server):
    with server.connect(roles.RECORDS, login=roles.MIGRATE) as owner:
        owner.execute("CREATE TABLE owned (id int GENERATED ALWAYS AS IDENTITY, word text)")
        owner.execute("CREATE SCHEMA closed CREATE TABLE secret (id int)")

    with server.connect(roles.RECORDS, login=roles.APP) as application:
        application.execute("INSERT INTO owned (word) VALUES ('one')")
        rows = application.execute("SELECT word FROM owned").fetchall()
        for statement in (
            "CREATE TABLE mine ()",
            "ALTER TABLE owned ADD x int",
            "TRUNCATE owned",
            "TABLE closed.secret",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                application.execute(statement.encode())

    assert rows == [("one",)]


def test_backup_reads_everything_and_writes_nothing(server):
    with server.connect(roles.KEYS, login=roles.MIGRATE) as owner:
        owner.execute("CREATE TABLE wrapped (id int)")
        owner.execute("ALTER TABLE wrapped ENABLE ROW LEVEL SECURITY")
        owner.execute("ALTER TABLE wrapped FORCE ROW LEVEL SECURITY")
        owner.execute("INSERT INTO wrapped VALUES (1)")

    with server.connect(roles.KEYS, login=roles.BACKUP) as backup:
        rows = backup.execute("SELECT id FROM wrapped").fetchall()
        backup.execute("SET default_transaction_read_only = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            backup.execute("INSERT INTO wrapped VALUES (2)")

    assert rows == [(1,)]


def test_listens_on_no_network(server):
    with server.connect() as connection:
        row = connection.execute(
            "SELECT current_setting('listen_addresses'), inet_server_addr(), current_setting('synchronous_commit')"
        ).fetchone()

    assert row == ("", None, "off")  # off in tests alone
    assert Server(server.home).is_durable is True


def test_log_holds_no_statement_and_no_value(server):
    with server.connect(roles.RECORDS, login=roles.APP) as application:
        for statement in (
            "SELECT 'Invented Daisy-01' FROM nowhere",
            "SELECT 'Invented Daisy-02'::int",
            "DO $$ BEGIN RAISE EXCEPTION 'Invented Daisy-03'; END $$",
        ):
            with pytest.raises(psycopg.Error):
                application.execute(statement.encode())

    log = server.folder.log.read_text()

    assert "ready to accept connections" in log
    assert "Daisy" not in log


def test_good_database_has_no_faults(server):
    with server.connect(roles.RECORDS) as database:
        faults = selftest.text_faults(database) + selftest.role_faults(database)

    assert faults == []


def test_locale_that_loses_thai_is_found(server):
    with server.connect() as connection:
        connection.execute("CREATE DATABASE plain TEMPLATE template0 LC_CTYPE 'C' LC_COLLATE 'C'")
    with server.connect("plain") as database:
        selftest.make_trigrams(database)
        faults = selftest.text_faults(database)

    assert faults == [
        "lower('Đ') is not 'đ'",
        "Thai text has no trigrams",
        "the locale must be C.UTF-8 and is fixed when a database is made: dump, make anew, restore",
    ]


def test_application_that_passes_by_row_security_is_not_served(home):
    server = Server(home, is_durable=False)
    server.start()
    with server.connect() as connection:
        connection.execute("ALTER ROLE safefair_app BYPASSRLS")

    with pytest.raises(ServerError, match="safefair_app is not bound by row-level security"):
        server.start()


def test_login_of_a_configured_server_must_be_bound(server):
    with server.connect(roles.RECORDS, login=roles.MIGRATE) as database:
        faults = selftest.login_faults(database)
    with server.connect(roles.RECORDS, login=roles.APP) as database:
        none = selftest.login_faults(database)

    assert faults == ["safefair_migrate passes by row-level security: the application must not sign in so"]
    assert none == []
