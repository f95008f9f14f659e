"""From the programme's framework to figures and frozen releases."""

from safefair.results.models.editions import CaseEdition
from safefair.results.models.figures import Figure, FigureCell, FigureSource, PeriodLock
from safefair.results.models.framework import (
    Indicator,
    Programme,
    ProgrammeDocument,
    ProgrammeOrganization,
    ReportedFigure,
    ReportingPeriod,
    Result,
    Target,
)
from safefair.results.models.releases import Release, ReleaseCell, ReleaseTable

__all__ = [
    "CaseEdition",
    "Figure",
    "FigureCell",
    "FigureSource",
    "Indicator",
    "PeriodLock",
    "Programme",
    "ProgrammeDocument",
    "ProgrammeOrganization",
    "Release",
    "ReleaseCell",
    "ReleaseTable",
    "ReportedFigure",
    "ReportingPeriod",
    "Result",
    "Target",
]
