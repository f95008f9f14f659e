import pytest

from tests.results.factories import IndicatorFactory, PeriodFactory, ResultFactory
from tests.results.releases import MEN, WOMEN, release_of, visits


@pytest.fixture
def indicators(db):
    """People by country and sex, and their attendances as a total."""
    result = ResultFactory.create()
    return [
        IndicatorFactory.create(result=result, code="3.1"),
        IndicatorFactory.create(
            result=result, code="3.2", kind="ATTENDANCES", measure="information_attendances", tables=[]
        ),
        IndicatorFactory.create(
            result=result, code="3.3", kind="EVENTS", measure="sessions_held", tables=[["country"]]
        ),
    ]


@pytest.fixture
def passed(indicators):
    """An audited release of the first half of 2026."""
    visits(WOMEN, "F")
    visits(MEN, "M")
    return release_of(PeriodFactory.create(), indicators)
