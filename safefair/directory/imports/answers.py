"""Codes of the directory as people write them: by code, or by their words in English or in the reader's language."""

from typing import Any

from django.conf import settings
from django.utils import translation

from safefair.core.languages import OWN_NAMES
from safefair.core.tabular.heads import normal_head
from safefair.directory.enums import Channel, KindOfHelp
from safefair.directory.models import Service

LANGUAGES = dict(settings.LANGUAGES)
SHORT = {"en": "en-gb", "zh": "zh-hans", "tl": "fil"}


def read_choice(field: str, text: str) -> str | None:
    """The code of an answer to a field of services; None where there is no such answer."""
    column: Any = Service._meta.get_field(field)
    return _find(text, column.flatchoices)


def read_kind(text: str) -> str | None:
    """A kind of help."""
    return _find(text, KindOfHelp.choices)


def read_channel(text: str) -> str | None:
    """What a number is for."""
    return _find(text, Channel.choices)


def read_language(text: str) -> str | None:
    """One of our languages, by code or name."""
    code = SHORT.get(text.strip().lower(), text.strip().lower())
    if code in LANGUAGES:
        return code
    return _find(text, [*LANGUAGES.items(), *OWN_NAMES.items()])


def _find(text: str, choices: Any) -> str | None:
    wanted = normal_head(text)
    for code, label in choices:
        with translation.override(settings.LANGUAGE_CODE):
            english = str(label)
        if wanted in {normal_head(str(code)), normal_head(str(label)), normal_head(english)}:
            return str(code)
    return None
