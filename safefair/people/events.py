"""What the forms of information sessions and of trainings share: where it was, who held it, which of them a list shows."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.core.codes import Country, areas
from safefair.core.widgets import DayInput

ALL = [("", _("all"))]


class EventForm(forms.Form):
    """Where an event was, who held it, the language of its sheet."""

    country = forms.ChoiceField(label=_("Country"), choices=Country)
    area = forms.ChoiceField(label=_("Province or state"), required=False)
    place = forms.CharField(label=_("Place"), required=False, max_length=100)
    organizer_name = forms.CharField(
        label=_("Held by"),
        required=False,
        max_length=200,
        help_text=_("Leave empty if your organisation held it."),
    )
    language = forms.ChoiceField(label=_("Language of the sheet"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("country", organization.country)
        country = str(self.data.get("country") or self.initial["country"])
        area = self.fields["area"]
        assert isinstance(area, forms.ChoiceField)  # noqa: S101  the class above says so
        area.choices = [("", _("not recorded")), *areas(country)]


class EventFilter(forms.Form):
    """Which events a list shows; by country only for a role of the programme."""

    start = forms.DateField(label=_("From"), required=False, widget=DayInput)
    until = forms.DateField(label=_("To"), required=False, widget=DayInput)
    country = forms.ChoiceField(label=_("Country"), required=False, choices=[*ALL, *Country.choices])
    batch = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_programme: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_programme:
            del self.fields["country"]


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("A few words, without the name of anybody.")
    )
