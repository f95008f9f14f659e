"""Whom we asked for help, and what became of it."""

from django.utils import timezone

from safefair.accounts.roles import Permission
from safefair.cases.models import Referral
from safefair.cases.sections import CasePage, Section

SHOWN = 20


def referrals(page: CasePage) -> Section | None:
    """The referrals of a case, newest first."""
    if not page.membership.may(Permission.REFER):
        return None
    sent = Referral.objects.filter(case=page.case).select_related("to").order_by("-sent_at", "-pk")[:SHOWN]
    context = {
        "case": page.case,
        "referrals": sent,
        "now": timezone.now(),
        "can_refer": page.case.is_open,
    }
    return Section("cases/sections/referrals.html", context)
