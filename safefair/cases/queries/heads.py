"""The newest of everything in a case, for its page: codes and days of several tables in one statement, no words.

A page that asked each table by itself would ask twenty times.
"""

from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from safefair.cases.models import Case, Closure, FollowUp, Incident, RiskAssessment, SafetyPlan

DANGER = ("level", "assessed_on", "review_on", "factors")
PLAN = ("is_needed", "made_on", "reviewed_on", "review_on")
CONTACT = ("uuid", "due_on", "channel")
CLOSURE = ("reason", "status", "asked_on", "decided_on", "decided_by_id", "reopened_on")
INCIDENT = ("uuid", "code", "core_type", "contexts", "reported_on", "happened_on", "is_date_estimated")


@dataclass(frozen=True, slots=True, repr=False)
class Heads:
    """Rows with nothing but the fields above; None where there is none. `incidents`: those not removed, newest first."""

    danger: RiskAssessment | None
    plan: SafetyPlan | None
    contact: FollowUp | None
    closure: Closure | None
    incidents: list[Incident] = field(default_factory=list)


def heads_of(case: Case) -> Heads:
    """One statement."""
    incidents = Incident.objects.filter(removed_at=None).order_by("-reported_on", "-pk")
    found = (
        Case.objects.filter(pk=case.pk)
        .values(
            newest_danger=_first(RiskAssessment.objects.order_by("-assessed_on", "-pk"), DANGER),
            current_plan=_first(SafetyPlan.objects.filter(replaced_at=None).order_by("pk"), PLAN),
            next_contact=_first(FollowUp.objects.filter(outcome="").order_by("due_on", "pk"), CONTACT),
            newest_closure=_first(Closure.objects.order_by("-pk"), CLOSURE),
            all_incidents=ArraySubquery(_objects(incidents, INCIDENT)),
        )
        .get()
    )
    return Heads(
        _made(RiskAssessment, found["newest_danger"]),
        _made(SafetyPlan, found["current_plan"]),
        _made(FollowUp, found["next_contact"]),
        _made(Closure, found["newest_closure"]),
        [made for one in found["all_incidents"] if (made := _made(Incident, one))],
    )


def _objects(rows: QuerySet[Any], names: tuple[str, ...]) -> QuerySet[Any, Any]:
    return rows.filter(case=OuterRef("pk")).values(made=JSONObject(**{name: name for name in names}))


def _first(rows: QuerySet[Any], names: tuple[str, ...]) -> Subquery:
    return Subquery(_objects(rows, names)[:1])


M = TypeVar("M", bound=Model)


def _made(model: type[M], values: dict[str, Any] | None) -> M | None:
    """A row of the values, which JSON gave as texts."""
    if values is None:
        return None
    fields = {name: model._meta.get_field(name.removesuffix("_id")) for name in values}
    return model(**{name: fields[name].to_python(value) for name, value in values.items()})  # type: ignore[union-attr]
