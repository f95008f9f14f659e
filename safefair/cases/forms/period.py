"""A period as people say it: from a day up to and including another."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.core.widgets import DayInput


class PeriodForm(forms.Form):
    """From a day up to and including another."""

    start = forms.DateField(label=_("From"), widget=DayInput)
    last = forms.DateField(label=_("up to and including"), widget=DayInput)

    def clean(self) -> dict[str, Any]:
        """The last day does not come before the first."""
        data = super().clean() or {}
        if data.get("start") and data.get("last") and data["last"] < data["start"]:
            self.add_error("last", _("This day lies before the first one."))
        return data

    @property
    def end(self) -> dt.date:
        """The first day that is not in it, of a valid form."""
        return dt.date.fromordinal(self.cleaned_data["last"].toordinal() + 1)
