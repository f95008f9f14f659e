"""Answering, passing on, and finding a question in the list."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.contact.enums import HowSoon, RequestStatus, Topic
from safefair.contact.models import HelpRequest
from safefair.contact.queries.desks import open_desks
from safefair.contact.queries.requests import URGENCY


class AnswerForm(forms.Form):
    """What she reads when she comes back."""

    text = forms.CharField(
        label=_("Your answer"),
        help_text=_(
            "She reads it here with her receipt; nothing is sent to her. Somebody may look over her shoulder: write "
            "what helps, and nothing that could give her away."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )
    entry_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, is_by_channel: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_by_channel:
            self.fields["text"].help_text = _(
                "Kept here first; after that you choose what goes to her phone. Somebody else may read it there: write "
                "what helps, and nothing that could give her away."
            )


class PassOnForm(forms.Form):
    """To which other desk of her country."""

    to = forms.ModelChoiceField(Organization.objects.none(), label=_("To"), to_field_name="uuid")

    def __init__(self, *args: Any, asked: HelpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = open_desks(asked.country).exclude(organization=asked.organization_id)
        self.fields["to"].queryset = Organization.objects.filter(  # type: ignore[attr-defined]
            pk__in=others.values("organization")
        ).order_by("name")


ORDERS = {
    "": (URGENCY, "waits_since", "pk"),
    "asked": ("asked_at", "pk"),
    "-asked": ("-asked_at", "-pk"),
}


class RequestFilter(forms.Form):
    """Narrowing the list; nothing is typed that could name somebody."""

    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("open")), ("all", _("all")), *RequestStatus.choices],
    )
    topic = forms.ChoiceField(label=_("About"), required=False, choices=[("", _("any")), *Topic.choices])
    how_soon = forms.ChoiceField(
        label=_("How soon"), required=False, choices=[("", _("any")), *HowSoon.choices]
    )

    def narrow(self, rows: QuerySet[HelpRequest], order: str) -> QuerySet[HelpRequest]:
        """The rows that fit, in an order that leaves none out between pages."""
        self.is_valid()
        asked = getattr(self, "cleaned_data", {})
        status = asked.get("status", "")
        if status == "":
            rows = rows.filter(status__in=[RequestStatus.WAITING, RequestStatus.ANSWERED])
        elif status != "all":
            rows = rows.filter(status=status)
        if asked.get("topic"):
            rows = rows.filter(topics__contains=[asked["topic"]])
        if asked.get("how_soon"):
            rows = rows.filter(how_soon=asked["how_soon"])
        return rows.order_by(*ORDERS.get(order, ORDERS[""]))
