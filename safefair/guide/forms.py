"""The form of a translation: each English text with a field for its words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.guide.content import digest_of, texts_of
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
