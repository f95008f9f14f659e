"""Who opened the file of a case, when and why: answered from the log of readings, all of it.

What a partner read of what was passed on stands in the partner's own log.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncMonth

from safefair.accounts.models import RoleAssignment, User
from safefair.accounts.roles import ROLE_BY_CODE, Permission
from safefair.cases.enums.export import ExportReason
from safefair.cases.enums.intake import ExceptionReason
from safefair.cases.enums.reading import Why
from safefair.cases.models import Admittance, Case
from safefair.cases.sealing import SUBJECT
from safefair.core.models import ReadKind, ReadLog
from safefair.core.readings import readings_about

BY_EXCEPTION = "exception: "
OPENING = {
    role.code: role.title for role in ROLE_BY_CODE.values() if Permission.VIEW_CASES in role.permissions
}


@dataclass(slots=True)
class Opened:
    """One person in one month: how often, from which day to which, and for what. `name` "" for a job."""

    user_id: int | None
    name: str
    times: int
    first: dt.datetime
    last: dt.datetime
    whys: list[str] = field(default_factory=list)
    is_exception: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """A month and who opened the file in it, by name."""

    start: dt.datetime
    people: list[Opened]


def readings_of(case: Case) -> QuerySet[ReadLog]:
    """All readings of a case, newest first, each with who (`by`), and whether she was let in or opened by exception."""
    let_in = Admittance.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=OuterRef("at")),
        Q(ended_at=None) | Q(ended_at__gt=OuterRef("at")),
        case=case,
        user_id=OuterRef("user_id"),
        created_at__lte=OuterRef("at"),
    )
    exception = Q(reason__startswith=BY_EXCEPTION) | Q(Exists(let_in.filter(is_exception=True)))
    workers = set(case.events.values_list("worker_id", flat=True)) | {case.worker_id}  # type: ignore[attr-defined]  # pghistory's
    rows = readings_about(SUBJECT, case.pk, organization_id=case.organization_id)
    return rows.annotate(
        by=Subquery(User.objects.filter(pk=OuterRef("user_id")).values("name")),
        is_exception=exception,
        works=Q(user_id__in=workers) | Q(Exists(let_in.filter(is_exception=False))),
    ).order_by("-id")


def why(kind: str, reason: str, *, is_exception: bool, works: bool) -> str:
    """What a reading was for, in words."""
    code, _colon, detail = reason.partition(": ")
    if code == "exception":
        return f"{Why.EXCEPTION.label}: {_label(ExceptionReason, detail)}"
    if code in Why.values:
        return str(Why(code).label)
    if kind == ReadKind.EXPORTED:
        return (
            f"{ReadKind.EXPORTED.label}: {_label(ExportReason, reason)}"
            if reason
            else str(ReadKind.EXPORTED.label)
        )
    if is_exception:
        return str(Why.EXCEPTION.label)
    return str((Why.WORK if works else Why.REVIEW).label)


def _label(choices: type[ExceptionReason] | type[ExportReason], code: str) -> str:
    return str(choices(code).label) if code in choices.values else code


def months_of(readings: QuerySet[ReadLog]) -> list[Month]:
    """Readings grouped by month and person, the newest month first: one statement."""
    rows = (
        readings.order_by()
        .annotate(month=TruncMonth("at"))
        .values("month", "user_id", "by", "kind", "reason", "is_exception", "works")
        .annotate(times=Count("pk"), first=Min("at"), last=Max("at"))
        .order_by("-month", F("by").asc(nulls_last=True), "user_id", "first", "reason")
    )
    return [Month(start, _people(found)) for start, found in groupby(rows, key=lambda row: row["month"])]


def _people(rows: Iterable[Any]) -> list[Opened]:
    people: dict[int | None, Opened] = {}
    for row in rows:
        told = why(row["kind"], row["reason"], is_exception=row["is_exception"], works=row["works"])
        one = people.setdefault(
            row["user_id"],
            Opened(row["user_id"], row["by"] or "", 0, row["first"], row["last"]),
        )
        one.times += row["times"]
        one.first, one.last = min(one.first, row["first"]), max(one.last, row["last"])
        one.is_exception = one.is_exception or bool(row["is_exception"])
        if told not in one.whys:
            one.whys.append(told)
    return list(people.values())


def roles_of(user_ids: Iterable[int], organization_id: int) -> dict[int, str]:
    """The roles in which users opened cases of an organisation, also those that have ended, in words."""
    rows = RoleAssignment.objects.filter(
        user__in=list(user_ids), organization_id=organization_id, role__in=OPENING
    )
    found: dict[int, list[str]] = {}
    for row in rows.order_by("starts_on", "pk"):
        titles = found.setdefault(row.user_id, [])
        if (title := str(OPENING[row.role])) not in titles:
            titles.append(title)
    return {user_id: ", ".join(titles) for user_id, titles in found.items()}


def readers_of(case: Case) -> list[User]:
    """Everybody who ever opened a case, by name, to narrow the list by."""
    ids = readings_of(case).exclude(user_id=None).order_by().values("user_id")
    return list(User.objects.filter(pk__in=ids).order_by("name", "pk"))
