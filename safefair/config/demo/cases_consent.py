"""Invented answers of the trial's women: what they agree to."""

import datetime as dt
import random
import uuid
from collections.abc import Sequence

from safefair.accounts.models import Organization
from safefair.cases.enums.consent import Decision, Method, Purpose
from safefair.cases.models import Case
from safefair.cases.operations import Answer, give_consent, refuse

CONDITIONS = (
    "",
    "Only a woman may read it. These words are invented.",
    "Not the name of my employer. These words are invented.",
)
YEAR = dt.timedelta(days=365)
NOON = dt.time(12, tzinfo=dt.UTC)


def make_answers(cases: Sequence[Case], partners: Sequence[Organization], *, draw: random.Random) -> None:
    """Most agree to be helped and counted; two in three to share something with one of the partners, some say no."""
    for number, case in enumerate(cases):
        _answer(case, Answer(purpose=Purpose.SERVICES, obtained_on=case.opened_on), draw, yes=True)
        if number % 5 != 4:
            is_counted = draw.random() < 0.8
            _answer(
                case, Answer(purpose=Purpose.STATISTICS, obtained_on=case.opened_on), draw, yes=is_counted
            )
        if number % 3 != 2:
            _share(case, partners[number % len(partners)], draw, yes=number % 7 != 3)


def _share(case: Case, partner: Organization, draw: random.Random, *, yes: bool) -> None:
    wanted = ["wishes", "needs", "contact"]
    if draw.random() < 0.6:
        wanted += ["name", "migration"]
    answer = Answer(
        purpose=Purpose.SHARE,
        obtained_on=case.opened_on,
        recipient=partner,
        categories=wanted,
        method=draw.choice([Method.VERBAL, Method.WRITTEN, Method.THUMB]),
        had_interpreter=bool(case.needs_interpreter),
        valid_until=case.opened_on + YEAR,
        conditions=draw.choice(CONDITIONS),
    )
    _answer(case, answer, draw, yes=yes)


def _answer(case: Case, answer: Answer, draw: random.Random, *, yes: bool) -> Decision:
    at = dt.datetime.combine(case.opened_on, NOON)
    record = give_consent if yes else refuse
    made = record(case, answer, entry_id=uuid.UUID(int=draw.getrandbits(128)), at=at, by=case.worker)
    return Decision(made.decision)
