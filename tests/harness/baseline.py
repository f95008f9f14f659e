"""What the migrations put into a database, kept beside it, to go back to after a test that commits."""

import psycopg
from psycopg import sql


def tables(connection: psycopg.Connection) -> list[tuple[str, str]]:
    """Schema and name of every ordinary table of the product."""
    rows = connection.execute(
        "SELECT schemaname, tablename FROM pg_tables WHERE schemaname !~ '^(pg_|information_schema|baseline)'"
        " AND tablename <> 'django_migrations' ORDER BY 1, 2"
    )
    return [(schema, name) for schema, name in rows]


def keep_baseline(connection: psycopg.Connection) -> None:
    """Copy the rows that migrations wrote into a schema of their own, once."""
    if connection.execute("SELECT FROM pg_namespace WHERE nspname = 'baseline'").fetchone():
        return
    with connection.transaction():
        connection.execute("CREATE SCHEMA baseline")
        for schema, name in tables(connection):
            source = sql.Identifier(schema, name)
            row = connection.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(source)).fetchone()
            if row and row[0]:
                target = sql.Identifier("baseline", f"{schema}.{name}")
                connection.execute(sql.SQL("CREATE TABLE {} AS TABLE {}").format(target, source))


def restore_baseline(connection: psycopg.Connection) -> None:
    """Empty every table and put the kept rows back."""
    kept = {
        name
        for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'baseline'")
    }
    with connection.transaction():
        every = sql.SQL(", ").join(sql.Identifier(*table) for table in tables(connection))
        connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(every))
        for schema, name in tables(connection):
            if f"{schema}.{name}" in kept:
                put_back(connection, schema, name)


def put_back(connection: psycopg.Connection, schema: str, name: str) -> None:
    """The kept rows of one table; generated columns make themselves, and numbering goes on behind them."""
    rows = connection.execute(
        "SELECT attname, pg_get_serial_sequence(format('%%I.%%I', %s::text, %s::text), attname) FROM pg_attribute"
        " WHERE attrelid = format('%%I.%%I', %s::text, %s::text)::regclass AND attnum > 0 AND NOT attisdropped"
        " AND attgenerated = '' ORDER BY attnum",
        [schema, name, schema, name],
    ).fetchall()
    columns = sql.SQL(", ").join(sql.Identifier(column) for column, _ in rows)
    target, source = sql.Identifier(schema, name), sql.Identifier("baseline", f"{schema}.{name}")
    connection.execute(
        sql.SQL("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE SELECT {} FROM {}").format(
            target, columns, columns, source
        )
    )
    for column, sequence in rows:
        if sequence:
            connection.execute(
                sql.SQL("SELECT setval(%s, GREATEST(1, (SELECT max({}) FROM {})))").format(
                    sql.Identifier(column), target
                ),
                [sequence],
            )
