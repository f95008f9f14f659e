"""From the programme's framework to figures and frozen releases."""

from safefair.results.models.figures import Figure, FigureCell, FigureSource
from safefair.results.models.framework import Indicator, Programme, ReportedFigure, Result, Target
from safefair.results.models.framework import ProgrammeDocument, ProgrammeOrganization, ReportingPeriod
from safefair.results.models.releases import Release, ReleaseCell, ReleaseTable

__all__ = [
    "Figure",
    "FigureCell",
    "FigureSource",
    "Indicator",
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
