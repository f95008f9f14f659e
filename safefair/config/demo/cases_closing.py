"""Invented cases that have ended, wait for the supervisor's word, were sent back, or go on again."""

import datetime as dt
from collections.abc import Sequence

from safefair.accounts.models import Organization, RoleAssignment, User
from safefair.cases.enums.plan import ClosureCheck, ClosureReason, RiskLevel
from safefair.cases.models import Case
from safefair.cases.operations.closing import Ending, ask_closure, decide_closure, reopen_case
from safefair.cases.queries.closing import blocks_closing

REASONS = (
    ClosureReason.NEEDS_MET,
    ClosureReason.SHE_ASKED,
    ClosureReason.MOVED_ABROAD,
    ClosureReason.NO_CONTACT,
)
SAID = (None, 5, 4, 2, 4)
AFTER = dt.timedelta(days=40)


def supervisor_of(organization: Organization, users: dict[str, User], on: dt.date) -> User:
    """Who decides on closures there: the supervisor of the trial in her organisation, an invented one elsewhere."""
    of_trial = users["CASE_SUPERVISOR"]
    if RoleAssignment.objects.filter(user=of_trial, organization=organization).exists():
        return of_trial
    address = f"supervisor-{organization.code.lower()}@trial.example"
    user = User.objects.create_user(address, name=f"Invented Supervisor {organization.code}")
    RoleAssignment.objects.create(user=user, role="CASE_SUPERVISOR", organization=organization, starts_on=on)
    return user


def close_cases(cases: Sequence[Case], supervisor: User, today: dt.date) -> None:
    """Of the older cases that nothing holds open: two of three are closed, one waits, one goes on again."""
    older = [case for case in cases if case.opened_on + AFTER < today]
    for number, case in enumerate(older):
        case.refresh_from_db()
        if number % 2 or blocks_closing(case):
            continue
        on = case.opened_on + AFTER
        closure = ask_closure(case, _ending(case, number), on=on, by=case.worker)
        if number % 6 == 4:
            continue
        is_approved = number % 6 == 0 or number % 4 == 2
        answer = "" if is_approved else "Please ask her once more. This answer is invented."
        decide_closure(closure, is_approved=is_approved, answer=answer, on=on, by=supervisor)
        if is_approved and number % 12 == 6:
            reopen_case(
                case,
                because="She called again. Invented.",
                on=min(on + dt.timedelta(days=9), today),
                by=case.worker,
            )


def _ending(case: Case, number: int) -> Ending:
    return Ending(
        reason=REASONS[number // 2 % len(REASONS)],
        risk=RiskLevel.LOW if number % 3 == 0 else case.risk or RiskLevel.LOW,
        checks=[ClosureCheck.RETURN, ClosureCheck.NEEDS] if number % 4 else list(ClosureCheck),
        satisfaction=SAID[number // 2 % len(SAID)],
        prefers_not_to_say=SAID[number // 2 % len(SAID)] is None and number % 4 == 0,
        note="She knows where to find us. This note is invented.",
    )
