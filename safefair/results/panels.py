"""On a person's page: the figures in which she is counted."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from safefair.accounts.membership import Membership
from safefair.accounts.roles import Permission
from safefair.people.models import Registration
from safefair.people.panels import Panel
from safefair.results.models import Figure
from safefair.results.queries.figures import figures_of_registration


def figures_panel(registration: Registration, membership: Membership) -> Panel | None:
    """The figures that counted any of her records: the newest of each, and those a lock keeps. No values."""
    figures = figures_of_registration(registration.pk)
    if not figures:
        return None
    may_open = membership.may(Permission.VIEW_INDICATORS)
    return Panel(
        title=_("Figures she is counted in"),
        columns=(_("Indicator"), _("Period"), _("What it counts"), _("As of")),
        rows=[
            (
                _title(figure, may_open=may_open),
                figure.period.label,
                figure.indicator.get_kind_display(),
                date_format(figure.as_of, "j M Y"),
            )
            for figure in figures
        ],
    )


def _title(figure: Figure, *, may_open: bool) -> str:
    words = f"{figure.indicator.code} {figure.indicator.title}"
    if not may_open:
        return words
    address = f"{reverse('results:indicator', args=[figure.indicator.uuid])}?period={figure.period.uuid}"
    return format_html('<a href="{}">{}</a>', address, words)
