"""A channel of the desk, a test of it, and what goes to her phone by it."""

import ipaddress
import uuid
from typing import Any

import pycountry
from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from safefair.contact.enums import ByChannel
from safefair.contact.models import Channel
from safefair.core.addresses import AddressRefused, read_place
from safefair.core.codes import ZONE_CHOICES, country_name

NUMBER = RegexValidator(r"^\S[^\x00-\x1f]*\S$", _("Write a number or the name of an account."))
IN_HEADER = RegexValidator(
    r"^[\x20-\x7e]*$", _("Only letters, digits and signs of the keyboard can be sent here.")
)


class ChannelForm(forms.ModelForm):
    """How texts come to this desk and go from it."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    authorization = forms.CharField(
        label=_("Authorization"),
        required=False,
        max_length=500,
        strip=True,
        validators=[IN_HEADER],
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_(
            "The header that the provider asks for, for example “Token …”. Kept sealed and never shown."
        ),
    )
    networks = forms.CharField(
        label=_("Networks of the provider"),
        required=False,
        max_length=500,
        help_text=_("With blanks between them, for example 192.0.2.0/24. Empty: whoever knows the secret."),
    )
    timezone = forms.ChoiceField(label=_("Time zone"), choices=ZONE_CHOICES)

    class Meta:
        model = Channel
        fields = (
            "name", "reach", "number", "country", "languages", "send_url", "authorization", "networks",
            "greatest_length", "part_cost", "currency", "quiet_from", "quiet_until", "timezone",
        )  # fmt: skip
        widgets = {
            "quiet_from": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "quiet_until": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "send_url": forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        }
        help_texts = {
            "number": _("She sees it as the sender. Choose one that says nothing of what you do."),
            "send_url": _("Where the provider takes texts, by https."),
            "greatest_length": _("Characters of one request; a longer text goes in several."),
            "part_cost": _("160 letters, or 70 in most scripts of the region, are one part."),
            "currency": _("Three letters, for example THB."),
            "quiet_from": _("Texts wait until these hours are over. Leave both empty if there are none."),
        }

    def __init__(self, *args: Any, countries: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"] = forms.ChoiceField(
            label=_("Country"), choices=[(code, country_name(code)) for code in countries]
        )
        self.initial["networks"] = " ".join(self.instance.networks)
        if self.instance.pk:
            self.fields["authorization"].help_text = _("Leave it empty to keep the one that is stored.")

    def clean_name(self) -> str:
        """One name a channel."""
        name = str(self.cleaned_data["name"])
        others = Channel.objects.filter(organization=self.instance.organization_id, name=name)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another channel of yours has this name."))
        return name

    def clean_send_url(self) -> str:
        """An address to which our server may connect."""
        address = str(self.cleaned_data["send_url"]).strip()
        try:
            read_place(address)
        except AddressRefused:
            raise forms.ValidationError(_("Write an address that begins with https://.")) from None
        return address

    def clean_networks(self) -> list[str]:
        """Each as a network; a single address is a network of one."""
        try:
            return [str(ipaddress.ip_network(one)) for one in self.cleaned_data["networks"].split()]
        except ValueError:
            raise forms.ValidationError(
                _("Write networks such as 192.0.2.0/24, with blanks between them.")
            ) from None

    def clean_currency(self) -> str:
        """A code of ISO 4217."""
        code = str(self.cleaned_data["currency"]).strip().upper()
        if pycountry.currencies.get(alpha_3=code) is None:
            raise forms.ValidationError(_("This is no currency. Write its three letters, for example THB."))
        return code

    def clean(self) -> dict[str, Any]:
        """Quiet hours have a beginning and an end."""
        found: dict[str, Any] = super().clean() or {}
        for one, other in (("quiet_from", "quiet_until"), ("quiet_until", "quiet_from")):
            if found.get(one) and not found.get(other) and other not in self.errors:
                self.add_error(other, _("Write both hours, or none."))
        return found


class TestForm(forms.Form):
    """To which phone a test goes."""

    __test__ = False
    number = forms.CharField(
        label=_("Number of a phone of yours"),
        max_length=40,
        validators=[NUMBER],
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("It is used once and kept nowhere."),
    )


class SendForm(forms.Form):
    """What goes to her phone about an answer."""

    what = forms.ChoiceField(
        label=_("What goes to her phone?"),
        choices=ByChannel.choices,
        initial=ByChannel.NEUTRAL,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("In which language?"), choices=settings.LANGUAGES)
    is_asked_for = forms.BooleanField(
        label=_("She wrote that she wants to read the answer itself on her phone"), required=False
    )
    entry_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
