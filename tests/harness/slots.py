"""Runs side by side: each takes a slot, and with it test databases of its own."""

import fcntl
import os
from pathlib import Path
from typing import IO

_held: list[IO[str]] = []  # locks last as long as their files are open


def take_slot(folder: Path) -> str:
    """The first free slot's name; workers of one run share their controller's."""
    if slot := os.environ.get("SAFEFAIR_TEST_SLOT"):
        return slot
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    while True:
        file = (folder / f"slot-{number}.lock").open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            number += 1
        else:
            _held.append(file)
            os.environ["SAFEFAIR_TEST_SLOT"] = str(number)
            return str(number)


def hold_in_use(folder: Path) -> None:
    """Say that this run uses the folder's server."""
    file = (folder / "in-use.lock").open("w")
    fcntl.flock(file, fcntl.LOCK_SH)
    _held.append(file)


def is_last(folder: Path) -> bool:
    """Whether no other run uses the folder's server; ends this run's own use."""
    while _held:
        _held.pop().close()
    with (folder / "in-use.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
