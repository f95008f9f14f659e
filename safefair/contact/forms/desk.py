"""Who answers, when: what the public page says of a desk."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from safefair.contact.models import Desk
from safefair.core.codes import ZONE_CHOICES, Country


class DeskForm(forms.ModelForm):
    """The desk of one organisation."""

    countries = forms.MultipleChoiceField(
        label=_("Answers for"), choices=Country.choices, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedMultipleChoiceField(
        label=_("Days"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    timezone = forms.ChoiceField(label=_("Time zone"), choices=ZONE_CHOICES)

    class Meta:
        model = Desk
        fields = (
            "is_open",
            "countries",
            "languages",
            "days",
            "opens_at",
            "closes_at",
            "timezone",
            "away_until",
        )
        widgets = {
            "opens_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "closes_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "away_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "away_until": _("A holiday or an absence: the first day on which somebody answers again."),
            "is_open": _(
                "Off: the public page no longer offers you; questions that were asked stay with you."
            ),
        }

    def clean(self) -> dict[str, Any]:
        """The end of the day is after its beginning."""
        found: dict[str, Any] = super().clean() or {}
        opens, closes = found.get("opens_at"), found.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("This is not after the hour at which you open."))
        return found

    def clean_timezone(self) -> str:
        """A zone that this machine knows."""
        return str(ZoneInfo(self.cleaned_data["timezone"]))
