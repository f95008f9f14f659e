"""Courses, runs, sittings, and the filter of the list of trainings."""

import uuid
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.core.widgets import DayInput
from safefair.people.events import ALL, EventFilter, EventForm
from safefair.trainings.enums import Competence
from safefair.trainings.models import TrainingRun
from safefair.trainings.operations import CourseFacts, RunFacts
from safefair.trainings.queries import courses_of


class CourseForm(forms.Form):
    """A syllabus."""

    title = forms.CharField(label=_("Title"), max_length=200)
    competences = forms.MultipleChoiceField(
        label=_("What it teaches"), choices=Competence, widget=forms.CheckboxSelectMultiple
    )
    completion_percent = forms.IntegerField(
        label=_("Per cent of the hours that complete it"),
        min_value=1,
        max_value=100,
        initial=80,
        help_text=_("Who was present for this share, or more, has completed the course."),
    )

    def facts(self) -> CourseFacts:
        """The course as the operation takes it."""
        data = self.cleaned_data
        return CourseFacts(
            title=data["title"],
            competences=tuple(data["competences"]),
            completion_percent=data["completion_percent"],
        )


class RunForm(EventForm):
    """What is known of a run."""

    field_order = ("course", "title", "starts_on", "ends_on")

    course = forms.ModelChoiceField(courses_of(None).none(), label=_("Course"))
    title = forms.CharField(label=_("Title of this training"), max_length=200)
    starts_on = forms.DateField(label=_("First day"), widget=DayInput)
    ends_on = forms.DateField(label=_("Last day"), widget=DayInput)
    entry_id = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, organization=organization, **kwargs)
        course = self.fields["course"]
        assert isinstance(course, forms.ModelChoiceField)  # noqa: S101  the class above says so
        course.queryset = courses_of(organization).order_by("title")

    def clean(self) -> dict[str, Any]:
        """The last day does not lie before the first."""
        data = self.cleaned_data
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first."))
        return data

    def facts(self) -> RunFacts:
        """The run as the operation takes it."""
        return RunFacts(**{name: value for name, value in self.cleaned_data.items() if name != "entry_id"})


class SittingForm(forms.Form):
    """One day or half-day."""

    held_on = forms.DateField(label=_("Date"), widget=DayInput)
    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        min_value=1,
        max_value=1440,
        help_text=_("Leave empty if nobody knows; then sittings count alike."),
    )


class RunFilter(EventFilter):
    """Which trainings a list shows."""

    field_order = ("q", "start", "until", "competence", "status")

    q = forms.CharField(label=_("Title, course or place"), required=False, widget=forms.SearchInput)
    competence = forms.ChoiceField(label=_("Teaches"), required=False, choices=[*ALL, *Competence.choices])
    status = forms.ChoiceField(
        label=_("Attendance"),
        required=False,
        choices=[*ALL, ("OPEN", _("open")), ("CLOSED", _("closed")), ("CANCELLED", _("cancelled"))],
    )

    SORTS = {
        "on": ("starts_on", "pk"),
        "-on": ("-starts_on", "-pk"),
        "title": ("title", "pk"),
        "-title": ("-title", "-pk"),
        "people": ("people", "pk"),
        "-people": ("-people", "-pk"),
    }
    STATUS = {
        "OPEN": Q(closed_at=None, cancelled_at=None),
        "CLOSED": Q(closed_at__isnull=False, cancelled_at=None),
        "CANCELLED": Q(cancelled_at__isnull=False),
    }

    def narrow(self, runs: QuerySet[TrainingRun], sort: str) -> QuerySet[TrainingRun]:
        """The runs that fit, in the order asked for; what cannot be read narrows nothing."""
        self.is_valid()
        data = self.cleaned_data
        lookups = {
            "start": "ends_on__gte",
            "until": "starts_on__lte",
            "country": "country",
            "batch": "batch__uuid",
            "competence": "course__competences__contains",
        }
        for name, lookup in lookups.items():
            if data.get(name):
                runs = runs.filter(**{lookup: [data[name]] if name == "competence" else data[name]})
        if data.get("q"):
            text = data["q"]
            runs = runs.filter(
                Q(title__icontains=text) | Q(place__icontains=text) | Q(course__title__icontains=text)
            )
        if data.get("status"):
            runs = runs.filter(self.STATUS[data["status"]])
        return runs.order_by(*self.SORTS.get(sort, self.SORTS["-on"]))
