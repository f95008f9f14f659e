"""Visits: one line of the register of a centre."""

import datetime as dt
import uuid
from dataclasses import dataclass

import pghistory
from django.db import transaction

from safefair.accounts.models import Organization, User
from safefair.core.codes import AgeBand, Sex, age_band
from safefair.directory.models import Location
from safefair.outreach.enums import Channel, Relation
from safefair.outreach.errors import (
    DayNotYetCome,
    PersonErased,
    PersonOfAnotherOrganization,
    ServiceMissing,
    VisitedThatDay,
)
from safefair.outreach.models import Visit
from safefair.outreach.queries import visited_on
from safefair.people.facts import age_on
from safefair.people.models import Registration


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFacts:
    """What a line of the register says. Sex, age band and nationality are taken from the registration if there is one."""

    visited_on: dt.date
    services: tuple[str, ...]
    topics: tuple[str, ...] = ()
    channel: str = Channel.WALK_IN
    relation: str = Relation.UNKNOWN
    location: Location | None = None
    language: str = ""
    minutes: int | None = None
    sex: str = Sex.UNKNOWN
    age_band: str = AgeBand.UNKNOWN
    nationality: str = ""


@transaction.atomic
def record_visit(
    facts: VisitFacts,
    *,
    organization: Organization,
    registration: Registration | None,
    entry_id: uuid.UUID,
    today: dt.date,
    by: User,
    is_second: bool = False,
) -> Visit:
    """Write one visit; `registration` None for somebody who gave no name. The same `entry_id` again gives the same visit.

    Raises:
        VisitedThatDay: she has a visit on that day and `is_second` does not say that she came twice.
        DayNotYetCome, ServiceMissing, PersonOfAnotherOrganization, PersonErased: as they say.
    """
    address = uuid.uuid5(entry_id, f"visit|{organization.uuid}")
    made = Visit.objects.filter(organization=organization, entry_id=address).first()
    if made:
        return made
    on = facts.visited_on
    if on > today:
        raise DayNotYetCome
    if not facts.services:
        raise ServiceMissing
    if registration is not None:
        _refuse_stranger(registration, organization)
        if not is_second and visited_on(organization, registration.pk, on):
            raise VisitedThatDay
    return Visit.objects.create(
        organization=organization,
        organization_kind=organization.kind,
        location=facts.location,
        country=facts.location.country if facts.location else organization.country,
        area=facts.location.area if facts.location else "",
        visited_on=on,
        channel=facts.channel,
        registration=registration,
        relation=facts.relation,
        services=list(facts.services),
        topics=list(facts.topics),
        language=facts.language,
        minutes=facts.minutes,
        entry_id=address,
        recorded_by=by,
        **_person(facts, registration, on),
    )


@transaction.atomic
def remove_visit(visit: Visit, *, by: User, at: dt.datetime) -> Visit:
    """Take a visit out of the register; who did it stands in the history. It can be put back."""
    visit.removed_at = at
    with pghistory.context(user=by.pk):
        visit.save(update_fields=["removed_at"])
    return visit


@transaction.atomic
def restore_visit(visit: Visit, *, by: User) -> Visit:
    """Put a removed visit back."""
    visit.removed_at = None
    with pghistory.context(user=by.pk):
        visit.save(update_fields=["removed_at"])
    return visit


def _refuse_stranger(registration: Registration, organization: Organization) -> None:
    if registration.organization_id != organization.pk:
        raise PersonOfAnotherOrganization
    if registration.erased_at is not None:
        raise PersonErased


def _person(facts: VisitFacts, registration: Registration | None, on: dt.date) -> dict[str, str]:
    if registration is None:
        return {"sex": facts.sex, "age_band": facts.age_band, "nationality": facts.nationality}
    return {
        "sex": registration.sex,
        "age_band": age_band(age_on(on, registration.birth_year)),
        "nationality": registration.nationality,
    }
