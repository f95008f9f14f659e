"""What PostgreSQL alone lets a receiver do with a referral: its own answer, and nothing else. And races."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections
from django.db.utils import DatabaseError, InternalError, ProgrammingError

from safefair.cases.errors import ReferralAnswered, ReferralTakenBack
from safefair.cases.models import Case, Consent, Referral
from safefair.cases.operations import withdraw_consent
from safefair.cases.operations.answers import accept_referral
from safefair.cases.operations.revocation import revoke_referral
from safefair.core.errors import DomainError
from safefair.core.rls import row_security
from tests.accounts.factories import OrganizationFactory
from tests.cases.factories import NOON, agree_invented, case_worker, open_invented_case, send_invented

RACERS = 20


def invented_referral(**given):
    """A referral to a partner, waiting for its answer."""
    case = open_invented_case()
    return send_invented(case, agree_invented(case), **given)


def changed_by(organization_id: int, referral: Referral, change: str) -> int:
    """How many rows an organisation changes with a raw UPDATE."""
    with row_security(organization_id=organization_id, user_id=None), connection.cursor() as cursor:
        cursor.execute(f"UPDATE cases_referral SET {change} WHERE id = %s", [referral.pk])
        return cursor.rowcount


@pytest.mark.django_db
@pytest.mark.parametrize(
    "end",
    ["withdrawn_at = now()", "decision = 'refused'", "valid_until = current_date - 2"],
)
def test_the_receivers_row_is_gone_with_the_consent_whatever_the_code_forgot(end):
    referral = invented_referral()
    theirs = referral.to_id
    assert changed_by(theirs, referral, "status = 'accepted'") == 1

    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE cases_consent SET {end} WHERE id = %s", [referral.consent_id])

    assert changed_by(theirs, referral, "status = 'done'") == 0
    with row_security(organization_id=theirs, user_id=None):
        assert not Referral.objects.exists()
    with row_security(organization_id=referral.organization_id, user_id=None):
        assert Referral.objects.get().status == "accepted"


@pytest.mark.django_db
def test_what_a_referral_was_before_is_the_senders_alone():
    referral = invented_referral()
    seen = {}
    for organization in (referral.organization_id, referral.to_id):
        with row_security(organization_id=organization, user_id=None), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM cases_referralevent WHERE pgh_obj_id = %s", [referral.pk])
            seen[organization] = cursor.fetchone()[0]

    assert seen == {referral.organization_id: 1, referral.to_id: 0}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        "service = 'cash'",
        "sealed = NULL",
        "key_id = gen_random_uuid()",
        "consent_id = NULL, overridden_because = 'law'",
        "categories = '{name,incident}'",
        "answer_by = now()",
        "organization_id = to_id, to_id = organization_id",
        "status = 'revoked'",
        "status = 'done'",
    ],
)
def test_a_receiver_changes_only_its_answer(change):
    referral = invented_referral()

    with pytest.raises((InternalError, ProgrammingError, DatabaseError)):
        changed_by(referral.to_id, referral, change)

    assert Referral.objects.get(pk=referral.pk).status == "in_progress"


@pytest.mark.django_db
def test_a_third_organisation_and_one_whose_access_ended_change_nothing():
    referral, ended = invented_referral(), invented_referral()
    revoke_referral(ended, at=NOON, by=ended.case.worker)
    third = OrganizationFactory.create()

    assert changed_by(third.pk, referral, "status = 'accepted'") == 0
    assert changed_by(ended.to_id, ended, "status = 'accepted'") == 0
    assert changed_by(referral.to_id, referral, "status = 'accepted', responded_at = now()") == 1


@pytest.mark.django_db
def test_what_has_ended_does_not_come_back():
    referral = invented_referral()
    revoke_referral(referral, at=NOON, by=referral.case.worker)

    with pytest.raises(DatabaseError):
        changed_by(referral.organization_id, referral, "status = 'in_progress'")


@pytest.mark.django_db
def test_a_receiver_sees_the_one_row_and_neither_case_nor_consent():
    referral, third = invented_referral(), OrganizationFactory.create()

    with row_security(organization_id=referral.to_id, user_id=None):
        assert list(Referral.objects.all()) == [referral]
        assert not Case.objects.exists()
        assert not Consent.objects.exists()
    with row_security(organization_id=third.pk, user_id=None):
        assert not Referral.objects.exists()


def together(*moves: Callable[[], object]) -> list[type[BaseException] | None]:
    """All moves at one moment, each on a connection of its own; what each ran into."""
    ready = threading.Barrier(len(moves))
    ran: list[type[BaseException] | None] = []

    def run(move: Callable[[], object]) -> None:
        try:
            ready.wait()
            move()
            ran.append(None)
        except (DomainError, DatabaseError) as fault:
            ran.append(type(fault))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[move]) for move in moves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ran


def accepting(referral: Referral) -> Callable[[], object]:
    """A colleague of the receiver who accepts, within her own row security."""
    assert referral.to is not None
    by = case_worker(referral.to)

    def accept() -> None:
        with row_security(organization_id=referral.to_id, user_id=by.pk):
            accept_referral(referral, at=NOON, by=by)

    return accept


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["service", "transfer"])
def test_of_twenty_who_accept_at_once_one_does(kind):
    referral = invented_referral(kind=kind)

    ran = together(*[accepting(referral) for _ in range(RACERS)])

    assert ran.count(None) == 1
    assert ran.count(ReferralAnswered) == RACERS - 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["service", "transfer"])
def test_accepting_and_taking_back_at_once_always_ends_taken_back(kind):
    for _ in range(4):
        referral = invented_referral(kind=kind)
        worker = referral.case.worker

        def take_back(referral=referral, worker=worker) -> None:
            with row_security(organization_id=referral.organization_id, user_id=worker.pk):
                withdraw_consent(referral.consent, at=NOON, by=worker)

        ran = together(accepting(referral), take_back)

        assert Referral.objects.get(pk=referral.pk).status == "revoked"
        assert set(ran) <= {None, ReferralTakenBack}
