"""Values so common that they find too many: dropped every night."""

from django.db import transaction

from safefair.accounts.models import Organization
from safefair.people.search_index import drop_hot_keys


@transaction.atomic
def refresh_hot_keys(organization: Organization) -> int:
    """Drop the search keys of an organisation that have become too common. How many values became so."""
    return drop_hot_keys(organization.pk)
