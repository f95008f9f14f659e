"""Which cases a list shows; and the search for one."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safefair.accounts.membership import Membership
from safefair.accounts.models import User
from safefair.cases.enums.intake import CaseStatus
from safefair.cases.enums.plan import RiskLevel, Service
from safefair.cases.models import Case, Team, TeamMember
from safefair.cases.queries.access import own_cases

ALL = ("", _("all"))


@dataclass(frozen=True, slots=True)
class Whose:
    """By whom a reviewer narrows the list: the workers and teams whose cases she may list."""

    membership: Membership
    workers: list[User]
    teams: list[Team]
    sees_all: bool

    @property
    def choices(self) -> list[tuple[str, object]]:
        """All that she lists, her own, those of a team."""
        widest = _("all of the organisation") if self.sees_all else _("my teams")
        return [("", widest), ("mine", _("mine")), *((str(team.uuid), team.name) for team in self.teams)]


class CaseFilter(forms.Form):
    """Filters of the list of cases; what cannot be read narrows nothing. Open cases only unless asked."""

    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("open")), *CaseStatus.choices[1:], ("any", _("all"))],
    )
    risk = forms.ChoiceField(
        label=_("Danger"),
        required=False,
        choices=[ALL, *((v, w) for v, w in RiskLevel.choices if v), ("none", _("not assessed"))],
    )
    need = forms.ChoiceField(label=_("Needs"), required=False, choices=[ALL, *Service.choices])
    whose = forms.ChoiceField(label=_("Whose"), required=False)
    worker = forms.ChoiceField(label=_("Worker"), required=False)
    overdue = forms.BooleanField(label=_("overdue only"), required=False)

    SORTS = {
        "opened": (F("opened_on").asc(), "pk"),
        "-opened": (F("opened_on").desc(), "-pk"),
        "review": (F("review_on").asc(nulls_last=True), "pk"),
        "-review": (F("review_on").desc(nulls_last=True), "-pk"),
    }

    def __init__(self, *args: Any, whose: Whose | None, sees_danger: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not sees_danger:
            del self.fields["risk"], self.fields["overdue"]
        self.by = whose
        if whose is None:
            del self.fields["worker"], self.fields["whose"]
            return
        workers = [ALL, *((str(user.uuid), user.name) for user in whose.workers)]
        for name, choices in (("whose", whose.choices), ("worker", workers)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  the class above says so
            field.choices = choices

    def narrow(self, cases: QuerySet[Case], sort: str) -> QuerySet[Case]:
        """The cases that fit, in the order asked for."""
        self.is_valid()
        data = self.cleaned_data
        status = data.get("status") or CaseStatus.OPEN
        if status != "any":
            cases = cases.filter(status=status)
        if risk := data.get("risk"):
            cases = cases.filter(risk="" if risk == "none" else risk)
        if need := data.get("need"):
            cases = cases.filter(needs__contains=[need])
        if self.by and data.get("whose") == "mine":
            cases = own_cases(cases, self.by.membership)
        elif team := data.get("whose"):
            cases = cases.filter(worker__in=TeamMember.objects.filter(team__uuid=team).values("user"))
        if worker := data.get("worker"):
            cases = cases.filter(worker__uuid=worker)
        if data.get("overdue"):
            cases = cases.filter(Q(review_on__lt=timezone.localdate()))
        if "risk" not in self.fields and sort.lstrip("-") == "review":
            sort = ""
        return cases.order_by(*self.SORTS.get(sort, self.SORTS["-opened"]))
