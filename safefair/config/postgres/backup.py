"""`safefair db backup` and `safefair db restore`: both databases as files, kept apart, compared by their row counts.

    FOLDER/records/records.dump  contents.json
    FOLDER/keys/keys.dump        contents.json  destroyed.txt

The secrets of the installation are in neither, nor is what must not outlive it: sessions, and the key that signs
contexts, which `safefair migrate` puts in place again.
"""

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from psycopg import Connection, sql

from safefair.config.postgres import roles
from safefair.config.postgres.errors import ServerError
from safefair.config.postgres.server import Server

PARTS = {"records": roles.RECORDS, "keys": roles.KEYS}
LEFT_OUT = ("public.django_session", "security.context_key")
TABLES = """
SELECT format('%s.%s', schemaname, tablename) FROM pg_tables
WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"""
DESTROYED = "destroyed.txt"


@dataclass(frozen=True)
class Contents:
    """What a dump must hold: rows by table, and the names of the keys that open it."""

    made_at: str
    rows: dict[str, int]
    key_encryption_keys: list[str] = field(default_factory=list)


def back_up(server: Server, folder: Path) -> dict[str, Contents]:
    """Write both databases below `folder`. ServerError if it is not empty or a dump fails.

    The records first: whoever registers in between has a key too many, never one too few.
    """
    if folder.exists() and any(folder.iterdir()):
        raise ServerError(f"{folder} is not empty. Give each backup a folder of its own.")
    return {part: _dump(server, part, folder / part) for part in PARTS}


def _dump(server: Server, part: str, folder: Path) -> Contents:
    folder.mkdir(parents=True, mode=0o700)
    with server.connect(PARTS[part], login=roles.BACKUP) as database, database.transaction():
        database.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        [snapshot] = database.execute("SELECT pg_export_snapshot()").fetchone() or [""]
        left_out = [f"--exclude-table-data={table}" for table in LEFT_OUT]
        dump = folder / f"{part}.dump"
        dump.touch(mode=0o600)
        _run(
            server,
            "pg_dump",
            "-Fc",
            f"--snapshot={snapshot}",
            "-f",
            dump,
            *left_out,
            login=roles.BACKUP,
            part=part,
        )
        contents = Contents(
            datetime.now(UTC).isoformat(timespec="seconds"), count_rows(database), _keks(database, part)
        )
        if part == "keys":
            rows = database.execute("SELECT key_id FROM keys_destroyedkey ORDER BY 1")
            _write(folder / DESTROYED, "".join(f"{key_id}\n" for (key_id,) in rows))
    _write(folder / "contents.json", json.dumps(asdict(contents), indent=1))
    return contents


def count_rows(database: Connection) -> dict[str, int]:
    """How many rows each table has, those apart that a backup leaves out."""
    counts = {}
    for (table,) in database.execute(TABLES).fetchall():
        if table not in LEFT_OUT:
            query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(*table.split(".")))
            [counts[table]] = database.execute(query).fetchone() or [0]
    return counts


def _keks(database: Connection, part: str) -> list[str]:
    if part != "keys":
        return []
    return [name for (name,) in database.execute("SELECT DISTINCT kek_id FROM keys_datakey ORDER BY 1")]


def restore(
    server: Server, parts: dict[str, Path], *, secrets: Path, destroyed: Path | None = None
) -> dict[str, Contents]:
    """Fill the empty databases from the folders of a backup, and compare the row counts.

    `destroyed` lists keys that were destroyed after that backup: they are destroyed again. ServerError where
    something is there already, a secret is missing, or a dump does not hold what it says.
    """
    contents = {part: _contents(folder) for part, folder in parts.items()}
    missing = [f"kek-{name}" for name in contents["keys"].key_encryption_keys]
    missing = [name for name in [*missing, "search"] if not (secrets / name).exists()]
    if contents["keys"].rows.get("public.keys_datakey") and missing:
        raise ServerError(
            f"Put the secrets of that installation into {secrets} first; missing: {', '.join(missing)}."
        )
    for part, database in PARTS.items():
        with server.connect(database) as connection:
            if connection.execute(TABLES).fetchone():
                raise ServerError(f"The database of {part} is not empty. Restore into a new installation.")
    for part, folder in parts.items():
        _load(server, part, folder, contents[part])
    if destroyed is not None:
        destroy_again(server, destroyed.read_text().split())
    return contents


def _contents(folder: Path) -> Contents:
    try:
        return Contents(**json.loads((folder / "contents.json").read_text()))
    except (OSError, ValueError, TypeError) as error:
        raise ServerError(f"{folder} holds no backup made by safefair db backup.") from error


def _load(server: Server, part: str, folder: Path, contents: Contents) -> None:
    options = ("--single-transaction", "--exit-on-error")
    _run(server, "pg_restore", *options, folder / f"{part}.dump", login=roles.SUPERUSER, part=part)
    with server.connect(PARTS[part]) as database:
        database.execute("ANALYZE")
        found = count_rows(database)
    wrong = sorted(
        table for table in contents.rows.keys() | found if contents.rows.get(table) != found.get(table)
    )
    if wrong:
        raise ServerError(f"Not what was backed up: {', '.join(wrong)}. Do not use this installation.")


def destroy_again(server: Server, key_ids: Sequence[str]) -> int:
    """Destroy keys that an older backup brought back; how many there were."""
    with server.connect(roles.KEYS) as keys, keys.transaction():
        gone = keys.execute("DELETE FROM keys_datakey WHERE id = ANY(%s::uuid[])", [list(key_ids)]).rowcount
        keys.execute(
            "INSERT INTO keys_destroyedkey (key_id, destroyed_at) SELECT unnest(%s::uuid[]), now() ON CONFLICT DO NOTHING",
            [list(key_ids)],
        )
    return gone


def _run(server: Server, name: str, *arguments: str | Path, login: str, part: str) -> None:
    program = server.binaries().program(name)
    if not program.exists():
        raise ServerError(f"There is no {name} in {program.parent}. Install PostgreSQL's client programs.")
    plain = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    command = [program, "-h", server.folder.socket, "-U", login, "-d", PARTS[part], *arguments]
    done = subprocess.run(
        [str(word) for word in command],
        env=plain,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        raise ServerError(f"{name} of the {part} failed: {done.stderr.strip()}")


def _write(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text)
