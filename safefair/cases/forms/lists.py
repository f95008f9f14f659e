"""Which cases a list shows; and the search for one."""

from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import User
from safefair.cases.enums.intake import CaseStatus
from safefair.cases.enums.plan import RiskLevel, Service
from safefair.cases.models import Case

ALL = ("", _("all"))


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
    worker = forms.ChoiceField(label=_("Worker"), required=False)
    overdue = forms.BooleanField(label=_("overdue only"), required=False)

    SORTS = {
        "opened": (F("opened_on").asc(), "pk"),
        "-opened": (F("opened_on").desc(), "-pk"),
        "review": (F("review_on").asc(nulls_last=True), "pk"),
        "-review": (F("review_on").desc(nulls_last=True), "-pk"),
    }

    def __init__(self, *args: Any, workers: list[User], sees_danger: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not sees_danger:
            del self.fields["risk"], self.fields["overdue"]
        if not workers:
            del self.fields["worker"]
        else:
            field = self.fields["worker"]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  the class above says so
            field.choices = [ALL, *((str(user.uuid), user.name) for user in workers)]

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
        if worker := data.get("worker"):
            cases = cases.filter(worker__uuid=worker)
        if data.get("overdue"):
            cases = cases.filter(Q(review_on__lt=timezone.localdate()))
        return cases.order_by(*self.SORTS.get(sort, self.SORTS["-opened"]))
