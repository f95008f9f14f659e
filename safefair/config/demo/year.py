"""The whole invented year: organisations, people, activities, linkage, figures, two releases."""

import datetime as dt
import random
import time
from collections.abc import Callable

from django.db import connection, transaction

from safefair.accounts.models import Organization, User
from safefair.cases.models import Case
from safefair.cases.operations.teams import Crew, save_team
from safefair.config.demo.activities import Calendar, make_sessions, make_trainings, make_visits
from safefair.config.demo.cases import TAKES_IN, make_cases, workers
from safefair.config.demo.cases_closing import close_cases, supervisor_of
from safefair.config.demo.cases_complaints import make_complaints
from safefair.config.demo.cases_consent import make_answers
from safefair.config.demo.cases_danger import assess_cases
from safefair.config.demo.cases_incidents import write_incidents
from safefair.config.demo.cases_plan import plan_cases
from safefair.config.demo.cases_referrals import make_answered, make_referrals
from safefair.config.demo.cases_shelter import make_shelter
from safefair.config.demo.library import make_library
from safefair.config.demo.organizations import make_clerks, make_organizations, make_users
from safefair.config.demo.people import Human, make_human, make_people, register_all
from safefair.config.demo.questions import make_questions
from safefair.config.demo.services import make_services
from safefair.core.errors import DomainError
from safefair.core.jobs import running
from safefair.core.rls import Scope, row_security
from safefair.directory.models import Location
from safefair.people.operations.linkage import start_linkage
from safefair.people.tasks import link_all_records
from safefair.results.enums import DisclosureMethod, ReleaseStatus
from safefair.results.models import CaseEdition, Indicator, Programme
from safefair.results.operations.editions import start_edition
from safefair.results.operations.figures import compute_period
from safefair.results.operations.framework import framework_facts, load_framework
from safefair.results.operations.releases import make_release, protect_release, publish_release
from safefair.results.quarters import Quarter, due_quarters, quarters_in
from safefair.results.tasks import make_case_edition_job

SEED = 20180101
FIRST, LAST = dt.date(2025, 11, 3), dt.date(2026, 10, 30)
"""The invented year: that of the trial's reporting periods."""
RECENT = dt.timedelta(days=21)
PAUSE = dt.timedelta(days=20)
STEP = dt.timedelta(hours=1)
"""Between computing, checking and publishing."""
THRESHOLD = 11
STAFF_NUMBERS = 900_000
MANY, MANY_CASES = ("TH-NGO-1", "MY-NGO-1", "KH-MRC-PNH", "ID-MRC-CRB"), 75
"""Who has so many cases in each quarter of the year that some of its tables may be shown."""
LATER = dt.timedelta(days=50)
"""After a quarter its last cases are closed."""
CASES, CASES_SINCE = 10, dt.timedelta(days=150)
Place = tuple[Organization, Location, int]


class NotEmpty(DomainError):
    """Invented records are never mixed with real ones."""

    message = "There are records already. Invented ones are loaded into an empty installation only."


def load_year(*, today: dt.date, tell: Callable[[str], None]) -> None:
    """Load the year, and some days before `today` at the centres. NotEmpty if anybody has an account already."""
    if User.objects.exists():
        raise NotEmpty
    draw = random.Random(SEED)  # noqa: S311  reason: invented records, the same each time
    began = time.monotonic()
    with transaction.atomic():
        places = make_organizations()
        users = make_users(FIRST)
        clerks = make_clerks([organization for organization, _place, _weight in places], FIRST)
        Programme.objects.filter(pk=load_framework(framework_facts()).pk).update(is_invented=True)
        recent = Calendar(max(LAST, today - RECENT), today - dt.timedelta(days=1), draw)
        comes = _people_and_activities(places, clerks, Calendar(FIRST, LAST, draw), recent)
        _case_work(places, users, comes, today)
        make_services(places, clerks, today)
        make_questions({place[0].code: place[0] for place in places}, clerks, today)
        make_library(users["GUIDE_EDITOR"], today)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    tell(f"records loaded in {time.monotonic() - began:.0f} s")
    for quarter in _quarters(today):
        due_on = quarter.end + PAUSE
        edition = start_edition(quarter, today=due_on, by=users["PROGRAMME_MANAGER"])
        make_case_edition_job(_started(edition.task_id), edition.pk)
        tell(f"case work {quarter.start}: {CaseEdition.objects.get(pk=edition.pk).status}")
    _count_and_publish(users, tell)
    tell(f"linked, counted and released after {time.monotonic() - began:.0f} s")


