import threading
from collections import Counter

import pytest
from django.db import DatabaseError, connection, connections, transaction

from safefair.core.rls import Scope, row_security
from safefair.results.models import Release, ReleaseCell, ReleaseTable
from safefair.results.operations.releases import (
    AuditIsStale,
    check_release,
    protect_release,
    publish_release,
)
from tests.accounts.factories import UserFactory
from tests.results.factories import IndicatorFactory, PeriodFactory, ResultFactory
from tests.results.releases import MEN, NOW, WOMEN, release_of, visits


def as_app(sql, *params):
    with (
        row_security(organization_id=None, user_id=None, scope=Scope.PROGRAMME),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, params)


PUBLISH = (
    "UPDATE results_release SET status = 'PUBLISHED', published_at = now(), published_by_id = created_by_id"
)
CHEATS = {
    "publish what is being checked": ("CHECKING", PUBLISH),
    "say that it passed": (
        "CHECKING",
        'UPDATE results_release SET status = \'PASSED\', audited_at = now(), audit = \'{"passed": true, "seal": "00"}\'',
    ),
    "publish what failed": ("FAILED", PUBLISH),
    "change a cell": ("PASSED", "UPDATE results_releasecell SET value = 700 WHERE value IS NOT NULL"),
    "take a cell away": ("PASSED", "DELETE FROM results_releasecell"),
    "take a table away": ("PASSED", "UPDATE results_releasetable SET position = position + 1"),
    "lower the threshold": ("PASSED", "UPDATE results_release SET threshold = 3"),
    "edit the verdict": ("PASSED", "UPDATE results_release SET audit = '{}'"),
    "skip the publisher": ("PASSED", "UPDATE results_release SET status = 'PUBLISHED', published_at = now()"),
    "put it back": ("PUBLISHED", "UPDATE results_release SET status = 'CHECKING'"),
    "delete what was published": ("PUBLISHED", "DELETE FROM results_release"),
    "move the period's days": (
        "PUBLISHED",
        "UPDATE results_reportingperiod SET ends_before = ends_before + 1",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("cheat", CHEATS)
def test_no_sql_of_the_application_role_gets_past_the_gate(cheat, passed, indicators):
    status, sql = CHEATS[cheat]
    if status == "PUBLISHED":
        publish_release(passed, by=UserFactory.create(), at=NOW)
    elif status in ("CHECKING", "FAILED"):
        Release.objects.filter(pk=passed.pk).update(status="CHECKING")
        if status == "FAILED":
            Release.objects.filter(pk=passed.pk).update(status="FAILED", audit={"passed": False})

    with pytest.raises(DatabaseError), transaction.atomic():
        as_app(f"{sql}; SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.django_db
def test_a_release_cannot_be_born_published(passed):
    copy = (
        "INSERT INTO results_release (uuid, created_at, programme_id, period_id, number, title, status, method, threshold,"
        " audit, audited_at, published_by_id, published_at, note, withdrawal_reason) SELECT gen_random_uuid(), now(),"
        " programme_id, period_id, number + 1, title, 'PUBLISHED', method, threshold, audit, audited_at, created_by_id,"
        " now(), '', '' FROM results_release"
    )

    with pytest.raises(DatabaseError, match="begins as a draft"), transaction.atomic():
        as_app(copy)


@pytest.mark.django_db
def test_triggers_cannot_be_switched_off_by_a_setting(passed):
    with pytest.raises(DatabaseError), transaction.atomic():
        as_app(
            "SELECT set_config('pgtrigger.ignore', '{*:*,results_releasecell:guard_release_cell}', true);"
            "UPDATE results_releasecell SET value = 700 WHERE value IS NOT NULL"
        )


@pytest.mark.django_db(transaction=True)
def test_of_two_releases_published_at_once_only_one_is():
    result = ResultFactory.create()
    indicators = [IndicatorFactory.create(result=result, code="3.1")]
    visits(WOMEN, "F")
    visits(MEN, "M")
    period = PeriodFactory.create()
    waiting = [release_of(period, indicators) for _n in range(2)]
    user = UserFactory.create()
    start, ends = threading.Barrier(2), []

    def publish(release):
        start.wait()
        try:
            publish_release(release, by=user, at=NOW)
            ends.append("published")
        except AuditIsStale:
            ends.append("stale")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=publish, args=[release]) for release in waiting]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Counter(ends) == {"published": 1, "stale": 1}
    assert Release.objects.filter(status="PUBLISHED").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_cell_written_while_a_release_passes_waits_and_is_refused():
    result = ResultFactory.create()
    visits(WOMEN, "F")
    release = release_of(PeriodFactory.create(), [IndicatorFactory.create(result=result, code="3.1")])
    table = ReleaseTable.objects.get(release=release)
    ends = []

    def write():
        try:
            ReleaseCell.objects.create(
                table=table, key={"country": "VN", "sex": "F"}, value=2, status="published"
            )
            ends.append("written")
        except DatabaseError:
            ends.append("refused")
        finally:
            connections.close_all()

    again = check_release(release, by=UserFactory.create())
    with transaction.atomic():
        protect_release(again.pk, at=NOW, tell=lambda *_: None)
        thread = threading.Thread(target=write)
        thread.start()
        thread.join(timeout=1)
        assert ends == []
    thread.join()

    assert ends == ["refused"]
