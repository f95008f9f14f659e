"""A message to colleagues."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.cases.forms.fields import WordsField


class MessageForm(forms.Form):
    """A few lines; an empty one is refused."""

    text = WordsField(label=_("Write to those who work on this case"), required=True, max_length=2000)
    entry_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
