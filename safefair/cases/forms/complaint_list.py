"""Which complaints a list shows."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from safefair.cases.enums.complaint import ComplaintOutcome, ComplaintType, Forum, Respondent
from safefair.cases.forms.lists import ALL


class ComplaintFilter(forms.Form):
    """Filters of the list; what cannot be read narrows nothing. Pending ones unless asked.

    A filter by what it is about finds only complaints that the reader may open, so that it tells her nothing else.
    """

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        required=False,
        choices=[("", _("pending")), *ComplaintOutcome.choices[1:], ("any", _("all"))],
    )
    type = forms.ChoiceField(label=_("About"), required=False, choices=[ALL, *ComplaintType.choices])
    respondent = forms.ChoiceField(label=_("Against"), required=False, choices=[ALL, *Respondent.choices])
    forum = forms.ChoiceField(label=_("Before"), required=False, choices=[ALL, *Forum.choices])
    mine = forms.BooleanField(label=_("only those I may open"), required=False)
    overdue = forms.BooleanField(label=_("overdue only"), required=False)

    SORTS = {
        "opened": (F("opened_on").asc(), "pk"),
        "-opened": (F("opened_on").desc(), "-pk"),
        "next": (F("next_on").asc(nulls_last=True), "pk"),
        "-next": (F("next_on").desc(nulls_last=True), "-pk"),
    }

    def narrow(self, complaints: QuerySet[Any], sort: str, *, today: dt.date) -> QuerySet[Any]:
        """The complaints that fit, in the order asked for: the most urgent first unless asked otherwise."""
        self.is_valid()
        data = self.cleaned_data
        outcome = data.get("outcome") or ComplaintOutcome.PENDING
        if outcome != "any":
            complaints = complaints.filter(outcome=outcome)
        if kind := data.get("type"):
            complaints = complaints.filter(types__contains=[kind], can_open=True)
        for name in ("respondent", "forum"):
            if value := data.get(name):
                complaints = complaints.filter(**{name: value})
        if data.get("mine"):
            complaints = complaints.filter(can_open=True)
        if data.get("overdue"):
            complaints = complaints.filter(next_on__lt=today)
        return complaints.order_by(*self.SORTS.get(sort, self.SORTS["next"]))
