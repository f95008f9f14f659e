"""Drop search keys that have become too common, as the nightly job does: after a large load."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from safefair.accounts.models import Organization
from safefair.core.rls import row_security
from safefair.people.operations import refresh_hot_keys


class Command(BaseCommand):
    """`safefair manage refresh_hot_keys [--organization CODE]`."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """All organisations, or one."""
        parser.add_argument("--organization", metavar="CODE", help="only this organisation")

    def handle(self, *_args: Any, organization: str | None = None, **_options: Any) -> None:
        """One transaction an organisation."""
        chosen = Organization.objects.order_by("code")
        for found in chosen.filter(code=organization) if organization else chosen:
            with row_security(organization_id=found.pk, user_id=None):
                dropped = refresh_hot_keys(found)
            self.stdout.write(f"{found.code}: {dropped} values dropped")
