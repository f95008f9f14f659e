"""What a person's page shows of her trainings."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safefair.accounts.membership import Membership
from safefair.accounts.roles import Permission
from safefair.people.models import Registration
from safefair.people.panels import Panel
from safefair.trainings.queries import took_part

SHOWN = 20


def trainings_panel(registration: Registration, membership: Membership) -> Panel | None:
    """The last trainings she took part in, and whether she completed them."""
    if not membership.may(Permission.VIEW_TRAININGS):
        return None
    rows = [
        (
            date_format(person.run.starts_on, "j M Y"),
            format_html(
                '<a href="{}">{}</a>', reverse("trainings:detail", args=[person.run.uuid]), person.run.title
            ),
            person.get_role_display(),
            _("completed") if getattr(person, "is_complete", False) else _("not completed"),
        )
        for person in took_part(registration.pk)[:SHOWN]
    ]
    columns = (
        gettext_lazy("First day"),
        gettext_lazy("Training"),
        gettext_lazy("As"),
        gettext_lazy("Attendance"),
    )
    return Panel(gettext_lazy("Trainings"), columns, rows, empty=gettext_lazy("In no training yet."))
