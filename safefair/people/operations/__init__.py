"""What is done with registrations of persons, from pages, imports and jobs alike."""

from safefair.people.operations.duplicates import (
    keep_apart,
    link_pair,
    put_side_by_side,
    undo_decision,
)
from safefair.people.operations.hot_keys import refresh_hot_keys
from safefair.people.operations.registrations import (
    NewPerson,
    correct_person,
    erase_person,
    register_people,
    register_person,
)

__all__ = [
    "NewPerson",
    "correct_person",
    "erase_person",
    "keep_apart",
    "link_pair",
    "put_side_by_side",
    "refresh_hot_keys",
    "register_people",
    "register_person",
    "undo_decision",
]
