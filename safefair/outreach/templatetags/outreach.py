"""What the pages of visits and sessions show: words of stored codes."""

from django import template
from django.conf import settings

from safefair.core.codes import area_name
from safefair.outreach.enums import Topic, VisitService

register = template.Library()


@register.filter
def visit_service(code: str) -> str:
    """The words of a service."""
    return str(VisitService(code).label)


@register.filter
def topic(code: str) -> str:
    """The words of a topic."""
    return str(Topic(code).label)


@register.filter
def area(code: str) -> str:
    """The name of a province or state."""
    return area_name(code)


@register.filter
def sheet_language(code: str) -> str:
    """The name of a language of sheets."""
    return str(dict(settings.LANGUAGES).get(code, code))
