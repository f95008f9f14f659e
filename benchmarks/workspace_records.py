"""An installation for `workspace_pages`: one centre with very many records, others beside it, figures and a release."""

import datetime as dt
import random
import time
import uuid
from typing import Any, NamedTuple

BATCH = 10_000
SERVICES = (["INFORMATION"], ["COUNSELLING"], ["LEGAL"], ["INFORMATION", "REFERRAL"])
FIRST = dt.date(2026, 1, 1)


class Readers(NamedTuple):
    """Who opens the pages: the centre's coordinator, and the programme's manager."""

    coordinator: Any
    manager: Any


def load(records: int, visits: int) -> Readers:
    """A centre with that many people, a tenth of them in pairs, sessions, visits and trainings; then figures of them."""
    from safefair.accounts.models import Organization, RoleAssignment, User  # noqa: PLC0415  reason: settings come first
    from safefair.core.rls import row_security  # noqa: PLC0415
    from safefair.people.models import Registration  # noqa: PLC0415

    centre = Organization.objects.create(code="BENCH", name="Invented Centre", kind="MRC", country="TH")
    user = User.objects.create_user("bench@test.example", None, name="Invented Coordinator")
    RoleAssignment.objects.create(user=user, role="COORDINATOR", organization=centre, starts_on=FIRST)
    with row_security(organization_id=centre.pk, user_id=user.pk):
        started = time.perf_counter()
        register(centre, user, records)
        seconds = time.perf_counter() - started
        print(f"  {records:,} people registered in {seconds:.0f} s", flush=True)
    settle()  # else checks of foreign keys go on by plans made when the tables were empty
    with row_security(organization_id=centre.pk, user_id=user.pk):
        people = list(Registration.objects.order_by("pk"))
        put_in_pairs(centre, people)
        hold_sessions(centre, user, people)
        record_visits(centre, user, people, visits)
        hold_trainings(centre, user, people)
        bring_files(centre, user)
    work_beside(centre, user)
    settle()
    return Readers(user, count_and_release())


def register(centre: Any, user: Any, records: int) -> None:
    """People of the product's own making, sealed and indexed, as an import registers them."""
    from safefair.people.enums import RegistrationSource  # noqa: PLC0415
    from safefair.people.facts import RegistrationFacts  # noqa: PLC0415
    from safefair.people.identities import IdentityData  # noqa: PLC0415
    from safefair.people.operations import NewPerson, register_people  # noqa: PLC0415

    draw = random.Random(7)
    syllables = ["da", "mi", "ro", "su", "la", "ne", "ka", "ti", "wa", "po", "ye", "hni"]
    for start in range(0, records, BATCH):
        part = [
            NewPerson(
                IdentityData(
                    full_name_latin=f"Invented {''.join(draw.choices(syllables, k=3)).title()}"
                    f" {''.join(draw.choices(syllables, k=3)).title()}",
                    phone=f"+66 2{number:08}",
                    village=f"Inventedville {number % 997}",
                ),
                RegistrationFacts(
                    country="TH",
                    sex=draw.choice("FFFM"),
                    birth_year=1960 + number % 45,
                    nationality="MM",
                    area="TH-63",
                ),
                FIRST + dt.timedelta(days=number % 300),
            )
            for number in range(start, min(start + BATCH, records))
        ]
        register_people(part, organization=centre, by=user, source=RegistrationSource.IMPORT)


def put_in_pairs(centre: Any, people: list[Any]) -> None:
    """Every tenth beside her neighbour."""
    from safefair.people.models import DuplicatePair  # noqa: PLC0415

    pairs = zip(people[::20], people[1::20], strict=False)
    DuplicatePair.objects.bulk_create(
        DuplicatePair(organization=centre, first=one, second=other, score=10 + one.pk % 9, source="IMPORT")
        for one, other in pairs
    )


