"""Codes of an offer in words: an offer that is only looked at has no row whose fields would say them."""

from django import template

from safefair.cases.forms.fields import LANGUAGES
from safefair.core.codes import AgeBand
from safefair.core.codes import country_name as name_of

register = template.Library()


@register.filter
def country_words(code: str) -> str:
    """The name of a country."""
    return name_of(code)


@register.filter
def language_words(code: str) -> str:
    """The name of a language; nothing where nobody asked."""
    return str(dict(LANGUAGES).get(code, code)) if code else ""


@register.filter
def age_words(band: str) -> str:
    """A band of ages."""
    return str(AgeBand(band).label) if band in AgeBand.values else ""
