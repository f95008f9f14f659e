"""Who works on a case, and opening one by exception."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import User
from safefair.cases.enums.intake import ExceptionReason


class ColleagueForm(forms.Form):
    """A colleague of the organisation who works on cases."""

    user = forms.ChoiceField(label=_("Colleague"))

    def __init__(self, *args: Any, colleagues: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_address = {str(user.uuid): user for user in colleagues}
        field = self.fields["user"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  the class above says so
        field.choices = [("", _("choose")), *((key, user.name) for key, user in self.by_address.items())]

    @property
    def colleague(self) -> User:
        """Who was chosen, of a valid form."""
        return self.by_address[self.cleaned_data["user"]]


class ExceptionForm(forms.Form):
    """Which case, and why."""

    code = forms.CharField(
        label=_("Code of the case"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    reason = forms.ChoiceField(label=_("Why"), choices=ExceptionReason, widget=forms.RadioSelect)
