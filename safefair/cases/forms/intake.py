"""Taking somebody in, in one sitting; the same facts again to correct them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.cases.enums.intake import (
    ContactChannel,
    DocumentHolder,
    MigrationChannel,
    Priority,
    Sector,
    Source,
    Stage,
)
from safefair.cases.enums.plan import Service
from safefair.cases.forms.fields import COUNTRIES, LANGUAGES, LineField, WordsField, YesNoField
from safefair.cases.forms.meanwhile import SeenForm
from safefair.cases.operations.cases import FACTS, WORDS
from safefair.people.line import PersonLineForm


class CaseFieldsForm(forms.Form):
    """What she wants, how to reach her, where she stands. Everything may stay unknown."""

    wishes = WordsField(
        label=_("What she wants, in her own words"), help_text=_("It is sealed, like her name.")
    )
    needs = forms.MultipleChoiceField(
        label=_("What she needs"), choices=Service, required=False, widget=forms.CheckboxSelectMultiple
    )
    priority = forms.ChoiceField(
        label=_("How soon somebody must act"),
        choices=Priority,
        initial=Priority.NORMAL,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("Her language"), choices=LANGUAGES, required=False)
    needs_interpreter = YesNoField(label=_("Does she need an interpreter?"))
    contact_channel = forms.ChoiceField(
        label=_("How may we reach her?"), choices=ContactChannel, initial=ContactChannel.NONE
    )
    contact = LineField(label=_("Number or account that is safe"))
    safe_hours = LineField(
        label=_("Safe hours"), help_text=_("For example Sundays from 9 to 11, when she is alone.")
    )
    code_word = LineField(
        label=_("Code word"), help_text=_("She says it when she can speak freely; without it we hang up.")
    )
    contact_person = LineField(label=_("Who may answer, and what she is told"))
    contact_note = LineField(
        label=_("What must not happen"), help_text=_("For example: never call in the evening.")
    )
    source = forms.ChoiceField(label=_("How she came to us"), choices=Source, initial=Source.UNKNOWN)
    stage = forms.ChoiceField(label=_("Where in her migration"), choices=Stage, initial=Stage.UNKNOWN)
    migration_channel = forms.ChoiceField(
        label=_("Papers"), choices=MigrationChannel, initial=MigrationChannel.UNKNOWN
    )
    origin = forms.ChoiceField(label=_("Comes from"), choices=COUNTRIES, required=False)
    destination = forms.ChoiceField(label=_("Country of work"), choices=COUNTRIES, required=False)
    sector = forms.ChoiceField(label=_("Work"), choices=Sector, initial=Sector.UNKNOWN)
    lives_in = YesNoField(label=_("Does she live where she works?"))
    is_tied = YesNoField(label=_("Are her papers tied to one employer?"))
    documents_with = forms.ChoiceField(
        label=_("Who holds her passport or papers?"), choices=DocumentHolder, initial=DocumentHolder.UNKNOWN
    )
    recruiter = LineField(label=_("Recruiter or agent"))
    employer = LineField(label=_("Employer"))
    story = WordsField(label=_("What else she said"), rows=5)
    is_protected = forms.BooleanField(
        label=_("Protected: only I and those I let in may open this case"), required=False
    )

    GROUPS = (
        (_("What she wants"), ("wishes", "needs", "priority")),
        (
            _("How to reach her safely"),
            ("language", "needs_interpreter", "contact_channel", "contact", "safe_hours", "code_word",
             "contact_person", "contact_note"),
        ),
        (
            _("Her migration and work"),
            ("source", "stage", "migration_channel", "origin", "destination", "sector", "lives_in", "is_tied",
             "documents_with", "recruiter", "employer"),
        ),
        (_("Anything else"), ("story", "is_protected")),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A channel without an address reaches nobody."""
        data = super().clean() or {}
        channel = data.get("contact_channel")
        if channel in (ContactChannel.CALL, ContactChannel.SMS, ContactChannel.CHAT) and not data.get(
            "contact"
        ):
            self.add_error(
                "contact", _("Write the number or account, or choose that she must not be contacted.")
            )
        return data

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Fields by what they are about."""
        return [(title, [self[name] for name in names]) for title, names in self.GROUPS]

    @property
    def facts(self) -> dict[str, Any]:
        """What stands in the open, of a valid form."""
        return {name: self.cleaned_data[name] for name in FACTS}

    @property
    def words(self) -> dict[str, str]:
        """What is sealed, of a valid form."""
        return {name: self.cleaned_data[name].strip() for name in WORDS}


class IntakeForm(CaseFieldsForm, PersonLineForm):
    """Who she is, found or registered on the line, and the rest in one sitting."""

    allows_nobody = True
    is_another = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Both parts."""
        PersonLineForm.clean(self)
        return CaseFieldsForm.clean(self)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for _title, names in self.GROUPS for name in names])


class CorrectForm(CaseFieldsForm, SeenForm):
    """The facts of a case again."""
