"""Two people in one record: the second to save is shown, field by field, what the first one saved, and chooses.

A form that changes a record carries the record's version, and for each field a mark of what it showed and one of what
stood there. The version says that somebody saved; the marks say who of the two changed which field. No words stand in
a mark.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

KEEP = "keep-"
MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True, repr=False)
class Now:
    """What stands there: the version of the record and its values by the form's fields.

    `told`: what no field says, such as that a colleague wrote a newer plan.
    """

    version: int
    values: Mapping[str, Any] = field(default_factory=dict)
    told: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Difference:
    """One field that two people saved differently, in words. `chosen`: MINE, THEIRS, or "" where both changed it."""

    name: str
    label: Any
    mine: str
    theirs: str
    chosen: str
    is_missing: bool = False


class SeenForm(forms.Form):
    """A form that changes a record; with `now` None it makes a new one and is a plain form."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, now: Now | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        if now is None:
            del self.fields["version"], self.fields["shown"]
        else:
            self.initial = {**self.initial, "version": now.version, "shown": lambda: self._marks}

    @property
    def seen(self) -> int:
        """The version that the writer saw, of a valid form; one that never was if the page did not say."""
        version: int | None = self.cleaned_data.get("version")
        return -1 if version is None else version

    @property
    def _marks(self) -> str:
        """`field=shown.stood`, one after the other."""
        shown = {one.name: one.initial for one in self.visible_fields()}
        stood = self.now.values if self.now else {}
        names = {**shown, **stood}
        return " ".join(f"{name}={mark(shown.get(name))}.{mark(stood.get(name))}" for name in names)

    @property
    def _seen_marks(self) -> dict[str, tuple[str, str]]:
        pairs = (pair.split("=", 1) for pair in self.cleaned_data.get("shown", "").split() if "=" in pair)
        return {name: (marks.partition(".")[0], marks.partition(".")[2]) for name, marks in pairs}

    def is_untouched(self, name: str, now: Now) -> bool:
        """Whether nobody else changed what stands in a field."""
        return self._seen_marks.get(name, ("", ""))[1] == mark(now.values.get(name))

    def touches(self, now: Now) -> bool:
        """Whether somebody else changed anything that this form changes; else it can be saved as it is."""
        names = {one.name for one in self.visible_fields()} | set(now.values)
        return not all(self.is_untouched(name, now) for name in names)

    def take_chosen(self) -> None:
        """Put what stands there where she chose it over what she typed.

        Not if somebody saved once more, nor while a choice is missing: then she is asked again, with all that she typed.
        """
        if self.now is None or not isinstance(self.data, QueryDict) or self.unanswered():
            return
        if self.data.get(self.add_prefix("version")) != str(self.now.version):
            return
        data = self.data.copy()
        for name, one in self.fields.items():
            if data.get(KEEP + name) == THEIRS:
                write_value(data, self.add_prefix(name), one, self.now.values.get(name))
        self.data = data

    def unanswered(self) -> set[str]:
        """Fields for which she was asked to choose and did not."""
        asked = self.data.getlist("asked") if isinstance(self.data, QueryDict) else []
        return {name for name in asked if self.data.get(KEEP + name) not in (MINE, THEIRS)}

    def differences(self, now: Now) -> list[Difference]:
        """What differs between a valid form and what stands there; chosen where only one of the two changed it."""
        marks, found = self._seen_marks, []
        for one in self.visible_fields():
            mine, theirs = self.cleaned_data.get(one.name), now.values.get(one.name)
            if plain(mine) == plain(theirs):
                continue
            shown = marks.get(one.name, ("", ""))[0]
            chosen = THEIRS if mark(mine) == shown else MINE if self.is_untouched(one.name, now) else ""
            label = one.label or one.name
            found.append(
                Difference(one.name, label, in_words(one.field, mine), in_words(one.field, theirs), chosen)
            )
        return found


def plain(value: Any) -> str:
    """A value as a text that is the same whether it was typed or read from the record."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return "\n".join(sorted(str(one) for one in value))
    return "" if value is None else str(value).strip().replace("\r\n", "\n")


def mark(value: Any) -> str:
    """A short mark by which a value is known again."""
    return hashlib.blake2s(plain(value).encode(), digest_size=6).hexdigest()


def in_words(one: forms.Field, value: Any) -> str:
    """A value as a reader says it; "" for none."""
    if isinstance(one, forms.ChoiceField):
        labels = {str(key): str(label) for key, label in one.choices}  # type: ignore[misc, union-attr]  # no groups here
        wanted = one.prepare_value(value)
        several = wanted if isinstance(wanted, (list, tuple)) else [wanted]
        return ", ".join(labels.get(str(key), str(key)) for key in several if key not in (None, ""))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.date):
        return date_format(value, "j M Y")
    return plain(value)


def write_value(data: QueryDict, name: str, one: forms.Field, value: Any) -> None:
    """A value into what was sent, as the browser would have sent it."""
    data.pop(name, None)
    wanted = one.prepare_value(value)
    if isinstance(wanted, (list, tuple)):
        data.setlist(name, [str(each) for each in wanted])
    elif isinstance(wanted, bool):
        if wanted:
            data[name] = "on"
    elif wanted is not None:
        data[name] = str(wanted)
