"""`load_framework`: write the programme's framework into the database, or bring it up to date."""

from django.core.management.base import BaseCommand

from safefair.results.operations.framework import framework_facts, load_framework


class Command(BaseCommand):
    """Loads the Safe and Fair framework; a second time changes nothing."""

    help = "Load the programme's results framework: outcomes, indicators, periods, targets, reported figures."

    def handle(self, *_args: object, **_options: object) -> None:
        """Load it and say what is there."""
        programme = load_framework(framework_facts())
        indicators = sum(result.indicators.count() for result in programme.results.order_by("code"))
        self.stdout.write(f"{programme.short_title}: {indicators} indicators")
