"""The server's configuration, written anew at each start."""

import os
from collections.abc import Mapping
from pathlib import Path

from safefair.config.postgres.account import Account, login_name
from safefair.config.postgres.folder import Folder
from safefair.config.postgres.roles import LOGINS, SUPERUSER

DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
# Tests throw their data away.
FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
} | {"max_wal_senders": "0"}
# Statements carry names and telephone numbers, since the driver puts the values into the text; errors quote values.
QUIET = {
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
}


def write_configuration(folder: Folder, account: Account, *, is_durable: bool) -> Path:
    """Write postgresql.conf, pg_hba.conf and pg_ident.conf; the path of the first."""
    main = folder.path / "postgresql.conf"
    write(
        folder.path / "pg_hba.conf",
        "# The machine's own users only, and only those of pg_ident.conf\nlocal all all peer map=safefair\n",
    )
    write(folder.path / "pg_ident.conf", identities(account))
    write(
        main,
        "".join(
            f"{name} = {quote(value)}\n" for name, value in settings(folder, is_durable=is_durable).items()
        ),
    )
    return main


def settings(folder: Folder, *, is_durable: bool) -> Mapping[str, str]:
    """The server's settings, for a laptop that does other things too."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return {
        "data_directory": str(folder.data),
        "hba_file": str(folder.path / "pg_hba.conf"),
        "ident_file": str(folder.path / "pg_ident.conf"),
        "listen_addresses": "",
        "unix_socket_directories": str(folder.socket),
        "unix_socket_permissions": "0700",
        "max_connections": "60",
        "shared_buffers": f"{min(512, max(64, memory // 16))}MB",
        "effective_cache_size": f"{max(128, memory // 2)}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": "128MB",
        "random_page_cost": "1.1",  # solid-state disks, and most of an organisation's records in memory
        "jit": "off",
        "max_parallel_workers_per_gather": "0",  # containers give little shared memory
        "timezone": "UTC",
        "log_timezone": "UTC",
        "lc_messages": "C",
        **(DURABLE if is_durable else FORGETFUL),
        **QUIET,
    }


def identities(account: Account) -> str:
    """Who of the machine may sign in as whom: this process's user as any login, the server's account to repair."""
    lines = [f"safefair {quote_name(login_name())} {login}" for login in (SUPERUSER, *LOGINS)]
    if account.is_borrowed:
        lines.append(f"safefair {quote_name(account.name)} {SUPERUSER}")
    return "".join(f"{line}\n" for line in lines)


def write(path: Path, text: str) -> None:
    """Replace a file at once, readable by the server's account."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_text(text)
    draft.chmod(0o644)
    draft.replace(path)


def quote(value: str) -> str:
    """A value of postgresql.conf."""
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"


def quote_name(name: str) -> str:
    """A name of pg_ident.conf; one that begins with a slash would be a pattern."""
    return '"' + name.replace('"', '""') + '"'
