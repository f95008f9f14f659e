"""A year of visits, information sessions and trainings of the invented organisations."""

import datetime as dt
import random
import uuid
from collections.abc import Iterable

from safefair.accounts.models import Organization, User
from safefair.config.demo.people import Human
from safefair.core.codes import AgeBand, age_band
from safefair.core.sheets.codes import new_code
from safefair.directory.models import Location
from safefair.outreach.enums import (
    DESK_TOPICS,
    Channel,
    LineSource,
    Relation,
    SheetStatus,
    Topic,
    VisitService,
)
from safefair.outreach.models import InformationSession, SessionAttendance, SessionHeadcount, Visit
from safefair.trainings.enums import FRONT_LINE, Competence, ParticipantRole
from safefair.trainings.models import Course, Participation, TrainingAttendance, TrainingRun, TrainingSession

TITLES = (
    (Topic.SAFE_MIGRATION, "Safe migration for women"),
    (Topic.RIGHTS_AT_WORK, "Your rights at work"),
    (Topic.CONTRACT_WAGES, "Reading a contract, keeping your wages"),
    (Topic.RECRUITMENT, "Recruitment fees: what may be asked"),
    (Topic.EVAWG, "Respect at work and at home"),
    (Topic.SOCIAL_PROTECTION, "Health and social protection abroad"),
    (Topic.RETURN, "Coming home"),
)
RELATIONS = {Relation.CURRENT: 5, Relation.POTENTIAL: 4, Relation.RETURNED: 2, Relation.FAMILY: 2}
COURSES = (
    ("Responding to violence against women migrant workers", (Competence.GBV, Competence.PROTECTION)),
    ("Labour rights and safe migration", (Competence.LABOUR_RIGHTS, Competence.SAFE_MIGRATION)),
    ("Paralegal skills for organisers", (Competence.PARALEGAL, Competence.LEADERSHIP)),
    ("Gender analysis and grassroots groups", (Competence.GENDER_ANALYSIS, Competence.GRASSROOTS)),
    ("Psychosocial counselling", (Competence.PSYCHOSOCIAL,)),
)
DAY = 360  # minutes of a training day


