"""`safefair db start|stop|status|shell|backup|restore`."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from safefair.config.home import installation_home
from safefair.config.postgres import backup, roles, selftest
from safefair.config.postgres.errors import ServerError
from safefair.config.postgres.server import Server

SHELL_DATABASES = {"records": roles.RECORDS, "keys": roles.KEYS}
SHELL_LOGINS = {"app": roles.APP, "migrate": roles.MIGRATE, "backup": roles.BACKUP}


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `db` to the `safefair` command."""
    parser = commands.add_parser("db", help="the PostgreSQL server of this installation")
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    actions.add_parser("start", help="start it, or find it running").set_defaults(run=start)
    actions.add_parser("stop", help="stop it").set_defaults(run=stop)
    actions.add_parser("status", help="say where it is and whether it runs").set_defaults(run=status)
    shell = actions.add_parser("shell", help="open psql")
    shell.add_argument("database", nargs="?", choices=SHELL_DATABASES, default="records")
    shell.add_argument("--as", dest="login", choices=SHELL_LOGINS, default="app", help="whose rights (app)")
    shell.add_argument("--command", help="run this SQL and leave")
    shell.set_defaults(run=open_shell)
    save = actions.add_parser("backup", help="write both databases into a folder, without the secrets")
    save.add_argument("folder", type=Path, metavar="FOLDER", help="new or empty")
    save.set_defaults(run=save_backup)
    load = actions.add_parser("restore", help="fill an empty installation from a backup")
    load.add_argument("folder", type=Path, metavar="FOLDER", help="as safefair db backup wrote it")
    load.add_argument(
        "--keys", type=Path, help="the folder of the keys, where it is kept apart (FOLDER/keys)"
    )
    since = load.add_mutually_exclusive_group(required=True)
    since.add_argument(
        "--destroyed",
        type=Path,
        metavar="LIST",
        help="the newest destroyed.txt: whoever is in it stays erased",
    )
    since.add_argument("--nobody-erased", action="store_true", help="nobody was erased since this backup")
    load.set_defaults(run=load_backup)


def start(_options: argparse.Namespace) -> int:
    """Start or join; exit 1 with the reason where the server must not be used."""
    if url := os.environ.get("DATABASE_URL"):
        return check_configured(url)
    server = Server(installation_home())
    is_ours = server.start()
    now = server.status()
    print(
        f"PostgreSQL {now.version} {'started' if is_ours else 'is running already'}, process {now.pid}, in {now.folder}"
    )
    return 0


def stop(_options: argparse.Namespace) -> int:
    """Stop; no error when there was nothing to stop."""
    if os.environ.get("DATABASE_URL"):
        print("DATABASE_URL names a server of your own: nothing to stop here.")
        return 0
    print("PostgreSQL stopped." if Server(installation_home()).stop() else "PostgreSQL was not running.")
    return 0


def status(_options: argparse.Namespace) -> int:
    """Exit 0 when it runs, 3 when it does not (as service managers do)."""
    if url := os.environ.get("DATABASE_URL"):
        return check_configured(url)
    now = Server(installation_home()).status()
    if not now.is_running:
        print(f"PostgreSQL is not running. Its folder is {now.folder}")
        return 3
    print(
        f"PostgreSQL {now.version} is running, process {now.pid}\nfolder  {now.folder}\nsocket  {now.socket}"
    )
    return 0


def open_shell(options: argparse.Namespace) -> NoReturn:
    """Become psql, in one of the two databases."""
    arguments = ["--command", options.command] if options.command else []
    if os.environ.get("DATABASE_URL"):
        open_configured_shell(
            "DATABASE_URL" if options.database == "records" else "KEYS_DATABASE_URL", arguments
        )
    server = Server(installation_home())
    if not server.answers():
        raise ServerError("PostgreSQL is not running. Start it with: safefair db start")
    psql = find_psql(server)
    arguments += [
        "-h",
        str(server.folder.socket),
        "-U",
        SHELL_LOGINS[options.login],
        SHELL_DATABASES[options.database],
    ]
    sys.stdout.flush()
    os.execv(psql, [str(psql), *arguments])  # noqa: S606 - becomes psql


