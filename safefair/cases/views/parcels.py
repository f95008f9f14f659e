"""Files between two installations: carried in, and fetched to be carried out."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.forms.exchange import ArrivalForm
from safefair.cases.models import Parcel
from safefair.cases.operations.arrivals import take_arrival
from safefair.cases.operations.deliveries import send_again
from safefair.cases.views.referrals import CRUMB, find_referral
from safefair.core.errors import DomainError

BOTH = (Permission.REFER, Permission.ANSWER_REFERRAL)


@requires(*BOTH)
def arrivals(request: HttpRequest) -> HttpResponse:
    """Take in a packet or a receipt that was carried here."""
    organization = organization_of(membership_of(request))
    form = ArrivalForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data, by = form.cleaned_data["file"], membership_of(request).user
        try:
            parcel = take_arrival(data, organization=organization, at=timezone.now(), by=by)
        except DomainError as fault:
            form.add_error("file", str(fault.message))
        else:
            messages.success(request, _("Taken in: %(what)s.") % {"what": parcel.get_kind_display()})
            if parcel.referral is None:
                return redirect("cases:referrals")
            return redirect("cases:referral", parcel.referral.uuid)
    context = {"form": form, "breadcrumb": [CRUMB, (_("Received packets"), "")]}
    return render(request, "cases/exchange/arrivals.html", context)


@require_GET
@requires(*BOTH)
def parcel_file(request: HttpRequest, referral: uuid.UUID, parcel: uuid.UUID) -> HttpResponse:
    """A sealed file to carry to the other installation; its name says nothing."""
    found, _is_sender = find_referral(request, referral)
    parcels = Parcel.objects.filter(referral=found, is_incoming=False, content__isnull=False)
    one = get_object_or_404(parcels, uuid=parcel)
    response = HttpResponse(bytes(one.content or b""), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="sealed-{str(one.document)[:8]}.safefair"'
    return response


@require_POST
@requires(*BOTH)
def parcel_send(request: HttpRequest, referral: uuid.UUID, parcel: uuid.UUID) -> HttpResponse:
    """Try at once to deliver a file that did not arrive."""
    found, _is_sender = find_referral(request, referral)
    one = get_object_or_404(Parcel.objects.filter(referral=found, is_incoming=False), uuid=parcel)
    try:
        send_again(one, at=timezone.now(), by=membership_of(request).user)
    except DomainError as fault:
        messages.error(request, str(fault.message))
    else:
        messages.success(request, _("It is tried at once."))
    return redirect("cases:referral", found.uuid)
