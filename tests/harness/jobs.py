"""The worker, run to the end by a test."""

import threading

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector


def run_waiting_jobs() -> None:
    """Do all jobs that wait, as the product's worker would; the first error is raised here.

    In a thread of its own: Playwright leaves an event loop running in the tests' thread, beside which no other runs.
    """
    failed: list[BaseException] = []

    def work() -> None:
        try:
            assert isinstance(app.connector, DjangoConnector)
            with app.replace_connector(app.connector.get_worker_connector()) as own:
                own.run_worker(wait=False, listen_notify=False, install_signal_handlers=False, concurrency=1)
        except BaseException as error:  # noqa: BLE001  a thread's error is told to the test
            failed.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(120)
    assert not thread.is_alive()
    if failed:
        raise failed[0]
