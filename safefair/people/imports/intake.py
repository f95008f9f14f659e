"""What every target does alike with imported rows: which events are there already, and who is listed at them."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from safefair.accounts.models import Organization
from safefair.people.imports.targets import Activity, ActivityGroup, ImportedRow

Key = tuple[int | None, str, str, dt.date, str]
Event = TypeVar("Event", bound=Model)
Listed = dict[int, set[int]]
"""The registrations listed at each event, by its primary key."""
PORTION = 2000
LAST_LINE = 32767  # of a small integer


def activity_key(activity: Activity, organization: Organization) -> Key:
    """What makes two activities the same; one that names no organiser was held by the organisation itself."""
    organizer = activity.organizer_id
    if organizer is None and not activity.organizer_name:
        organizer = organization.pk
    return organizer, activity.organizer_name, activity.title, activity.held_on, activity.country


def events_by_key(
    events: QuerySet[Event], activities: Collection[Activity], organization: Organization, *, day: str
) -> dict[Key, Event]:
    """The organisation's events that are one of these activities; `day` names the field of the first day."""
    found = events.filter(
        **{
            "organization": organization,
            f"{day}__in": {activity.held_on for activity in activities},
            "title__in": {activity.title for activity in activities},
            "cancelled_at": None,
        }
    ).order_by("-pk")  # of two alike the older one
    wanted = {activity_key(activity, organization) for activity in activities}
    return {key: event for event in found if (key := _key_of(event, day)) in wanted}


def _key_of(event: Any, day: str) -> Key:
    return event.organizer_id, event.organizer_name, event.title, getattr(event, day), event.country


def missing_groups(
    groups: Sequence[ActivityGroup], found: Mapping[Key, Model], organization: Organization
) -> dict[Key, ActivityGroup]:
    """One group for each event that has to be made."""
    missing: dict[Key, ActivityGroup] = {}
    for group in groups:
        key = activity_key(group.activity, organization)
        if key not in found:
            missing.setdefault(key, group)
    return missing


def listed_at(pairs: Iterable[tuple[int, int]]) -> Listed:
    """From (event, registration) as the database gives them."""
    there: Listed = {}
    for event_id, registration_id in pairs:
        there.setdefault(event_id, set()).add(registration_id)
    return there


def present_by_activity(
    activities: Collection[Activity], organization: Organization, *, found: Mapping[Key, Model], there: Listed
) -> Mapping[Activity, frozenset[int]]:
    """Who is listed at those activities that the organisation has."""
    return {
        activity: frozenset(there.get(found[key].pk, set()))
        for activity in activities
        if (key := activity_key(activity, organization)) in found
    }


def unlisted_rows(
    groups: Sequence[ActivityGroup], events: Mapping[Key, Event], there: Listed, organization: Organization
) -> Iterator[tuple[Event, ImportedRow, int]]:
    """The rows of people who are not listed yet, each with its event and its line there; they are listed from then on."""
    for group in groups:
        event = events[activity_key(group.activity, organization)]
        listed = there.setdefault(event.pk, set())
        for row in group.rows:
            if row.registration_id not in listed:
                listed.add(row.registration_id)
                yield event, row, min(len(listed), LAST_LINE)
