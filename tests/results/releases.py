"""Visits by the dozen, and releases protected and audited as the job does it."""

import datetime as dt
import uuid

from django.utils import timezone

from safefair.outreach.models import Visit
from safefair.results.operations.figures import compute_period
from safefair.results.operations.releases import make_release, protect_release
from safefair.results.queries import release_tables
from tests.accounts.factories import OrganizationFactory, UserFactory
from tests.outreach.factories import PlainRegistrationFactory

NOW = timezone.now()
WOMEN = {"TH": 40, "MM": 25, "KH": 3, "LA": 14}
MEN = {"TH": 17, "MM": 2, "KH": 12, "LA": 0}


def visits(counts, sex, *, on=dt.date(2026, 3, 1), role="CURRENT"):
    """That many visits of as many people, by country of the visit; quick to make."""
    organization, user = OrganizationFactory.create(), UserFactory.create()
    for country, number in counts.items():
        people = PlainRegistrationFactory.create_batch(
            number, organization=organization, country=country, sex=sex
        )
        Visit.objects.bulk_create(
            Visit(
                organization=organization,
                organization_kind=organization.kind,
                country=country,
                visited_on=on,
                registration=person,
                relation=role,
                sex=sex,
                age_band="25-34",
                services=["INFORMATION"],
                entry_id=uuid.uuid4(),
                recorded_by=user,
            )
            for person in people
        )


def release_of(period, indicators, **kwargs):
    """A release that has been protected and audited, as the job does it."""
    compute_period(period, by=None, at=NOW)
    user = UserFactory.create()
    given = {"title": "Invented release", "method": "suppress", "threshold": 11, "by": user, **kwargs}
    release = make_release(period=period, indicators=indicators, **given)
    return protect_release(release.pk, at=NOW, tell=lambda *_: None)


def cells_of(release, code="3.1"):
    table = next(table for table in release_tables(release) if table.code == code)
    return {cell.codes: cell.value for cell in table.cells}
