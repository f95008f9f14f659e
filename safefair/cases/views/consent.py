"""Writing down what she agrees to, and taking it back."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.enums.consent import Decision, Purpose
from safefair.cases.forms.consent import ConsentForm
from safefair.cases.models import Case, Consent
from safefair.cases.operations.consent import give_consent, refuse, withdraw_consent
from safefair.cases.queries.partners import elsewhere, partners_of
from safefair.cases.queries.referrals import taken_back_at
from safefair.cases.sections.consent import MAY_WITHDRAW
from safefair.cases.views.common import crumbs, find_case
from safefair.cases.views.drafts import drafted, typed, unblamed
from safefair.core.errors import DomainError


@requires(Permission.RECORD_CONSENT)
@drafted("consent")
def consent_new(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """One question and her answer; `?to=` chooses an organisation to share with."""
    case = find_case(request, address)
    form = ConsentForm(
        typed(request, "consent"),
        organizations=list(partners_of(case.organization)),
        elsewhere=list(elsewhere()),
        today=timezone.localdate(),
        initial=_first(request, case),
    )
    unblamed(request, form)
    if request.method == "POST" and form.is_valid():
        record = give_consent if form.is_yes else refuse
        entry_id, at = form.cleaned_data["entry_id"], timezone.now()
        try:
            record(case, form.answer, entry_id=entry_id, at=at, by=membership_of(request).user)
        except DomainError as fault:
            form.add_error(None, str(fault.message))
        else:
            messages.success(request, _("Written down."))
            if codes := taken_back_at(case, at):
                told = _("Taken back, since it went further than what she says now: %(codes)s")
                messages.info(request, told % {"codes": ", ".join(codes)})
            return redirect("cases:detail", case.uuid)
    context = {"form": form, "case": case, "breadcrumb": crumbs(case, _("What she agrees to"))}
    return render(request, "cases/consent.html", context)


def _first(request: HttpRequest, case: Case) -> dict[str, object]:
    to = request.GET.get("to", "")
    first: dict[str, object] = {"language": case.language}
    return {**first, "purpose": Purpose.SHARE, "recipient": to} if to else first


@require_POST
@requires(*MAY_WITHDRAW)
def consent_withdraw(request: HttpRequest, address: uuid.UUID, consent: uuid.UUID) -> HttpResponse:
    """She takes a yes back; what rested on it ends now."""
    case = find_case(request, address)
    found = get_object_or_404(Consent, case=case, uuid=consent, decision=Decision.GIVEN)
    withdraw_consent(found, at=timezone.now(), by=membership_of(request).user)
    messages.success(
        request, _("Taken back. Whatever was shared on this ground can no longer be read there.")
    )
    if found.purpose == Purpose.SERVICES:
        messages.info(
            request,
            _("She no longer wants this file kept: ask for its closure, and ask her whether to erase it."),
        )
    return redirect("cases:detail", case.uuid)
