"""The jobs of an installation in one process, in two lines.

What waits for another server has a line of its own, so that a large packet on a slow line holds up nothing that this
installation does by itself. Its own work is done one job after another: two imports at once are too much for an old
laptop.
"""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any

from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from safefair.core.jobs import Line

AT_ONCE = {Line.HERE: 1, Line.AWAY: 4}
PATIENCE = 10.0  # seconds for what is being done when the worker is told to stop


def run_worker() -> None:
    """Do jobs until told to stop; the first error of a line ends the other too and is raised."""
    assert isinstance(app.connector, DjangoConnector)  # noqa: S101  the application's own
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        asyncio.run(_work(working))


async def _work(working: App) -> None:
    loop = asyncio.get_running_loop()
    async with working.open_async():
        lines = [
            asyncio.create_task(_line(working, line, at_once), name=f"line {line}")
            for line, at_once in AT_ONCE.items()
        ]
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, _cancel, lines)
        await asyncio.wait(lines, return_when=asyncio.FIRST_COMPLETED)
        _cancel(lines)
        ended = await asyncio.gather(*lines, return_exceptions=True)
    for error in ended:
        if error and not isinstance(error, asyncio.CancelledError):
            raise error


def _line(working: App, line: Line, at_once: int) -> Coroutine[Any, Any, None]:
    return working.run_worker_async(
        queues=[line],
        name=str(line),
        concurrency=at_once,
        shutdown_graceful_timeout=PATIENCE,
        install_signal_handlers=False,
    )


def _cancel(lines: list[asyncio.Task[None]]) -> None:
    for line in lines:
        line.cancel()
