"""How a comparison of all registrations is to run, and which of its pairs are shown."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class LinkageForm(forms.Form):
    """The weights of a run."""

    weights = forms.ChoiceField(
        label=_("Weights of the comparison"),
        widget=forms.RadioSelect,
        initial="fixed",
        choices=[
            ("fixed", _("fixed, so that two runs can be compared")),
            ("trained", _("estimated anew from these registrations")),
        ],
    )


class EvidenceFilter(forms.Form):
    """Pairs by whether they were linked and between which probabilities."""

    linked = forms.ChoiceField(
        label=_("Shown"),
        required=False,
        choices=[("", _("all pairs")), ("1", _("linked")), ("0", _("left apart"))],
    )
    least = forms.FloatField(label=_("From probability"), required=False, min_value=0, max_value=1)
    below = forms.FloatField(label=_("below"), required=False, min_value=0, max_value=1)

    def chosen(self) -> dict[str, Any]:
        """The arguments for the query; wrong input filters nothing."""
        data = self.cleaned_data if self.is_bound and self.is_valid() else {}
        linked = data.get("linked")
        return {
            "is_linked": None if not linked else linked == "1",
            "least": data.get("least"),
            "below": data.get("below"),
        }
