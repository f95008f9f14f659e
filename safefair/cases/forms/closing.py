"""The end of a case, the answer to it, and the way back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.cases.enums.plan import ClosureCheck, ClosureReason, RiskLevel
from safefair.cases.forms.fields import WordsField
from safefair.cases.operations.closing import Ending

DECLINED = "declined"
SATISFACTION = [
    ("", _("not asked")), ("1", _("1: not at all content")), ("2", _("2")), ("3", _("3")), ("4", _("4")),
    ("5", _("5: very content")), (DECLINED, _("asked, and she preferred not to say")),
]  # fmt: skip


class ClosureForm(forms.Form):
    """Why, what was looked at with her, how she is now."""

    reason = forms.ChoiceField(label=_("Why it ends"), choices=ClosureReason, widget=forms.RadioSelect)
    checks = forms.MultipleChoiceField(
        label=_("What holds"), choices=ClosureCheck, required=False, widget=forms.CheckboxSelectMultiple
    )
    risk = forms.ChoiceField(
        label=_("Danger now"),
        choices=[c for c in RiskLevel.choices if c[0]],
        required=False,
        widget=forms.RadioSelect,
    )
    satisfaction = forms.ChoiceField(
        label=_("What she says of the help"), choices=SATISFACTION, required=False, widget=forms.RadioSelect
    )
    note = WordsField(label=_("Note for the supervisor"), help_text=_("Sealed."))

    def __init__(self, *args: Any, sees_danger: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sees_danger:
            self.fields["risk"].required = True
        else:
            del self.fields["risk"]

    @property
    def ending(self) -> Ending:
        """Of a valid form."""
        data = self.cleaned_data
        said = data["satisfaction"]
        return Ending(
            reason=data["reason"],
            risk=data.get("risk", RiskLevel.UNKNOWN),
            checks=data["checks"],
            satisfaction=int(said) if said.isdecimal() else None,
            prefers_not_to_say=said == DECLINED,
            note=data["note"].strip(),
        )


class DecisionForm(forms.Form):
    """What the supervisor says."""

    answer = WordsField(label=_("Answer"), help_text=_("Needed to send it back; sealed."), rows=2)


class ReopenForm(forms.Form):
    """Why a closed case goes on."""

    because = WordsField(label=_("Why it goes on"), required=True, help_text=_("Sealed."), rows=2)
