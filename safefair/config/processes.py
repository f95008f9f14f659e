"""Child processes that live and die with `safefair run`."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

PR_SET_PDEATHSIG = 1
PATIENCE = 20.0  # seconds from asking a child to end until it is made to
RESTARTS = 5  # within …
WINDOW = 60.0  # … seconds; then something is wrong that restarting does not mend


class Child:
    """A program that is started again when it ends by itself."""

    def __init__(self, name: str, command: Sequence[str], environment: dict[str, str]) -> None:
        self.name = name
        self.command = command
        self.environment = environment
        self.starts: list[float] = []
        self.start()

    def start(self) -> None:
        """Start it, in a session of its own: Ctrl-C reaches us alone, and we end it in order."""
        self.starts.append(time.monotonic())
        self.process = subprocess.Popen(
            self.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - we have no threads
        )

    def keep_alive(self) -> bool:
        """Start it again if it has ended; False when it ends too often."""
        if self.process.poll() is None:
            return True
        now = time.monotonic()
        self.starts = [start for start in self.starts if now - start < WINDOW]
        if len(self.starts) >= RESTARTS:
            return False
        self.start()
        return True

    def stop(self, *, give_up: float) -> None:
        """Ask it to end, and make it at `give_up` (of the monotonic clock)."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(max(0.0, give_up - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def end_with_parent() -> None:
    """Have Linux end this process when its parent is killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def stop_all(children: Sequence[Child]) -> None:
    """End all of them, the last first."""
    for child in children:
        child.process.send_signal(signal.SIGTERM)
    give_up = time.monotonic() + PATIENCE
    for child in reversed(children):
        child.stop(give_up=give_up)
