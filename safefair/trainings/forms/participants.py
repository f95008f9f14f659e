"""A participant's line, and the grid of minutes."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from safefair.accounts.enums import OrganizationKind
from safefair.people.corrections import RowCorrectionForm
from safefair.people.line import PersonLineForm
from safefair.trainings.enums import ParticipantRole
from safefair.trainings.models import Participation, TrainingSession
from safefair.trainings.operations import ParticipantFacts

ROLE_KEYS = {
    "POLICE": "p", "LABOUR_INSPECTOR": "l", "SOCIAL_WORKER": "s", "HEALTH_WORKER": "h", "COUNSELLOR": "c",
    "SHELTER_STAFF": "e", "JUSTICE": "j", "OFFICIAL": "o", "ORGANIZER": "g", "RECRUITER": "r", "TRAINER": "t",
    "MIGRANT_WORKER": "m", "OTHER": "x", "U": "u",
}  # fmt: skip
KEPT = ("works_for", "works_for_kind")


class ParticipantForm(PersonLineForm):
    """Who takes part, and as what. Whom she works for stays from the line before."""

    role = forms.ChoiceField(
        label=_("She works as"), required=False, choices=ParticipantRole, initial=ParticipantRole.UNKNOWN
    )
    works_for = forms.CharField(label=_("Works for"), required=False, max_length=200)
    works_for_kind = forms.ChoiceField(
        label=_("What kind of organisation"),
        required=False,
        choices=[("", _("not known")), *OrganizationKind.choices],
    )

    def facts(self) -> ParticipantFacts:
        """Her work as the operation takes it."""
        data = self.cleaned_data
        return ParticipantFacts(
            role=data["role"] or ParticipantRole.UNKNOWN,
            works_for=data["works_for"],
            works_for_kind=data["works_for_kind"],
            sex=data["sex"],
        )


class ParticipantCorrectionForm(RowCorrectionForm):
    """One line of a list of participants put right."""

    role = forms.ChoiceField(label=_("She works as"), choices=ParticipantRole)
    works_for = forms.CharField(label=_("Works for"), required=False, max_length=200)
    works_for_kind = forms.ChoiceField(
        label=_("What kind of organisation"),
        required=False,
        choices=[("", _("not known")), *OrganizationKind.choices],
    )


def cell_name(participation: Participation, sitting: TrainingSession) -> str:
    """The name of one cell of the grid."""
    return f"m-{participation.uuid}-{sitting.uuid}"


def read_cells(
    posted: QueryDict, people: Sequence[Participation], sitting: TrainingSession
) -> dict[Participation, int | None]:
    """Minutes by participant of the cells that were sent of one sitting; an empty cell is None.

    What is no number counts as longer than any sitting, so that it is refused and not taken for empty.
    """
    minutes: dict[Participation, int | None] = {}
    for person in people:
        text = posted.get(cell_name(person, sitting))
        if text is not None:
            text = text.strip()
            minutes[person] = None if not text else int(text) if text.isdecimal() and len(text) < 5 else 32767
    return minutes
