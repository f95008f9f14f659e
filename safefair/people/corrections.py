"""Correcting one row of a sheet or a list where it stands: who she is, what the row says of her, and taking it back.

The name, telephone, sex and age of a registration are corrected with it; other sheets keep what they froze of their
day. What stood there before is kept for the undo alone, sealed under her own key: to erase her erases it too.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from django import forms
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import User
from safefair.core.codes import Sex, age_band
from safefair.core.crypto.envelope import seal, unseal
from safefair.core.errors import DomainError
from safefair.core.keys.store import open_key
from safefair.core.text import clean
from safefair.people.errors import PersonChangedMeanwhile
from safefair.people.facts import RegistrationFacts, age_on
from safefair.people.forms.persons import AgeField
from safefair.people.identities import SEALED_FIELDS, IdentityData
from safefair.people.line import ONE_PERSON
from safefair.people.models import Registration
from safefair.people.operations.registrations import correct_person

WRITTEN = ("full_name_native", "full_name_latin", "phone")
OF_HER = (*WRITTEN, "sex", "age")
UNDO = "row_correction"
ChangeRow = Callable[[Mapping[str, str]], object]
"""Writes what the row says: sex, age band and what the app adds."""


class RowCorrectionForm(forms.Form):
    """Who she is, as of the day of the row. Without `identity` (a sheet of codes) only what the row adds can change."""

    full_name_native = forms.CharField(label=_("Name in her own script"), required=False, max_length=150)
    full_name_latin = forms.CharField(label=_("Name in Latin letters"), required=False, max_length=150)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=60, widget=forms.TelInput)
    sex = forms.ChoiceField(label=_("Sex"), choices=ONE_PERSON, widget=forms.RadioSelect)
    age = AgeField(label=_("Age on that day"), required=False, max_length=20)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        registration: Registration,
        identity: IdentityData | None,
        row: Mapping[str, str],
        on: dt.date,
        **kwargs: Any,
    ) -> None:
        self.registration, self.before, self.row, self.on = registration, identity, row, on
        super().__init__(*args, **{**kwargs, "initial": self._stands()})
        for name in WRITTEN:
            self.fields[name].widget.attrs["autocomplete"] = "off"
        if identity is None:
            for name in (*OF_HER, "version"):
                del self.fields[name]

    def _stands(self) -> dict[str, Any]:
        stands: dict[str, Any] = dict(self.row)
        if self.before is not None:
            age = age_on(self.on, self.registration.birth_year, self.before.birth_date)
            stands |= {name: getattr(self.before, name) for name in WRITTEN}
            stands |= {"age": "" if age is None else str(age), "version": self.registration.identity.version}
        return stands

    def clean(self) -> dict[str, Any]:
        """Her name may change, not go."""
        data = super().clean() or {}
        if (
            self.before is not None
            and self.before.names
            and not (data.get("full_name_native") or data.get("full_name_latin"))
        ):
            self.add_error("full_name_latin", _("Write her name in one of the two scripts."))
        return data

    @property
    def changes_her(self) -> bool:
        """Whether her registration changes, and not the row alone."""
        if self.before is None:
            return False
        return self.identity() != self.before or bool({"sex", "age"} & set(self.changed_data))

    def identity(self) -> IdentityData:
        """Who she is now; an age that was changed outweighs a date of birth."""
        assert self.before is not None  # noqa: S101  only a form that knows her changes her
        data = self.cleaned_data
        return replace(
            self.before,
            full_name_native=clean(data["full_name_native"]),
            full_name_latin=clean(data["full_name_latin"]),
            phone=clean(data["phone"]),
            birth_date="" if "age" in self.changed_data else self.before.birth_date,
        )

    def facts(self) -> RegistrationFacts:
        """Her countable facts now."""
        data, facts = self.cleaned_data, RegistrationFacts.of(self.registration)
        if "age" in self.changed_data:
            facts = replace(facts, birth_year=None if data["age"] is None else self.on.year - data["age"])
        return replace(facts, sex=data["sex"]) if "sex" in self.changed_data else facts

    def row_now(self) -> dict[str, str]:
        """What the row says now."""
        data = self.cleaned_data
        row = {name: str(data.get(name, value) or "") for name, value in self.row.items()}
        if self.before is not None:
            row["sex"] = data["sex"] or Sex.UNKNOWN
            if "age" in self.changed_data:
                row["age_band"] = age_band(data["age"])
        return row


@dataclass(frozen=True, slots=True, repr=False)
class Before:
    """What a correction replaced. `version` is that of her identity after it; None where only the row changed."""

    row: dict[str, str]
    identity: IdentityData
    facts: RegistrationFacts
    version: int | None


@transaction.atomic
def correct_row(form: RowCorrectionForm, *, by: User, change: ChangeRow) -> str:
    """Write a valid form; what it replaced, sealed, for `take_back` ("" where nothing of her can be kept).

    Raises:
        PersonChangedMeanwhile: somebody else corrected her since the form was shown.
        Whatever `change` raises; then nothing is written.
    """
    registration, facts = form.registration, RegistrationFacts.of(form.registration)
    change(form.row_now())
    version = None
    if form.changes_her:
        seen = form.cleaned_data["version"]
        correct_person(registration, identity=form.identity(), facts=form.facts(), by=by, seen_version=seen)
        version = seen + 1
    if registration.erased_at is not None:
        return ""
    return _seal(registration, Before(dict(form.row), form.before or IdentityData(), facts, version))


@transaction.atomic
def take_back(registration: Registration, sealed: str, *, by: User, change: ChangeRow) -> None:
    """Put back what a correction replaced. PersonChangedMeanwhile if she was corrected once more since."""
    before = _unseal(registration, sealed)
    change(before.row)
    if before.version is not None:
        correct_person(
            registration, identity=before.identity, facts=before.facts, by=by, seen_version=before.version
        )


def save_correction(
    form: RowCorrectionForm, *, by: User, change: ChangeRow, session: SessionBase, row: object
) -> bool:
    """Write a valid form and offer its undo; what stands against it is an error of the form."""
    try:
        sealed = correct_row(form, by=by, change=change)
    except DomainError as error:
        form.add_error(None, str(error.message))
        return False
    _keep(session, row, sealed)
    return True


def undo_correction(
    registration: Registration, *, by: User, change: ChangeRow, session: SessionBase, row: object
) -> str:
    """Take the last correction of a row back; why not, where it cannot be. Sent twice, the second does nothing."""
    kept = session.get(UNDO) or ["", ""]
    _keep(session, "", "")
    if kept[0] != str(row):
        return ""
    try:
        take_back(registration, str(kept[1]), by=by, change=change)
    except DomainError as error:
        return str(error.message)
    return ""


def _keep(session: SessionBase, row: object, sealed: str) -> None:
    session[UNDO] = [str(row), sealed] if sealed else []


def corrected_row(session: SessionBase, rows: Iterable[object]) -> str:
    """Which of these rows has a correction that can be taken back, "" for none."""
    kept = (session.get(UNDO) or [""])[0]
    return next((str(row) for row in rows if str(row) == kept), "")


def _place(registration: Registration) -> str:
    return f"{registration.pk}|undo|1"


def _seal(registration: Registration, before: Before) -> str:
    content = asdict(before) | {"identity": {name: getattr(before.identity, name) for name in SEALED_FIELDS}}
    key = open_key(registration.identity.key_id)
    return seal(json.dumps(content).encode(), key=key, place=_place(registration)).hex()


def _unseal(registration: Registration, sealed: str) -> Before:
    if registration.erased_at is not None:
        raise PersonChangedMeanwhile
    key = open_key(registration.identity.key_id)
    content = json.loads(unseal(bytes.fromhex(sealed), key=key, place=_place(registration)))
    return Before(
        content["row"],
        IdentityData(**content["identity"]),
        RegistrationFacts(**content["facts"]),
        content["version"],
    )
