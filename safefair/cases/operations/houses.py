"""Houses of a shelter and their beds."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pghistory
from django.db import transaction

from safefair.accounts.models import Organization, User
from safefair.cases.errors import refuse_changed
from safefair.cases.models import Bed, House
from safefair.cases.sealing import new_key, read_words, write_words
from safefair.core.audit import log_reading
from safefair.core.keys.store import open_key
from safefair.core.models import ReadKind

FACTS = ("name", "country", "area", "takes_children", "takes_boys_until", "is_active")
WORDS = ("address", "way")


@transaction.atomic
def open_house(
    facts: Mapping[str, Any], words: Mapping[str, str], *, organization: Organization, by: User
) -> House:
    """A house under a front name; its address is sealed under a key of its own."""
    key_id, key = new_key()
    house = House(organization=organization, key_id=key_id, **{name: facts[name] for name in FACTS})
    write_words(house, words, key=key)
    with pghistory.context(user=by.pk):
        house.save()
    return house


@transaction.atomic
def correct_house(
    house: House, facts: Mapping[str, Any], words: Mapping[str, str], *, version: int, by: User
) -> House:
    """Write facts and address of a house anew. CaseChangedMeanwhile if `version` no longer stands there."""
    house = House.objects.select_for_update().get(pk=house.pk)
    refuse_changed(house.version, version)
    for name in FACTS:
        setattr(house, name, facts[name])
    write_words(house, words, key=open_key(house.key_id))
    with pghistory.context(user=by.pk):
        house.save()
    return house


def read_house(house: House, *, by: User) -> dict[str, Any]:
    """Where a house is; the reading is logged first."""
    log_reading(
        ReadKind.OPENED, "cases.House", [house.pk], user_id=by.pk, organization_id=house.organization_id
    )
    return read_words(house, key=open_key(house.key_id))


@transaction.atomic
def add_beds(
    house: House, labels: Sequence[str], *, room: str, is_cot: bool, is_accessible: bool, by: User
) -> list[Bed]:
    """Beds of one room by their labels; those that are there already stay as they are."""
    there = set(house.beds.filter(room=room).values_list("label", flat=True))
    with pghistory.context(user=by.pk):
        return [
            Bed.objects.create(
                organization_id=house.organization_id,
                house=house,
                room=room,
                label=label,
                is_cot=is_cot,
                is_accessible=is_accessible,
            )
            for label in dict.fromkeys(labels)
            if label not in there
        ]


@transaction.atomic
def set_out_of_use(bed: Bed, *, since: dt.date | None, by: User) -> Bed:
    """A bed is broken, or its room is being painted; None: it is in use again. Who lies in it stays."""
    bed.out_of_use_since = since
    with pghistory.context(user=by.pk):
        bed.save(update_fields=["out_of_use_since"])
    return bed
