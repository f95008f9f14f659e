"""Decisions on pairs: a reason each, one at a time, undone in one move."""

import pytest

from safefair.people.enums import PairSource, PairStatus
from safefair.people.errors import NothingToUndo, PairAlreadyDecided, ReasonMissing
from safefair.people.identities import IdentityData
from safefair.people.operations import keep_apart, link_pair, put_side_by_side, undo_decision
from safefair.people.queries.pairs import compare_fields, next_open_pair
from tests.accounts.factories import OrganizationFactory, UserFactory
from tests.people.factories import invented_pair, register_invented

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("decide", "status"), [(link_pair, PairStatus.SAME), (keep_apart, PairStatus.DIFFERENT)]
)
def test_a_decision_holds_until_it_is_undone(decide, status):
    pair, user, other = (
        invented_pair(OrganizationFactory.create()),
        UserFactory.create(),
        UserFactory.create(),
    )

    decide(pair, reason=" I asked her ", by=user)
    pair.refresh_from_db()
    held = pair.status
    undone = undo_decision(pair, by=other)

    pair.refresh_from_db()
    assert (held, pair.status) == (status, PairStatus.OPEN)
    assert (undone.reason, undone.decided_by, undone.undone_by) == ("I asked her", user, other)
    assert undone.undone_at is not None


def test_a_decided_pair_is_not_decided_again():
    pair, user = invented_pair(OrganizationFactory.create()), UserFactory.create()
    link_pair(pair, reason="I asked her", by=user)

    with pytest.raises(PairAlreadyDecided):
        keep_apart(pair, reason="I asked her", by=user)


def test_a_decision_needs_a_reason_and_an_undo_a_decision():
    pair, user = invented_pair(OrganizationFactory.create()), UserFactory.create()

    with pytest.raises(ReasonMissing):
        link_pair(pair, reason="  ", by=user)
    with pytest.raises(NothingToUndo):
        undo_decision(pair, by=user)


def test_a_pair_is_made_once_in_either_order_and_stays_decided():
    organization, user = OrganizationFactory.create(), UserFactory.create()
    one, other = register_invented(organization), register_invented(organization)

    pair = put_side_by_side(other, one, score=12, source=PairSource.DESK)
    keep_apart(pair, reason="relatives", by=user)
    again = put_side_by_side(one, other, score=20, source=PairSource.LINKAGE)

    assert (again.pk, again.status, again.score) == (pair.pk, PairStatus.DIFFERENT, 12)
    assert (again.first, again.second) == (one, other)


def test_the_queue_goes_by_likeness_and_comes_round():
    organization = OrganizationFactory.create()
    low, high, middle = (invented_pair(organization, score=score) for score in (9, 20, 15))
    invented_pair(OrganizationFactory.create(), score=30)

    seen = [next_open_pair(organization.pk)]
    for _ in range(3):
        seen.append(next_open_pair(organization.pk, after=seen[-1]))

    assert seen == [high, middle, low, high]


def test_fields_side_by_side():
    organization = OrganizationFactory.create()
    one, other = (register_invented(organization, sex=sex, birth_year=1994) for sex in ("F", "M"))
    left = IdentityData(full_name_latin="Invented Somchai", phone="+66 2 000 0001", village="Ban Invented")
    right = IdentityData(full_name_latin="Inventet Somchay", phone="02 000 0001", id_number="INV 00001")

    rows = compare_fields(one, left, other, right)

    assert [row.agreement for row in rows] == [
        "missing", "close", "close", "differs", "same", "missing", "missing", "same", "same", "missing",
    ]  # fmt: skip
