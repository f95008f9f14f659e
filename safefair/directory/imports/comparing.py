"""What becomes of each draft: matched with the directory, completed by what it says already, and compared with it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import phonenumbers

from safefair.accounts.enums import OrganizationKind
from safefair.accounts.models import Organization
from safefair.core.codes import MAIN_ZONES, Country
from safefair.core.searching import normalise
from safefair.directory.entries import BLANK, Entry, entry_of, tidy
from safefair.directory.enums import Fate, KindOfHelp, ProposalStatus
from safefair.directory.imports.drafts import Draft
from safefair.directory.likeness import is_same_service, share_area
from safefair.directory.models import Location, Proposal, Service

LONGEST = {
    "name": 200, "description": 2000, "eligibility_description": 500, "fees_description": 500, "application_process": 500,
    "safe_contact_hours": 200,
}  # fmt: skip
Key = tuple[int, str]


@dataclass(slots=True)
class Compared:
    """A draft with its fate. `before`: what the directory says now; `entry`: what it would say."""

    draft: Draft
    fate: Fate = Fate.WRONG
    owner: Organization | None = None
    service: Service | None = None
    identifier: UUID | None = None
    entry: Entry | None = None
    before: Entry | None = None


class Directory:
    """What the directory has, read once for a whole file; `organization` restricts it to one's own."""

    def __init__(
        self, organization: Organization | None, *, owner: Organization | None, visibility: str
    ) -> None:
        self.organization, self.owner, self.visibility = organization, organization or owner, visibility
        own = {"organization": organization} if organization else {}
        self.owners: dict[str, Organization] = {}
        for one in Organization.objects.filter(is_active=True):
            self.owners[str(one.uuid)] = self.owners[normalise(one.name)] = one
        services = Service.objects.filter(**own).prefetch_related(
            "phones", "schedules", "service_areas", "at_locations__location"
        )
        self.by_uuid = {str(service.uuid): service for service in services}
        self.by_name: defaultdict[Key, list[Service]] = defaultdict(list)
        for service in self.by_uuid.values():
            self.by_name[service.organization_id, normalise(service.name)].append(service)
        self.places: dict[tuple[int, str], str] = {}
        for place in Location.objects.filter(**own, is_active=True):
            for name in (str(place.uuid), normalise(place.name)):
                self.places[place.organization_id, name] = str(place.uuid)
        self.waiting_new: defaultdict[Key, list[Proposal]] = defaultdict(list)
        self.waiting_change: dict[int, Entry] = {}
        for proposal in Proposal.objects.filter(**own, status=ProposalStatus.WAITING):
            if proposal.service_id:
                self.waiting_change[proposal.service_id] = proposal.entry
            else:
                self.waiting_new[proposal.organization_id, normalise(proposal.entry["name"])].append(proposal)
        self.seen: defaultdict[Key, list[tuple[Entry, int | None]]] = defaultdict(list)

    def compare(self, draft: Draft) -> Compared:
        """The fate of a draft. Its faults are complete afterwards."""
        found = Compared(draft)
        name = draft.said.get("name", "")
        if not name and "UNREADABLE" not in dict(draft.faults).values():
            draft.fault("name", "NAME_MISSING")
        found.owner = self._owner(draft)
        if found.owner is None or draft.is_wrong:
            return found
        found.service = self._service(draft, found.owner)
        found.before = entry_of(found.service) if found.service else None
        found.entry = self._entry(draft, found.owner, found.before)
        _check(draft, found.entry, found.owner)
        if draft.is_wrong:
            return found
        found.identifier = _uuid(draft.identifier)
        found.fate = self._fate(found, found.owner)
        return found

    def _owner(self, draft: Draft) -> Organization | None:
        if not draft.organization:
            if self.owner is None:
                draft.fault("organization", "OWNER_MISSING")
            return self.owner
        name = draft.organization
        found = self.owners.get(name.lower()) or self.owners.get(normalise(name))
        if found is None:
            draft.fault("organization", "OWNER_UNKNOWN")
        elif self.organization is not None and found != self.organization:
            draft.fault("organization", "OWNER_OTHER")
            return None
        return found

    def _service(self, draft: Draft, owner: Organization) -> Service | None:
        """By identifier; else by name, organisation and place."""
        known = self.by_uuid.get(draft.identifier)
        if known is not None:
            if known.organization_id != owner.pk:
                draft.fault("identifier", "OWNER_OTHER")
                return None
            return known
        alike = self.by_name[owner.pk, normalise(draft.said["name"])]
        areas = draft.said.get("areas", [])
        near = [one for one in alike if not areas or share_area(areas, entry_of(one)["areas"])]
        if len(near) > 1:
            exact = [one for one in near if sorted(set(areas)) == entry_of(one)["areas"]]
            if len(exact) != 1:
                draft.fault("name", "AMBIGUOUS")
                return None
            near = exact
        return near[0] if near else None

    def _entry(self, draft: Draft, owner: Organization, before: Entry | None) -> Entry:
        entry: Entry = (before or BLANK | {"visibility": self.visibility}) | draft.said
        places = []
        for column, name in draft.places:
            place = self.places.get((owner.pk, name.lower())) or self.places.get((owner.pk, normalise(name)))
            if place:
                places.append(place)
            else:
                draft.fault(column, "PLACE_UNKNOWN")
        if places:
            entry["places"] = places
        country = next(iter(entry["areas"]), owner.country)[:2]
        if "phones" in draft.said:
            entry["phones"] = [_phone(row, before, country) for row in entry["phones"]]
        if "schedules" in draft.said:
            entry["schedules"] = [
                row | {"timezone": row["timezone"] or MAIN_ZONES[country]} for row in entry["schedules"]
            ]
        return tidy(entry)

    def _fate(self, found: Compared, owner: Organization) -> Fate:
        entry: Entry = found.entry or {}
        key = owner.pk, normalise(entry["name"])
        service_id = found.service.pk if found.service else None
        for other, other_id in self.seen[key]:
            if other == entry:
                return Fate.SAME
            if other_id == service_id and (service_id or is_same_service(other, entry)):
                found.draft.fault("", "REPEATED")
                return Fate.WRONG
        self.seen[key].append((entry, service_id))
        if found.service:
            is_known = entry in (found.before, self.waiting_change.get(found.service.pk))
            return Fate.SAME if is_known else Fate.CHANGED
        return Fate.SAME if any(one.entry == entry for one in self.waiting_new[key]) else Fate.NEW


