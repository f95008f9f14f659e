"""What she says yes or no to."""

import datetime as dt
import uuid
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.cases.enums.consent import DataCategory, Decision, GivenBy, Method, Purpose
from safefair.cases.forms.fields import LANGUAGES, LineField, WordsField
from safefair.cases.models import PartnerOrganization
from safefair.cases.operations.consent import Answer
from safefair.core.widgets import DayInput


def by_country(
    organizations: Sequence[Organization], elsewhere: Sequence[PartnerOrganization] = ()
) -> list[tuple[Any, Any]]:
    """Choices of organisations in groups of countries; `organizations` come in the order of their countries.

    `elsewhere`: those of other installations stand last, with their installation.
    """
    groups = groupby(organizations, key=lambda one: one.get_country_display())
    there = [(str(one.uuid), one.label) for one in elsewhere]
    return [
        ("", _("choose")),
        *((country, [(str(one.uuid), one.name) for one in members]) for country, members in groups),
        *([(_("through another installation"), there)] if there else []),
    ]


class ConsentForm(forms.Form):
    """One answer of hers to one question. Recipient and categories count for sharing only."""

    purpose = forms.ChoiceField(
        label=_("Asked whether she agrees to"), choices=Purpose, widget=forms.RadioSelect
    )
    recipient = forms.ChoiceField(label=_("With which organisation?"), required=False)
    recipient_name = LineField(
        label=_("Or with somebody who has no account here"),
        max_length=120,
        help_text=_("A hospital, a lawyer."),
    )
    categories = forms.MultipleChoiceField(
        label=_("What may be shared?"),
        choices=DataCategory,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Read the list to her. Only what she names goes to them."),
    )
    decision = forms.ChoiceField(label=_("She says"), choices=Decision, widget=forms.RadioSelect)
    conditions = WordsField(
        label=_("Her conditions, in her words"),
        help_text=_("For example whom it must not reach. It is sealed."),
    )
    given_by = forms.ChoiceField(label=_("Who decided?"), choices=GivenBy, initial=GivenBy.SELF)
    method = forms.ChoiceField(label=_("How?"), choices=Method, initial=Method.VERBAL)
    language = forms.ChoiceField(label=_("In which language?"), choices=LANGUAGES, required=False)
    had_interpreter = forms.BooleanField(label=_("An interpreter helped"), required=False)
    obtained_on = forms.DateField(label=_("On which day?"), widget=DayInput)
    valid_until = forms.DateField(
        label=_("Until when?"),
        required=False,
        widget=DayInput,
        help_text=_("Empty: until she takes it back."),
    )
    entry_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    SHARING = ("recipient", "recipient_name", "categories")
    HOW = ("given_by", "method", "language", "had_interpreter", "obtained_on", "valid_until")

    def __init__(
        self,
        *args: Any,
        organizations: Sequence[Organization],
        today: dt.date,
        elsewhere: Sequence[PartnerOrganization] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.by_address: dict[str, Organization | str] = {
            **{str(one.uuid): one for one in organizations},
            **{str(one.uuid): one.label for one in elsewhere},
        }
        self.fields["obtained_on"].initial = today
        field = self.fields["recipient"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  the class above says so
        field.choices = by_country(organizations, elsewhere)

    def clean(self) -> dict[str, Any]:
        """A share says with whom and what; no day lies ahead of today, no end before its beginning."""
        data = super().clean() or {}
        on, until = data.get("obtained_on"), data.get("valid_until")
        if on and on > self.today:
            self.add_error("obtained_on", _("This day is still to come."))
        if on and until and until < max(on, self.today):
            self.add_error("valid_until", _("This day is over already."))
        if data.get("purpose") == Purpose.SHARE:
            self._clean_share(data)
        return data

    def _clean_share(self, data: dict[str, Any]) -> None:
        if bool(data.get("recipient")) == bool(data.get("recipient_name", "").strip()):
            self.add_error(
                "recipient", _("Choose one organisation, or write one name below: one answer for each.")
            )
        if data.get("decision") == Decision.GIVEN and not data.get("categories"):
            self.add_error("categories", _("Mark what she agrees to share."))

    @property
    def is_yes(self) -> bool:
        """She agrees, in a valid form."""
        return bool(self.cleaned_data["decision"] == Decision.GIVEN)

    @property
    def answer(self) -> Answer:
        """Her answer, of a valid form."""
        data = self.cleaned_data
        is_share = data["purpose"] == Purpose.SHARE
        recipient = self.by_address.get(data["recipient"]) or data["recipient_name"].strip()
        return Answer(
            purpose=Purpose(data["purpose"]),
            recipient=recipient if is_share else None,
            categories=data["categories"] if is_share else (),
            conditions=data["conditions"].strip(),
            **{name: data[name] for name in self.HOW},
        )

    @property
    def sharing(self) -> list[forms.BoundField]:
        """Fields of a share."""
        return [self[name] for name in self.SHARING]

    @property
    def how(self) -> list[forms.BoundField]:
        """How and when she said it."""
        return [self[name] for name in self.HOW]
