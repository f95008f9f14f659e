"""The log of readings cannot be changed by the application, and a seal shows who changed it all the same."""

import pytest
from django.db import DatabaseError, connection

from safefair.core.audit import broken_seals, log_reading, seal_readings
from safefair.core.models import ReadKind, ReadLog
from safefair.core.readings import readings_about
from safefair.core.rls import row_security


def read(organization_id: int, *ids: int) -> None:
    """Log an opening as the application does."""
    with row_security(organization_id=organization_id, user_id=7):
        log_reading(ReadKind.OPENED, "people.Registration", ids, user_id=7, organization_id=organization_id)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql", ["UPDATE core_readlog SET user_id = 8", "DELETE FROM core_readlog", "TRUNCATE core_readlog"]
)
def test_application_cannot_change_the_log(sql: str) -> None:
    read(1, 11)

    with (
        pytest.raises(DatabaseError),
        row_security(organization_id=1, user_id=7),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.mark.django_db
def test_an_organization_sees_its_own_readings() -> None:
    read(1, 11)
    read(2, 22)

    with row_security(organization_id=1, user_id=7):
        seen = list(ReadLog.objects.values_list("record_ids", flat=True))

    assert seen == [[11]]


@pytest.mark.django_db(transaction=True)
def test_seals_hold_until_a_row_is_changed() -> None:
    read(1, 11)
    read(1, 12, 13)

    seal = seal_readings()
    nothing_more = seal_readings()
    before = broken_seals()
    ReadLog.objects.filter(record_ids=[11]).update(user_id=99)

    assert seal is not None
    assert (seal.count, nothing_more, before, broken_seals()) == (2, None, [], [seal.id])


@pytest.mark.django_db(transaction=True)
def test_a_missing_row_breaks_its_seal() -> None:
    read(1, 11)
    read(1, 12)
    seal = seal_readings()

    ReadLog.objects.filter(record_ids=[12]).delete()

    assert seal is not None
    assert broken_seals() == [seal.id]


@pytest.mark.django_db
def test_readings_of_one_record_are_found_among_its_organizations_own() -> None:
    read(1, 11, 12)
    read(1, 13)
    read(2, 12)

    with row_security(organization_id=1, user_id=7), connection.cursor() as cursor:
        found = readings_about("people.Registration", 12, organization_id=1)
        other = readings_about("people.Registration", 12, organization_id=2)
        seen = [row.record_ids for row in found], list(other)
        cursor.execute("SELECT count(*) FROM security.readings_about('people.Registration', 12)")
        told = cursor.fetchone()

    assert (seen, told) == (([[11, 12]], []), (1,))
