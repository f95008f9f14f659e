"""Forms of `accounts`."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.utils.translation import gettext_lazy as _

from safefair.accounts.membership import Membership
from safefair.accounts.models import Invitation, Organization, User
from safefair.accounts.operations.invitations import grantable_roles
from safefair.accounts.roles import ROLE_BY_CODE
from safefair.core.rls import Scope


class InvitationForm(forms.ModelForm):
    """Whom to invite, as what, and for which organisation."""

    class Meta:
        model = Invitation
        fields = ("name", "email", "role", "organization")

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = grantable_roles(membership)
        self.fields["role"] = forms.ChoiceField(
            label=_("Role"), choices=[("", "")] + [(code, ROLE_BY_CODE[code].title) for code in codes]
        )
        if membership.organization:
            del self.fields["organization"]
        else:
            self.fields["organization"] = forms.ModelChoiceField(
                Organization.objects.filter(is_active=True).order_by("name"),
                label=_("Organisation"),
                required=False,
                help_text=_("Leave empty for a role in the programme."),
            )

    def clean(self) -> dict[str, Any]:
        """A role of an organisation needs one, a role in the programme has none."""
        data = super().clean() or {}
        role = ROLE_BY_CODE.get(data.get("role", ""))
        if role and "organization" in self.fields:
            if role.scope == Scope.OWN and not data.get("organization"):
                self.add_error("organization", _("This role is for one organisation: choose it."))
            if role.scope != Scope.OWN and data.get("organization"):
                self.add_error("organization", _("This role is for the programme: leave this empty."))
        return data


class AcceptForm(forms.Form):
    """The password of a new account."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html(),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.is_known = User.objects.filter(email__iexact=invitation.email).exists()
        if self.is_known:
            del self.fields["password"]

    def clean_password(self) -> str:
        """Refuse what is easily guessed."""
        password: str = self.cleaned_data["password"]
        validate_password(password, User(email=self.invitation.email, name=self.invitation.name))
        return password


class OrganizationForm(forms.ModelForm):
    """An organisation that may hold records."""

    class Meta:
        model = Organization
        fields = ("name", "code", "kind", "country", "is_active")
