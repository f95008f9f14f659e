"""Places, services, how one reaches them, and what waits for a second pair of eyes."""

from safefair.directory.models.imports import ServiceImport, ServiceImportRow
from safefair.directory.models.location import Location
from safefair.directory.models.reach import Phone, Schedule, ServiceArea, ServiceAtLocation
from safefair.directory.models.review import CallBack, Proposal
from safefair.directory.models.service import Service

__all__ = [
    "CallBack",
    "Location",
    "Phone",
    "Proposal",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceImport",
    "ServiceImportRow",
]
