"""What the pages of trainings show."""

from django import template

from safefair.core.codes import area_name
from safefair.trainings.enums import Competence

register = template.Library()


@register.filter
def competence(code: str) -> str:
    """The words of a competence."""
    return str(Competence(code).label)


@register.filter
def area(code: str) -> str:
    """The name of a province or state."""
    return area_name(code)
