"""Days of what was done or is planned."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safefair.core.widgets import DayInput


class PastDayField(forms.DateField):
    """A day that has come; today unless another is typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": DayInput, "initial": timezone.localdate, **kwargs})

    def validate(self, value: Any) -> None:
        """Not tomorrow."""
        super().validate(value)
        if value and value > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))


class ComingDayField(forms.DateField):
    """A day by which something is to be done."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=DayInput, **kwargs)


class EntryForm(forms.Form):
    """A form that makes one row, however often it is sent."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


def in_days(days: int) -> dt.date:
    """A day counted from today."""
    return timezone.localdate() + dt.timedelta(days=days)
