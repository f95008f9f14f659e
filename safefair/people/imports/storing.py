"""The writes of an import: registrations of new people, attendances through the targets, pairs to look at."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from safefair.accounts.models import User
from safefair.core.codes import AgeBand, Sex
from safefair.people.enums import PairSource, PairStatus, RegistrationSource, RowStatus
from safefair.people.identities import IdentityData
from safefair.people.imports.assessment import Assessment, Fate, Tell, count_fates, read_rows
from safefair.people.imports.match import Doubt
from safefair.people.imports.reading import Reading
from safefair.people.imports.targets import Activity, ActivityGroup, ImportedRow, targets
from safefair.people.models import DuplicatePair, ImportBatch
from safefair.people.operations import NewPerson, register_people

LEAST_FOR_PLACE = 5
"""Rows that must name one village before it is taken for the place of the activity: fewer may be one woman's home."""


def recall(batch: ImportBatch, data: bytes, reading: Reading, *, today: dt.date, tell: Tell) -> Assessment:
    """The rows read again, with what the check had found of each."""
    fates = read_rows(
        data, reading, batch.activities, organization=batch.organization, today=today, tell=tell
    )
    kept = {
        number: (status, person, registration_id)
        for number, status, person, registration_id in batch.rows.values_list(
            "number", "status", "person", "registration_id"
        )
    }
    doubts = {
        int(number): [Doubt(*doubt) for doubt in found] for number, found in batch.summary["doubts"].items()
    }
    for fate in fates:
        status, person, fate.registration_id = kept[fate.row.number]
        fate.status, fate.first = RowStatus(status), person or 0
        fate.doubts = doubts.get(fate.row.number, ())
    return Assessment(fates, counts=count_fates(fates))


def store(batch: ImportBatch, fates: Sequence[Fate], *, by: User, tell: Tell) -> dict[str, int]:
    """Write everything in the running transaction; how much was written, for the summary."""
    stored = [fate for fate in fates if fate.is_stored]
    _register(batch, stored, by, tell)
    counts: defaultdict[str, int] = defaultdict(int)
    for kind, groups in _groups(stored).items():
        tell("attendances", 0)
        done = targets()[kind].store(batch, groups, by)
        counts["created"] += done.created
        counts["found"] += done.found
        counts["attendances"] += done.attendances
        counts["already"] += done.already
        counts[f"created_{kind}"], counts[f"found_{kind}"] = done.created, done.found
    counts["pairs_made"] = _put_side_by_side(batch, stored)
    return dict(counts)


def _register(batch: ImportBatch, stored: Iterable[Fate], by: User, tell: Tell) -> None:
    """Register each new person once, with all that her rows say of her, on the first day she came."""
    rows: defaultdict[int, list[Fate]] = defaultdict(list)
    for fate in stored:
        if fate.registration_id is None:
            rows[fate.first].append(fate)
    people = [_new_person(group) for group in rows.values()]
    made = register_people(
        people,
        organization=batch.organization,
        by=by,
        source=RegistrationSource.IMPORT,
        progress=lambda done, _total: tell("registering", done),
    )
    for group, registration in zip(rows.values(), made, strict=True):
        for fate in group:
            fate.registration_id = registration.pk


def _new_person(group: Sequence[Fate]) -> NewPerson:
    first = group[0].row
    identity, facts = first.identity, first.facts
    for fate in group[1:]:
        identity = _filled(identity, fate.row.identity)
        facts = replace(
            facts,
            sex=fate.row.facts.sex if facts.sex == Sex.UNKNOWN else facts.sex,
            birth_year=facts.birth_year or fate.row.facts.birth_year,
            nationality=facts.nationality or fate.row.facts.nationality,
            area=facts.area or fate.row.facts.area,
        )
    return NewPerson(identity, facts, min(fate.row.held_on for fate in group if fate.row.held_on))


def _filled(one: IdentityData, other: IdentityData) -> IdentityData:
    """The first, its empty fields filled from the other."""
    empty = {
        f.name: getattr(other, f.name)
        for f in fields(one)
        if not getattr(one, f.name) and f.name != "is_erased"
    }
    return replace(one, **empty)


def _groups(stored: Iterable[Fate]) -> dict[str, list[ActivityGroup]]:
    rows: defaultdict[tuple[str, Activity], list[Fate]] = defaultdict(list)
    for fate in stored:
        if fate.activity:
            rows[fate.kind, fate.activity].append(fate)
    groups: defaultdict[str, list[ActivityGroup]] = defaultdict(list)
    for (kind, activity), fates in rows.items():
        groups[kind].append(_group(activity, fates))
    return groups


def _group(activity: Activity, fates: Sequence[Fate]) -> ActivityGroup:
    areas = {fate.row.facts.area for fate in fates}
    places = {fate.row.identity.village for fate in fates}
    is_place = len(places) == 1 and len(fates) >= LEAST_FOR_PLACE
    rows: dict[int, ImportedRow] = {}
    for fate in fates:
        if fate.registration_id is not None:
            rows.setdefault(fate.registration_id, _imported(fate, fate.registration_id))
    return ActivityGroup(
        activity,
        fates[0].organizer_kind,
        areas.pop() if len(areas) == 1 else "",
        places.pop()[:100] if is_place else "",
        list(rows.values()),
    )


def _imported(fate: Fate, registration_id: int) -> ImportedRow:
    row = fate.row
    return ImportedRow(
        row.number, registration_id, Sex(row.facts.sex), AgeBand(row.band), row.facts.nationality, row.role
    )


def _put_side_by_side(batch: ImportBatch, stored: Sequence[Fate]) -> int:
    """Pairs for somebody to look at; a pair that exists, decided or not, stays as it is."""
    by_first = {fate.first: fate.registration_id for fate in stored}
    pairs: dict[tuple[int, int], DuplicatePair] = {}
    for fate in stored:
        for doubt in fate.doubts:
            other = doubt.registration_id or by_first.get(doubt.entry or 0)
            if other and fate.registration_id and other != fate.registration_id:
                first, second = sorted((other, fate.registration_id))
                pairs[first, second] = DuplicatePair(
                    organization_id=batch.organization_id, first_id=first, second_id=second, score=doubt.score,
                    source=PairSource.IMPORT, status=PairStatus.OPEN,
                )  # fmt: skip
    before = DuplicatePair.objects.filter(organization_id=batch.organization_id).count()
    DuplicatePair.objects.bulk_create(pairs.values(), batch_size=5000, ignore_conflicts=True)
    return DuplicatePair.objects.filter(organization_id=batch.organization_id).count() - before
