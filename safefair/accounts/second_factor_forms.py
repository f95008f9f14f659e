"""allauth's forms of the second factor, with our words."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

CODE = {"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "off", "autofocus": True}


def code_field(label: Any, help_text: Any) -> forms.CharField:
    """A field for digits from an app, or a recovery code."""
    return forms.CharField(label=label, help_text=help_text, widget=forms.TextInput(attrs=CODE))


class CodeForm(AuthenticateForm):
    """The second step of signing in."""

    code = code_field(_("Code"), _("Six digits from your app, or one of your recovery codes."))


class ConfirmForm(ReauthenticateForm):
    """Before the account's locks are changed."""

    code = code_field(_("Code"), _("Six digits from your app, or one of your recovery codes."))


class SetUpAppForm(ActivateTOTPForm):
    """The first digits that the app shows."""

    code = code_field(
        _("The six digits"), _("They change every half minute; take those that the app shows now.")
    )


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey, by default one that signs in by itself."""

    passwordless = forms.BooleanField(
        label=_("Sign in with it alone, without the password"),
        required=False,
        initial=True,
        help_text=_(
            "The device asks for your finger, your face or its code. Untick this for an older key without one."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_words(self.fields["name"])


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_words(self.fields["name"])


def name_words(field: forms.Field) -> None:
    """Label and help of a passkey's name."""
    field.label, field.help_text = _("Name"), _("So that you know it again, such as: office laptop.")
    field.required = True
    field.widget.attrs |= {"maxlength": 60, "autocomplete": "off"}
