"""Choices of `results`."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


class FigureKind(models.TextChoices):
    """What a figure counts. Two kinds are never added."""

    PEOPLE = "PEOPLE", _("unique people")
    ATTENDANCES = "ATTENDANCES", _("attendances")
    ESTIMATED_REACH = "ESTIMATED_REACH", _("estimated reach")
    EVENTS = "EVENTS", _("events held")
    CASES = "CASES", _("records of case work")
    MONEY = "MONEY", _("US dollars")
    BODIES = "BODIES", _("bodies")
    COUNTRIES = "COUNTRIES", _("countries")
    PROVISIONS = "PROVISIONS", _("provisions")
    DOCUMENTS = "DOCUMENTS", _("documents")
    NARRATIVE = "NARRATIVE", _("narrative")

    def beside(self, number: int | None) -> str:
        """The kind as it stands beside a number: "1 document", "2 documents"."""
        words = _NOUNS.get(self)
        return str(self.label) if words is None or number is None else str(words % number)


OF_CASE_WORK = (FigureKind.CASES, FigureKind.MONEY)
"""Shown to nobody before they are released, and released from the tables of whole quarters only."""
_NOUNS = {
    FigureKind.PEOPLE: ngettext_lazy("person", "unique people"),
    FigureKind.ATTENDANCES: ngettext_lazy("attendance", "attendances"),
    FigureKind.EVENTS: ngettext_lazy("event held", "events held"),
    FigureKind.CASES: ngettext_lazy("record of case work", "records of case work"),
    FigureKind.BODIES: ngettext_lazy("body", "bodies"),
    FigureKind.COUNTRIES: ngettext_lazy("country", "countries"),
    FigureKind.PROVISIONS: ngettext_lazy("provision", "provisions"),
    FigureKind.DOCUMENTS: ngettext_lazy("document", "documents"),
}


class Bound(models.TextChoices):
    """How exact a reported value is."""

    EXACT = "EXACT", _("exactly")
    AT_LEAST = "AT_LEAST", _("at least")
    MORE_THAN = "MORE_THAN", _("more than")
    NONE = "NONE", _("no number")


class PeriodStatus(models.TextChoices):
    """Whether a period still changes."""

    OPEN = "OPEN", _("open")
    LOCKED = "LOCKED", _("locked")


class ReleaseStatus(models.TextChoices):
    """How far a release has come. Only PASSED may become PUBLISHED."""

    DRAFT = "DRAFT", _("draft")
    CHECKING = "CHECKING", _("being protected and checked")
    PASSED = "PASSED", _("audit passed")
    FAILED = "FAILED", _("audit failed")
    PUBLISHED = "PUBLISHED", _("published")
    WITHDRAWN = "WITHDRAWN", _("withdrawn")


class EditionStatus(models.TextChoices):
    """How far the tables of a quarter have come."""

    MAKING = "making", _("being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("could not be protected")


class CellStatus(models.TextChoices):
    """Whether a cell is shown; never why not."""

    PUBLISHED = "published", _("published")
    WITHHELD = "withheld", _("withheld")


class DisclosureMethod(models.TextChoices):
    """How small counts are protected."""

    SUPPRESS = "suppress", _("withhold small counts and what would give them away")
    ROUND = "round", _("round all counts, so that sums still add up")
