"""Who works in a team and who leads it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization, User
from safefair.cases.forms.meanwhile import SeenForm
from safefair.cases.models import Team
from safefair.cases.operations.teams import Crew


class TeamForm(SeenForm):
    """Name, members and leaders; a leader needs the role of a team leader besides."""

    name = forms.CharField(label=_("Name of the team"), max_length=80)
    members = forms.MultipleChoiceField(
        label=_("Who works in it"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Workers who have cases."),
    )
    leaders = forms.MultipleChoiceField(
        label=_("Who leads it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Whoever has the role of a team leader here. She sees all cases of these workers by code."
        ),
    )

    def __init__(
        self,
        *args: Any,
        team: Team | None,
        organization: Organization,
        workers: Sequence[User],
        leaders: Sequence[User],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.team, self.organization = team, organization
        for name, users in (("members", workers), ("leaders", leaders)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  the class above says so
            field.choices = [(str(user.uuid), user.name) for user in users]
        self.by_address = {str(user.uuid): user for user in (*workers, *leaders)}

    def clean_name(self) -> str:
        """No second team of this name."""
        name: str = self.cleaned_data["name"].strip()
        others = Team.objects.filter(organization=self.organization, name=name)
        if (others.exclude(pk=self.team.pk) if self.team else others).exists():
            raise forms.ValidationError(_("There is a team with this name."))
        return name

    @property
    def crew(self) -> Crew:
        """What was said, of a valid form."""
        data = self.cleaned_data
        return Crew(
            name=data["name"],
            members=[self.by_address[key] for key in data["members"]],
            leaders=[self.by_address[key] for key in data["leaders"]],
        )
