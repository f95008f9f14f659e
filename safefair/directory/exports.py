"""The list of services as a table for a spreadsheet."""

from django.utils.translation import gettext_lazy as _

from safefair.core.downloads import Cell
from safefair.directory.entries import phone_entry
from safefair.directory.models import Service
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