def open_configured_shell(name: str, arguments: list[str]) -> NoReturn:
    """Become whichever psql the user has. It reads the address from its environment: everybody sees its arguments."""
    psql = shutil.which("psql")
    if psql is None or name not in os.environ:
        raise ServerError(
            f"{name} is not set." if psql else "There is no psql. Install PostgreSQL's client programs."
        )
    settings, others = connection_settings(os.environ[name])
    sys.stdout.flush()
    os.execve(psql, [psql, *arguments, make_conninfo(**others)], os.environ | settings)  # noqa: S606 - becomes psql


def connection_settings(url: str) -> tuple[dict[str, str], dict[str, str]]:
    """What an address says, as variables of the environment; and what has no variable, by its name.

    The password of a client's certificate has none either. It is left out: psql asks for it.
    """
    try:
        given = [option for option in Conninfo.parse(url.encode()) if option.val is not None]
    except psycopg.OperationalError as error:
        raise ServerError("The address of the database cannot be read.") from error
    settings = {option.envvar.decode(): (option.val or b"").decode() for option in given if option.envvar}
    others = {option.keyword.decode(): (option.val or b"").decode() for option in given if not option.envvar}
    others.pop("sslpassword", None)
    return settings, others


def save_backup(options: argparse.Namespace) -> int:
    """Write both databases; say what is not in them."""
    server = own_server()
    if not server.answers():
        raise ServerError("PostgreSQL is not running. Start it with: safefair db start")
    for part, contents in backup.back_up(server, options.folder).items():
        print(f"{options.folder / part}: {sum(contents.rows.values()):,} rows in {len(contents.rows)} tables")
    print(
        f"\nNot in it: the secrets in {secrets_folder()}. Without them nobody opens an identity again; keep a copy "
        "where two people must act together.\nKeep records and keys in two places, encrypted, the keys for seven days at "
        "most. Keep the newest keys/destroyed.txt for as long as any older backup of the keys."
    )
    return 0


def load_backup(options: argparse.Namespace) -> int:
    """Fill an empty installation and bring it to this version."""
    server = own_server()
    server.start()
    parts = {"records": options.folder / "records", "keys": options.keys or options.folder / "keys"}
    contents = backup.restore(server, parts, secrets=secrets_folder(), destroyed=options.destroyed)
    migrate = [sys.executable, "-m", "safefair.config.command", "migrate", "--verbosity=0"]
    if subprocess.run(migrate, check=False).returncode:
        raise ServerError(
            "The rows are there, but could not be brought to this version; the reason stands above."
        )
    rows = sum(sum(part.rows.values()) for part in contents.values())
    print(f"Restored as of {contents['records'].made_at}: {rows:,} rows, as many as were backed up.")
    return 0


def own_server() -> Server:
    """The installation's own server; a server of the user's own is backed up with the user's own means."""
    if os.environ.get("DATABASE_URL"):
        raise ServerError(
            "DATABASE_URL names a server of your own: back it up as docs/runbooks/backup-and-restore.md says."
        )
    return Server(installation_home())


def secrets_folder() -> Path:
    """Where this installation's secrets lie."""
    return Path(os.environ.get("CREDENTIALS_DIRECTORY") or installation_home() / "secrets")


def find_psql(server: Server) -> Path:
    """The psql of the server's own version."""
    psql = server.binaries().program("psql")
    if not psql.exists():
        raise ServerError(f"There is no psql in {psql.parent}. Install PostgreSQL's client programs.")
    return psql


def check_configured(url: str) -> int:
    """Say whether the server named by DATABASE_URL may be used."""
    try:
        with psycopg.connect(url, connect_timeout=10, autocommit=True) as database:
            version = database.info.parameter_status("server_version")
            faults = selftest.text_faults(database) + selftest.login_faults(database)
    except psycopg.OperationalError as error:
        raise ServerError(
            "The server named by DATABASE_URL does not answer, or refuses this login."
        ) from error
    if faults:
        raise ServerError(f"The server named by DATABASE_URL must not be used: {'; '.join(faults)}.")
    print(f"The server named by DATABASE_URL answers: PostgreSQL {version}. Nothing to start.")
    return 0