class Calendar:
    """Days of the invented year: weekdays, fewer in the rainy months."""

    def __init__(self, first: dt.date, last: dt.date, draw: random.Random) -> None:
        self.days = [
            day
            for day in (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
            if day.weekday() < 6 and (day.month not in (8, 9) or day.day % 2)
        ]
        self.draw = draw

    def day(self) -> dt.date:
        """One of the days."""
        return self.draw.choice(self.days)


def relation_of(human: Human, draw: random.Random) -> Relation:
    """A man is mostly family; a woman any of the rest."""
    if human.sex == "M" and draw.random() < 0.6:
        return Relation.FAMILY
    return draw.choices(list(RELATIONS), list(RELATIONS.values()))[0]


def known_on(day: dt.date, humans: list[Human], organization: Organization) -> list[Human]:
    """Those an organisation knows by a day, the newest hundred: people come and go."""
    return [human for human in humans if human.is_known_to(organization.pk, day)][-100:]


def frozen(human: Human, day: dt.date) -> dict[str, str]:
    """What a row keeps of a person as of a day."""
    return {"sex": human.sex, "age_band": age_band(human.age_on(day)), "nationality": human.nationality}


def make_visits(
    organization: Organization,
    place: Location,
    humans: list[Human],
    count: int,
    *,
    calendar: Calendar,
    by: User,
) -> None:
    """Visits: most with a name, one in nine without."""
    draw = calendar.draw
    rows = []
    for _ in range(count):
        day = calendar.day()
        human = draw.choice(known_on(day, humans, organization))
        named = draw.random() < 0.89
        facts = (
            frozen(human, day)
            if named
            else {"sex": human.sex, "age_band": AgeBand.UNKNOWN, "nationality": ""}
        )
        rows.append(
            Visit(
                organization=organization,
                organization_kind=organization.kind,
                location=place,
                country=organization.country,
                area=place.area,
                visited_on=day,
                channel=draw.choices(list(Channel), [6, 4, 3, 2, 1])[0],
                registration=human.registrations[organization.pk] if named else None,
                relation=relation_of(human, draw),
                services=draw.sample([s.value for s in VisitService], draw.choice((1, 1, 2))),
                topics=draw.sample([t.value for t in DESK_TOPICS], draw.choice((1, 1, 2))),
                minutes=draw.choice((10, 15, 20, 30, 45)),
                entry_id=uuid.UUID(int=draw.getrandbits(128), version=4),
                recorded_by=by,
                **facts,
            )
        )
    Visit.objects.bulk_create(rows, batch_size=2000)


def make_sessions(
    organization: Organization,
    place: Location,
    humans: list[Human],
    count: int,
    *,
    calendar: Calendar,
    by: User,
    waiting: bool = False,
) -> None:
    """Information sessions with their sheets, or, `waiting`, with sheets still to be entered."""
    draw = calendar.draw
    days = sorted(calendar.day() for _ in range(count))
    codes = iter([new_code() for _ in range(count)])
    lines: list[SessionAttendance] = []
    heads: list[SessionHeadcount] = []
    for day in days:
        topic, title = draw.choice(TITLES)
        known = known_on(day, humans, organization)
        present = [] if waiting else draw.sample(known, min(len(known), draw.randint(8, 26)))
        unnamed = 0 if waiting else draw.choice((0, 0, 0, 2, 3, 5))
        session = InformationSession.objects.create(
            organization=organization,
            organizer=organization,
            organization_kind=organization.kind,
            title=title,
            topics=[topic],
            held_on=day,
            country=organization.country,
            area=place.area,
            place=place.place,
            minutes=draw.choice((60, 90, 120)),
            sheet_code=next(codes),
            sheet_status=SheetStatus.EXPECTED if waiting else SheetStatus.CHECKED,
            total_on_paper=None if waiting else len(present) + unnamed,
            created_by=by,
        )
        lines += _lines(session, present, draw)
        if unnamed:
            heads.append(
                SessionHeadcount(
                    session=session,
                    organization=organization,
                    sex="F",
                    relation=Relation.FAMILY,
                    number=unnamed,
                )
            )
    SessionAttendance.objects.bulk_create(lines, batch_size=2000)
    SessionHeadcount.objects.bulk_create(heads)


def _lines(
    session: InformationSession, present: list[Human], draw: random.Random
) -> Iterable[SessionAttendance]:
    return [
        SessionAttendance(
            session=session,
            organization=session.organization,
            registration=human.registrations[session.organization_id],
            relation=relation_of(human, draw),
            line_number=line,
            source=LineSource.TYPED,
            **frozen(human, session.held_on),
        )
        for line, human in enumerate(present, start=1)
    ]


def make_trainings(
    organization: Organization,
    place: Location,
    staff: list[Human],
    count: int,
    *,
    calendar: Calendar,
    by: User,
) -> None:
    """Runs of two days with eight to twenty-two people; most stay long enough."""
    draw = calendar.draw
    codes = iter([new_code() for _ in range(count)])
    courses = {
        title: Course.objects.create(organization=organization, title=title, competences=list(competences))
        for title, competences in draw.sample(COURSES, 2)
    }
    for _ in range(count):
        title, course = draw.choice(list(courses.items()))
        day = calendar.day()
        run = TrainingRun.objects.create(
            course=course,
            organization=organization,
            organizer=organization,
            organization_kind=organization.kind,
            title=title,
            starts_on=day,
            ends_on=day + dt.timedelta(days=1),
            country=organization.country,
            area=place.area,
            place=place.place,
            sheet_code=next(codes),
            created_by=by,
            closed_at=dt.datetime.combine(day + dt.timedelta(days=3), dt.time(9), dt.UTC),
        )
        known = known_on(day, staff, organization)
        people = draw.sample(known, min(len(known), draw.randint(8, 22)))
        _participants(run, people, draw)


def _participants(run: TrainingRun, people: list[Human], draw: random.Random) -> None:
    sittings = [
        TrainingSession.objects.create(
            run=run, organization=run.organization, held_on=run.starts_on + dt.timedelta(days=n), minutes=DAY
        )
        for n in (0, 1)
    ]
    participations = Participation.objects.bulk_create(
        [
            Participation(
                run=run,
                organization=run.organization,
                registration=human.registrations[run.organization_id],
                role=role_of(human),
                works_for_kind=KIND_OF_ROLE.get(role_of(human), "OTHER"),
                line_number=line,
                **frozen(human, run.starts_on),
            )
            for line, human in enumerate(people, start=1)
        ]
    )
    TrainingAttendance.objects.bulk_create(
        [
            TrainingAttendance(
                session=sitting,
                participation=participation,
                organization=run.organization,
                minutes=DAY if draw.random() < 0.93 else draw.choice((0, 120, 180)),
            )
            for participation in participations
            for sitting in sittings
        ]
    )


ROLES = [*sorted(FRONT_LINE), ParticipantRole.OFFICIAL, ParticipantRole.ORGANIZER, ParticipantRole.ORGANIZER]
KIND_OF_ROLE = {
    ParticipantRole.POLICE: "GOVERNMENT",
    ParticipantRole.LABOUR_INSPECTOR: "GOVERNMENT",
    ParticipantRole.SOCIAL_WORKER: "GOVERNMENT",
    ParticipantRole.HEALTH_WORKER: "GOVERNMENT",
    ParticipantRole.JUSTICE: "GOVERNMENT",
    ParticipantRole.OFFICIAL: "GOVERNMENT",
    ParticipantRole.COUNSELLOR: "MRC",
    ParticipantRole.SHELTER_STAFF: "SHELTER",
    ParticipantRole.ORGANIZER: "MIGRANT",
}


def role_of(human: Human) -> ParticipantRole:
    """What an invented member of staff works as: the same person always the same."""
    return ROLES[human.number % len(ROLES)]
