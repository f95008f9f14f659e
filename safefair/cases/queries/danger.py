"""Since when a case is in high danger, and which safety plan holds."""

from django.db.models import Exists, OuterRef, Q, Subquery, Sum

from safefair.cases.enums.plan import RiskLevel
from safefair.cases.models import Case, RiskAssessment, SafetyPlan


def high_since() -> Subquery:
    """For a case of the outer query: the first day of the unbroken run of assessments that found high danger.

    Assessing again does not move it, so that what must follow cannot be put off that way.
    """
    lower_later = RiskAssessment.objects.filter(
        Q(assessed_on__gt=OuterRef("assessed_on"))
        | Q(assessed_on=OuterRef("assessed_on"), pk__gt=OuterRef("pk")),
        case=OuterRef("case"),
    ).exclude(level=RiskLevel.HIGH)
    run = RiskAssessment.objects.filter(~Exists(lower_later), case=OuterRef("pk"), level=RiskLevel.HIGH)
    return Subquery(run.order_by("assessed_on", "pk").values("assessed_on")[:1])


def current_plan(case: Case) -> SafetyPlan | None:
    """The safety plan that holds, or the record that she wants none."""
    return SafetyPlan.objects.filter(case=case, replaced_at=None).select_related("made_by").first()


def plan_version(case: Case) -> int:
    """Grows whenever a safety plan of the case is made or looked at again; 0 without one."""
    found: int | None = SafetyPlan.objects.filter(case=case).aggregate(all=Sum("version"))["all"]
    return found or 0


def lacks_reviewed_plan(case: Case, *, now: str = "") -> bool:
    """High danger, on record or as found `now`, and no safety plan was looked at with her since the last assessment."""
    if RiskLevel.HIGH not in (case.risk, now):
        return False
    plan = current_plan(case)
    return (
        plan is None
        or plan.reviewed_on is None
        or (case.assessed_on is not None and plan.reviewed_on < case.assessed_on)
    )
