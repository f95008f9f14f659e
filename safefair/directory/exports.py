"""The list of services as a table for a spreadsheet, and as HSDS for other systems."""

import datetime as dt

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from safefair.core.downloads import Cell
from safefair.directory.entries import phone_entry
from safefair.directory.hsds.pages import page_document
from safefair.directory.hsds.services import full_service
from safefair.directory.models import Service
from safefair.directory.queries.published import with_parts
from safefair.directory.words import area_words, language_words, phone_words

HEADER = (
    _("Service"), _("Organisation"), _("Kind of help"), _("Numbers"), _("Areas"), _("Languages"), _("Who runs it"),
    _("Who answers"), _("Calls are recorded"), _("Who may see it"), _("Status"), _("Last checked by a call"),
)  # fmt: skip


def row_of(service: Service) -> list[Cell]:
    """One service, a line."""
    return [
        service.name,
        str(service.organization),
        ", ".join(service.kind_words),
        "; ".join(phone_words(phone_entry(phone)) for phone in service.phones.all()),
        "; ".join(area_words(area.area or area.country) for area in service.service_areas.all()),
        language_words(service.languages),
        service.get_operator_kind_display(),
        service.get_who_answers_display(),
        service.get_calls_recorded_display(),
        service.get_visibility_display(),
        service.get_status_display(),
        service.assured_on.isoformat() if service.assured_on else "",
    ]


def hsds_response(filename: str, rows: QuerySet[Service], on: dt.date) -> HttpResponse:
    """Services with everything, as one page of HSDS 3.0; a shelter has no place in it."""
    services = list(with_parts(rows))
    page = Paginator(services, max(len(services), 1)).page(1)
    with translation.override(settings.LANGUAGE_CODE):
        response = JsonResponse(page_document(page, [full_service(row, on) for row in services]))
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
