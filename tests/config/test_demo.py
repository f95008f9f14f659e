"""The invented year: believable, counted right, released through the gate like real records."""

import datetime as dt
import random

import pytest

from safefair.accounts.models import User
from safefair.accounts.trial import PASSWORD, TRIAL_USERS, sign_ins
from safefair.config.demo.people import Human, make_human
from safefair.config.demo.year import NotEmpty, load_year
from safefair.people.models import LinkageRun, Registration
from safefair.results.enums import ReleaseStatus
from safefair.results.models import Release

pytestmark = [pytest.mark.slow, pytest.mark.django_db(databases=["default", "keys"])]


@pytest.fixture
def humans(monkeypatch: pytest.MonkeyPatch) -> list[Human]:
    """Everybody invented while the year is loaded: the truth that the linkage does not know."""
    made: list[Human] = []

    def remember(number: int, nationality: str, draw: random.Random, *, staff: bool = False) -> Human:
        made.append(make_human(number, nationality, draw, staff=staff))
        return made[-1]

    monkeypatch.setattr("safefair.config.demo.people.make_human", remember)
    monkeypatch.setattr("safefair.config.demo.year.make_human", remember)
    return made


def test_year_is_loaded_linked_counted_and_published(humans: list[Human]) -> None:
    load_year(today=dt.date(2026, 11, 24), tell=lambda _text: None)

    run = LinkageRun.objects.get(is_current=True)
    truth = sum(bool(human.registrations) for human in humans)
    assert run.records == Registration.objects.count()
    assert run.low <= truth <= run.high
    assert run.records > truth
    assert [(release.number, release.status) for release in Release.objects.order_by("number")] == [
        (1, ReleaseStatus.PUBLISHED),
        (2, ReleaseStatus.PUBLISHED),
    ]
    assert all(
        release.audited_at and release.published_at and release.audited_at < release.published_at
        for release in Release.objects.all()
    )
    assert len(sign_ins()) == len(TRIAL_USERS)
    assert all(User.objects.get(email=email).check_password(PASSWORD) for _role, email, _word in sign_ins())
    with pytest.raises(NotEmpty):
        load_year(today=dt.date(2026, 11, 24), tell=lambda _text: None)
