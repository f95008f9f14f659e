"""Trainings as a file, without anybody's identity."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from safefair.core.codes import area_name, country_name
from safefair.core.downloads import csv_response
from safefair.trainings.enums import Competence
from safefair.trainings.models import TrainingRun


def export_runs(runs: QuerySet[TrainingRun]) -> HttpResponse:
    """Runs with the number of people on their lists; rows come from `queries.with_people`."""
    header = [
        _("First day"), _("Last day"), _("Title"), _("Course"), _("Teaches"), _("Organisation"), _("Held by"), _("Country"),
        _("Province or state"), _("Place"), _("People on the list"), _("Closed"), _("Cancelled"),
    ]  # fmt: skip
    rows = (
        [
            run.starts_on.isoformat(),
            run.ends_on.isoformat(),
            run.title,
            run.course.title,
            "; ".join(str(Competence(code).label) for code in run.course.competences),
            run.organization.name,
            run.organizer_name or (run.organizer.name if run.organizer else ""),
            country_name(run.country),
            area_name(run.area) if run.area else "",
            run.place,
            getattr(run, "people", None),
            _("yes") if run.closed_at else "",
            _("yes") if run.cancelled_at else "",
        ]
        for run in runs.iterator(chunk_size=2000)
    )
    return csv_response("trainings.csv", header, rows)
