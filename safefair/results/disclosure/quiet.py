"""A silent HiGHS solver."""

import os
import sys
import threading

import highspy

_one_at_a_time = threading.Lock()
_greeted = threading.Event()


def new_solver() -> highspy.Highs:
    """An empty solver that writes nothing and uses one thread, so that a run can be repeated exactly.

    HiGHS greets on the standard output of the process when its first solver is built; that one line is
    turned away, since a command's output is read by other programs.
    """
    with _one_at_a_time:
        solver = highspy.Highs() if _greeted.is_set() else _without_greeting()  # type: ignore[no-untyped-call]
        _greeted.set()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    return solver


def _without_greeting() -> highspy.Highs:
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        return highspy.Highs()  # type: ignore[no-untyped-call]
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
