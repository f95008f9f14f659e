"""Other installations: our name, their cards, and files that were carried here."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.cases.exchange.cards import MOST_BYTES as MOST_OF_CARD
from safefair.cases.exchange.cards import Card, NotACard, read_card
from safefair.core.addresses import AddressRefused, read_root
from safefair.core.crypto.packets import MOST_BYTES


class InstallationForm(forms.Form):
    """Who we are to others."""

    name = forms.CharField(
        label=_("Name of this installation"), max_length=80, help_text=_("As others will read it.")
    )
    address = forms.CharField(
        label=_("Address at which others deliver"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        help_text=_("For example https://centre.example. Without one, files are carried to you by hand."),
    )
    receives = forms.MultipleChoiceField(
        label=_("Which organisations receive referrals from elsewhere?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, organizations: Sequence[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["receives"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  the class above says so
        field.choices = [(one.code, f"{one.name}, {one.get_country_display()}") for one in organizations]

    def clean_address(self) -> str:
        """Without the last stroke; one to which nothing can be delivered is refused."""
        address = str(self.cleaned_data["address"]).rstrip("/")
        try:
            if address:
                read_root(address)
        except AddressRefused:
            raise forms.ValidationError(
                _("Write an address that begins with https:// and ends with the name of the host.")
            ) from None
        return address


class CardForm(forms.Form):
    """The card of another installation, pasted or as a file."""

    text = forms.CharField(
        label=_("Their card"),
        required=False,
        max_length=MOST_OF_CARD,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Paste the text of the card here, or choose its file below."),
    )
    file = forms.FileField(label=_("Or its file"), required=False)
    card: Card

    def clean(self) -> dict[str, Any]:
        """One card, which its own key signed."""
        data = super().clean() or {}
        file = data.get("file")
        name = "file" if file else "text"
        try:
            text = file.read(MOST_OF_CARD + 1).decode() if file else data.get("text", "")
            self.card = read_card(text)
        except (NotACard, UnicodeDecodeError):
            self.add_error(
                name, _("This is no card of an installation, or it was changed. Ask for it again.")
            )
        return data


class ArrivalForm(forms.Form):
    """A packet or a receipt that was carried here."""

    file = forms.FileField(label=_("File from another installation"), help_text=_("A packet or a receipt."))

    def clean_file(self) -> bytes:
        """Its bytes."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than any packet. It cannot be one."))
        data: bytes = file.read()
        return data