def _check(draft: Draft, entry: Entry, owner: Organization) -> None:
    """What makes an entry impossible, and what it still lacks."""
    if (owner.kind == OrganizationKind.SHELTER or KindOfHelp.SHELTER in entry["kinds"]) and (
        draft.places or draft.address
    ):
        draft.fault(draft.address, "SHELTER_PLACE")
    for name, most in LONGEST.items():
        if len(entry[name]) > most:
            draft.fault(name, "TOO_LONG")
    if not entry["areas"]:
        draft.fault("country", "AREA_MISSING")
    if not (entry["phones"] or entry["places"] or entry["number_from_abroad"]):
        draft.fault("number", "NO_WAY")
    if not (entry["description"] and entry["kinds"] and entry["operator_kind"]):
        draft.fault("", "INCOMPLETE")


def _phone(row: Entry, before: Entry | None, country: str) -> Entry:
    """A number with the country in which it is dialled: as the file says, as it was, by the number, by the areas."""
    if row["country"]:
        return row
    same = ("channel", "number", "extension")
    known: Iterable[Any] = (
        one["country"] for one in (before or BLANK)["phones"] if all(one[name] == row[name] for name in same)
    )
    return row | {"country": next(iter(known), "") or _region(row["number"]) or country}


def _region(number: str) -> str:
    try:
        found = phonenumbers.region_code_for_number(phonenumbers.parse(number)) or ""
    except phonenumbers.NumberParseException:
        return ""
    return found if found in Country.values else ""


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
