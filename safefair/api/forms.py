"""What may be asked of lists. A name that is not here is refused: a filter that does nothing would answer wrongly."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet

from safefair.directory.hsds.taxonomy import having
from safefair.directory.models import Service, ServiceAtLocation

PER_PAGE, MOST = 50, 100


class Flag(forms.BooleanField):
    """true or false, as one writes it in an address."""

    widget = forms.TextInput

    def __init__(self) -> None:
        super().__init__(required=False)


class AskOne(forms.Form):
    """One thing by its id: nothing else may be asked."""

    @property
    def unknown(self) -> list[str]:
        """Names in the address that mean nothing here."""
        return sorted(set(self.data) - set(self.fields))


class AskPage(AskOne):
    """Any list."""

    page = forms.IntegerField(required=False, min_value=1)
    per_page = forms.IntegerField(required=False, validators=[MinValueValidator(1), MaxValueValidator(MOST)])
    format = forms.ChoiceField(required=False, choices=[("json", "JSON")])


class AskOrganizations(AskPage):
    """Organisations."""

    full = Flag()


class AskServices(AskPage):
    """Services."""

    organization_id = forms.UUIDField(required=False)
    taxonomy_term_id = forms.UUIDField(required=False)
    modified_after = forms.DateTimeField(required=False)
    full = Flag()

    def narrow(self, rows: QuerySet[Service]) -> QuerySet[Service]:
        """The services that fit."""
        asked: dict[str, Any] = self.cleaned_data
        if asked["organization_id"]:
            rows = rows.filter(organization__uuid=asked["organization_id"])
        if asked["taxonomy_term_id"]:
            rows = rows.filter(having(asked["taxonomy_term_id"]))
        if asked["modified_after"]:
            rows = rows.filter(updated_at__gte=asked["modified_after"])
        return rows


class AskPlaces(AskServices):
    """Services at places; they are those of the services that fit."""

    def narrow_places(self, rows: QuerySet[ServiceAtLocation]) -> QuerySet[ServiceAtLocation]:
        """The places of the services that fit."""
        return rows.filter(service__in=self.narrow(Service.objects.all()))


class AskTerms(AskPage):
    """Terms of taxonomies."""

    taxonomy_id = forms.UUIDField(required=False)
    parent_id = forms.UUIDField(required=False)
    top_only = Flag()
