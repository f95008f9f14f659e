"""Whom a case may be shared with."""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from safefair.accounts.models import Organization
from safefair.cases.models import PartnerOrganization


def elsewhere() -> QuerySet[PartnerOrganization]:
    """Organisations of other installations that are trusted, by country and name."""
    found = PartnerOrganization.objects.filter(
        is_active=True, partner__confirmed_at__isnull=False, partner__ended_at=None
    )
    return found.select_related("partner").order_by("country", "name", "pk")


def partners_of(organization: Organization) -> QuerySet[Organization]:
    """Active organisations other than one's own: those of its country first, then by country and name."""
    is_near = ExpressionWrapper(Q(country=organization.country), output_field=BooleanField())
    others = Organization.objects.filter(is_active=True).exclude(pk=organization.pk)
    return others.order_by(is_near.desc(), "country", "name", "pk")
