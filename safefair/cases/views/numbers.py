"""How the case work of an organisation goes."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases import numbers
from safefair.cases.enums.plan import Service
from safefair.cases.forms.period import PeriodForm
from safefair.cases.views.common import CRUMB

YEAR = dt.timedelta(days=364)


@require_GET
@requires(Permission.VIEW_ALL_CASES)
def case_work(request: HttpRequest) -> HttpResponse:
    """Numbers of one's own organisation, for those who see its cases anyway: nothing is withheld here."""
    today, own = timezone.localdate(), organization_of(membership_of(request)).pk
    usual = {"start": today - YEAR, "last": today}
    form = PeriodForm(request.GET if "start" in request.GET else usual)
    chosen = form.cleaned_data if form.is_valid() else usual
    period = numbers.Period(chosen["start"], chosen["last"] + dt.timedelta(days=1), today)
    cases = numbers.case_numbers(own, period)
    context = {
        "form": form,
        "cases": cases,
        "needs": [(Service(code).label, number) for code, number in cases.by_need],
        "delays": numbers.telling_delays(own, period),
        "plans": numbers.plans_among_needed(own),
        "referrals": numbers.referral_numbers(own, period),
        "complaints": numbers.complaint_numbers(own, period),
        "outcomes": numbers.outcome_numbers(own, period),
        "within": numbers.ASSESSED_WITHIN,
        "breadcrumb": [CRUMB, (_("Numbers"), "")],
    }
    return render(request, "cases/numbers.html", context)
