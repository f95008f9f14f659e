"""Filters of the directory, and the form of one place."""

from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from safefair.accounts.enums import OrganizationKind
from safefair.accounts.models import Organization
from safefair.core.codes import Country, areas
from safefair.directory.models import Location


class OrganizationFilter(django_filters.FilterSet):
    """Organisations by name or place, country and kind."""

    q = django_filters.CharFilter(label=_("Name or place"), method="by_words", widget=forms.SearchInput)
    country = django_filters.ChoiceFilter(label=_("Country"), choices=Country, empty_label=_("all"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=OrganizationKind, empty_label=_("all"))

    class Meta:
        model = Organization
        fields = ("q", "country", "kind")

    def by_words(self, queryset: QuerySet[Organization], _name: str, value: str) -> QuerySet[Organization]:
        """Part of a name, or of the town of one of its places."""
        places = Location.objects.filter(Q(name__icontains=value) | Q(place__icontains=value), is_active=True)
        return queryset.filter(Q(name__icontains=value) | Q(pk__in=places.values("organization")))


class LocationForm(forms.ModelForm):
    """A place of one's own organisation."""

    languages = forms.MultipleChoiceField(
        label=_("Languages spoken there"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Location
        fields = ("name", "country", "area", "place", "opening_hours", "languages", "is_active")
        help_texts = {
            "place": _("For a shelter write only the town: its address must stand nowhere."),
            "opening_hours": _("As you would tell somebody on the telephone."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries = [(str(Country(code).label), areas(code)) for code in Country.values if areas(code)]
        self.fields["area"] = forms.ChoiceField(
            label=_("Province or state"), required=False, choices=[("", _("not known")), *countries]
        )

    def clean(self) -> dict[str, Any]:
        """An area lies in the country chosen."""
        data = super().clean() or {}
        if data.get("area") and not data["area"].startswith(f"{data.get('country')}-"):
            self.add_error("area", _("This province is not in the country chosen above."))
        return data
