"""Registers for the search benchmark: their records, an organisation filled with them, and what is asked of it."""

import csv
import datetime as dt
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BATCH = 10_000


@dataclass(frozen=True)
class Record:
    """One row of a register, its cells read."""

    id: str
    person: str
    native: str
    latin: str
    sex: str
    born: str
    year: int | None
    phone: str
    document: str
    village: str
    country: str
    on: dt.date


def read_register(folder: Path, most: int) -> list[Record]:
    """The records of a register with their persons, in the file's order."""
    from safefair.people.names import values  # noqa: PLC0415  reason: settings come first

    with (folder / "truth.csv").open() as file:
        rows = csv.reader(file)
        next(rows)
        person_of = {row[0]: row[1] for row in rows}
    records = []
    with (folder / "register.csv").open() as file:
        for row in csv.DictReader(file):
            id_ = row.get("rec_id") or row["record_id"]
            on = values.read_birth(row.get("reg_date") or row.get("date") or "2025-01-01")
            born = values.read_birth(row.get("dob") or row.get("yob") or row.get("birth_date"))
            age = values.read_age(row.get("age"))
            day = (on and on.date) or dt.date(2025, 1, 1)
            year = born.year if born else day.year - age if age is not None else None
            records.append(
                Record(
                    id_,
                    person_of[id_],
                    row.get("full_name_native", ""),
                    row.get("full_name") or row.get("full_name_latin", ""),
                    values.read_sex(row.get("sex")) or "U",
                    str(born) if born else "",
                    year,
                    row.get("phone", ""),
                    row.get("national_id") or row.get("id_number", ""),
                    row.get("adm3") or row.get("village_or_workplace", ""),
                    row.get("country", "") or "TH",
                    day,
                )
            )
            if len(records) >= most:
                break
    return records


def identity_of(record: Record) -> Any:
    from safefair.people.identities import IdentityData  # noqa: PLC0415  reason: settings come first

    return IdentityData(
        full_name_native=record.native, full_name_latin=record.latin, phone=record.phone,
        id_number=record.document, birth_date=record.born, village=record.village,
    )  # fmt: skip


def loaded(records: list[Record], code: str) -> tuple[Any, dict[str, int], float] | None:
    """What `load` gave in an earlier run with the same home; None where there was none."""
    from safefair.accounts.models import Organization  # noqa: PLC0415  reason: settings come first
    from safefair.core.rls import row_security  # noqa: PLC0415
    from safefair.people.models import Registration  # noqa: PLC0415

    organization = Organization.objects.filter(code=code).first()
    if organization is None:
        return None
    with row_security(organization_id=organization.pk, user_id=None):
        numbers = list(Registration.objects.order_by("pk").values_list("pk", flat=True))
    if len(numbers) != len(records):
        raise SystemExit(f"{code} in this home is of another register: give an empty one")
    return organization, {record.id: number for record, number in zip(records, numbers, strict=True)}, 0.0


def load(records: list[Record], code: str) -> tuple[Any, dict[str, int], float]:
    """An organisation with these records; its registrations by record id, and the seconds it took."""
    from safefair.accounts.models import Organization  # noqa: PLC0415
    from safefair.core.rls import row_security  # noqa: PLC0415
    from safefair.people.enums import RegistrationSource  # noqa: PLC0415
    from safefair.people.facts import RegistrationFacts  # noqa: PLC0415
    from safefair.people.operations import NewPerson, refresh_hot_keys, register_people  # noqa: PLC0415

    organization = Organization.objects.create(code=code, name=f"Invented {code}", kind="MRC", country="TH")
    ids: dict[str, int] = {}
    started = time.perf_counter()
    for start in range(0, len(records), BATCH):
        part = records[start : start + BATCH]
        people = [
            NewPerson(
                identity_of(record),
                RegistrationFacts(country="TH", sex=record.sex, birth_year=record.year),
                record.on,
            )
            for record in part
        ]
        with row_security(organization_id=organization.pk, user_id=None):
            made = register_people(
                people, organization=organization, by=None, source=RegistrationSource.IMPORT
            )
        ids |= {record.id: row.pk for record, row in zip(part, made, strict=True)}
        if start % 100_000 == 0:
            print(f"  {len(ids):,} loaded, {time.perf_counter() - started:.0f} s", flush=True)
    seconds = time.perf_counter() - started
    with row_security(organization_id=organization.pk, user_id=None):
        hot = refresh_hot_keys(organization)
    print(
        f"  {len(ids):,} registrations in {seconds:.0f} s ({len(ids) / seconds:,.0f}/s), {hot} hot keys dropped"
    )
    return organization, ids, seconds


def settle() -> None:
    """What autovacuum does after a load: pages marked all-visible, so that the index alone answers."""
    from django.db import connections  # noqa: PLC0415  reason: settings come first

    for alias in ("default", "keys"):
        with connections[alias].cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


def full_query(record: Record, _draw: random.Random) -> Any:
    """(a) all she has on record."""
    from safefair.people.queries.search import PersonQuery  # noqa: PLC0415

    return PersonQuery(identity=identity_of(record), sex=record.sex, birth_year=record.year)


def thin_query(record: Record, draw: random.Random) -> Any:
    """(b) name, age ± 2, sex, village."""
    from safefair.people.identities import IdentityData  # noqa: PLC0415
    from safefair.people.queries.search import PersonQuery  # noqa: PLC0415

    identity = IdentityData(
        full_name_native=record.native, full_name_latin=record.latin, village=record.village
    )
    year = record.year + draw.randint(-2, 2) if record.year else None
    return PersonQuery(identity=identity, sex=record.sex, birth_year=year)
