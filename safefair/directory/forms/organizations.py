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
        fields = (
            "name", "location_type", "country", "area", "place", "address_1", "postal_code", "latitude", "longitude",
            "opening_hours", "languages", "is_active",
        )  # fmt: skip
        help_texts = {
            "place": _("For a shelter write only the town: its address must stand nowhere."),
            "address_1": _("Only what everybody may know. A shelter has none."),
            "latitude": _("Only for a place with its address, in degrees such as 16.71310."),
            "opening_hours": _("As you would tell somebody on the telephone."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries = [(str(Country(code).label), areas(code)) for code in Country.values if areas(code)]
        self.fields["area"] = forms.ChoiceField(
            label=_("Province or state"), required=False, choices=[("", _("not known")), *countries]
        )

    def clean(self) -> dict[str, Any]:
        """An area lies in the country chosen; a shelter has no address, and nothing is on the map without one."""
        data = super().clean() or {}
        exact = [name for name in ("address_1", "postal_code", "latitude", "longitude") if data.get(name)]
        if exact and self.instance.organization.kind == OrganizationKind.SHELTER:
            self.add_error(exact[0], _("A shelter has a town here, never an address or a position."))
        elif (data.get("latitude") is None) != (data.get("longitude") is None):
            self.add_error("longitude", _("A position has both, latitude and longitude."))
        elif data.get("latitude") is not None and not data.get("address_1"):
            self.add_error("address_1", _("Only a place whose address everybody may know is shown on a map."))
        if data.get("area") and not data["area"].startswith(f"{data.get('country')}-"):
            self.add_error("area", _("This province is not in the country chosen above."))
        return data
