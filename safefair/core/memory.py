"""What is the same for everybody, kept in this process for some seconds so that it is not worked out for each reader."""

import threading
import time
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.conf import settings

P = ParamSpec("P")
T = TypeVar("T")
MOST = 512
"""Values of one function; beyond them all are forgotten."""


def remembered(make: Callable[P, T]) -> Callable[P, T]:
    """Keep what a function gives for the same arguments for `MEMORY_SECONDS`; nought keeps nothing.

    Only for what holds nothing of anybody and may be that old. Nobody may change what it gives.
    """
    known: dict[Hashable, tuple[float, Any]] = {}
    lock = threading.Lock()

    @wraps(make)
    def give(*args: P.args, **kwargs: P.kwargs) -> T:
        lasts: float = settings.MEMORY_SECONDS
        if not lasts:
            return make(*args, **kwargs)
        key = (args, tuple(kwargs.items()))
        now = time.monotonic()
        with lock:
            since, value = known.get(key, (0.0, None))
            if since and now - since < lasts:
                found: T = value
                return found
        made = make(*args, **kwargs)
        with lock:
            if len(known) >= MOST:
                known.clear()
            known[key] = (now, made)
        return made

    return give
