"""Persons as organisations wrote them down, and the overlay that links them."""

from safefair.people.models.duplicates import DuplicatePair, PairDecision
from safefair.people.models.imports import ImportBatch, ImportRow
from safefair.people.models.linkage import LinkageRun, LinkedRegistration, LinkEvidence
from safefair.people.models.registrations import Identity, Registration
from safefair.people.models.search import HotKey, SearchKey, TokenFrequency

__all__ = [
    "DuplicatePair",
    "HotKey",
    "Identity",
    "ImportBatch",
    "ImportRow",
    "LinkEvidence",
    "LinkageRun",
    "LinkedRegistration",
    "PairDecision",
    "Registration",
    "SearchKey",
    "TokenFrequency",
]
