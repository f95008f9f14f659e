"""Opening a case from a question."""

import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FromQuestionForm(forms.Form):
    """The day on which she agreed."""

    agreed_on = forms.DateField(
        label=_("She agreed on"),
        help_text=_(
            "Ask her in your answer: may we open a file for you, so that we can do more? Her yes stands there."
        ),
        widget=forms.DateInput(attrs={"type": "date"}),
        initial=timezone.localdate,
    )
    entry_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
