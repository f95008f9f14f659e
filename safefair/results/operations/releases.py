"""Make, protect, publish and withdraw releases. The database has the last word: see `results.gate`."""

import datetime as dt
import hashlib
from collections.abc import Sequence

from django.db import DatabaseError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safefair.accounts.models import User
from safefair.core.errors import DomainError
from safefair.core.jobs import start_task
from safefair.results.composing import editions_of
from safefair.results.disclosure.errors import CannotProtect, TableError
from safefair.results.enums import OF_CASE_WORK, ReleaseStatus
from safefair.results.gate import audited_text, seal
from safefair.results.models import (
    Indicator,
    Programme,
    Release,
    ReleaseCell,
    ReleaseTable,
    ReportingPeriod,
)
from safefair.results.opendata import release_files
from safefair.results.protection import Tell, Verdict, audit_release, protect_tables, read_release
from safefair.results.queries.figures import standings
from safefair.results.series import order_tables, split

LOWEST_THRESHOLD = 3


class NothingToRelease(DomainError):
    """None of the indicators has a figure in the period."""

    message = gettext_lazy("None of these indicators has a figure in this period. Compute the figures first.")


class ThresholdTooLow(DomainError):
    """Below the floor nobody is protected."""

    message = gettext_lazy("The smallest count shown may not be below 3.")


class ThresholdRaised(DomainError):
    """What an earlier release showed cannot be hidden any more."""

    message = gettext_lazy(
        "An earlier release of these records shows smaller counts. What was read stays known: choose its smallest count."
    )


class IndicatorIsNotPublic(DomainError):
    """Some counts are for the workspace only."""

    message = gettext_lazy("One of these indicators may not be published.")


class PeriodOverlapsPublished(DomainError):
    """Published periods either do not overlap, or begin on the same day and grow."""

    message = gettext_lazy(
        "A release for an overlapping period was published. Only a period that begins on the same day and does not end "
        "before it can follow, or one that begins after it: otherwise the difference of the two could give people away."
    )


class MethodChanged(DomainError):
    """Rounded and unrounded tables of the same records undo each other."""

    message = gettext_lazy(
        "The earlier release of these records was protected by the other method. Use the same one."
    )


class ReleaseIsBeingChecked(DomainError):
    """Its job is still at work."""

    message = gettext_lazy("This release is being protected and checked. Wait for the end.")


class ReleaseNotPassed(DomainError):
    """Only what passed the audit is published."""

    message = gettext_lazy("Only a release that passed its audit can be published.")


class AuditIsStale(DomainError):
    """Another release came in between."""

    message = gettext_lazy("Another release was published since this one was checked. Check it again first.")


class ReleaseNotPublished(DomainError):
    """There is nothing to withdraw."""

    message = gettext_lazy("Only a published release can be withdrawn.")


@transaction.atomic
def make_release(
    *,
    period: ReportingPeriod,
    indicators: Sequence[Indicator],
    title: str,
    method: str,
    threshold: int,
    by: User,
    note: str = "",
) -> Release:
    """Freeze the figures that stand in a period as tables of a new release, and start protecting it.

    Raises:
        NothingToRelease, ThresholdTooLow, ThresholdRaised, IndicatorIsNotPublic, PeriodOverlapsPublished,
        MethodChanged, QuartersNotMade, and those of `series.split`.
    """
    if threshold < LOWEST_THRESHOLD:
        raise ThresholdTooLow
    if not all(indicator.is_public for indicator in indicators):
        raise IndicatorIsNotPublic
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=period.programme_id)
    earlier = ledger_of(programme, period)
    if any(release.method != method for release in earlier):
        raise MethodChanged
    if any(release.threshold < threshold for release in earlier):
        raise ThresholdRaised
    number = (programme.releases.aggregate(last=Max("number"))["last"] or 0) + 1
    release = Release.objects.create(
        programme=programme,
        period=period,
        number=number,
        title=title,
        method=method,
        threshold=threshold,
        predecessor=_last_published(programme),
        created_by=by,
        note=note,
    )
    tables = _freeze(release, period, indicators)
    split(tables)
    if any(table.figure.indicator.kind in OF_CASE_WORK for table in tables):
        editions_of(period)
    return check_release(release, by=by)


def _last_published(programme: Programme) -> Release | None:
    return programme.releases.filter(published_at__isnull=False).order_by("-published_at").first()


def _freeze(release: Release, period: ReportingPeriod, indicators: Sequence[Indicator]) -> list[ReleaseTable]:
    standing = standings(indicators, [period])
    tables = [
        ReleaseTable(release=release, figure=figure, dimensions=list(dimensions))
        for indicator in sorted(indicators, key=lambda one: (one.result_id, one.position, one.code))
        if (figure := standing[indicator.pk, period.pk].figure) is not None and figure.value is not None
        for dimensions in (indicator.tables or [[]])
    ]
    if not tables:
        raise NothingToRelease
    for position, table in enumerate(tables):
        table.position = position
    return ReleaseTable.objects.bulk_create(tables)


