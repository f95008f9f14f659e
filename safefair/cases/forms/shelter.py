"""Houses, beds, coming and leaving, turning away, and asking for room."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.cases.enums.plan import Service
from safefair.cases.enums.shelter import LeaveReason, TurnAwayReason
from safefair.cases.errors import BedTaken
from safefair.cases.forms.days import ComingDayField, EntryForm, PastDayField
from safefair.cases.forms.fields import WordsField
from safefair.cases.forms.meanwhile import SeenForm
from safefair.cases.models import Bed, House
from safefair.cases.operations.houses import FACTS, WORDS
from safefair.cases.operations.stays import Coming
from safefair.core.codes import Country, areas

CHOOSE = ("", _("choose"))
MOST_CHILDREN = 6


class HouseForm(SeenForm):
    """A house under a front name."""

    name = forms.CharField(
        label=_("Front name"),
        max_length=80,
        help_text=_("Others see it. It must not tell where the house is."),
    )
    country = forms.ChoiceField(label=_("Country"), choices=Country)
    area = forms.ChoiceField(
        label=_("Province or state"),
        required=False,
        help_text=_("Others see it. Leave it empty where it would tell too much."),
    )
    takes_children = forms.BooleanField(label=_("takes children"), required=False, initial=True)
    takes_boys_until = forms.IntegerField(
        label=_("Boys up to which age"),
        required=False,
        min_value=0,
        max_value=17,
        help_text=_("Leave empty if there is no limit."),
    )
    is_active = forms.BooleanField(label=_("in use"), required=False, initial=True)
    address = WordsField(
        label=_("Address"), help_text=_("It is sealed; who opens this page stands in the log.")
    )
    way = WordsField(label=_("How to get there"))

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("country", country)
        self._offer_areas()

    def take_chosen(self) -> None:
        """The provinces are those of the country that was chosen."""
        super().take_chosen()
        self._offer_areas()

    def _offer_areas(self) -> None:
        chosen = str(self.data.get("country") or self.initial["country"])
        area = self.fields["area"]
        assert isinstance(area, forms.ChoiceField)  # noqa: S101  the class above says so
        area.choices = [("", _("not said")), *areas(chosen)]

    @property
    def facts(self) -> dict[str, Any]:
        """What stands in the open, of a valid form."""
        return {name: self.cleaned_data[name] for name in FACTS}

    @property
    def words(self) -> dict[str, str]:
        """What is sealed, of a valid form."""
        return {name: self.cleaned_data[name].strip() for name in WORDS}


class BedsForm(forms.Form):
    """Beds of one room."""

    room = forms.CharField(label=_("Room"), max_length=40)
    labels = forms.CharField(
        label=_("Beds"), max_length=400, help_text=_("A name for each, with commas between: A, B, C")
    )
    is_cot = forms.BooleanField(label=_("cots, for children only"), required=False)
    is_accessible = forms.BooleanField(label=_("reached without steps"), required=False)

    def clean_labels(self) -> list[str]:
        """The names without blanks."""
        labels = [label.strip() for label in self.cleaned_data["labels"].split(",") if label.strip()]
        if not labels or any(len(label) > 20 for label in labels):
            raise forms.ValidationError(_("Write short names, up to 20 letters each."))
        return labels


class BedField(forms.ChoiceField):
    """A free bed, by house and room. Gives the bed. One that is offered no more was taken meanwhile."""

    default_error_messages = {"invalid_choice": BedTaken.message}

    def offer(self, beds: Iterable[Bed], *, is_cot: bool | None) -> None:
        """Beds to choose from: all, or only beds, or only cots."""
        wanted = [bed for bed in beds if is_cot is None or bed.is_cot == is_cot]
        self.by_address = {str(bed.uuid): bed for bed in wanted}
        self.choices = [CHOOSE, *((key, name_bed(bed)) for key, bed in self.by_address.items())]


class AdmitForm(EntryForm):
    """Coming to the shelter."""

    bed = BedField(label=_("Her bed"))
    child_beds = forms.MultipleChoiceField(
        label=_("A cot or bed for each child who comes with her"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": BedTaken.message},
    )
    boy_age = forms.IntegerField(label=_("Age of the oldest boy"), required=False, min_value=0, max_value=17)
    came_on = PastDayField(label=_("Came on"))
    planned_until = ComingDayField(label=_("Planned until"), required=False)

    def __init__(self, *args: Any, beds: list[Bed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bed, children = self.fields["bed"], self.fields["child_beds"]
        assert isinstance(bed, BedField)  # noqa: S101  the class above says so
        assert isinstance(children, forms.MultipleChoiceField)  # noqa: S101  as above
        bed.offer(beds, is_cot=False)
        self.by_address = {str(one.uuid): one for one in beds}
        children.choices = [(key, name_bed(one)) for key, one in self.by_address.items()]

    def clean(self) -> dict[str, Any]:
        """Nobody plans to leave before she comes."""
        data = super().clean() or {}
        came_on, until = data.get("came_on"), data.get("planned_until")
        if came_on and until and until < came_on:
            self.add_error("planned_until", _("This day is before the day on which she came."))
        return data

    @property
    def coming(self) -> Coming:
        """Who comes and for how long, of a valid form."""
        data, (bed, child_beds) = self.cleaned_data, self.chosen
        return Coming(
            bed=bed,
            child_beds=child_beds,
            boy_age=data["boy_age"],
            came_on=data["came_on"],
            planned_until=data["planned_until"],
        )

    @property
    def chosen(self) -> tuple[Bed, list[Bed]]:
        """Her bed and those of the children, of a valid form."""
        data = self.cleaned_data
        return self.by_address[data["bed"]], [self.by_address[key] for key in data["child_beds"]]


class MoveForm(forms.Form):
    """Another bed."""

    bed = BedField(label=_("To which bed"))
    on = PastDayField(label=_("From the night of"))

    def __init__(self, *args: Any, beds: list[Bed], is_child: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["bed"]
        assert isinstance(field, BedField)  # noqa: S101  the class above says so
        field.offer(beds, is_cot=None if is_child else False)

    @property
    def chosen(self) -> Bed:
        """The bed, of a valid form."""
        field = self.fields["bed"]
        assert isinstance(field, BedField)  # noqa: S101  as above
        return field.by_address[self.cleaned_data["bed"]]


class LeaveForm(forms.Form):
    """She goes."""

    reason = forms.ChoiceField(label=_("Why"), choices=[CHOOSE, *LeaveReason.choices])
    on = PastDayField(label=_("Left on"))


class TurnAwayForm(EntryForm):
    """Somebody who could not be taken in; no name."""

    turned_on = PastDayField(label=_("On"))
    reason = forms.ChoiceField(label=_("Why"), choices=TurnAwayReason, widget=forms.RadioSelect)
    adults = forms.IntegerField(label=_("Women"), min_value=0, max_value=50, initial=1)
    children = forms.IntegerField(label=_("Children"), min_value=0, max_value=50, initial=0)
    house = forms.ChoiceField(label=_("House"), required=False)
    sent_to = forms.ChoiceField(
        label=_("What she got instead"), required=False, choices=[("", _("nothing")), *Service.choices]
    )

    def __init__(self, *args: Any, houses: Iterable[House], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_address = {str(house.uuid): house for house in houses}
        field = self.fields["house"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  the class above says so
        field.choices = [("", _("any")), *((key, house.name) for key, house in self.by_address.items())]

    def clean(self) -> dict[str, Any]:
        """Somebody was turned away."""
        data = super().clean() or {}
        if data.get("adults") == 0 and data.get("children") == 0:
            self.add_error("adults", _("Write how many women or children came."))
        return data

    @property
    def facts(self) -> dict[str, Any]:
        """What happened, of a valid form."""
        return {**self.cleaned_data, "house": self.by_address.get(self.cleaned_data["house"])}


class RoomForm(forms.Form):
    """For whom room is sought; a plain question, nothing of it is kept."""

    children = forms.IntegerField(
        label=_("Children with her"), required=False, min_value=0, max_value=MOST_CHILDREN
    )
    boy_age = forms.IntegerField(label=_("Age of the oldest boy"), required=False, min_value=0, max_value=17)
    country = forms.ChoiceField(
        label=_("Country"), required=False, choices=[("", _("all")), *Country.choices]
    )
    needs_access = forms.BooleanField(label=_("without steps"), required=False)


def name_bed(bed: Bed) -> str:
    """House, room and bed; `bed.house` is loaded."""
    name = f"{bed.house.name} · {bed.room} · {bed.label}"
    return f"{name} ({_('cot')})" if bed.is_cot else name
