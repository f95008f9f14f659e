"""`manage load_demo`: a year of invented records into an empty installation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from safefair.config.demo.year import load_year
from safefair.core.errors import DomainError


class Command(BaseCommand):
    """Load the invented year; refuses where there are records."""

    requires_system_checks: list[str] = []  # `safefair run` has checked already
    help = "Load a year of invented records into an empty installation (the trial)."

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load, telling on standard error how long it took."""
        try:
            load_year(today=timezone.localdate(), tell=lambda text: self.stderr.write(f"  {text}"))
        except DomainError as error:
            raise CommandError(str(error)) from error
