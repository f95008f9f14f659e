"""`safefair worker`: the jobs, until told to stop."""

from typing import Any

from django.core.management.base import BaseCommand

from safefair.config.worker import run_worker


class Command(BaseCommand):
    """Do the jobs that pages and the clock ask for."""

    help = "Do the jobs, until told to stop."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Work."""
        run_worker()
