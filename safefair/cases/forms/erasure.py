"""Why a case is erased, and a second look."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.people.enums import ErasureReason


class ErasureForm(forms.Form):
    """A coded reason: a text could say who she was."""

    reason = forms.ChoiceField(label=_("Why"), choices=ErasureReason, widget=forms.RadioSelect)
    is_sure = forms.BooleanField(
        label=_("I understand that nobody can read this case again, not even from a backup.")
    )
