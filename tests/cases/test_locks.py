"""Two at the same moment wait for each other in one order: nobody runs into a deadlock."""

import datetime as dt
import uuid
from functools import partial

import pytest

from safefair.cases.errors import BedTaken, ConsentOver, ReferralOver, ReferralTakenBack
from safefair.cases.models import Case, Referral, Stay
from safefair.cases.operations import withdraw_consent
from safefair.cases.operations.erasure import erase_case
from safefair.cases.operations.revocation import end_consents_over, revoke_referral
from safefair.cases.operations.stays import Coming, admit_to_shelter, move_to_bed
from safefair.core.rls import Scope, row_security
from safefair.people.enums import ErasureReason
from tests.accounts.factories import OrganizationFactory
from tests.cases.factories import DAY, NOON, agree_invented, open_invented_case, send_invented
from tests.cases.houses import invented_house
from tests.cases.test_referral_database import accepting, invented_referral, together

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 6


@pytest.mark.parametrize("kind", ["service", "transfer"])
def test_erasing_and_accepting_at_once_always_ends_erased_and_taken_back(kind):
    for _ in range(ROUNDS):
        referral = invented_referral(kind=kind)
        worker = referral.case.worker

        def erase(referral=referral, worker=worker) -> None:
            with row_security(organization_id=referral.organization_id, user_id=worker.pk):
                erase_case(referral.case, reason=ErasureReason.REQUEST, at=NOON, by=worker)

        ran = together(accepting(referral), erase)

        assert Referral.objects.get(pk=referral.pk).status == "revoked"
        assert Case.objects.get(pk=referral.case_id).erased_at == NOON
        assert set(ran) <= {None, ReferralTakenBack, ReferralOver, ConsentOver}


def test_time_and_she_end_the_same_consents_at_once():
    for _ in range(ROUNDS):
        case = open_invented_case()
        over = [agree_invented(case, valid_until=DAY) for _ in range(2)]
        sent = [send_invented(case, consent) for consent in over]
        late = NOON + dt.timedelta(days=2)

        def night(late=late) -> None:
            with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
                end_consents_over(at=late)

        def take_back(case=case, consent=over[1], late=late) -> None:
            with row_security(organization_id=case.organization_id, user_id=case.worker_id):
                withdraw_consent(consent, at=late, by=case.worker)

        def revoke(case=case, referral=sent[0], late=late) -> None:
            with row_security(organization_id=case.organization_id, user_id=case.worker_id):
                revoke_referral(referral, at=late, by=case.worker)

        ran = together(night, take_back, revoke)

        assert set(ran) <= {None, ReferralOver}
        assert {one.status for one in Referral.objects.filter(case=case)} == {"revoked"}


def test_two_women_with_a_child_want_the_same_two_beds_in_another_order():
    organization = OrganizationFactory.create()
    house = invented_house(organization, beds="AB")
    first, second = house.beds.order_by("label")[:2]
    for _ in range(ROUNDS):
        cases = [open_invented_case(organization) for _ in range(2)]

        def come_to(case, bed, child) -> None:
            coming = Coming(bed=bed, child_beds=[child], came_on=DAY)
            admit_to_shelter(case, coming, entry_id=uuid.uuid4(), on=DAY, by=case.worker)

        one, other = cases

        ran = together(partial(come_to, one, first, second), partial(come_to, other, second, first))

        assert sorted(ran, key=str) == sorted([None, BedTaken], key=str)
        Stay.objects.all().delete()


def test_two_who_change_beds_at_once_are_told_and_do_not_hang():
    organization = OrganizationFactory.create()
    house = invented_house(organization, beds="AB")
    beds = list(house.beds.order_by("label")[:2])
    stays = []
    for bed in beds:
        case = open_invented_case(organization)
        coming = Coming(bed=bed, came_on=DAY)
        stays += admit_to_shelter(case, coming, entry_id=uuid.uuid4(), on=DAY, by=case.worker)

    ran = together(
        lambda: move_to_bed(stays[0], beds[1], on=DAY, today=DAY, by=stays[0].admitted_by),
        lambda: move_to_bed(stays[1], beds[0], on=DAY, today=DAY, by=stays[1].admitted_by),
    )

    assert set(ran) == {BedTaken}
    assert Stay.objects.filter(left_on=None).count() == 2
