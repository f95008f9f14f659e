"""What leaves in a file, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.cases.enums.export import ExportKind, ExportReason
from safefair.cases.forms.period import PeriodForm
from safefair.core.widgets import DayInput


class ExportForm(PeriodForm):
    """Which file, of which days, for what reason."""

    kind = forms.ChoiceField(label=_("File"), choices=ExportKind, widget=forms.RadioSelect)
    start = forms.DateField(label=_("Incidents told from"), widget=DayInput)
    reason = forms.ChoiceField(label=_("Why"), choices=ExportReason, widget=forms.RadioSelect)

    field_order = ("kind", "start", "last", "reason")
