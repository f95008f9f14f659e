"""Which processes work in a data folder.

PostgreSQL's own pid file cannot tell a living server from a zombie (a killed one that nobody has reaped, as under a
container's first process) or from a stranger that got the same number after a restart of the machine.
"""

import os
from pathlib import Path


def processes_in(data: Path) -> list[int]:
    """The living processes whose working directory is `data`, as all of a PostgreSQL server's are.

    Where the system has no /proc, the process of the pid file counts as living.
    """
    if not Path("/proc/self/cwd").exists():
        return process_of_pid_file(data)
    found = []
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                if Path(f"/proc/{entry.name}/cwd").readlink() == data:
                    found.append(int(entry.name))
            except OSError:  # gone, a zombie, or somebody else's
                continue
    return found


def process_of_pid_file(data: Path) -> list[int]:
    """The process named in the pid file, if there is one of that number."""
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n")[0])
        os.kill(pid, 0)
    except (OSError, ValueError):
        return []
    return [pid]
