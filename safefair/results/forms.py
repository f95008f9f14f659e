"""Forms of `results`."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from safefair.core.codes import AgeBand, Country, Sex
from safefair.results.dimensions import DIMENSIONS, words_of
from safefair.results.enums import DisclosureMethod
from safefair.results.models import Figure, Indicator, Programme, Release, ReportingPeriod

ALL = [("", _("all"))]


class ReasonForm(forms.Form):
    """Why a period is locked or unlocked, or a release withdrawn."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stays on record."),
    )


class PeriodForm(forms.Form):
    """Which period a page is about."""

    period = forms.ChoiceField(label=_("Period"))

    def __init__(self, periods: list[ReportingPeriod], chosen: ReportingPeriod | None) -> None:
        super().__init__(initial={"period": str(chosen.uuid) if chosen else ""})
        self.fields["period"].choices = [(str(period.uuid), period.label) for period in periods]  # type: ignore[attr-defined]  # a ChoiceField's own attribute


class RowFilterForm(forms.Form):
    """Which of a figure's rows to look at."""

    country = forms.ChoiceField(label=_("Country"), required=False, choices=[*ALL, *Country.choices])
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=[*ALL, *Sex.choices])
    age_band = forms.ChoiceField(label=_("Age"), required=False, choices=[*ALL, *AgeBand.choices])
    role = forms.ChoiceField(label=_("Role"), required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        roles = [(code, words_of("role", code)) for code in DIMENSIONS["role"].codes]
        self.fields["role"].choices = [*ALL, *roles]  # type: ignore[attr-defined]  # a ChoiceField's own attribute

    def wanted(self) -> dict[str, str]:
        """The codes asked for; what is no code of a list asks for nothing."""
        return {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}


class ReleaseForm(forms.ModelForm):
    """What leaves together: a period, indicators, how small counts are protected."""

    indicators = forms.ModelMultipleChoiceField(
        Indicator.objects.none(),
        label=_("Indicators"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("All of them are protected together, with every release published before."),
    )

    threshold = forms.IntegerField(
        label=_("Smallest count shown"),
        min_value=3,
        max_value=1000,
        initial=11,
        help_text=_(
            "Counts of people from 1 to one less than this are withheld. 11 for the public, never below 3."
        ),
        error_messages={"min_value": _("The smallest count shown may not be below 3.")},
    )

    class Meta:
        model = Release
        fields = ("title", "period", "indicators", "method", "threshold", "note")
        widgets = {"method": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"note": _("Printed beside the tables.")}

    def __init__(self, data: QueryDict | None = None, *, programme: Programme) -> None:
        super().__init__(data)
        measured = Figure.objects.filter(is_latest=True, value__isnull=False)
        periods = ReportingPeriod.objects.filter(programme=programme, figures__in=measured)
        self.fields["period"].queryset = periods.distinct().order_by("-ends_before", "starts_on")  # type: ignore[attr-defined]  # a ModelChoiceField's own attribute
        self.fields["period"].empty_label = None  # type: ignore[attr-defined]  # as above
        choices = Indicator.objects.filter(result__programme=programme, is_public=True)
        field = self.fields["indicators"]
        field.queryset = choices.order_by("code")  # type: ignore[attr-defined]  # as above
        field.initial = list(choices.values_list("pk", flat=True))
        self.fields["method"].choices = DisclosureMethod.choices  # type: ignore[attr-defined]  # as above
