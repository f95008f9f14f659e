"""What a server must be able to do before anybody works with it.

Under the C locale, the usual one in containers, trigrams of Thai, Burmese, Khmer and Lao text are silently empty and
lower() leaves Đ alone: searches then find nothing and nobody is told.
"""

from psycopg import Connection
from psycopg.errors import Error

from safefair.config.postgres.roles import APP

THAI_NAME = "สมชาย"  # 5 characters: 6 trigrams
RLS_TRIAL = (
    "CREATE TEMPORARY TABLE row_security_trial (id int) ON COMMIT DROP",
    "INSERT INTO row_security_trial VALUES (1), (2)",
    "ALTER TABLE row_security_trial ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE row_security_trial FORCE ROW LEVEL SECURITY",
    f"CREATE POLICY one ON row_security_trial TO {APP} USING (id = 1)",
    f"GRANT SELECT ON row_security_trial TO {APP}",
    f"SET LOCAL ROLE {APP}",
)


def text_faults(database: Connection) -> list[str]:
    """What is wrong with how the database treats text, in sentences; empty when all is well."""
    row = database.execute(
        "SELECT current_setting('server_encoding'), lower('Đ'),"
        " (SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm')"
    ).fetchone()
    encoding, lowered, has_trigrams = row or ("", "", 0)
    faults = []
    if encoding != "UTF8":
        faults.append(f"the database's encoding is {encoding}, not UTF8")
    if lowered != "đ":
        faults.append("lower('Đ') is not 'đ'")
    if not has_trigrams:
        faults.append(
            "the extension pg_trgm is missing (Debian: in postgresql; elsewhere: postgresql-contrib)"
        )
    else:
        trigrams = database.execute("SELECT cardinality(show_trgm(%s))", [THAI_NAME]).fetchone()
        if trigrams != (6,):
            faults.append("Thai text has no trigrams")
    if faults:
        faults.append(
            "the locale must be C.UTF-8 and is fixed when a database is made: dump, make anew, restore"
        )
    return faults


def role_faults(database: Connection) -> list[str]:
    """What is wrong with the application's role. `database` is the superuser's connection, in autocommit."""
    row = database.execute(
        "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb,"
        " EXISTS (SELECT FROM pg_class WHERE relowner = r.oid),"
        " has_schema_privilege(r.oid, 'public', 'CREATE') FROM pg_roles r WHERE rolname = %s",
        [APP],
    ).fetchone()
    if row is None:
        return [f"there is no role {APP}"]
    faults = []
    if row[0]:
        faults.append(f"{APP} may do more than read and write rows")
    if row[1] or row[2]:
        faults.append(f"{APP} owns or may make tables")
    with database.transaction(force_rollback=True):
        for statement in RLS_TRIAL:
            database.execute(statement.encode())
        if database.execute("SELECT id FROM row_security_trial").fetchall() != [(1,)]:
            faults.append(f"{APP} is not bound by row-level security")
    return faults


def login_faults(database: Connection) -> list[str]:
    """What is wrong with the login of a configured server (DATABASE_URL)."""
    row = database.execute(
        "SELECT rolsuper OR rolbypassrls, rolname FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    if row and row[0]:
        return [f"{row[1]} passes by row-level security: the application must not sign in so"]
    return []


def make_trigrams(database: Connection) -> None:
    """Make pg_trgm where the server has it; the self-test says so where it does not."""
    try:
        database.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except Error:
        return
