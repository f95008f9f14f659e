"""The week of a service on one slim page: a row a day."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from safefair.directory.entries import Entry


class DayForm(forms.Form):
    """One day: from, until, whether one has to ask for an hour first. Empty hours: closed."""

    opens_at = forms.TimeField(
        label=_("From"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    closes_at = forms.TimeField(
        label=_("Until"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    by_appointment = forms.BooleanField(label=_("by appointment"), required=False)

    def clean(self) -> dict[str, Any]:
        """Both hours or none, and in their order."""
        found: dict[str, Any] = super().clean() or {}
        opens, closes = found.get("opens_at"), found.get("closes_at")
        if bool(opens) != bool(closes) and not self.errors:
            self.add_error("closes_at" if opens else "opens_at", _("Say from when until when."))
        elif opens and closes and closes <= opens:
            self.add_error("closes_at", _("This is not after the hour at which you open."))
        return found


class WeekForm:
    """Seven days. Only for services whose hours have one span a day, all the year."""

    def __init__(self, data: Any, *, entry: Entry) -> None:
        self.entry = entry
        initial = {day: row for row in entry["schedules"] for day in row["days"]}
        self.days = [
            (name, DayForm(data, prefix=f"day{day}", initial=initial.get(day, {})))
            for day, name in WEEKDAYS.items()
        ]

    @staticmethod
    def fits(entry: Entry) -> bool:
        """Whether a week says all of the hours: one span a day, one time zone, no first or last day."""
        rows = entry["schedules"]
        days = [day for row in rows for day in row["days"]]
        return (
            len(days) == len(set(days))
            and len({row["timezone"] for row in rows}) < 2
            and not any(row["valid_from"] or row["valid_to"] for row in rows)
        )

    def is_valid(self) -> bool:
        """Whether every day is right; all are looked at."""
        valid = [form.is_valid() for _name, form in self.days]
        return all(valid)

    def made_entry(self, zone: str) -> Entry:
        """The entry with this week; days with the same hours stand in one row. `zone` where there were no hours."""
        zone = next((row["timezone"] for row in self.entry["schedules"]), zone)
        rows: dict[tuple[str, str, bool], list[int]] = {}
        for day, (_name, form) in enumerate(self.days):
            data = form.cleaned_data
            if data["opens_at"]:
                key = f"{data['opens_at']:%H:%M}", f"{data['closes_at']:%H:%M}", data["by_appointment"]
                rows.setdefault(key, []).append(day)
        return self.entry | {
            "schedules": [
                {
                    "days": days,
                    "opens_at": opens,
                    "closes_at": closes,
                    "timezone": zone,
                    "valid_from": "",
                    "valid_to": "",
                }
                | ({"by_appointment": True} if asks else {})
                for (opens, closes, asks), days in rows.items()
            ]
        }
