"""What happened to her, by code and type; the account opens on its own page."""

from typing import Any

from django.utils.translation import gettext as _

from safefair.accounts.roles import Permission
from safefair.cases.classification import reporting_delay
from safefair.cases.enums.incident import Context, ForcedLabourIndicator
from safefair.cases.forms.incidents import IncidentForm
from safefair.cases.models import Incident
from safefair.cases.sections import CasePage, Section
from safefair.cases.sections.basics import yes_no
from safefair.core.codes import country_name


def incidents(page: CasePage) -> Section | None:
    """All incidents, for roles that write them down."""
    if not page.membership.may(Permission.RECORD_INCIDENT):
        return None
    rows = [(row, contexts_in_words(row)) for row in page.heads.incidents]
    return Section(
        "cases/sections/incidents.html", {"case": page.case, "rows": rows, "can_write": page.case.is_open}
    )


def contexts_in_words(row: Incident) -> list[str]:
    """What follows from the facts."""
    return [str(Context(code).label) for code in row.contexts]


def facts_of_incident(row: Incident) -> list[tuple[Any, Any]]:
    """What is known of an incident, in words."""
    country = "" if row.country in ("", "XX") else country_name(row.country)
    values = {
        "reported_on": row.reported_on,
        "happened_on": row.happened_on,
        "age_at_incident": row.age_at_incident,
        "time_of_day": row.get_time_of_day_display(),
        "place": row.get_place_display(),
        "country": country,
        "stage": row.get_stage_display(),
        "exchange": yes_no(row.exchange),
        "abduction": row.get_abduction_display(),
        "harmful_practice": yes_no(row.harmful_practice),
        "had_before": yes_no(row.had_before),
        "reported_elsewhere": row.get_reported_elsewhere_display(),
        "wants_legal_action": yes_no(row.wants_legal_action),
    }
    delay = reporting_delay(row.happened_on, row.reported_on)
    labels = IncidentForm.base_fields
    return [(labels[name].label, value) for name, value in values.items()] + [
        (_("Until she told us"), delay.label)
    ]


def forced_labour_in_words(row: Incident) -> list[str]:
    """The signs that were found."""
    return [str(ForcedLabourIndicator(code).label) for code in row.forced_labour]
