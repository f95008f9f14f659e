"""Which readings of a case, and why their list leaves."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import User
from safefair.cases.enums.reading import ListReason
from safefair.core.models import ReadLog
from safefair.core.widgets import DayInput


class ReadingFilter(forms.Form):
    """From a day up to and including another, by one person; what cannot be read narrows nothing."""

    start = forms.DateField(label=_("From"), required=False, widget=DayInput)
    last = forms.DateField(label=_("up to and including"), required=False, widget=DayInput)
    person = forms.ChoiceField(label=_("Who"), required=False)

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  the class above says so
        self.by_address = {str(user.uuid): user for user in people}
        field.choices = [("", _("everybody")), *((key, user.name) for key, user in self.by_address.items())]

    def narrow(self, readings: QuerySet[ReadLog]) -> QuerySet[ReadLog]:
        """The readings that fit."""
        self.is_valid()
        data = self.cleaned_data
        if start := data.get("start"):
            readings = readings.filter(at__gte=_midnight(start))
        if last := data.get("last"):
            readings = readings.filter(at__lt=_midnight(last + dt.timedelta(days=1)))
        if person := data.get("person"):
            readings = readings.filter(user_id=self.by_address[person].pk)
        return readings


class ListForm(forms.Form):
    """Why the list leaves as a file."""

    reason = forms.ChoiceField(label=_("Why"), choices=ListReason, widget=forms.RadioSelect)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
