"""What would become of every row of a list: the whole check, without writing anything."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from safefair.accounts.models import Organization
from safefair.core.tabular.heads import normal_head
from safefair.people.enums import RowStatus
from safefair.people.imports.activities import LEAVE_OUT, Organizers, read_title, title_digest
from safefair.people.imports.checks import ReadRow, make_reader
from safefair.people.imports.match import Doubt, Settled, match_people
from safefair.people.imports.reading import SAMPLES, Reading, body_of
from safefair.people.imports.targets import Activity, targets
from safefair.people.queries.search import PersonQuery

Tell = Callable[[str, int], None]
"""(step, rows done) for the page that waits."""
LEAST_TO_HOLD = 100
MOST_FOR_ONE = 0.05


@dataclass(slots=True, repr=False)
class Fate:
    """What becomes of one row. `kind` and `activity` say where it goes; `first` is the row that first names her."""

    row: ReadRow
    status: RowStatus
    kind: str = ""
    activity: Activity | None = None
    organizer_kind: str = ""
    first: int = 0
    registration_id: int | None = None
    doubts: Sequence[Doubt] = ()

    @property
    def is_stored(self) -> bool:
        """Whether an attendance comes of it."""
        return self.status in (RowStatus.NEW, RowStatus.KNOWN)


@dataclass(slots=True, repr=False)
class Assessment:
    """All rows in order, and why the file is held ("" if it is not)."""

    fates: list[Fate]
    held: str = ""
    counts: dict[str, int] = field(default_factory=dict)


def assess(
    data: bytes,
    reading: Reading,
    kinds: dict[str, str],
    *,
    organization: Organization,
    user_id: int | None,
    today: dt.date,
    tell: Tell,
) -> Assessment:
    """Read, match and place every row. `kinds`: digest of a title to the name of a target or `LEAVE_OUT`."""
    fates = read_rows(data, reading, kinds, organization=organization, today=today, tell=tell)
    _match(fates, organization, user_id, tell)
    _place(fates, organization)
    return Assessment(fates, _held(fates), count_fates(fates))


def read_rows(
    data: bytes,
    reading: Reading,
    kinds: dict[str, str],
    *,
    organization: Organization,
    today: dt.date,
    tell: Tell,
) -> list[Fate]:
    """Every row with its values, its faults and where it goes; the persons are not looked for."""
    body = body_of(data, reading)
    samples = list(islice(body, SAMPLES))
    reader = make_reader(reading, samples, today=today, country=organization.country)
    organizers, activities, fates = Organizers(organization), _Activities(), list[Fate]()
    for row in chain(samples, body):
        read = reader.read(row)
        fate = Fate(read, RowStatus.WRONG if read.is_wrong else RowStatus.NEW)
        title = read_title(read.title, reading)
        fate.kind = kinds.get(title_digest(title), LEAVE_OUT)
        if fate.kind == LEAVE_OUT or fate.kind not in targets():
            fate.status = RowStatus.WRONG if read.is_wrong else RowStatus.LEFT_OUT
        elif not read.is_wrong and read.held_on:
            organizer = organizers.find(read.organization)
            fate.organizer_kind = organizer.kind
            fate.activity = activities.same(
                Activity(organizer.id, organizer.name, title, read.held_on, read.country)
            )
        fates.append(fate)
        if len(fates) % 500 == 0:
            tell("reading", len(fates))
    return fates


class _Activities:
    """Gives activities that differ only in case, blanks or punctuation one form, the first one met."""

    def __init__(self) -> None:
        self.first: dict[tuple[object, ...], Activity] = {}

    def same(self, activity: Activity) -> Activity:
        key = (
            activity.organizer_id, normal_head(activity.organizer_name), normal_head(activity.title),
            activity.held_on, activity.country,
        )  # fmt: skip
        return self.first.setdefault(key, activity)


def _written(row: ReadRow) -> tuple[object, ...]:
    """Equal for rows in which a person is written in just the same way."""
    who = row.identity
    return (who.full_name_native, who.full_name_latin, who.birth_date, who.phone, who.id_number, who.village,
            row.facts.sex, row.facts.birth_year)  # fmt: skip


def _match(fates: Iterable[Fate], organization: Organization, user_id: int | None, tell: Tell) -> None:
    entries: defaultdict[tuple[object, ...], list[Fate]] = defaultdict(list)
    for fate in fates:
        if fate.activity:
            entries[_written(fate.row)].append(fate)
    groups = list(entries.values())
    people = [
        PersonQuery(
            identity=row.identity,
            sex=row.facts.sex,
            birth_year=row.facts.birth_year,
            country=row.facts.country,
        )
        for row in (group[0].row for group in groups)
    ]
    matches = match_people(
        people,
        organization_id=organization.pk,
        user_id=user_id,
        progress=lambda done, _total: tell("comparing", done),
    )
    for group, match in zip(groups, matches, strict=True):
        _take_over(group, match, groups)


def _take_over(group: list[Fate], match: Settled, groups: list[list[Fate]]) -> None:
    for fate in group:
        fate.registration_id = match.registration_id
        fate.first = groups[match.first][0].row.number
        if match.registration_id is not None:
            fate.status = RowStatus.KNOWN
    group[0].doubts = [
        Doubt(d.score, None if d.entry is None else groups[d.entry][0].row.number, d.registration_id)
        for d in match.doubts
    ]


def _place(fates: Iterable[Fate], organization: Organization) -> None:
    """Who is twice at one activity in the list, and who is recorded there already."""
    by_kind: defaultdict[str, set[Activity]] = defaultdict(set)
    for fate in fates:
        if fate.activity:
            by_kind[fate.kind].add(fate.activity)
    present = {kind: targets()[kind].present(organization, found) for kind, found in by_kind.items()}
    seen: set[tuple[str, Activity, int | None, int]] = set()
    for fate in fates:
        if not fate.activity:
            continue
        line = (fate.kind, fate.activity, fate.registration_id, 0 if fate.registration_id else fate.first)
        if fate.registration_id in present[fate.kind].get(fate.activity, frozenset()):
            fate.status = RowStatus.PRESENT
        elif line in seen:
            fate.status = RowStatus.REPEATED
        seen.add(line)


def _person(fate: Fate) -> tuple[int | None, int]:
    return fate.registration_id, 0 if fate.registration_id else fate.first


def _held(fates: Sequence[Fate]) -> str:
    """A list is held where matching went astray or the list itself did: REPEATED lines, or one person everywhere."""
    placed = [fate for fate in fates if fate.activity]
    if len(placed) < LEAST_TO_HOLD:
        return ""
    if 2 * sum(fate.status == RowStatus.REPEATED for fate in placed) > len(placed):
        return "HALF_REPEATED"
    most = Counter(map(_person, placed)).most_common(1)[0][1]
    return "ONE_PERSON" if most > MOST_FOR_ONE * len(placed) else ""


def count_fates(fates: Sequence[Fate]) -> dict[str, int]:
    """What the page says of a list, in numbers."""
    stored = [fate for fate in fates if fate.is_stored]
    counts = {f"rows_{status}": 0 for status in RowStatus.values}
    counts |= Counter(f"rows_{fate.status}" for fate in fates)
    return counts | {
        "rows": len(fates),
        "new_people": len({f.first for f in stored if f.registration_id is None}),
        "known_people": len({f.registration_id for f in stored if f.registration_id is not None}),
        "activities": len({(f.kind, f.activity) for f in stored}),
        "pairs": sum(len(f.doubts) for f in fates if f.is_stored),
        "warnings": sum(bool(f.row.faults) and not f.row.is_wrong for f in fates),
    }
