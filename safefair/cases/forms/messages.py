"""A message to colleagues."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import User
from safefair.cases.forms.fields import WordsField


class MessageForm(forms.Form):
    """A few lines; an empty one is refused."""

    to = forms.ChoiceField(
        label=_("To"),
        required=False,
        help_text=_("Whoever works on this case reads every message. A supervisor reads those to her."),
    )
    text = WordsField(label=_("Message"), required=True, max_length=2000)
    entry_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, addressees: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_address = {str(user.uuid): user for user in addressees}
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  the class above says so
        everybody = ("", _("all who work on this case"))
        field.choices = [everybody, *((key, user.name) for key, user in self.by_address.items())]

    @property
    def addressee(self) -> User | None:
        """Whom it names besides, of a valid form."""
        return self.by_address.get(self.cleaned_data["to"])
