"""Reporting periods with who locked them and why."""

from django.db.models import Count, Prefetch, Q, QuerySet

from safefair.results.models import PeriodLock, ReportingPeriod


def periods_with_locks() -> QuerySet[ReportingPeriod]:
    """Every period, newest first, with its locks (newest first) and how many of its indicators have a figure."""
    locks = PeriodLock.objects.select_related("locked_by", "unlocked_by").order_by("-locked_at")
    measured = Q(figures__is_latest=True, figures__value__isnull=False)
    return (
        ReportingPeriod.objects.annotate(measured=Count("figures", filter=measured))
        .prefetch_related(Prefetch("locks", locks))
        .order_by("-ends_before", "starts_on")
    )
