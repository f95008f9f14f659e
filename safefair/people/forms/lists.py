"""Filters of the lists, and the reasons for a decision on two registrations."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from safefair.core.codes import Sex, areas
from safefair.people.codes import read_code
from safefair.people.enums import RegistrationSource
from safefair.people.models import Registration

SORTS = {
    "on": ("registered_on", "id"),
    "code": ("code",),
    "age": ("birth_year", "id"),
    "area": ("area", "id"),
}


class RegistrationFilter(django_filters.FilterSet):
    """Filters of the people of one organisation. Names are searched on the page for it, never in an address."""

    code = django_filters.CharFilter(label=_("Code"), method="by_code")
    sex = django_filters.ChoiceFilter(label=_("Sex"), choices=Sex, empty_label=_("all"))
    area = django_filters.ChoiceFilter(label=_("Province or state"), empty_label=_("all"))
    source = django_filters.ChoiceFilter(label=_("Way in"), choices=RegistrationSource, empty_label=_("all"))
    since = django_filters.DateFilter(
        label=_("Registered from"),
        field_name="registered_on",
        lookup_expr="gte",
        widget=forms.DateInput({"type": "date"}),
    )
    before = django_filters.DateFilter(
        label=_("and before"),
        field_name="registered_on",
        lookup_expr="lt",
        widget=forms.DateInput({"type": "date"}),
    )

    class Meta:
        model = Registration
        fields = ("code", "sex", "area", "source", "since", "before")

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["area"].extra["choices"] = areas(country)

    def by_code(self, queryset: QuerySet[Registration], _name: str, value: str) -> QuerySet[Registration]:
        """By a whole code, however it is typed."""
        return queryset.filter(code=read_code(value) or value)


def ordering(sort: str) -> list[str]:
    """The order of the people list for `?sort=`; the newest first where it names none."""
    name = sort.removeprefix("-")
    if name not in SORTS:
        return ["-registered_on", "-id"]
    sign = "-" if sort.startswith("-") else ""
    return [f"{sign}{field}" for field in SORTS[name]]


class DecisionForm(forms.Form):
    """Why two registrations are one person, or two."""

    SAME = [
        (_("I asked her"), _("I asked her")),
        (_("same telephone or document"), _("same telephone or document")),
        (_("same name, birth and place"), _("same name, birth and place")),
    ]
    DIFFERENT = [
        (_("I asked her"), _("I asked her")),
        (_("relatives or a shared telephone"), _("relatives or a shared telephone")),
        (_("a common name, otherwise different"), _("a common name, otherwise different")),
    ]
    reason = forms.CharField(max_length=300)
