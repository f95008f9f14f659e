"""A copy of her case for her, as a small PDF: the parts she wants, without her name."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safefair.cases.enums.consent import DataCategory, Decision
from safefair.cases.enums.plan import GoalStatus
from safefair.cases.models import Amount, Case, Complaint, Consent
from safefair.cases.queries.readings import months_of, readings_of
from safefair.cases.sealing import read_all, read_words
from safefair.core.typesetting import typeset

HERE = Path(__file__).resolve().parent
Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, repr=False)
class Copy:
    """Which parts of which case, opened with its key, and the line at the foot that says when and by whom it was made."""

    case: Case
    key: bytes
    parts: tuple[str, ...]
    on: dt.date
    mark: str


def print_copy(copy: Copy) -> bytes:
    """The PDF, in the language in use."""
    made = [(title, rows) for name, title, make in _PARTS if name in copy.parts and (rows := make(copy))]
    content: dict[str, Any] = {
        "code": copy.case.code,
        "day": date_format(copy.on, "j M Y"),
        "mark": copy.mark,
        "parts": [{"title": str(title), "rows": rows} for title, rows in made],
    }
    return typeset(HERE / "paper.typ", content)


def _wishes(copy: Copy) -> Rows:
    words = read_words(copy.case, key=copy.key)
    return [("", words["wishes"])] if words.get("wishes") else []


def _consents(copy: Copy) -> Rows:
    rows = []
    for consent in (
        Consent.objects.filter(case=copy.case).select_related("recipient").order_by("obtained_on", "pk")
    ):
        whom = consent.recipient.name if consent.recipient else consent.recipient_name
        what = ", ".join(str(DataCategory(code).label) for code in consent.categories)
        answer = _("yes") if consent.decision == Decision.GIVEN else _("no")
        if consent.withdrawn_at:
            answer = _("taken back on %(day)s") % {"day": date_format(consent.withdrawn_at, "j M Y")}
        text = " · ".join(part for part in (str(consent.get_purpose_display()), whom, what, answer) if part)
        rows.append((date_format(consent.obtained_on, "j M Y"), text))
    return rows


def _plan(copy: Copy) -> Rows:
    goals = copy.case.goals.exclude(status=GoalStatus.DROPPED).order_by("set_on", "pk")
    steps = copy.case.actions.order_by("due_on", "pk")
    rows = [
        (str(goal.get_status_display()), words.get("text", ""))
        for goal, words in read_all(goals, key=copy.key)
    ]
    for step, words in read_all(steps, key=copy.key):
        day = date_format(step.done_on or step.due_on, "j M Y") if step.done_on or step.due_on else ""
        done = _("done") if step.done_on else str(step.get_outcome_display())
        text = words.get("text") or str(step.get_service_display())
        rows.append((day, f"{text} · {done}"))
    return rows


def _complaints(copy: Copy) -> Rows:
    rows = []
    for complaint in Complaint.objects.filter(case=copy.case).order_by("opened_on", "pk"):
        rows.append((complaint.code, f"{complaint.get_forum_display()} · {complaint.get_outcome_display()}"))
        amounts = Amount.objects.filter(complaint=complaint).order_by("on", "pk")
        rows += [
            (date_format(one.on, "j M Y"), f"{one.get_kind_display()} {one.amount:,.2f} {one.currency}")
            for one in amounts
        ]
    return rows


def _readings(copy: Copy) -> Rows:
    return [
        (date_format(month.start, "F Y"), f"{one.name}: {'; '.join(one.whys)}")
        for month in months_of(readings_of(copy.case))
        for one in month.people
        if one.name
    ]


_PARTS: tuple[tuple[str, Promise, Callable[[Copy], Rows]], ...] = (
    ("wishes", gettext_lazy("What you want"), _wishes),
    ("consents", gettext_lazy("What you agreed to"), _consents),
    ("plan", gettext_lazy("What we planned together"), _plan),
    ("complaints", gettext_lazy("Your complaint"), _complaints),
    ("readings", gettext_lazy("Who opened your file"), _readings),
)
