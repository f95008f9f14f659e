"""The columns of a table of services: what they are called, and what one writes into them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safefair.core.tabular.files import Row
from safefair.core.tabular.heads import normal_head
from safefair.core.tabular.refusals import FileRefused

LOOKED_AT = 25
"""Rows from the top among which the heads are looked for."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the template, other names for it, what to write."""

    name: str
    others: tuple[str, ...]
    help: str | Promise


COLUMNS = (
    Column("identifier", ("id", "uuid", "service_id"), _("The HSDS id of the service, if it has one. It finds the same service again.")),
    Column("organization", ("organisation", "operator", "provider", "organization_name"), _("The name of the organisation as it is listed here.")),
    Column("name", ("service", "service_name", "title"), _("The service, as one would say it on the telephone.")),
    Column("description", ("what it does", "about"), _("Two or three plain sentences.")),
    Column("kinds", ("kind of help", "kind", "category", "type of help"), _("Kinds of help, parted by ; as on the second sheet.")),
    Column("country", ("country code",), _("Where somebody must be to get it: ISO code or name.")),
    Column("areas", ("area", "province", "state", "provinces", "service_area"), _("Provinces, parted by ; and empty for the whole country.")),
    Column("number", ("numbers", "phone", "telephone", "hotline", "phones"), _("Numbers, parted by ; as one dials them in the country.")),
    Column("channel", ("channels",), _("What the numbers are for: voice if it is empty. See the second sheet.")),
    Column("extension", ("ext",), _("What one dials afterwards.")),
    Column("number_from_abroad", ("number from abroad", "from abroad"), _("Another number for calls from abroad, with + and the country's number.")),
    Column("hours", ("opening hours", "schedule"), _("As Mon-Fri 08:30-12:00, 13:00-16:30; Sat 09:00-12:00 or 24h.")),
    Column("languages", ("language", "languages spoken"), _("Codes or names, parted by ;")),
    Column("visibility", ("who may see it",), _("public, partner or staff.")),
    Column("operator_kind", ("who runs it", "kind of operator"), _("state, union, ngo or embassy.")),
    Column("who_answers", ("who answers",), _("See the second sheet.")),
    Column("calls_recorded", ("calls are recorded", "recorded"), _("yes, no or unknown.")),
    Column("immigration_status_asked", ("asks for papers of stay",), _("yes, no or unknown.")),
    Column("free_from_mobile", ("free from a mobile phone", "free"), _("yes, no or unknown.")),
    Column("women_staff", ("women answer",), _("yes, no or unknown.")),
    Column("safe_contact_hours", ("good hours to call",), _("In your own words.")),
    Column("eligibility_description", ("for whom", "who", "eligibility"), _("For whom it is.")),
    Column("fees_description", ("what it costs", "fees", "cost"), _("What it costs.")),
    Column("application_process", ("how to reach it",), _("How one gets there or begins.")),
    Column("status", ("state of the service",), _("active, temporarily closed, inactive or defunct.")),
    Column("written_in", ("written in",), _("The language in which the row is written; English if empty.")),
    Column("place", ("places", "location", "locations"), _("Places of the organisation, by their names here, parted by ;. None for a safe place to stay.")),
    Column("address", ("address_1", "street", "street and number", "postal_code"), _("Not read: places have their addresses here. A row of a safe place to stay must not have one.")),
)  # fmt: skip


@cache
def _meanings() -> dict[str, str]:
    return {normal_head(head): column.name for column in COLUMNS for head in (column.name, *column.others)}


def find_heads(rows: Sequence[Row]) -> tuple[Row, dict[str, int]]:
    """The row with the most known heads, and the column (from 0) of each. FileRefused where none names the service."""
    best, found = None, dict[str, int]()
    for row in rows[:LOOKED_AT]:
        known: dict[str, int] = {}
        for place, cell in enumerate(row.cells):
            meaning = _meanings().get(normal_head(cell)) if cell else None
            if meaning:
                known.setdefault(meaning, place)
        if len(known) > len(found):
            best, found = row, known
    if best is None or "name" not in found or len(found) < 2:
        raise FileRefused(_("No row says which column is which. Use the names of columns of the template."))
    return best, found


def unread(heads: Row, found: dict[str, int]) -> list[str]:
    """Heads that nobody reads."""
    taken = set(found.values())
    return [head for place, head in enumerate(heads.cells) if head and place not in taken]
