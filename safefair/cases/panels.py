"""What a person's page shows of her cases."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from safefair.accounts.membership import Membership
from safefair.accounts.roles import Permission
from safefair.cases.queries.access import openable_cases
from safefair.people.models import Registration
from safefair.people.panels import Panel


def cases_panel(registration: Registration, membership: Membership) -> Panel | None:
    """Her cases that the reader may open; that there are others is not said."""
    if not membership.may(Permission.VIEW_CASES):
        return None
    cases = openable_cases(membership).filter(registration=registration).order_by("-opened_on", "-pk")
    rows = [
        (
            format_html('<a href="{}">{}</a>', reverse("cases:detail", args=[case.uuid]), case.code),
            date_format(case.opened_on, "j M Y"),
            case.get_status_display(),
        )
        for case in cases
    ]
    may_open = membership.may(Permission.TAKE_IN) and registration.erased_at is None
    return Panel(
        _("Cases"),
        (_("Case"), _("Opened"), _("Status")),
        rows,
        empty=_("No case that you may open."),
        more_url=f"{reverse('cases:intake')}?person={registration.uuid}" if may_open else "",
        more_label=_("Open a case for her"),
    )