def _people_and_activities(
    places: list[Place], clerks: dict[int, User], calendar: Calendar, recent: Calendar
) -> dict[int, list[Human]]:
    draw = calendar.draw
    comes = make_people(places, per_weight=22, draw=draw)
    register_all(comes, places, clerks=clerks, first=FIRST, draw=draw)
    for organization, place, weight in places:
        humans, by = comes[organization.pk], clerks[organization.pk]
        if organization.kind == "MRC":
            make_visits(organization, place, humans, weight * 45, calendar=calendar, by=by)
            make_visits(organization, place, humans, weight * 3, calendar=recent, by=by)
            make_sessions(organization, place, humans, 2, calendar=recent, by=by, waiting=True)
        make_sessions(organization, place, humans, weight * 3, calendar=calendar, by=by)
    _trainings(places, clerks, calendar)
    return comes


def _case_work(
    places: list[Place], users: dict[str, User], comes: dict[int, list[Human]], today: dt.date
) -> None:
    """Cases of the last months; drawn apart, so that they change nothing else of the year."""
    draw = random.Random(SEED)  # noqa: S311  reason: as above
    calendar = Calendar(today - CASES_SINCE, today - dt.timedelta(days=1), draw)
    organizations = {organization.code: organization for organization, _place, _weight in places}
    staff = workers(organizations, users, FIRST)
    taken_in: list[Case] = []
    for code in TAKES_IN:
        organization = organizations[code]
        cases = make_cases(
            organization, comes[organization.pk], CASES, calendar=calendar, staff=staff[organization.pk]
        )
        assess_cases(cases, calendar, today)
        write_incidents(cases, calendar)
        plan_cases(cases, calendar, today)
        make_complaints(organization, cases, today=today, seed=SEED)
        make_shelter(organization, cases, today=today, seed=SEED)
        partners = [organizations[other] for other in TAKES_IN if other != code]
        make_answers(cases, partners, draw=random.Random(f"{SEED}{code}"))  # noqa: S311  reason: as above
        supervisor = supervisor_of(organization, users, FIRST)
        close_cases(cases, supervisor, today)
        taken_in += cases
        if code in MANY:
            _many_cases(organization, comes[organization.pk], staff, partners, supervisor, today)
    lead, worker = users["TEAM_LEADER"], users["CASE_WORKER"]
    save_team(
        None,
        Crew(name="Invented team one", members=[worker], leaders=[lead]),
        organization=organizations[TAKES_IN[0]],
        by=lead,
    )
    midnight = dt.datetime.combine(today, dt.time(), dt.UTC)
    make_referrals(taken_in, staff, draw=random.Random(SEED), at=midnight)  # noqa: S311  reason: as above


