"""A published release with a count that is known to be withheld."""

import pytest

from safefair.results.models import Release
from tests.website.factories import publish_planted


@pytest.fixture
def release(db: None) -> Release:
    """Our programme with a release that everybody may read."""
    return publish_planted()


@pytest.fixture
def addresses(release: Release) -> list[str]:
    """Every address of the public site that holds something of the release."""
    pages = ["/", "/numbers/", "/data/", *(f"/numbers/{release.number}/{code}/" for code in ("3.1", "3.3"))]
    files = ["3.1-country-sex.csv", "3.3-country.csv", "datapackage.json"]
    return pages + [f"/data/{release.number}/{name}" for name in files]
