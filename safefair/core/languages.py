"""The languages of both sites by their own names, and how the addresses of a page differ between them."""

from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import translation

OWN_NAMES = {
    "en-gb": "English",
    "th": "ไทย",
    "my": "မြန်မာ",
    "km": "ខ្មែរ",
    "lo": "ລາວ",
    "vi": "Tiếng Việt",
    "id": "Bahasa Indonesia",
    "ms": "Bahasa Melayu",
    "fil": "Filipino",
    "zh-hans": "简体中文",
}


class Language(NamedTuple):
    """One language to choose, as the component `language-switch` takes it."""

    code: str
    name: str
    url: str
    current: bool


def public_languages(request: HttpRequest) -> list[Language]:
    """The same public page in each language; none of a page whose address is the same in all."""
    here = translation.get_language()
    found = [
        Language(code, OWN_NAMES[code], translate_url(request.path, code), code == here)
        for code, _name in settings.LANGUAGES
    ]
    return found if len({language.url for language in found}) > 1 else []


def workspace_languages() -> list[tuple[str, str]]:
    """Languages that the daily work has been translated into, by their own names."""
    return [(code, OWN_NAMES[code]) for code in settings.WORKSPACE_LANGUAGES]
