"""Counting how often pages are read: a page, a language, a day, and nothing else.

Counts are held in memory and written together, so that no reading waits for another; the last few may be lost when a
process ends. A page shown again from a phone's or a proxy's memory does not reach us and is not counted.
"""

import datetime as dt
import threading
import time
from collections import Counter

from django.db import connection

MOST_HELD, SECONDS = 50, 30.0
Key = tuple[dt.date, int, str]

_held: Counter[Key] = Counter()
_lock = threading.Lock()
_since = time.monotonic()


def note_read(number: int, language: str, day: dt.date) -> None:
    """One more reading; written with the others after half a minute or fifty of them."""
    with _lock:
        _held[day, number, language] += 1
        is_due = _held.total() >= MOST_HELD or time.monotonic() - _since > SECONDS
    if is_due:
        write_reads()


def write_reads() -> None:
    """Add what is held to the table."""
    global _since  # noqa: PLW0603 reason: one counter a process, guarded by its lock
    with _lock:
        rows = sorted(_held.items())
        _held.clear()
        _since = time.monotonic()
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO guide_dayofreads (day, number, language, reads) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (day, number, language) DO UPDATE SET reads = guide_dayofreads.reads + excluded.reads",
            [(*key, count) for key, count in rows],
        )
