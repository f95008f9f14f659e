"""Taking up somebody who was referred, as a case of one's own: who she is, then what the packet says."""

import datetime as dt
import uuid
from functools import partial
from typing import TypedDict

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.models import Organization, User
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.errors import BedTaken
from safefair.cases.forms.referrals import TakeUpForm
from safefair.cases.forms.shelter import AdmitForm
from safefair.cases.models import Case, Referral
from safefair.cases.operations.answers import take_up
from safefair.cases.operations.stays import take_up_and_admit
from safefair.cases.packets import open_referral, parts_of, read_packet
from safefair.cases.queries.referrals import may_open_packet, received_referrals
from safefair.cases.queries.shelter import free_beds
from safefair.cases.sealing import Words
from safefair.cases.views.her_cases import her_open_cases
from safefair.cases.views.referrals import CRUMB, document_url
from safefair.core.errors import DomainError
from safefair.people.enums import RegistrationSource
from safefair.people.line import Choice, probable_matches, resolve_person, search_people


class Given(TypedDict):
    """By whom, when and for which organisation a case is opened."""

    organization: Organization
    entry_id: uuid.UUID
    at: dt.datetime
    by: User


@requires(Permission.ANSWER_REFERRAL)
def take_up_page(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Open an own case from a packet. She is searched for before she is registered."""
    membership = membership_of(request)
    found = get_object_or_404(received_referrals(membership), uuid=referral)
    if not (may_open_packet(found, membership) and membership.may(Permission.TAKE_IN)):
        raise Http404
    if found.taken_up is not None:
        return redirect("cases:stay_admit" if "bed" in request.GET else "cases:detail", found.taken_up)
    organization = organization_of(membership_of(request))
    key = open_referral(found, by_id=membership.user.pk, organization_id=organization.pk)
    packet = read_packet(found, key=key)
    bed_form = _bed_form(request, organization)
    form = TakeUpForm(request.POST or None, organization=organization, initial=_first(found, packet))
    if request.method == "POST":
        choices, hers, case = _posted(request, found, form, bed_form)
        if case is not None:
            messages.success(
                request,
                _("The case has the code %(code)s. Ask her what she agrees to.") % {"code": case.code},
            )
            return redirect("cases:detail", case.uuid)
    else:
        choices = search_people(str(form.initial["q"]), membership, on=timezone.localdate())
        hers = []
    return _show(request, found, packet, form, choices, bed_form, hers)


def _bed_form(request: HttpRequest, organization: Organization) -> AdmitForm | None:
    """`?bed`: she is taken into the shelter in the same go."""
    if "bed" not in request.GET or not membership_of(request).may(Permission.MANAGE_SHELTER):
        return None
    return AdmitForm(request.POST or None, prefix="stay", beds=free_beds(organization))


def _first(referral: Referral, packet: Words) -> dict[str, object]:
    name = packet.get("name", {})
    known = name.get("native") or name.get("latin") or ""
    return {"q": known, "full_name": known, "sex": referral.sex}


def _posted(
    request: HttpRequest, referral: Referral, form: TakeUpForm, bed_form: AdmitForm | None
) -> tuple[list[Choice], list[Case], Case | None]:
    """The people found, the cases that she has already, or the case that was opened."""
    membership, today = membership_of(request), timezone.localdate()
    is_valid = form.is_valid() & (bed_form is None or bed_form.is_valid())
    if request.POST.get("action") == "find" or not is_valid:
        if request.POST.get("action") == "find":
            form.errors.clear()
            if bed_form is not None:
                bed_form.errors.clear()
        return search_people(request.POST.get("q", ""), membership, on=today), [], None
    if form.needs_search and (alike := probable_matches(form, membership, on=today)):
        form.told = {"is_denied": "1"}
        form.add_error(
            "q", _("These people are very alike. Choose one of them, or save once more if she is new.")
        )
        return alike, [], None
    if hers := her_open_cases(form, membership):
        form.told = {"is_another": "1"}
        return search_people(request.POST.get("q", ""), membership, on=today), hers, None
    try:
        person = resolve_person(form, membership, on=today, source=RegistrationSource.DESK)
        entry, at, by = form.cleaned_data["entry_id"], timezone.now(), membership.user
        given: Given = {"organization": form.organization, "entry_id": entry, "at": at, "by": by}
        if bed_form is None:
            case = take_up(referral, person, **given)
        else:
            case = take_up_and_admit(referral, person, bed_form.coming, **given)
    except BedTaken as fault:
        if bed_form is not None:
            bed_form.add_error("bed", str(fault.message))
        return [], [], None
    except DomainError as fault:
        form.add_error(None, str(fault.message))
        return [], [], None
    return [], [], case


def _show(
    request: HttpRequest,
    referral: Referral,
    packet: Words,
    form: TakeUpForm,
    choices: list[Choice],
    bed_form: AdmitForm | None,
    hers: list[Case],
) -> HttpResponse:
    membership = membership_of(request)
    if form.is_bound:
        data = request.POST.copy()
        data.update(form.told)
        form.data = data
    typed = form.data if form.is_bound else form.initial
    context = {
        "referral": referral,
        "form": form,
        "bed_form": bed_form,
        "parts": parts_of(
            packet,
            membership,
            look=partial(document_url, referral),
        ),
        "question": packet.get("question", ""),
        "choices": choices,
        "hers": hers,
        "chosen": str(typed.get("person", "")),
        "query": str(typed.get("q", "")).strip(),
        "candidates_url": reverse("cases:candidates"),
        "breadcrumb": [
            CRUMB,
            (referral.code, reverse("cases:referral", args=[referral.uuid])),
            (_("Take her up"), ""),
        ],
    }
    return render(request, "cases/take_up.html", context)
