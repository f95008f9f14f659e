"""Who somebody is: sealed under a key of her own, opened only after the reading has been logged."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from django.db import connection

from safefair.core.audit import log_reading
from safefair.core.crypto.envelope import seal, unseal
from safefair.core.keys.store import open_keys
from safefair.core.models import ReadKind
from safefair.people.models import Identity, Registration
from safefair.people.names.keys import KEYS_VERSION, MOST_TOKENS
from safefair.people.names.tokens import name_tokens
from safefair.people.names.values import phone_digits, read_document, read_place, split_phones

Tokens = tuple[tuple[str, ...], ...]


class Reading(NamedTuple):
    """What of an identity is compared: tokens of its names, national digits, plain document numbers, folded place.

    It is sealed with the identity: romanising a Thai or Khmer name takes milliseconds, and a search opens up to 80.
    """

    tokens: Tokens
    phones: frozenset[str]
    documents: frozenset[str]
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class IdentityData:
    """What identifies a person, as it was written down. Its `repr` shows nothing.

    `birth_date` is as much of a date as is known, in ISO 8601 ("1990", "1990-05", "1990-05-12"). `is_erased` marks
    the identity of somebody who was erased: every field is empty then.
    """

    full_name_native: str = ""
    full_name_latin: str = ""
    phone: str = ""
    id_number: str = ""
    birth_date: str = ""
    village: str = ""
    note: str = ""
    is_erased: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every form of her name that is known, the one in her own script first."""
        return tuple(name for name in (self.full_name_native, self.full_name_latin) if name)

    @property
    def display_name(self) -> str:
        """Her name for the screen: as she writes it herself, else in Latin letters."""
        return next(iter(self.names), "")

    @property
    def initials(self) -> str:
        """The first letters of her name, for a screen that must not tell who she is."""
        words = (self.full_name_latin or self.full_name_native).split()
        return " ".join(f"{word[0]}." for word in words[:4])


ERASED = IdentityData(is_erased=True)
SEALED_FIELDS = tuple(field.name for field in fields(IdentityData) if field.name != "is_erased")


def read_identity(data: IdentityData) -> Reading:
    """The identity as it is compared."""
    tokens = dict.fromkeys(name_tokens(name)[:MOST_TOKENS] for name in data.names)
    number = read_document(data.id_number)
    return Reading(
        tuple(found for found in tokens if found),
        frozenset(digits for phone in split_phones(data.phone) if (digits := phone_digits(phone))),
        frozenset([number] if number else ()),
        read_place(data.village) if data.village else None,
    )


@dataclass(frozen=True, slots=True, repr=False)
class OpenedIdentity:
    """An identity as it was unsealed and its reading; most of those that a search opens are only read."""

    content: Mapping[str, Any]
    reading: Reading

    @property
    def data(self) -> IdentityData:
        """Who she is."""
        return IdentityData(**self.content)


def _place(registration_id: int, version: int) -> str:
    return f"{registration_id}|identity|{version}"


def seal_identity(
    data: IdentityData, reading: Reading, *, registration_id: int, version: int, key: bytes
) -> bytes:
    """The identity as JSON (empty fields left out), with its reading and the version of the names that read it."""
    content: dict[str, object] = {name: value for name in SEALED_FIELDS if (value := getattr(data, name))}
    content["reading"] = [reading.tokens, list(reading.phones), list(reading.documents), reading.place]
    content["keys_version"] = KEYS_VERSION
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return seal(text.encode(), key=key, place=_place(registration_id, version))


def unseal_identity(sealed: bytes, *, registration_id: int, version: int, key: bytes) -> OpenedIdentity:
    """The identity again. KeyUnavailable when key or place is not the one it was sealed with."""
    content = json.loads(unseal(sealed, key=key, place=_place(registration_id, version)))
    reading, read_by = content.pop("reading"), content.pop("keys_version")
    if read_by != KEYS_VERSION:
        return OpenedIdentity(content, read_identity(IdentityData(**content)))
    tokens, phones, documents, place = reading
    return OpenedIdentity(
        content, Reading(tuple(map(tuple, tokens)), frozenset(phones), frozenset(documents), place)
    )


def open_identities(
    registrations: Collection[Registration],
    *,
    user_id: int | None,
    organization_id: int | None,
    kind: ReadKind,
    reason: str = "",
) -> dict[int, IdentityData]:
    """Log one reading, then open the identities by registration id; `ERASED` for those that were erased."""
    ids = [registration.pk for registration in registrations]
    log_reading(
        kind, "people.Registration", ids, user_id=user_id, organization_id=organization_id, reason=reason
    )
    opened = decrypt_identities(ids)
    return {id_: opened[id_].data if id_ in opened else ERASED for id_ in ids}


def open_identity(
    registration: Registration, *, user_id: int | None, kind: ReadKind = ReadKind.OPENED, reason: str = ""
) -> IdentityData:
    """Log and open one identity; `ERASED` if it was erased."""
    found = open_identities(
        [registration],
        user_id=user_id,
        organization_id=registration.organization_id,
        kind=kind,
        reason=reason,
    )
    return found[registration.pk]


def open_sealed(registration: Registration, *, user_id: int | None) -> IdentityData:
    """Log and open an identity read with its registration (`select_related("identity")`); `ERASED` if it was erased."""
    log_reading(
        ReadKind.OPENED,
        "people.Registration",
        [registration.pk],
        user_id=user_id,
        organization_id=registration.organization_id,
    )
    try:
        sealed = registration.identity
    except Identity.DoesNotExist:
        return ERASED
    row = (registration.pk, str(sealed.key_id), sealed.version, bytes(sealed.sealed))
    opened = decrypt_rows([row]).get(registration.pk)
    return opened.data if opened else ERASED


def decrypt_identities(ids: Sequence[int]) -> dict[int, OpenedIdentity]:
    """Open identities by registration id in two statements, erased ones left out. The caller HAS LOGGED the reading."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT registration_id, key_id::text, version, sealed FROM people_identity WHERE registration_id = ANY(%s)",
            [list(ids)],
        )
        rows = cursor.fetchall()
    return decrypt_rows(rows)


def decrypt_rows(rows: Sequence[tuple[int, str, int, bytes]]) -> dict[int, OpenedIdentity]:
    """Open rows of (registration id, key id, version, sealed)."""
    keys = open_keys([key_id for _, key_id, _, _ in rows])
    return {
        id_: unseal_identity(sealed, registration_id=id_, version=version, key=keys[key_id])
        for id_, key_id, version, sealed in rows
        if key_id in keys
    }
