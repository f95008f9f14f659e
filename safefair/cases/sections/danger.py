"""How great the danger is, and whether there is a plan for it."""

from typing import Any

from safefair.accounts.roles import Permission
from safefair.cases.enums.plan import RiskFactor, RiskLevel
from safefair.cases.identity import DANGER_OPEN_TO_REVIEW, words_to_review
from safefair.cases.models import RiskAssessment
from safefair.cases.sealing import Words, read_words
from safefair.cases.sections import CasePage, Section


def danger(page: CasePage) -> Section | None:
    """The newest assessment with its reasons, and the safety plan; for roles that assess danger."""
    if not page.membership.may(Permission.ASSESS_RISK):
        return None
    newest, plan = page.heads.danger, page.heads.plan
    context = {
        "case": page.case,
        "newest": newest,
        "factors": factors_of(newest) if newest else [],
        "plan": plan,
        "plan_is_missing": plan is None and page.case.risk == RiskLevel.HIGH,
        "plan_is_overdue": plan is not None and plan.review_on is not None and plan.review_on < page.today,
        "can_write": page.case.is_open,
    }
    return Section("cases/sections/danger.html", context)


def factors_of(row: RiskAssessment) -> list[str]:
    """What was answered yes, in words."""
    return [str(RiskFactor(code).label) for code in row.factors]


def danger_words(row: RiskAssessment, page: CasePage) -> Words:
    """What was written beside the answers, for a reviewer without the note."""
    words = read_words(row, key=page.key)
    return words if page.shows_identity else words_to_review(words, DANGER_OPEN_TO_REVIEW)


def assessments_of(page: CasePage) -> list[dict[str, Any]]:
    """All assessments with their words, newest first."""
    rows = page.case.riskassessments.select_related("assessed_by").order_by("-assessed_on", "-pk")
    return [
        {
            "row": row,
            "factors": factors_of(row),
            "not_asked": len(RiskFactor) - len(row.asked),
            "words": danger_words(row, page),
        }
        for row in rows
    ]
