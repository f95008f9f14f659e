"""What may come with her words: a photo, a spoken message. Each is made anew before anything is stored."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.contact.enums import EnclosureKind
from safefair.contact.errors import TooOften
from safefair.contact.operations.enclosing import Enclosed
from safefair.core.remaking import DocumentRefused, remake_photo
from safefair.core.sounds import SoundRefused, remake_sound

PHOTOS = "image/jpeg,image/png,image/webp"
"""Named one by one, so that an iPhone sends a JPEG."""


class EnclosureForm(forms.Form):
    """Fields for both; words are needed only where neither is sent, so no browser may insist on them."""

    use_required_attribute = False

    photo = forms.FileField(
        label=_("A photo, if it helps"),
        help_text=_(
            "Of a contract, a payslip, a message. We take out where and with which phone it was taken. It stays on your "
            "phone too: delete it there if that is safer."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": PHOTOS}),
    )
    voice = forms.FileField(
        label=_("A spoken message, if writing is hard"),
        help_text=_("Up to five minutes, in any language. The recording stays on your phone too."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "audio/*"}),
    )

    def __init__(self, *args: Any, takes_files: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.takes_files = takes_files
        self.fields["text"].error_messages["required"] = _("Write a few words, or send a spoken message.")

    def clean_photo(self) -> Enclosed | None:
        """The photo made anew."""
        data = self._read("photo")
        if data is None:
            return None
        try:
            return Enclosed(EnclosureKind.PHOTO, remake_photo(data))
        except DocumentRefused:
            raise forms.ValidationError(
                _("We cannot open this photo. Take it once more in a lower quality, or write instead.")
            ) from None

    def clean_voice(self) -> Enclosed | None:
        """The recording made anew."""
        data = self._read("voice")
        if data is None:
            return None
        try:
            sound = remake_sound(data)
        except SoundRefused as refused:
            raise forms.ValidationError(str(refused.message)) from None
        return Enclosed(EnclosureKind.VOICE, sound.content, sound.seconds)

    def _read(self, name: str) -> bytes | None:
        upload = self.cleaned_data.get(name)
        if not upload:
            return None
        if not self.takes_files:
            raise forms.ValidationError(str(TooOften.message))
        content: bytes = upload.read()
        return content

    def clean(self) -> dict[str, Any]:
        """Something has to be said; what the phone does not keep in the form is asked for again."""
        found: dict[str, Any] = super().clean() or {}
        if self.files and self.has_error("text", "required"):
            del self.errors["text"]
            found["text"] = ""
        if self.errors and self.files:
            self.add_error(
                None,
                _("Please choose the photo or the recording once more: the phone does not keep it here."),
            )
        return found

    def enclosed(self) -> tuple[Enclosed, ...]:
        """What came with the words; only of a valid form."""
        return tuple(file for name in ("photo", "voice") if (file := self.cleaned_data[name]))
