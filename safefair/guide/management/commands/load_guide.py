"""`manage load_guide`: the articles that come with this version."""

from typing import Any

from django.core.management.base import BaseCommand

from safefair.guide.operations.loading import load_articles


class Command(BaseCommand):
    """Load new and changed articles; what an editor has changed stays as it is."""

    requires_system_checks: list[str] = []  # `safefair run` has checked already
    help = "Load the articles of the guide that come with this version."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load, telling on standard error how many."""
        self.stderr.write(f"  {load_articles()} articles loaded")