def hold_sessions(centre: Any, user: Any, people: list[Any]) -> None:
    """Five thousand sessions of twenty lines."""
    from safefair.core.sheets.codes import new_code  # noqa: PLC0415
    from safefair.outreach.models import InformationSession, SessionAttendance  # noqa: PLC0415

    held = InformationSession.objects.bulk_create(
        InformationSession(
            organization=centre, organizer=centre, organization_kind="MRC", title=f"Invented session {number}",
            held_on=FIRST + dt.timedelta(days=number % 300), country="TH", area="TH-63",
            sheet_code=new_code(), sheet_status="ENTERED", created_by=user,
        )
        for number in range(max(1, len(people) // 20))
    )  # fmt: skip
    SessionAttendance.objects.bulk_create(
        (
            SessionAttendance(
                session=held[number % len(held)],
                organization=centre,
                registration=person,
                sex="F",
                source="IMPORTED",
            )
            for number, person in enumerate(people)
        ),
        batch_size=BATCH,
    )


def record_visits(centre: Any, user: Any, people: list[Any], visits: int) -> None:
    """Visits over three hundred days."""
    from safefair.outreach.models import Visit  # noqa: PLC0415

    Visit.objects.bulk_create(
        (
            Visit(
                organization=centre, organization_kind="MRC", country="TH", registration=people[number % len(people)],
                visited_on=FIRST + dt.timedelta(days=number % 300), sex="F", age_band="25-34",
                services=SERVICES[number % len(SERVICES)], entry_id=uuid.uuid4(), recorded_by=user,
            )
            for number in range(visits)
        ),
        batch_size=BATCH,
    )  # fmt: skip


def hold_trainings(centre: Any, user: Any, people: list[Any]) -> None:
    """One course held 2,500 times for 20 of them, who were there all the time."""
    from safefair.core.sheets.codes import new_code  # noqa: PLC0415
    from safefair.trainings.models import (  # noqa: PLC0415
        Course,
        Participation,
        TrainingAttendance,
        TrainingRun,
        TrainingSession,
    )

    course = Course.objects.create(
        organization=centre, title="Invented course", competences=["GENDER_ANALYSIS"]
    )
    days = (FIRST + dt.timedelta(days=number % 300) for number in range(max(1, len(people) // 40)))
    runs = TrainingRun.objects.bulk_create(
        TrainingRun(
            course=course, organization=centre, organizer=centre, organization_kind="MRC",
            title=f"Invented training {number}", starts_on=day, ends_on=day, country="TH", sheet_code=new_code(),
            created_by=user,
        )
        for number, day in enumerate(days)
    )  # fmt: skip
    sittings = TrainingSession.objects.bulk_create(
        TrainingSession(run=run, organization=centre, held_on=run.starts_on, minutes=120) for run in runs
    )
    taking_part = Participation.objects.bulk_create(
        (
            Participation(
                run=runs[number % len(runs)], organization=centre, registration=person, role="POLICE", sex="F",
                age_band="25-34", line_number=1 + number // len(runs),
            )
            for number, person in enumerate(people[: 20 * len(runs)])
        ),
        batch_size=BATCH,
    )  # fmt: skip
    TrainingAttendance.objects.bulk_create(
        (
            TrainingAttendance(
                session=sittings[number % len(runs)], participation=person, organization=centre, minutes=120
            )
            for number, person in enumerate(taking_part)
        ),
        batch_size=BATCH,
    )


def bring_files(centre: Any, user: Any) -> None:
    """Five hundred imports that were stored."""
    from django.utils import timezone  # noqa: PLC0415

    from safefair.people.models import ImportBatch  # noqa: PLC0415

    ImportBatch.objects.bulk_create(
        ImportBatch(
            organization=centre, uploaded_by=user, status="STORED", digest=f"{number:064}", kind="XLSX", size=1,
            summary={"rows": number, "new_people": 10, "attendances": 190, "rows_WRONG": 0}, stored_at=timezone.now(),
        )
        for number in range(500)
    )  # fmt: skip


def work_beside(centre: Any, user: Any) -> None:
    """Two hundred members of the centre, and as many other organisations."""
    from safefair.accounts.models import Organization, RoleAssignment, User  # noqa: PLC0415

    members = User.objects.bulk_create(
        User(email=f"member{number}@test.example", name=f"Invented Member {number}") for number in range(200)
    )
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user=member, role="COUNSELLOR", organization=centre, starts_on=FIRST, granted_by=user)
        for member in members
    )
    Organization.objects.bulk_create(
        Organization(code=f"BESIDE{number}", name=f"Invented Organisation {number}", kind="MRC", country="TH")
        for number in range(200)
    )


def count_and_release() -> Any:
    """The figures of the year and a release of them, as the manager makes them; her."""
    from django.utils import timezone  # noqa: PLC0415

    from safefair.accounts.models import RoleAssignment, User  # noqa: PLC0415
    from safefair.core.rls import Scope, row_security  # noqa: PLC0415
    from safefair.results.models import Indicator  # noqa: PLC0415
    from safefair.results.operations.figures import compute_period  # noqa: PLC0415
    from safefair.results.operations.framework import framework_facts, load_framework  # noqa: PLC0415
    from safefair.results.operations.releases import make_release, protect_release  # noqa: PLC0415

    manager = User.objects.create_user("manager@test.example", None, name="Invented Manager")
    RoleAssignment.objects.create(user=manager, role="PROGRAMME_MANAGER", starts_on=FIRST)
    period = load_framework(framework_facts()).periods.order_by("-ends_before", "starts_on")[0]
    with row_security(organization_id=None, user_id=manager.pk, scope=Scope.SYSTEM):
        compute_period(period, by=manager, at=timezone.now())
        release = make_release(
            period=period, indicators=list(Indicator.objects.filter(is_public=True)), title="Invented release",
            method="suppress", threshold=11, by=manager, note="",
        )  # fmt: skip
        protect_release(release.pk, at=timezone.now(), tell=lambda *_: None)
    return manager


def settle() -> None:
    """What autovacuum does after a load."""
    from django.db import connections  # noqa: PLC0415

    for alias in ("default", "keys"):
        with connections[alias].cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
