"""One line of the register of visits, and the filter of their list."""

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.core.codes import Country
from safefair.core.widgets import DayInput
from safefair.directory.models import Location
from safefair.outreach.enums import DESK_TOPICS, Channel, Relation, VisitService
from safefair.outreach.models import Visit
from safefair.outreach.operations import VisitFacts
from safefair.people.line import PersonLineForm

# One key each on the line; topics have the digits.
SERVICE_KEYS = {"INFORMATION": "i", "COUNSELLING": "c", "LEGAL": "l", "COMPLAINT": "o", "REFERRAL": "r"}
RELATION_KEYS = {"POTENTIAL": "p", "CURRENT": "w", "RETURNED": "b", "FAMILY": "f", "OTHER": "x", "U": "u"}
CONTEXT = ("visited_on", "location", "channel", "language")


class VisitForm(PersonLineForm):
    """Who came, and what the visit was about."""

    allows_nobody = True

    visited_on = forms.DateField(label=_("Date"), widget=DayInput)
    location = forms.ChoiceField(label=_("Place"), required=False)
    channel = forms.ChoiceField(label=_("How"), choices=Channel, initial=Channel.WALK_IN)
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("not recorded")), *settings.LANGUAGES]
    )
    relation = forms.ChoiceField(
        label=_("She is"), required=False, choices=Relation, initial=Relation.UNKNOWN
    )
    services = forms.MultipleChoiceField(label=_("What the visit gave"), choices=VisitService)
    topics = forms.MultipleChoiceField(
        label=_("About what"), required=False, choices=[(topic.value, topic.label) for topic in DESK_TOPICS]
    )
    second_of = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: object, organization: Organization, **kwargs: object) -> None:
        super().__init__(*args, organization=organization, **kwargs)
        places = Location.objects.filter(organization=self.organization, is_active=True).order_by("name")
        self.places = {str(place.pk): place for place in places}
        field = self.fields["location"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  the class above says so
        field.choices = [
            ("", _("not at one of our places")),
            *((key, place.name) for key, place in self.places.items()),
        ]
        if len(self.places) == 1:
            self.initial.setdefault("location", next(iter(self.places)))

    @property
    def is_second(self) -> bool:
        """Saved again after it was said that this person has a visit on that day."""
        return bool(self.cleaned_data["second_of"] == self.cleaned_data["person"])

    def facts(self) -> VisitFacts:
        """The line as the operation takes it."""
        data = self.cleaned_data
        return VisitFacts(
            visited_on=data["visited_on"],
            services=tuple(data["services"]),
            topics=tuple(data["topics"]),
            channel=data["channel"],
            relation=data["relation"] or Relation.UNKNOWN,
            location=self.places.get(data["location"]),
            language=data["language"],
            sex=data["sex"],
            age_band=self.age_band,
        )


class VisitFilter(forms.Form):
    """Which visits a list shows."""

    start = forms.DateField(label=_("From"), required=False, widget=DayInput)
    until = forms.DateField(label=_("To"), required=False, widget=DayInput)
    service = forms.ChoiceField(
        label=_("Gave"), required=False, choices=[("", _("all")), *VisitService.choices]
    )
    channel = forms.ChoiceField(label=_("How"), required=False, choices=[("", _("all")), *Channel.choices])
    relation = forms.ChoiceField(label=_("Who"), required=False, choices=[("", _("all")), *Relation.choices])
    country = forms.ChoiceField(
        label=_("Country"), required=False, choices=[("", _("all")), *Country.choices]
    )

    SORTS = {"on": ("visited_on", "pk"), "-on": ("-visited_on", "-pk")}

    def __init__(self, *args: object, is_programme: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # what a form takes
        if not is_programme:
            del self.fields["country"]

    def narrow(self, visits: QuerySet[Visit], sort: str) -> QuerySet[Visit]:
        """The visits that fit, in the order asked for; what cannot be read narrows nothing."""
        self.is_valid()
        lookups = {
            "start": "visited_on__gte",
            "until": "visited_on__lte",
            "service": "services__contains",
            "channel": "channel",
            "relation": "relation",
            "country": "country",
        }
        for name, lookup in lookups.items():
            value = self.cleaned_data.get(name)
            if value:
                visits = visits.filter(**{lookup: [value] if name == "service" else value})
        return visits.order_by(*self.SORTS.get(sort, self.SORTS["-on"]))
