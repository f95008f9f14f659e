"""Where imported rows go: the apps above `people` say what they take, since `people` may not import them.

An app registers what it takes when it is ready:

    class OutreachConfig(AppConfig):
        def ready(self) -> None:
            from safefair.outreach.intake import INFORMATION_SESSIONS  # models are loaded only now
            register_target(INFORMATION_SESSIONS)

`people` reads the file, makes or finds the registrations, and calls `store` of each target once, within ONE
transaction that also marks the batch as stored. What a target must hold:

* `store` writes one session (run, …) for each group and one attendance for each of its rows. It opens no
  transaction of its own that could outlive an error, enqueues nothing and reads no identity.
* It is idempotent: where the organisation already has a record of the same `Activity` (the same organiser, title,
  date and country, not cancelled), the rows are added to that one, and a registration already present there is left
  as it is. So an overlapping file, or the same job run again, adds nothing twice.
* It works in bulk: a batch may hold 200,000 rows in some thousand groups. A few statements, not one a row.
* It freezes sex, age band, nationality and role of the row as they are given, whatever the registration says later.
* `present` reads only, and asks in bulk too.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from safefair.accounts.models import Organization, User
from safefair.core.codes import AgeBand, Sex
from safefair.people.models import ImportBatch


@dataclass(frozen=True, slots=True)
class Activity:
    """One event: who held what, when, where. Equal activities are the same event.

    `organizer_id` is None where no organisation here has that name; `organizer_name` then holds it as written,
    else it is "". A row that names nobody was held by the importing organisation. `title` is 1 to 200 characters, `country`
    ISO 3166-1 alpha-2.
    """

    organizer_id: int | None
    organizer_name: str
    title: str
    held_on: dt.date
    country: str


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """One person at an activity, as of that day. No identity: only what can be counted.

    `number` is the row in the file (the first row is 1). `role` is what the sheet says about her ("migrant worker",
    "ครอบครัว", "social worker", or ""), for the target to read as its own choice; it is not to be stored as it is.
    `nationality` is ISO 3166-1 alpha-2 or "". A registration occurs at most once in a group.
    """

    number: int
    registration_id: int
    sex: Sex
    age_band: AgeBand
    nationality: str
    role: str


@dataclass(frozen=True, slots=True)
class ActivityGroup:
    """The rows of one activity. `organization_kind`: of the organiser, a value of `OrganizationKind`.

    `area` is ISO 3166-2 or "", `place` a village or workplace only if every row names the same one, else "".
    """

    activity: Activity
    organization_kind: str
    area: str
    place: str
    rows: Sequence[ImportedRow]


@dataclass(frozen=True, slots=True)
class Stored:
    """What a target wrote: events made, events that were there before, attendances made, already there."""

    created: int
    found: int
    attendances: int
    already: int


@dataclass(frozen=True, slots=True)
class ImportTarget:
    """A kind of activity that an app takes from a file.

    `store(batch, groups, by)` writes for `batch.organization`, with `batch` noted on the events it makes; `by` is who
    confirmed. `present(organization, activities)` gives, for those activities that the organisation already has, the
    ids of the registrations recorded there; an activity that it does not have is left out of the answer.
    """

    name: str
    """Upper snake, at most 30 characters: INFORMATION_SESSION, TRAINING."""
    title: Promise
    """For the page where somebody says what each activity is: "Information session"."""
    list_url: str
    """Name of the page that lists these events; it is linked with `?batch=<uuid of the batch>`."""
    store: Callable[[ImportBatch, Sequence[ActivityGroup], User], Stored]
    present: Callable[[Organization, Collection[Activity]], Mapping[Activity, frozenset[int]]]


_targets: dict[str, ImportTarget] = {}


def register_target(target: ImportTarget) -> None:
    """Offer a kind of activity to imports; the same name again replaces it."""
    _targets[target.name] = target


def targets() -> dict[str, ImportTarget]:
    """The kinds of activity on offer, by name, in the order in which the apps are installed."""
    return dict(_targets)
