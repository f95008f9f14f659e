"""This installation, a centre on it that receives, and another installation."""

import pytest

from tests.accounts.factories import OrganizationFactory
from tests.cases.elsewhere import Elsewhere, our_installation


@pytest.fixture
def centre():
    return OrganizationFactory.create(country="ID")


@pytest.fixture
def ours(centre):
    return our_installation(centre)


@pytest.fixture
def there():
    return Elsewhere()
