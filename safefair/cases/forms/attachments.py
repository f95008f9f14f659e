"""A document to add."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.cases.enums.attachment import DocumentKind
from safefair.cases.forms.fields import LineField
from safefair.cases.operations.attachments import NewDocument


class DocumentForm(forms.Form):
    """The file, what it is, and what we call it."""

    file = forms.FileField(
        label=_("Photo or PDF"),
        help_text=_(
            "Up to 10 MB. It is made anew: where and when it was taken, and its own name, are not kept."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
    )
    kind = forms.ChoiceField(label=_("What it is"), choices=DocumentKind)
    name = LineField(label=_("What we call it"), max_length=80)
    is_original = forms.BooleanField(
        label=_("Keep it exactly as it came, because she and her lawyer ask for it"), required=False
    )
    entry_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def document(self) -> NewDocument:
        """What was sent, of a valid form."""
        data = self.cleaned_data
        return NewDocument(
            data=data["file"].read(),
            kind=DocumentKind(data["kind"]),
            name=data["name"],
            is_original=data["is_original"],
        )
