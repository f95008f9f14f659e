"""Which parts of her case she takes home."""

from django import forms
from django.utils.translation import gettext_lazy as _

PARTS = (
    ("wishes", _("what she wants, in her words")),
    ("consents", _("what she agreed to")),
    ("plan", _("the plan")),
    ("complaints", _("her labour complaint and the money")),
    ("readings", _("who opened her file")),
)


class CopyForm(forms.Form):
    """Parts, and that she has a safe place for a paper."""

    parts = forms.MultipleChoiceField(
        label=_("What she wants to have on paper"), choices=PARTS, widget=forms.CheckboxSelectMultiple
    )
    is_safe = forms.BooleanField(
        label=_("She asked for it, and has a place where nobody finds it"),
        error_messages={"required": _("Ask her first. A paper in the wrong hands can put her in danger.")},
    )
