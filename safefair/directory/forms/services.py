"""The editor of a service, and the filters of the list. A form gives an entry; nothing is written by it."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.core.codes import Country, areas, country_name
from safefair.directory.entries import PROFILE, Entry
from safefair.directory.enums import KindOfHelp, ServiceStatus, Visibility
from safefair.directory.errors import ShelterHasNoPlace
from safefair.directory.models import Location, Service
from safefair.directory.models.service import WORDS
from safefair.directory.numbers import parse_number
from safefair.directory.queries.services import matching

ORDERS = {"name": "name", "organization": "organization__name", "checked": "assured_on", "status": "status"}


def area_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """By country: the whole of it, then its provinces."""
    return [
        (country_name(code), [(code, f"{country_name(code)} – {_('all of it')}"), *areas(code)])
        for code in sorted(Country.values, key=country_name)
    ]


class ServiceForm(forms.ModelForm):
    """What one service is, for whom, where, and what one should know before calling."""

    kinds = forms.MultipleChoiceField(
        label=_("Kind of help"), choices=KindOfHelp, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=settings.LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple
    )
    written_in = forms.ChoiceField(label=_("Language in which you write this"), choices=settings.LANGUAGES)
    areas = forms.MultipleChoiceField(
        label=_("Where somebody must be to get it"),
        help_text=_("Whole countries or provinces; hold Ctrl or Cmd to choose several."),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    places = forms.ModelMultipleChoiceField(
        Location.objects.none(),
        label=_("Places one can go to"),
        help_text=_("None for a safe place to stay: its place stands nowhere."),
        to_field_name="uuid",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Service
        fields = (
            "name", "description", "kinds", "status", "eligibility_description", "fees_description",
            "application_process", "written_in", "languages", "areas", "places", *PROFILE,
        )  # fmt: skip
        widgets = {
            name: forms.Textarea(attrs={"rows": 3})
            for name in ("description", "eligibility_description", "fees_description", "application_process")
        }
        help_texts = {
            "name": _("As one would say it to somebody on the telephone."),
            "description": _("Two or three plain sentences: what happens when she comes or calls."),
            "calls_recorded": _("Ask the service. She reads it before the number."),
            "immigration_status_asked": _("Whether she has to show or say that she may be in the country."),
            "number_from_abroad": _(
                "With + and the country's number, if one dials another number from abroad."
            ),
            "visibility": _(
                "Only what is for everybody is shown outside, and only once somebody has checked it by a call."
            ),
        }

    def __init__(self, data: Any, *, entry: Entry, organization: Organization) -> None:
        super().__init__(data, initial={name: entry[name] for name in self.Meta.fields})
        self.entry = entry
        self.fields["areas"].choices = area_choices()  # type: ignore[attr-defined]
        own = Location.objects.filter(organization=organization, is_active=True).order_by("name", "pk")
        self.fields["places"].queryset = own  # type: ignore[attr-defined]

    @property
    def about(self) -> list[forms.BoundField]:
        """The fields of what it is."""
        return [field for field in self.visible_fields() if field.name not in PROFILE]

    @property
    def profile(self) -> list[forms.BoundField]:
        """The fields of what one should know before calling."""
        return [field for field in self.visible_fields() if field.name in PROFILE]

    def clean(self) -> dict[str, Any]:
        """A safe place to stay has no place."""
        found: dict[str, Any] = super().clean() or {}
        if KindOfHelp.SHELTER in found.get("kinds", []) and found.get("places"):
            self.add_error("places", str(ShelterHasNoPlace.message))
        return found

    def clean_number_from_abroad(self) -> str:
        """E.164."""
        text = self.cleaned_data["number_from_abroad"]
        if not text:
            return ""
        try:
            number = parse_number(text, "TH")
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from None
        if not number.startswith("+"):
            raise forms.ValidationError(_("Begin with + and the number of the country."))
        return number

    def _post_clean(self) -> None:
        """The form fills an entry, not the model: the rules of rows are for whoever writes them."""

    def made_entry(self, phones: list[Entry], schedules: list[Entry]) -> Entry:
        """The entry that the form says; only of a valid form."""
        data = self.cleaned_data
        made = {name: data[name] for name in self.Meta.fields}
        made["places"] = [str(place.uuid) for place in data["places"]]
        return self.entry | made | {"phones": phones, "schedules": schedules}


class WordsForm(forms.Form):
    """The same words in another language."""

    def __init__(self, data: Any, *, entry: Entry, language: str) -> None:
        super().__init__(data, initial=entry["translations"].get(language, {}))
        self.entry, self.language = entry, language
        for name in WORDS:
            field: Any = Service._meta.get_field(name)
            if entry[name]:
                self.fields[name] = forms.CharField(
                    label=field.verbose_name,
                    help_text=entry[name],
                    required=False,
                    max_length=field.max_length,
                    widget=forms.TextInput(attrs={"lang": language})
                    if name == "name"
                    else forms.Textarea(attrs={"rows": 3, "lang": language}),
                )

    def made_entry(self) -> Entry:
        """The entry with these words."""
        return self.entry | {
            "translations": self.entry["translations"] | {self.language: dict(self.cleaned_data)}
        }


class ServiceFilter(forms.Form):
    """Narrowing the list of services."""

    q = forms.CharField(label=_("Words"), required=False, widget=forms.SearchInput)
    kind = forms.ChoiceField(
        label=_("Kind of help"), required=False, choices=[("", _("any")), *KindOfHelp.choices]
    )
    country = forms.ChoiceField(
        label=_("Country"), required=False, choices=[("", _("any")), *Country.choices]
    )
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("any")), *ServiceStatus.choices]
    )
    visibility = forms.ChoiceField(
        label=_("Who may see it"), required=False, choices=[("", _("any")), *Visibility.choices]
    )

    ours = forms.BooleanField(label=_("of our own organisation"), required=False)

    def __init__(self, *args: Any, organization_id: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organization_id = organization_id
        if organization_id is None:
            del self.fields["ours"]

    def narrow(self, rows: QuerySet[Service], order: str) -> QuerySet[Service]:
        """The rows that fit, in an order that leaves none out between pages."""
        self.is_valid()
        asked = {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}
        if "q" in asked:
            rows = matching(rows, asked["q"])
        if "ours" in asked:
            rows = rows.filter(organization=self.organization_id)
        if "kind" in asked:
            rows = rows.filter(kinds__contains=[asked["kind"]])
        if "country" in asked:
            rows = rows.filter(service_areas__country=asked["country"]).distinct()
        rows = rows.filter(**{name: asked[name] for name in ("status", "visibility") if name in asked})
        sign, field = ("-" if order.startswith("-") else ""), ORDERS.get(order.removeprefix("-"), "name")
        return rows.order_by(f"{sign}{field}", "name", "pk")
