"""Registering, correcting and erasing a person."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pghistory
from django.db import connection, transaction
from django.utils import timezone

from safefair.accounts.models import Organization, User
from safefair.core.keys.store import make_keys, open_key
from safefair.core.models import ReadKind
from safefair.people.codes import new_codes
from safefair.people.destroying import destroy_key_surely
from safefair.people.enums import ErasureReason, PairStatus, RegistrationSource
from safefair.people.errors import PersonAlreadyErased, PersonChangedMeanwhile
from safefair.people.facts import KnownPerson, RegistrationFacts, birth_year_of, facts_of
from safefair.people.identities import IdentityData, Reading, open_identity, read_identity, seal_identity
from safefair.people.models import DuplicatePair, Identity, Registration
from safefair.people.queries.submissions import find_submission, submission_address
from safefair.people.search_index import add_to_index, remove_from_index

PORTION = 5000
# One statement with arrays: half the time of bulk_create, and registering is what imports wait for.
INSERT_IDENTITIES = """
INSERT INTO people_identity (registration_id, organization_id, key_id, version, sealed)
SELECT n.id, %s, n.key_id, 1, n.sealed FROM unnest(%s::bigint[], %s::uuid[], %s::bytea[]) AS n(id, key_id, sealed)"""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """One person to register: who she is, what of it counts, and on which day she was met."""

    identity: IdentityData
    facts: RegistrationFacts
    on: dt.date


def register_person(
    identity: IdentityData,
    facts: RegistrationFacts,
    *,
    organization: Organization,
    by: User | None,
    on: dt.date,
    source: RegistrationSource,
    submission: uuid.UUID | None = None,
) -> Registration:
    """Register one person. The same `submission` sent again by an organisation gives the registration it made before."""
    new = NewPerson(identity, facts, on)
    if submission is None:
        return register_people([new], organization=organization, by=by, source=source)[0]
    made = find_submission(submission, organization)
    if made:
        return made
    addresses = [submission_address(submission, organization)]
    return register_people([new], organization=organization, by=by, source=source, addresses=addresses)[0]


@transaction.atomic
def register_people(
    people: Sequence[NewPerson],
    *,
    organization: Organization,
    by: User | None,
    source: RegistrationSource,
    addresses: Sequence[uuid.UUID] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Registration]:
    """Register many people in one transaction and some statements per 5,000; the registrations in the order given."""
    made: list[Registration] = []
    for start in range(0, len(people), PORTION):
        part = people[start : start + PORTION]
        uuids = addresses[start : start + PORTION] if addresses else [uuid.uuid4() for _ in part]
        rows = _new_rows(part, uuids, organization=organization, by=by, source=source)
        made += Registration.objects.bulk_create(rows, batch_size=PORTION)
        _seal_and_index(list(zip(rows, part, strict=True)), organization_id=organization.pk)
        if progress:
            progress(len(made), len(people))
    return made


def _new_rows(
    people: Sequence[NewPerson],
    addresses: Sequence[uuid.UUID],
    *,
    organization: Organization,
    by: User | None,
    source: RegistrationSource,
) -> list[Registration]:
    codes = _free_codes(len(people), organization)
    return [
        Registration(
            uuid=address,
            organization=organization,
            code=code,
            registered_on=new.on,
            registered_by=by,
            source=source,
            **_countable(new.identity, new.facts),
        )
        for new, address, code in zip(people, addresses, codes, strict=True)
    ]


def _free_codes(count: int, organization: Organization) -> list[str]:
    """Codes that no registration of the organisation has; of a million one in 250 is drawn that is taken."""
    free: list[str] = []
    refused: set[str] = set()
    while len(free) < count:
        drawn = new_codes(count - len(free), taken=refused | set(free))
        same = Registration.objects.filter(organization=organization, code__in=drawn)
        taken = set(same.values_list("code", flat=True))
        refused |= taken
        free += [code for code in drawn if code not in taken]
    return free


def _countable(identity: IdentityData, facts: RegistrationFacts) -> dict[str, str | int | None]:
    return {
        "sex": facts.sex,
        "birth_year": birth_year_of(identity, facts),
        "nationality": facts.nationality,
        "country": facts.country,
        "area": facts.area,
    }


def _facts_of(registration: Registration, identity: IdentityData, reading: Reading) -> KnownPerson:
    return facts_of(
        identity,
        reading,
        sex=registration.sex,
        birth_year=registration.birth_year,
        country=registration.country,
    )


def _seal_and_index(pairs: Sequence[tuple[Registration, NewPerson]], *, organization_id: int) -> None:
    keys = make_keys(len(pairs))
    sealed: list[bytes] = []
    people: list[tuple[int, KnownPerson]] = []
    for (registration, new), (_, key) in zip(pairs, keys, strict=True):
        reading = read_identity(new.identity)
        sealed.append(
            seal_identity(new.identity, reading, registration_id=registration.pk, version=1, key=key)
        )
        people.append((registration.pk, _facts_of(registration, new.identity, reading)))
    with connection.cursor() as cursor:
        values: list[Any] = [
            organization_id,
            [id_ for id_, _ in people],
            [key_id for key_id, _ in keys],
            sealed,
        ]
        cursor.execute(INSERT_IDENTITIES, values)
    add_to_index(people, organization_id=organization_id)


@transaction.atomic
def correct_person(
    registration: Registration,
    *,
    identity: IdentityData,
    facts: RegistrationFacts,
    by: User,
    seen_version: int | None = None,
) -> Registration:
    """Replace identity and facts. PersonChangedMeanwhile if `seen_version` is not the identity's version any more."""
    stored = _lock_identity(registration)
    if seen_version is not None and stored.version != seen_version:
        raise PersonChangedMeanwhile
    before = open_identity(registration, user_id=by.pk, reason="correction")
    remove_from_index(
        registration.pk,
        _facts_of(registration, before, read_identity(before)),
        organization_id=registration.organization_id,
    )
    for name, value in _countable(identity, facts).items():
        setattr(registration, name, value)
    registration.save()
    reading = read_identity(identity)
    stored.version += 1
    stored.sealed = seal_identity(
        identity,
        reading,
        registration_id=registration.pk,
        version=stored.version,
        key=open_key(stored.key_id),
    )
    stored.save()
    person = _facts_of(registration, identity, reading)
    add_to_index([(registration.pk, person)], organization_id=registration.organization_id)
    return registration


@transaction.atomic
def erase_person(registration: Registration, *, by: User, reason: ErasureReason) -> Registration:
    """Destroy what identifies a person: her key, her sealed identity, her search keys. This cannot be undone.

    What was counted stays counted: the registration keeps its facts, its attendances and its decided pairs.
    """
    stored = _lock_identity(registration)
    before = open_identity(registration, user_id=by.pk, kind=ReadKind.OPENED, reason=f"erasure: {reason}")
    person = None if before.is_erased else _facts_of(registration, before, read_identity(before))
    remove_from_index(registration.pk, person, organization_id=registration.organization_id)
    pairs = DuplicatePair.objects.filter(status=PairStatus.OPEN, organization_id=registration.organization_id)
    (pairs.filter(first=registration) | pairs.filter(second=registration)).delete()
    stored.delete()
    registration.erased_at = timezone.now()
    with pghistory.context(reason=reason.value):
        registration.save(update_fields=["erased_at"])
    destroy_key_surely(stored.key_id)
    return registration


def _lock_identity(registration: Registration) -> Identity:
    found = Identity.objects.select_for_update(of=("self",)).filter(registration=registration).first()
    if found is None:
        raise PersonAlreadyErased
    return found