def ledger_of(programme: Programme, period: ReportingPeriod) -> list[Release]:
    """Releases ever published whose readers could compare them with one of this period, oldest first.

    Withdrawn ones stay in it: what was read cannot be unread.

    Raises:
        PeriodOverlapsPublished: this period cannot follow them.
    """
    published = list(
        programme.releases.filter(published_at__isnull=False)
        .select_related("period", "programme")
        .order_by("published_at")
    )
    found = []
    for release in published:
        other = release.period
        if other.starts_on == period.starts_on:
            if other.ends_before > period.ends_before:
                raise PeriodOverlapsPublished
            found.append(release)
        elif other.starts_on < period.ends_before and period.starts_on < other.ends_before:
            raise PeriodOverlapsPublished
    return found


@transaction.atomic
def check_release(release: Release, *, by: User) -> Release:
    """Start protecting and auditing a release, for the first time or again."""
    locked = Release.objects.select_for_update(of=("self",)).select_related("task").get(pk=release.pk)
    if locked.status == ReleaseStatus.CHECKING and locked.task is not None and not locked.task.is_over:
        raise ReleaseIsBeingChecked
    task = start_task("results.protect_release", by_id=by.pk, release_id=locked.pk)
    locked.status, locked.task = ReleaseStatus.CHECKING, task
    locked.save(update_fields=["status", "task"])
    return locked


@transaction.atomic
def protect_release(release_id: int, *, at: dt.datetime, tell: Tell) -> Release:
    """Protect every table of a release, audit its files, and set PASSED or FAILED with the report."""
    release = (
        Release.objects.select_for_update(of=("self",))
        .select_related("period", "programme")
        .get(pk=release_id)
    )
    if release.status != ReleaseStatus.CHECKING:
        return release
    ReleaseCell.objects.filter(table__release=release).delete()
    verdict = _protect_and_audit(release, tell)
    report = verdict.report()
    if verdict.passed:
        text = audited_text(release.pk)
        files = release_files(release)
        report["files"] = {n: hashlib.sha256(b).hexdigest() for n, b in files.items() if n.endswith(".csv")}
        report |= {"digest": text.split(":")[1], "seal": seal(text)}
    else:
        ReleaseCell.objects.filter(table__release=release).delete()
    release.audit, release.audited_at = report, at
    release.status = ReleaseStatus.PASSED if verdict.passed else ReleaseStatus.FAILED
    release.save(update_fields=["audit", "audited_at", "status"])
    return release


def _protect_and_audit(release: Release, tell: Tell) -> Verdict:
    tables = tables_of(release)
    try:
        earlier = [
            read_release(before, tables_of(before)) for before in ledger_of(release.programme, release.period)
        ]
        ReleaseCell.objects.bulk_create(protect_tables(release, tables, earlier, tell=tell))
    except (CannotProtect, TableError):
        return Verdict(findings=[_("No way was found to protect these tables beside the earlier releases.")])
    except DomainError as error:
        return Verdict(findings=[str(error)])
    return audit_release(release, tables, earlier, tell=tell)


def tables_of(release: Release) -> list[ReleaseTable]:
    """The tables of a release with figure and indicator, in order."""
    return order_tables(list(release.tables.select_related("figure__indicator").order_by("position", "id")))


@transaction.atomic
def publish_release(release: Release, *, by: User, at: dt.datetime) -> Release:
    """Publish a release that passed its audit. The database checks the seal of the audit once more.

    Raises:
        ReleaseNotPassed, AuditIsStale.
    """
    locked = Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
    if locked.status != ReleaseStatus.PASSED:
        raise ReleaseNotPassed
    try:
        with transaction.atomic():
            locked.status, locked.published_by, locked.published_at = ReleaseStatus.PUBLISHED, by, at
            locked.save(update_fields=["status", "published_by", "published_at"])
    except DatabaseError as error:
        raise AuditIsStale from error
    return locked


@transaction.atomic
def withdraw_release(release: Release, *, reason: str, by: User, at: dt.datetime) -> Release:
    """Take a published release from the site. It stays in the ledger, and its number is not used again."""
    locked = Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
    if locked.status != ReleaseStatus.PUBLISHED:
        raise ReleaseNotPublished
    locked.status, locked.withdrawn_by, locked.withdrawn_at = ReleaseStatus.WITHDRAWN, by, at
    locked.withdrawal_reason = reason
    locked.save(update_fields=["status", "withdrawn_by", "withdrawn_at", "withdrawal_reason"])
    return locked
