"""Close a period with the figures it has, and open it again; each for a reason on record."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import User
from safefair.core.errors import DomainError
from safefair.results.enums import PeriodStatus
from safefair.results.models import Figure, PeriodLock, ReportingPeriod


class PeriodAlreadyLocked(DomainError):
    """It was locked before."""

    message = _("This period is locked already.")


class PeriodNotLocked(DomainError):
    """There is nothing to unlock."""

    message = _("This period is open already.")


class PeriodHasNoFigures(DomainError):
    """A lock keeps figures; here are none."""

    message = _("Compute the figures of this period first: a lock keeps them.")


@transaction.atomic
def lock_period(period: ReportingPeriod, *, reason: str, by: User, at: dt.datetime) -> PeriodLock:
    """Keep the figures of a period as they are now. What changes later moves only the live figures."""
    locked = ReportingPeriod.objects.select_for_update(of=("self",)).get(pk=period.pk)
    if locked.status == PeriodStatus.LOCKED:
        raise PeriodAlreadyLocked
    figures = list(Figure.objects.filter(period=locked, is_latest=True).order_by("indicator_id"))
    if not figures:
        raise PeriodHasNoFigures
    lock = PeriodLock.objects.create(period=locked, locked_at=at, locked_by=by, reason=reason)
    lock.figures.set(figures)
    ReportingPeriod.objects.filter(pk=locked.pk).update(status=PeriodStatus.LOCKED)
    return lock


@transaction.atomic
def unlock_period(period: ReportingPeriod, *, reason: str, by: User, at: dt.datetime) -> None:
    """Let the live figures stand again. Releases already published stay as they are."""
    locked = ReportingPeriod.objects.select_for_update(of=("self",)).get(pk=period.pk)
    changed = PeriodLock.objects.filter(period=locked, unlocked_at=None).update(
        unlocked_at=at, unlocked_by=by, unlock_reason=reason
    )
    if not changed:
        raise PeriodNotLocked
    ReportingPeriod.objects.filter(pk=locked.pk).update(status=PeriodStatus.OPEN)
