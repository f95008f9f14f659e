"""Numbers and hours of a service, a row each; an empty row is none."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from safefair.core.codes import ZONE_CHOICES, Country
from safefair.core.widgets import DayInput
from safefair.directory.entries import Entry
from safefair.directory.enums import Channel
from safefair.directory.numbers import parse_number


class PhoneForm(forms.Form):
    """One number."""

    number = forms.CharField(label=_("Number, or name in the app"), max_length=60, required=False)
    channel = forms.ChoiceField(label=_("For"), choices=Channel, initial=Channel.VOICE)
    country = forms.ChoiceField(label=_("Dialled in"), choices=Country)
    extension = forms.CharField(label=_("Extension"), max_length=10, required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages of this number, if not all"), choices=settings.LANGUAGES, required=False
    )

    def clean(self) -> dict[str, Any]:
        """As it is stored: E.164, or a short number."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("number") and found.get("country") and found.get("channel"):
            try:
                found["number"] = parse_number(found["number"], found["country"], found["channel"])
            except ValueError as fault:
                self.add_error("number", str(fault))
        return found


class ScheduleForm(forms.Form):
    """Some days with the same hours."""

    days = forms.TypedMultipleChoiceField(
        label=_("Days"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    opens_at = forms.TimeField(
        label=_("From"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    closes_at = forms.TimeField(
        label=_("Until"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    timezone = forms.ChoiceField(label=_("Time zone"), choices=ZONE_CHOICES)
    by_appointment = forms.BooleanField(label=_("by appointment"), required=False)
    valid_from = forms.DateField(label=_("First day"), required=False, widget=DayInput())
    valid_to = forms.DateField(label=_("Last day"), required=False, widget=DayInput())

    def clean(self) -> dict[str, Any]:
        """Days need hours, and ends come after beginnings."""
        found: dict[str, Any] = super().clean() or {}
        opens, closes = found.get("opens_at"), found.get("closes_at")
        if found.get("days") and not (opens and closes):
            self.add_error("opens_at", _("Say from when until when."))
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("This is not after the hour at which you open."))
        first, last = found.get("valid_from"), found.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("This is before the first day."))
        return found


PhoneFormSet = forms.formset_factory(PhoneForm, extra=1, max_num=12, absolute_max=12)
ScheduleFormSet = forms.formset_factory(ScheduleForm, extra=1, max_num=8, absolute_max=8)


def made_phones(rows: Any) -> list[Entry]:
    """The numbers of a valid set of forms."""
    return [row.cleaned_data for row in rows if row.cleaned_data.get("number")]


def made_schedules(rows: Any) -> list[Entry]:
    """The hours of a valid set of forms."""
    return [
        {name: value for name, value in data.items() if name != "by_appointment" or value}
        | {name: f"{data[name]:%H:%M}" for name in ("opens_at", "closes_at")}
        | {name: data[name].isoformat() if data[name] else "" for name in ("valid_from", "valid_to")}
        for data in (row.cleaned_data for row in rows)
        if data.get("days")
    ]