def _many_cases(
    organization: Organization,
    humans: list[Human],
    staff: dict[int, list[User]],
    partners: list[Organization],
    supervisor: User,
    today: dt.date,
) -> None:
    """Cases of every quarter whose tables are made, so many that some of them may be shown."""
    for quarter in _quarters(today):
        draw = random.Random(f"{SEED}{organization.code}{quarter.start}")  # noqa: S311  reason: as above
        calendar = Calendar(quarter.start, quarter.end - RECENT, draw)
        known = [human for human in humans if human.is_known_to(organization.pk, quarter.end - RECENT)]
        cases = make_cases(organization, known, MANY_CASES, calendar=calendar, staff=staff[organization.pk])
        last = quarter.end - dt.timedelta(days=1)
        assess_cases(cases, calendar, last)
        write_incidents(cases, calendar)
        seed = SEED + quarter.start.toordinal()
        make_complaints(organization, cases, today=last, seed=seed, is_over=True)
        make_answers(cases, partners, draw=draw)
        close_cases(cases, supervisor, min(today, quarter.end + LATER))
        end = dt.datetime.combine(quarter.end, dt.time(), dt.UTC)
        make_answered([case for case in cases if case.is_open], staff, draw=draw, before=end)


def _quarters(today: dt.date) -> list[Quarter]:
    """The quarters of which tables are made: the whole ones of the year, and the newest that is due."""
    found = quarters_in(FIRST.replace(day=1), LAST + dt.timedelta(days=2))
    newest = due_quarters(today)[0]
    return found if newest in found else [*found, newest]


def _trainings(places: list[Place], clerks: dict[int, User], calendar: Calendar) -> None:
    """Staff of services trained by a dozen organisations; some are trained twice, by two of them."""
    trainers = [place for place in places if place[0].kind in ("GOVERNMENT", "WOMEN", "MIGRANT", "UNION")]
    draw = calendar.draw
    groups: dict[int, list[Human]] = {organization.pk: [] for organization, _place, _weight in trainers}
    number = STAFF_NUMBERS
    for organization, _place, _weight in trainers:
        for _ in range(34):
            number += 1
            human = make_human(number, organization.country, draw, staff=True)
            groups[organization.pk].append(human)
            if draw.random() < 0.1:
                groups[draw.choice(trainers)[0].pk].append(human)
    unique = {key: list({human.number: human for human in humans}.values()) for key, humans in groups.items()}
    register_all(unique, trainers, clerks=clerks, first=FIRST, draw=draw)
    for organization, place, _weight in trainers:
        make_trainings(
            organization, place, unique[organization.pk], 3, calendar=calendar, by=clerks[organization.pk]
        )


def _count_and_publish(users: dict[str, User], tell: Callable[[str], None]) -> None:
    """What the programme manager does: link, compute, release half a year, then the whole; the jobs run right here."""
    manager = users["PROGRAMME_MANAGER"]
    run = start_linkage(by=manager, is_trained=False)
    link_all_records(_started(run.task_id), run.pk)
    run.refresh_from_db()
    tell(f"{run.records} registrations are {run.people} people ({run.low} to {run.high})")
    programme = Programme.objects.get(is_invented=True)
    periods = programme.periods.filter(starts_on__gte=FIRST.replace(day=1)).order_by("ends_before")
    for period in periods:
        published_at = dt.datetime.combine(period.ends_before + PAUSE, dt.time(9), dt.UTC)
        compute_period(period, by=manager, at=published_at - 2 * STEP)
        indicators = list(
            Indicator.objects.filter(result__programme=programme, is_public=True).order_by("code")
        )
        release = make_release(
            period=period,
            indicators=indicators,
            title=f"Results, {period.label}",
            method=DisclosureMethod.SUPPRESS,
            threshold=THRESHOLD,
            by=manager,
            note="All records behind these numbers are invented.",
        )
        with (
            running(_started(release.task_id)) as progress,
            row_security(organization_id=None, user_id=None, scope=Scope.PROGRAMME),
        ):
            protect_release(release.pk, at=published_at - STEP, tell=progress)
        release.refresh_from_db()
        tell(f"{release.title}: {release.get_status_display()}")
        if release.status == ReleaseStatus.PASSED:
            publish_release(release, by=manager, at=published_at)


def _started(task_id: int | None) -> int:
    if task_id is None:
        raise RuntimeError("the job was not started")
    return task_id
