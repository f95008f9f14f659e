"""Questions about visits and sessions."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Max, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from safefair.accounts.models import Organization
from safefair.core.codes import AgeBand, Sex
from safefair.outreach.enums import Relation
from safefair.outreach.models import InformationSession, SessionAttendance, SessionHeadcount, Visit


def visits_of(organization: Organization | None) -> QuerySet[Visit]:
    """Visits that hold, of one organisation; of all for a programme role (None)."""
    visits = Visit.objects.filter(removed_at=None)
    return visits if organization is None else visits.filter(organization=organization)


def sessions_of(organization: Organization | None) -> QuerySet[InformationSession]:
    """Sessions of one organisation, cancelled ones too; of all for a programme role (None)."""
    sessions = InformationSession.objects.all()
    return sessions if organization is None else sessions.filter(organization=organization)


def with_counts(sessions: QuerySet[InformationSession]) -> QuerySet[InformationSession]:
    """Sessions with `lines` (named people), `unnamed` (head count), `people`, their sum, and `next_line`."""
    lines = (
        SessionAttendance.objects.filter(session=OuterRef("pk"), removed_at=None)
        .values("session")
        .annotate(n=Count("*"))
        .values("n")
    )
    unnamed = (
        SessionHeadcount.objects.filter(session=OuterRef("pk"))
        .values("session")
        .annotate(n=Sum("number"))
        .values("n")
    )
    last = (
        SessionAttendance.objects.filter(session=OuterRef("pk"), removed_at=None)
        .values("session")
        .annotate(n=Max("line_number"))
        .values("n")
    )
    return sessions.annotate(
        next_line=Coalesce(Subquery(last), 0) + 1,
        lines=Coalesce(Subquery(lines), 0),
        unnamed=Coalesce(Subquery(unnamed), 0),
    ).annotate(people=F("lines") + F("unnamed"))


def lines_of(session: InformationSession) -> QuerySet[SessionAttendance]:
    """The lines of a sheet in their order on paper."""
    lines = session.attendances.filter(removed_at=None).select_related("registration")
    return lines.order_by("line_number", "pk")


def people_on_sheet(session: InformationSession) -> int:
    """Named lines and head count together."""
    named = session.attendances.filter(removed_at=None).count()
    return named + (session.headcounts.aggregate(n=Sum("number"))["n"] or 0)


def last_visits(organization: Organization, *, by_id: int, count: int = 5) -> list[Visit]:
    """The visits that somebody entered last, newest first, removed ones too: they can be put back."""
    visits = Visit.objects.filter(organization=organization, recorded_by=by_id)
    return list(visits.select_related("registration", "location").order_by("-id")[:count])


def visited_on(organization: Organization, registration_id: int, on: dt.date) -> bool:
    """Whether somebody has a visit that holds on a day."""
    return visits_of(organization).filter(registration=registration_id, visited_on=on).exists()


def attended(registration_id: int) -> QuerySet[SessionAttendance]:
    """Sessions at which a registration was, newest first."""
    lines = SessionAttendance.objects.filter(registration=registration_id, removed_at=None)
    lines = lines.filter(session__cancelled_at=None).select_related("session")
    return lines.order_by("-session__held_on", "-session_id")


def mixed_share(session: InformationSession) -> list[tuple[str, int]]:
    """Named lines of a sheet by sex, so that a default kept by mistake is seen before closing."""
    counts = session.attendances.filter(removed_at=None).values_list("sex").annotate(n=Count("pk"))
    return [(str(Sex(sex).label), number) for sex, number in counts.order_by("sex")]


def headcounts_of(session: InformationSession) -> QuerySet[SessionHeadcount]:
    """The groups of people without a name."""
    return session.headcounts.order_by("sex", "age_band", "relation")


@dataclass(frozen=True)
class Group:
    """People of one sex, age and relation at a session: by name and without."""

    sex: str
    age_band: str
    relation: str
    named: int
    unnamed: int


def groups_of(session: InformationSession) -> list[Group]:
    """Who came, by sex, age and relation."""
    keys = ("sex", "age_band", "relation")
    named = (
        session.attendances.filter(removed_at=None).order_by(*keys).values_list(*keys).annotate(n=Count("pk"))
    )
    unnamed = session.headcounts.order_by(*keys).values_list(*keys).annotate(n=Sum("number"))
    counts: dict[tuple[str, str, str], list[int]] = {}
    for place, rows in enumerate((named, unnamed)):
        for *key, number in rows:
            counts.setdefault((key[0], key[1], key[2]), [0, 0])[place] = number
    return [Group(*labels(*key), *numbers) for key, numbers in sorted(counts.items())]


def labels(sex: str, age_band: str, relation: str) -> tuple[str, str, str]:
    """The words for the codes of a group."""
    return str(Sex(sex).label), str(AgeBand(age_band).label), str(Relation(relation).label)
