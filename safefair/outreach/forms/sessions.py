"""A session, a line of its sheet, its head count, and the filter of the list of sessions."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from safefair.core.codes import AgeBand, Country, Sex
from safefair.core.widgets import DayInput
from safefair.outreach.enums import Relation, Sensitivity, SheetStatus, Topic
from safefair.outreach.models import InformationSession
from safefair.outreach.operations import LineFacts, SessionFacts
from safefair.people.corrections import RowCorrectionForm
from safefair.people.events import ALL, EventFilter, EventForm
from safefair.people.line import ONE_PERSON, PersonLineForm


class SessionForm(EventForm):
    """What is known of a session."""

    field_order = ("title", "held_on", "minutes", "topics")

    title = forms.CharField(label=_("Title"), max_length=200)
    held_on = forms.DateField(label=_("Date"), widget=DayInput)
    minutes = forms.IntegerField(label=_("Length in minutes"), required=False, min_value=1, max_value=1440)
    topics = forms.MultipleChoiceField(
        label=_("Topics"), required=False, choices=Topic, widget=forms.CheckboxSelectMultiple
    )
    sensitivity = forms.ChoiceField(
        label=_("Names on the sheet"),
        choices=Sensitivity,
        initial=Sensitivity.OPEN,
        help_text=_("A list that is passed round is read by everybody. In a shelter let it show codes only."),
    )
    usual_sex = forms.ChoiceField(
        label=_("Most people there are"), required=False, choices=ONE_PERSON, initial=Sex.UNKNOWN
    )
    usual_relation = forms.ChoiceField(
        label=_("Most of them are"), required=False, choices=Relation, initial=Relation.UNKNOWN
    )
    usual_nationality = forms.ChoiceField(
        label=_("Nationality of most"), required=False, choices=[("", _("not known")), *Country.choices]
    )
    entry_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def facts(self) -> SessionFacts:
        """The session as the operation takes it."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "entry_id"}
        data["topics"] = tuple(data["topics"])
        data["usual_sex"] = data["usual_sex"] or Sex.UNKNOWN
        data["usual_relation"] = data["usual_relation"] or Relation.UNKNOWN
        return SessionFacts(**data)


class LineForm(PersonLineForm):
    """One line of a sheet; what is usual in the session stands there already."""

    relation = forms.ChoiceField(label=_("She is"), required=False, choices=Relation)

    def __init__(self, *args: Any, session: InformationSession, **kwargs: Any) -> None:
        super().__init__(*args, organization=session.organization, **kwargs)
        self.initial.setdefault("relation", session.usual_relation)
        self.initial.setdefault("sex", session.usual_sex)

    def facts(self) -> LineFacts:
        """The line as the operation takes it."""
        return LineFacts(relation=self.cleaned_data["relation"] or None)


class LineCorrectionForm(RowCorrectionForm):
    """One line of a sheet put right."""

    relation = forms.ChoiceField(label=_("She is"), choices=Relation)


class HeadcountForm(forms.Form):
    """So many people of one group without a name."""

    number = forms.IntegerField(label=_("How many"), min_value=0, max_value=100_000)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex, initial=Sex.UNKNOWN)
    age_band = forms.ChoiceField(label=_("Age"), choices=AgeBand, initial=AgeBand.UNKNOWN)
    relation = forms.ChoiceField(label=_("Who"), choices=Relation, initial=Relation.UNKNOWN)


class CloseForm(forms.Form):
    """What the paper says."""

    total_on_paper = forms.IntegerField(
        label=_("People on the paper, with and without a name"), min_value=0, max_value=100_000
    )


class SheetCodeForm(forms.Form):
    """The code on a sheet of paper."""

    code = forms.CharField(label=_("Code on the sheet"), max_length=20)


class SessionFilter(EventFilter):
    """Which sessions a list shows."""

    field_order = ("q", "start", "until", "status")

    q = forms.CharField(label=_("Title or place"), required=False, widget=forms.SearchInput)
    status = forms.ChoiceField(
        label=_("Attendance"),
        required=False,
        choices=[*ALL, *SheetStatus.choices, ("CANCELLED", _("cancelled"))],
    )

    SORTS = {
        "on": ("held_on", "pk"),
        "-on": ("-held_on", "-pk"),
        "title": ("title", "pk"),
        "-title": ("-title", "-pk"),
        "people": ("people", "pk"),
        "-people": ("-people", "-pk"),
    }
    LOOKUPS = {"start": "held_on__gte", "until": "held_on__lte", "country": "country", "batch": "batch__uuid"}

    def narrow(self, sessions: QuerySet[InformationSession], sort: str) -> QuerySet[InformationSession]:
        """The sessions that fit, in the order asked for; what cannot be read narrows nothing."""
        self.is_valid()
        data = self.cleaned_data
        for name, lookup in self.LOOKUPS.items():
            if data.get(name):
                sessions = sessions.filter(**{lookup: data[name]})
        if data.get("q"):
            sessions = sessions.filter(Q(title__icontains=data["q"]) | Q(place__icontains=data["q"]))
        if data.get("status") == "CANCELLED":
            sessions = sessions.exclude(cancelled_at=None)
        elif data.get("status"):
            sessions = sessions.filter(cancelled_at=None, sheet_status=data["status"])
        return sessions.order_by(*self.SORTS.get(sort, self.SORTS["-on"]))
