"""Sign-in by allauth, in our words: nobody signs up by themselves, and what a second factor rests on lies sealed."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safefair.core.crypto.custody import sign_in_key
from safefair.core.crypto.envelope import seal, unseal

PLACE = "sign-in|secret|1"


class ClosedSignupAdapter(DefaultAccountAdapter):
    """No open sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of apps and recovery codes are sealed: a copy of the database lets nobody in."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("This cannot be switched off."),
        "cannot_generate_recovery_codes": _("First add a passkey or the app; recovery codes come with them."),
        "incorrect_code": _("This did not fit. Look at the code once more, or try again."),
    }

    def encrypt(self, text: str) -> str:
        """The secret, sealed, as hexadecimal digits."""
        return seal(text.encode(), key=sign_in_key(), place=PLACE).hex()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again. KeyUnavailable if it was sealed by another installation."""
        return unseal(bytes.fromhex(encrypted_text), key=sign_in_key(), place=PLACE).decode()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002 # allauth's name
        """What a new passkey is called until she gives it a name."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey") if number == 1 else gettext("Passkey {number}").format(number=number)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What the phone shows beside the passkey: a name that says nothing to whoever holds the phone."""
        return super().get_public_key_credential_rp_entity() | {"name": settings.MFA_TOTP_ISSUER}
