"""Fields that the forms of a case share."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from safefair.core.codes import Country

YES_NO = [("", _("not known")), ("yes", _("yes")), ("no", _("no"))]
COUNTRIES = [("", _("not known")), *Country.choices, ("XX", _("another country"))]
LANGUAGES = [("", _("not known")), *settings.LANGUAGES, ("other", _("another language"))]


class YesNoField(forms.ChoiceField):
    """Yes, no, or nobody asked: three answers, and an empty one is never a no. Gives True, False or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=YES_NO, required=False, widget=forms.RadioSelect, **kwargs)

    def clean(self, value: Any) -> bool | None:
        """True, False or None."""
        return {"yes": True, "no": False}.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        """What the page marks."""
        return {True: "yes", False: "no", None: ""}.get(value, value)


class WordsField(forms.CharField):
    """Words of hers or about her: a few lines, which no browser keeps."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
        super().__init__(**{"required": False, "max_length": 4000, "widget": widget, **kwargs})


class LineField(forms.CharField):
    """One line that is sealed."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(**{"required": False, "max_length": 200, "widget": widget, **kwargs})
