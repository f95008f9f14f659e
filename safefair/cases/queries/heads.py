"""The newest of everything in a case, for its page: several tables in one statement.

A page that asked each table by itself would ask twenty times. Words of these rows stay sealed.
"""

from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Func, Model, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, JSONObject

from safefair.accounts.models import User
from safefair.cases.models import (
    Action,
    Attachment,
    Case,
    CaseMessage,
    Closure,
    FollowUp,
    Goal,
    Incident,
    RiskAssessment,
    SafetyPlan,
    Stay,
)
from safefair.cases.queries.messages import new_to, read_by

SEALED = ("uuid", "version", "sealed")
DANGER = ("level", "assessed_on", "review_on", "factors")
PLAN = ("is_needed", "made_on", "reviewed_on", "review_on")
CONTACT = ("uuid", "due_on", "channel")
CLOSURE = ("reason", "status", "asked_on", "decided_on", "decided_by_id", "reopened_on")
INCIDENT = ("uuid", "code", "core_type", "contexts", "reported_on", "happened_on", "is_date_estimated")
GOAL = (*SEALED, "id", "need", "status", "set_on", "target_on")
STEP = (*SEALED, "goal_id", "service", "by_her", "due_on", "outcome", "done_on", "worker__id", "worker__name")
STAY = (
    "uuid",
    "came_on",
    "left_on",
    "leave_reason",
    "planned_until",
    "bed__id",
    "bed__house__id",
    "bed__house__name",
)
DOCUMENT = (*SEALED, "size", "is_original", "removed_at")


@dataclass(frozen=True, slots=True, repr=False)
class Heads:
    """Rows with nothing but the fields above; None where there is none.

    `incidents`: those not removed, newest first. `steps`: those still open. `stays`: hers, newest first. `messages` and
    `new_messages`: how many the reader may read, and has not seen.
    """

    danger: RiskAssessment | None
    plan: SafetyPlan | None
    contact: FollowUp | None
    closure: Closure | None
    incidents: list[Incident] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    steps: list[Action] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    documents: list[Attachment] = field(default_factory=list)
    messages: int = 0
    new_messages: int = 0


def heads_of(case: Case, *, reader: User, shows_identity: bool) -> Heads:
    """One statement."""
    messages = CaseMessage.objects.filter(case=OuterRef("pk"))
    messages = read_by(messages, reader, shows_identity=shows_identity)
    steps = Action.objects.filter(outcome="").order_by(F("due_on").asc(nulls_last=True), "pk")
    found = (
        Case.objects.filter(pk=case.pk)
        .values(
            newest_danger=_first(RiskAssessment.objects.order_by("-assessed_on", "-pk"), DANGER),
            current_plan=_first(SafetyPlan.objects.filter(replaced_at=None).order_by("pk"), PLAN),
            next_contact=_first(FollowUp.objects.filter(outcome="").order_by("due_on", "pk"), CONTACT),
            newest_closure=_first(Closure.objects.order_by("-pk"), CLOSURE),
            all_incidents=_all(
                Incident.objects.filter(removed_at=None).order_by("-reported_on", "-pk"), INCIDENT
            ),
            all_goals=_all(Goal.objects.order_by("set_on", "pk"), GOAL),
            open_steps=_all(steps, STEP),
            all_stays=_all(Stay.objects.filter(is_child=False).order_by("-came_on", "-pk"), STAY),
            all_documents=_all(Attachment.objects.order_by("pk"), DOCUMENT),
            all_messages=_count(messages),
            new_messages=_count(new_to(messages, reader)),
        )
        .get()
    )
    return Heads(
        _made(RiskAssessment, found["newest_danger"]),
        _made(SafetyPlan, found["current_plan"]),
        _made(FollowUp, found["next_contact"]),
        _made(Closure, found["newest_closure"]),
        _all_made(Incident, found["all_incidents"]),
        _all_made(Goal, found["all_goals"]),
        _all_made(Action, found["open_steps"]),
        _all_made(Stay, found["all_stays"]),
        _all_made(Attachment, found["all_documents"]),
        found["all_messages"],
        found["new_messages"],
    )


def _objects(rows: QuerySet[Any], names: tuple[str, ...]) -> QuerySet[Any, Any]:
    values: dict[str, Any] = {name: name for name in names}
    if "sealed" in values:
        values["sealed"] = Func(
            F("sealed"), Value("base64"), function="encode", output_field=TextField()
        )  # as BinaryField reads it from a text
    return rows.filter(case=OuterRef("pk")).values(made=JSONObject(**values))


def _first(rows: QuerySet[Any], names: tuple[str, ...]) -> Subquery:
    return Subquery(_objects(rows, names)[:1])


def _all(rows: QuerySet[Any], names: tuple[str, ...]) -> ArraySubquery:
    return ArraySubquery(_objects(rows, names))


def _count(rows: QuerySet[Any]) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values("case").annotate(n=Count("pk")).values("n")), 0)


M = TypeVar("M", bound=Model)


def _made(model: type[M], values: dict[str, Any] | None) -> M | None:
    """A row of the values, which JSON gave as texts; `relation__field` belongs to a row beside it, None without an id."""
    if values is None:
        return None
    own = {name: value for name, value in values.items() if "__" not in name}
    fields = {name: model._meta.get_field(name.removesuffix("_id")) for name in own}
    row = model(**{name: fields[name].to_python(value) for name, value in own.items()})  # type: ignore[union-attr]
    beside: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        relation, is_beside, rest = name.partition("__")
        if is_beside:
            beside.setdefault(relation, {})[rest] = value
    for relation, part in beside.items():
        related: Any = model._meta.get_field(relation).related_model
        setattr(row, relation, None if part["id"] is None else _made(related, part))
    return row


def _all_made(model: type[M], rows: list[dict[str, Any]]) -> list[M]:
    return [made for one in rows if (made := _made(model, one))]
