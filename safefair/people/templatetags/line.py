"""Choices that one key takes, for lines on which people are entered."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import template
from django.forms import BoundField
from django.utils.functional import Promise

from safefair.core.codes import Sex
from safefair.people.enums import SEX_OF_ONE

register = template.Library()


@dataclass(frozen=True, slots=True)
class KeyedChoice:
    """One choice of a field, the key that takes it ("" for none), and whether it is taken."""

    value: str
    label: str
    key: str
    is_chosen: bool


@register.filter
def keyed(field: BoundField, keys: Mapping[str, str] | str) -> list[KeyedChoice]:
    """The choices of a field with the keys named for their values; with "" the first nine get the digits."""
    chosen = field.value() or []
    taken = {chosen} if isinstance(chosen, str) else set(map(str, chosen))
    pairs = [(str(value), str(label)) for value, label in getattr(field.field, "choices", []) if value != ""]
    digits = {value: str(number) for number, (value, _label) in enumerate(pairs[:9], 1)}
    known = digits if isinstance(keys, str) else keys
    return [KeyedChoice(value, label, known.get(value, ""), value in taken) for value, label in pairs]


@register.filter
def one_person(sex: str) -> str | Promise:
    """The sex of one person: "woman", where a table of counts says "women"."""
    return SEX_OF_ONE[Sex(sex)]
