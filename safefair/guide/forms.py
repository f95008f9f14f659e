"""Forms of translations, of recordings and of files of publications."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from safefair.guide.content import digest_of, texts_of
from safefair.guide.enums import FileFormat
from safefair.guide.models import Article, Translation


class RecordingForm(forms.Form):
    """The article read aloud."""

    file = forms.FileField(
        label=_("Read aloud (MP3)"),
        help_text=_(
            "Up to 1.5 MB, best in mono at 48 kbit/s. It is played as long as the words are the same."
        ),
        widget=forms.FileInput(attrs={"accept": "audio/mpeg"}),
    )


class PublicationFileForm(forms.Form):
    """One language and form of a publication."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    form = forms.ChoiceField(label=_("Form"), choices=FileFormat.choices)
    title = forms.CharField(
        label=_("Title in that language"), max_length=200, help_text=_("As it stands on the cover.")
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "Up to 20 MB. It takes the place of an older one of the same language and form. Look first whether it "
            "names or shows anybody who did not agree to that."
        ),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png,audio/mpeg"}),
    )


class WordsForm(forms.Form):
    """Fields by the digest of the English text, which stands above each."""

    def __init__(self, *args: Any, article: Article, translation: Translation | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = translation.words if translation else {}
        for text in texts_of(article):
            digest = digest_of(text)
            self.fields[digest] = forms.CharField(
                label=text,
                required=False,
                initial=words.get(digest, ""),
                max_length=4 * len(text) + 200,
                widget=forms.Textarea(attrs={"rows": 2 + len(text) // 120}),
            )
