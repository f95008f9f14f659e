"""The database's roles and databases, and what each role may do.

| role              | may                                                                                |
|-------------------|------------------------------------------------------------------------------------|
| safefair_migrate  | owns the databases and all tables; passes by row-level security; makes test databases |
| safefair_app      | reads and writes rows, bound by row-level security; owns nothing, changes no table |
| safefair_backup   | reads everything, writes nothing                                                   |

`safefair_migrate` is a member of `safefair_app`, so that tests and loaders, which sign in as the former, take the
latter's place (`SET LOCAL ROLE safefair_app`) where the product works for somebody.
"""

from psycopg import Connection

SUPERUSER = "postgres"
APP, MIGRATE, BACKUP = LOGINS = ("safefair_app", "safefair_migrate", "safefair_backup")
RECORDS, KEYS = DATABASES = ("safefair", "safefair_keys")

ROLES = {
    APP: "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT",
    MIGRATE: "LOGIN NOSUPERUSER BYPASSRLS CREATEDB NOCREATEROLE",
    BACKUP: "LOGIN NOSUPERUSER BYPASSRLS NOCREATEDB NOCREATEROLE",
}
MEMBERSHIPS = (
    f"GRANT {APP} TO {MIGRATE}",
    f"GRANT pg_read_all_data TO {BACKUP}",
    f"ALTER ROLE {BACKUP} SET default_transaction_read_only = on",
)
# In template1, so that test databases have them too. Other schemas are closed to the application (the key that signs
# contexts lies in one) unless a migration opens them.
OURS = f"ALTER DEFAULT PRIVILEGES FOR ROLE {MIGRATE} IN SCHEMA public"
DEFAULT_PRIVILEGES = (
    f"{OURS} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP}",
    f"{OURS} GRANT USAGE, SELECT ON SEQUENCES TO {APP}",
)


def make_roles(server: Connection) -> None:
    """Make the missing roles. `server` is the superuser's connection, in autocommit."""
    present = {name for (name,) in server.execute("SELECT rolname FROM pg_roles")}
    for name, attributes in ROLES.items():
        if name not in present:
            server.execute(f"CREATE ROLE {name} {attributes}".encode())
    for statement in MEMBERSHIPS:
        server.execute(statement.encode())


def give_default_privileges(database: Connection) -> None:
    """Let the application use the tables that `safefair_migrate` makes in this database from now on."""
    for statement in DEFAULT_PRIVILEGES:
        database.execute(statement.encode())


def make_databases(server: Connection) -> None:
    """Make the missing databases from template1, open to our three logins and closed to everybody else."""
    present = {name for (name,) in server.execute("SELECT datname FROM pg_database")}
    for name in DATABASES:
        if name not in present:
            server.execute(f"CREATE DATABASE {name} OWNER {MIGRATE}".encode())
        server.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC".encode())
        server.execute(f"GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {', '.join(LOGINS)}".encode())


def is_provisioned(server: Connection) -> bool:
    """Whether the roles and databases are there, the last made last."""
    row = server.execute(
        "SELECT (SELECT count(*) FROM pg_roles WHERE rolname = ANY(%s)) = %s"
        " AND (SELECT count(*) FROM pg_database WHERE datname = ANY(%s)"
        "      AND shobj_description(oid, 'pg_database') = 'ready') = %s",
        [list(LOGINS), len(LOGINS), list(DATABASES), len(DATABASES)],
    ).fetchone()
    return bool(row and row[0])


def mark_ready(server: Connection) -> None:
    """Note that a database is complete, so that the next start need not look at everything."""
    for name in DATABASES:
        server.execute(f"COMMENT ON DATABASE {name} IS 'ready'".encode())
