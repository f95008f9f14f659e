"""What is asked of another organisation, and what it answers."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from safefair.cases.enums.consent import DataCategory
from safefair.cases.enums.plan import Service
from safefair.cases.enums.referral import (
    LIVE,
    DeclineReason,
    Feedback,
    OverrideReason,
    ReferralKind,
    ReferralStatus,
    Urgency,
)
from safefair.cases.forms.fields import WordsField
from safefair.cases.forms.lists import ALL
from safefair.cases.models import Referral
from safefair.people.line import PersonLineForm


class ReferralForm(forms.Form):
    """A referral to one receiver; of the categories only those that may go there can be chosen."""

    service = forms.ChoiceField(
        label=_("Which help is asked for?"), choices=[("", _("choose")), *Service.choices]
    )
    kind = forms.ChoiceField(
        label=_("What do we ask?"),
        choices=ReferralKind,
        initial=ReferralKind.SERVICE,
        widget=forms.RadioSelect,
    )
    urgency = forms.ChoiceField(
        label=_("By when is an answer needed?"),
        choices=Urgency,
        initial=Urgency.DAY,
        widget=forms.RadioSelect,
    )
    children = forms.IntegerField(label=_("Children who come with her"), min_value=0, max_value=20, initial=0)
    categories = forms.MultipleChoiceField(
        label=_("What goes with it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    documents = forms.MultipleChoiceField(
        label=_("Which documents, of those she agreed to send"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Up to 5, together 8 MB. They are copied into the packet, shown there, and gone when it ends."
        ),
    )
    question = WordsField(
        label=_("What should they know or do?"),
        help_text=_("They read it once they have accepted. Write no address of a shelter."),
    )
    override = forms.ChoiceField(
        label=_("Why without her consent?"),
        choices=OverrideReason,
        widget=forms.RadioSelect,
        help_text=_("It stays on record, and her worker is told."),
    )
    entry_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    ASKED = ("service", "kind", "urgency", "children")

    def __init__(
        self,
        *args: Any,
        offered: Sequence[str],
        is_override: bool,
        documents: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["categories"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  the class above says so
        field.choices = [
            (code, DataCategory(code).label)
            for code in DataCategory.values
            if code in offered and code != DataCategory.DOCUMENTS
        ]
        which = self.fields["documents"]
        assert isinstance(which, forms.MultipleChoiceField)  # noqa: S101  as above
        which.choices = documents
        if not documents or DataCategory.DOCUMENTS not in offered:
            del self.fields["documents"]
        if not is_override:
            del self.fields["override"]

    @property
    def asked(self) -> list[forms.BoundField]:
        """What is asked."""
        return [self[name] for name in self.ASKED]


class OverrideTargetForm(forms.Form):
    """To whom a supervisor sends without consent."""

    to = forms.ChoiceField(label=_("Organisation"))


class DeclineForm(forms.Form):
    """Why the provider says no."""

    reason = forms.ChoiceField(label=_("Why not?"), choices=DeclineReason, widget=forms.RadioSelect)


class FeedbackForm(forms.Form):
    """How it ended."""

    feedback = forms.ChoiceField(label=_("How did it end?"), choices=Feedback, widget=forms.RadioSelect)


class MessageForm(forms.Form):
    """A message to the other side."""

    text = WordsField(
        label=_("Message"),
        required=True,
        max_length=1000,
        rows=2,
        help_text=_("Sealed; both sides read it until the referral ends."),
    )
    entry_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, is_accepted: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_accepted:
            self.fields["text"].help_text = _(
                "Sealed. Before the referral is accepted, write nothing that tells who she is."
            )


class TakeUpForm(PersonLineForm):
    """Who she is, found or registered here before a case is opened for her."""

    allows_nobody = True
    is_another = forms.BooleanField(required=False, widget=forms.HiddenInput)


class ReferralFilter(forms.Form):
    """Filters of both lists of referrals; what cannot be read narrows nothing."""

    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("under way")), *ReferralStatus.choices, ("any", _("all"))],
    )
    service = forms.ChoiceField(label=_("Help"), required=False, choices=[ALL, *Service.choices])
    urgency = forms.ChoiceField(label=_("Answer needed"), required=False, choices=[ALL, *Urgency.choices])
    late = forms.BooleanField(label=_("late answers only"), required=False)

    SORTS = {
        "sent": ("sent_at", "pk"),
        "-sent": ("-sent_at", "-pk"),
        "answer": ("answer_by", "pk"),
        "-answer": ("-answer_by", "-pk"),
    }

    def narrow(self, referrals: QuerySet[Referral], sort: str, *, at: dt.datetime) -> QuerySet[Referral]:
        """The referrals that fit, in the order asked for."""
        self.is_valid()
        data = self.cleaned_data
        status = data.get("status")
        if status != "any":
            referrals = referrals.filter(status__in=[status] if status else LIVE)
        if service := data.get("service"):
            referrals = referrals.filter(service=service)
        if urgency := data.get("urgency"):
            referrals = referrals.filter(urgency=urgency)
        if data.get("late"):
            referrals = referrals.filter(status=ReferralStatus.SENT, answer_by__lt=at)
        return referrals.order_by(*self.SORTS.get(sort, self.SORTS["-sent"]))
