"""What she said yes and no to."""

from dataclasses import dataclass
from typing import Any

from safefair.accounts.roles import Permission
from safefair.cases.enums.consent import DataCategory, Decision, Purpose
from safefair.cases.models import Consent
from safefair.cases.queries.consent import answers_of
from safefair.cases.sealing import read_all
from safefair.cases.sections import CasePage, Section

MAY_WITHDRAW = (Permission.RECORD_CONSENT, Permission.OVERRIDE_CONSENT)


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """One answer as the page shows it."""

    consent: Consent
    conditions: str
    what: str
    is_over: bool
    has_hidden_conditions: bool

    @property
    def is_yes(self) -> bool:
        """She agreed."""
        return self.consent.decision == Decision.GIVEN


def consent(page: CasePage) -> Section:
    """What she agrees to now, what she refused, and what was before."""
    shown = [_shown(row, words, page) for row, words in read_all(answers_of(page.case), key=page.key)]
    now = [one for one in shown if one.consent.withdrawn_at is None and not one.is_over]
    now.sort(key=lambda one: Purpose.values.index(one.consent.purpose))
    may = page.membership.may
    context = {
        "case": page.case,
        "now": now,
        "before": [one for one in shown if one not in now],
        "not_asked": _not_asked(now),
        "can_record": page.case.is_open and may(Permission.RECORD_CONSENT),
        "can_withdraw": any(may(one) for one in MAY_WITHDRAW),
    }
    return Section("cases/sections/consent.html", context)


def _shown(row: Consent, words: dict[str, Any], page: CasePage) -> Shown:
    what = ", ".join(str(DataCategory(code).label) for code in row.categories)
    is_over = row.valid_until is not None and row.valid_until < page.today
    conditions = words.get("conditions", "")
    is_hidden = bool(conditions) and not page.shows_identity
    return Shown(row, "" if is_hidden else conditions, what, is_over, is_hidden)


def _not_asked(now: list[Shown]) -> list[str]:
    asked = {one.consent.purpose for one in now}
    return [str(purpose.label) for purpose in (Purpose.SERVICES, Purpose.STATISTICS) if purpose not in asked]
