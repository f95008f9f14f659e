"""What a person's page shows of her visits and sessions."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from safefair.accounts.membership import Membership
from safefair.accounts.roles import Permission
from safefair.outreach.enums import VisitService
from safefair.outreach.models import SessionAttendance
from safefair.outreach.queries import attended, visits_of
from safefair.people.models import Registration
from safefair.people.panels import Panel

SHOWN = 20


def visits_panel(registration: Registration, membership: Membership) -> Panel | None:
    """Her last visits; nothing for roles that see no visits."""
    if not membership.may(Permission.VIEW_VISITS):
        return None
    visits = visits_of(membership.organization).filter(registration=registration).select_related("location")
    rows = [
        (
            date_format(visit.visited_on, "j M Y"),
            ", ".join(str(VisitService(code).label) for code in visit.services),
            visit.location.name if visit.location else visit.get_channel_display(),
        )
        for visit in visits.order_by("-visited_on", "-pk")[:SHOWN]
    ]
    return Panel(_("Visits"), (_("Date"), _("What it gave"), _("Where")), rows, empty=_("No visit yet."))


def sessions_panel(registration: Registration, membership: Membership) -> Panel | None:
    """The last information sessions she was at."""
    if not membership.may(Permission.VIEW_SESSIONS):
        return None
    rows = [
        (date_format(line.session.held_on, "j M Y"), _link(line), line.get_relation_display())
        for line in attended(registration.pk)[:SHOWN]
    ]
    columns = (_("Date"), _("Session"), _("As"))
    return Panel(_("Information sessions"), columns, rows, empty=_("At no session yet."))


def _link(line: SessionAttendance) -> SafeString:
    url = reverse("outreach:session_detail", args=[line.session.uuid])
    return format_html('<a href="{}">{}</a>', url, line.session.title)
