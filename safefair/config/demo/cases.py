"""Invented cases of the trial: what invented women want, and where they stand."""

import datetime as dt
import uuid

from safefair.accounts.models import Organization, RoleAssignment, User
from safefair.cases.enums.intake import (
    ContactChannel,
    DocumentHolder,
    MigrationChannel,
    Priority,
    Sector,
    Source,
    Stage,
)
from safefair.cases.enums.plan import Service
from safefair.cases.models import Case
from safefair.cases.operations import Intake, take_in
from safefair.config.demo.activities import Calendar
from safefair.config.demo.people import Human

TAKES_IN = (
    "TH-MRC-MAESOT",
    "TH-SHELTER-1",
    "TH-NGO-1",
    "MY-MRC-KL",
    "MY-NGO-1",
    "ID-MRC-CRB",
    "KH-MRC-PNH",
    "SG-NGO-1",
)
WISHES = (
    ("I want my wages of four months, and then to go home.", (Service.LABOUR, Service.REPATRIATION)),
    ("I want to be somewhere he does not find me.", (Service.SHELTER, Service.PSYCHOSOCIAL)),
    ("My passport back. I can find other work myself.", (Service.CONSULAR, Service.LABOUR)),
    ("Somebody who speaks my language at the hospital.", (Service.HEALTH, Service.INTERPRETATION)),
    ("I want to know whether I may change my employer.", (Service.LEGAL, Service.IMMIGRATION)),
    ("I do not want the police. I want to sleep, and to talk to somebody.", (Service.PSYCHOSOCIAL, Service.SHELTER)),
    ("The agent took twice the fee. I want it back.", (Service.LABOUR, Service.COMPENSATION)),
    ("I want to call my mother and tell her that I am well.", (Service.OTHER,)),
    ("I am home again and have no income. I want to start a small shop.", (Service.REINTEGRATION, Service.CASH)),
    ("I want him to stop. I do not want to leave my work.", (Service.LEGAL, Service.PSYCHOSOCIAL)),
)  # fmt: skip
STORIES = (
    "She came with a friend from the same building. This story is invented.",
    "She has told nobody else so far. This story is invented.",
    "",
)


def workers(
    organizations: dict[str, Organization], users: dict[str, User], on: dt.date
) -> dict[int, list[User]]:
    """Two invented workers for each organisation that takes women in; those of the trial who sign in come first."""
    found: dict[int, list[User]] = {}
    for number, code in enumerate(TAKES_IN, start=1):
        organization = organizations[code]
        staff = [
            users[role]
            for role in ("CASE_WORKER", "SHELTER_MANAGER", "LABOUR_OFFICER")
            if RoleAssignment.objects.filter(user=users[role], organization=organization).exists()
        ]
        for letter in "ab"[len(staff) :]:
            user = User.objects.create_user(
                f"worker{number:02}{letter}@trial.example", name=f"Invented Worker {number:02}{letter}"
            )
            RoleAssignment.objects.create(
                user=user, role="CASE_WORKER", organization=organization, starts_on=on
            )
            staff.append(user)
        found[organization.pk] = staff
    return found


def make_cases(
    organization: Organization, humans: list[Human], count: int, *, calendar: Calendar, staff: list[User]
) -> list[Case]:
    """`count` cases of one organisation, each of a woman it has registered; one in eight wants no name written down."""
    draw = calendar.draw
    women = [human for human in humans if human.sex == "F"]
    made = []
    for number, human in enumerate(draw.sample(women, min(count, len(women)))):
        registration = human.registrations[organization.pk]
        on = max(calendar.day(), registration.registered_on)
        is_nameless = number % 8 == 7
        case = take_in(
            _intake(human, organization, calendar, number, on),
            organization=organization,
            registration=None if is_nameless else registration,
            entry_id=uuid.UUID(int=draw.getrandbits(128)),
            on=on,
            by=staff[number % len(staff)],
        )
        made.append(case)
    return made


def _intake(human: Human, organization: Organization, calendar: Calendar, number: int, on: dt.date) -> Intake:
    draw = calendar.draw
    wishes, needs = WISHES[number % len(WISHES)]
    channel = draw.choice(
        (ContactChannel.CALL, ContactChannel.CHAT, ContactChannel.VISIT, ContactChannel.NONE)
    )
    is_abroad = human.nationality != organization.country
    facts = {
        "priority": Priority.NOW
        if number % 9 == 1
        else Priority.DAYS
        if number % 3 == 0
        else Priority.NORMAL,
        "source": draw.choice(list(Source)),
        "language": "other",
        "needs_interpreter": is_abroad if draw.random() < 0.8 else None,
        "contact_channel": channel,
        "stage": Stage.AT_DESTINATION if is_abroad else Stage.AFTER_RETURN,
        "migration_channel": draw.choice(list(MigrationChannel)),
        "origin": human.nationality,
        "destination": organization.country if is_abroad else draw.choice(("TH", "MY", "SG")),
        "sector": draw.choice(
            (Sector.DOMESTIC, Sector.DOMESTIC, Sector.MANUFACTURING, Sector.AGRICULTURE, Sector.FOOD)
        ),
        "lives_in": draw.choice((True, False, None)),
        "is_tied": draw.choice((True, False, None)),
        "documents_with": draw.choice(list(DocumentHolder)),
        "needs": list(needs),
        "is_protected": number % 10 == 1,
    }
    reaches = channel in (ContactChannel.CALL, ContactChannel.CHAT)
    words = {
        "wishes": wishes,
        "story": draw.choice(STORIES),
        "contact": human.phone or "+999000000000" if reaches else "",
        "safe_hours": "Sundays, 9 to 11" if reaches else "",
        "code_word": "mango" if reaches else "",
        "contact_note": "Never call in the evening." if reaches else "",
        "employer": "Invented Employer" if draw.random() < 0.5 else "",
    }
    return Intake(facts=facts, words=words, sex=human.sex, age=human.age_on(on))
