"""Sending a referral: to whom, what goes with it, a look at it as the receiver will see it, and off."""

import json
import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from safefair.accounts.membership import Membership, membership_of
from safefair.accounts.models import Organization
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.enums.attachment import DocumentKind
from safefair.cases.enums.consent import DataCategory
from safefair.cases.enums.plan import Service
from safefair.cases.enums.referral import OverrideReason
from safefair.cases.errors import DocumentGone, TooManyDocuments
from safefair.cases.forms.consent import by_country
from safefair.cases.forms.referrals import ReferralForm
from safefair.cases.identity import packet_to_review
from safefair.cases.models import Case, Consent, PartnerOrganization, Referral
from safefair.cases.operations.documents import chosen, sendable
from safefair.cases.operations.packets import build_packet
from safefair.cases.operations.referrals import Outgoing, categories_of, offer_of, send_referral
from safefair.cases.packets import parts_of
from safefair.cases.queries.access import sees_identity
from safefair.cases.queries.consent import shares_in_force
from safefair.cases.queries.partners import elsewhere, partners_of
from safefair.cases.queries.sharing import offered_categories
from safefair.cases.sealing import Words, open_case, read_words
from safefair.cases.views.common import crumbs, find_case
from safefair.cases.views.drafts import drafted, typed, unblamed
from safefair.core.errors import DomainError
from safefair.core.remaking import DocumentRefused

OF_DOCUMENTS = (DocumentGone, TooManyDocuments, DocumentRefused)


@dataclass(frozen=True, slots=True, repr=False)
class Target:
    """A receiver, and her consent for it; without one only where a supervisor overrides."""

    receiver: Organization | PartnerOrganization | str
    consent: Consent | None


@requires(Permission.REFER)
@drafted("refer")
def refer(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """`?consent=` names a consent of hers and so the receiver; without it, the receivers that she agreed to."""
    case, membership = find_case(request, address), membership_of(request)
    if not case.is_open:
        messages.error(request, _("This case is closed. Open it again first."))
        return redirect("cases:detail", case.uuid)
    target = _target(request, case, membership)
    return _choose(request, case, membership) if target is None else _compose(request, case, target)


def _target(request: HttpRequest, case: Case, membership: Membership) -> Target | None:
    consent_id, to = _uuid(request.GET.get("consent")), _uuid(request.GET.get("to"))
    if consent_id:
        consent = get_object_or_404(shares_in_force(case, on=timezone.localdate()), uuid=consent_id)
        return Target(consent.recipient or _elsewhere(consent.recipient_name), consent)
    if to and membership.may(Permission.OVERRIDE_CONSENT):
        there = elsewhere().filter(uuid=to).first()
        return Target(there or get_object_or_404(partners_of(case.organization), uuid=to), None)
    return None


def _elsewhere(name: str) -> PartnerOrganization | str:
    """The organisation of another installation that is named so; else the name."""
    return next((one for one in elsewhere() if one.label.casefold() == name.casefold()), name)


def _uuid(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        raise Http404 from None


def _choose(request: HttpRequest, case: Case, membership: Membership) -> HttpResponse:
    can_override = membership.may(Permission.OVERRIDE_CONSENT)
    context = {
        "case": case,
        "shares": [
            (
                one,
                ", ".join(
                    str(offer.label) for offer in offered_categories(membership, one) if not offer.why_not
                ),
            )
            for one in shares_in_force(case, on=timezone.localdate())
        ],
        "partners": by_country(list(partners_of(case.organization)), list(elsewhere())),
        "can_ask": membership.may(Permission.RECORD_CONSENT),
        "can_override": can_override,
        "breadcrumb": crumbs(case, _("Refer")),
    }
    return render(request, "cases/refer_to.html", context)


def _compose(request: HttpRequest, case: Case, target: Target) -> HttpResponse:
    membership = membership_of(request)
    documents: list[tuple[str, str]] = []
    key = open_case(case, by_id=membership.user.pk, reason="referral")
    if membership.may(Permission.ATTACH_DOCUMENT):
        documents = [(str(row.uuid), _named(words)) for row, words in sendable(case, key=key)]
    offered = offered_categories(
        membership,
        target.consent,
        has_documents=bool(documents),
        is_elsewhere=isinstance(target.receiver, PartnerOrganization),
    )
    form = ReferralForm(
        typed(request, "refer"),
        offered=[one.code for one in offered if not one.why_not],
        is_override=target.consent is None,
        documents=documents,
        initial={"service": case.needs[0] if len(case.needs) == 1 else ""},
    )
    unblamed(request, form)
    context = {
        "form": form,
        "case": case,
        "receiver": target.receiver,
        "is_outside": isinstance(target.receiver, str),
        "is_elsewhere": isinstance(target.receiver, PartnerOrganization),
        "is_override": target.consent is None,
        "withheld": [one for one in offered if one.why_not],
        **_conditions(case, target.consent, key, membership),
        "breadcrumb": crumbs(case, _("Refer")),
    }
    if request.method == "POST" and form.is_valid():
        outgoing = _outgoing(form, target)
        seen = _fingerprint(form)
        try:
            if request.POST.get("action") != "send" or request.POST.get("seen") != seen:
                context |= {**_preview(case, outgoing, key, membership), "seen": seen}
            else:
                sent = send_referral(
                    case,
                    outgoing,
                    entry_id=form.cleaned_data["entry_id"],
                    at=timezone.now(),
                    by=membership.user,
                )
                messages.success(
                    request, _("Sent. The referral has the code %(code)s.") % {"code": sent.code}
                )
                return redirect("cases:referral", sent.uuid)
        except DomainError as fault:
            form.add_error("documents" if isinstance(fault, OF_DOCUMENTS) else None, str(fault.message))
    return render(request, "cases/refer.html", context)


def _conditions(case: Case, consent: Consent | None, key: bytes, membership: Membership) -> dict[str, object]:
    """What she asked to be heeded when she agreed; a reviewer is told that there is something."""
    said = read_words(consent, key=key).get("conditions", "") if consent else ""
    shows = sees_identity(case.pk, membership)
    return {"conditions": said if shows else "", "has_hidden_conditions": bool(said) and not shows}


def _named(words: Words) -> str:
    kind = str(DocumentKind(words["kind"]).label) if words.get("kind") else ""
    return f"{words['name']} ({kind})" if words.get("name") else kind


def _fingerprint(form: ReferralForm) -> str:
    """Of what is looked at: whoever changes something after it looks once more before it goes."""
    asked = {name: value for name, value in form.cleaned_data.items() if name != "entry_id"}
    return salted_hmac("safefair.cases.refer", json.dumps(asked, sort_keys=True)).hexdigest()


def _outgoing(form: ReferralForm, target: Target) -> Outgoing:
    data = form.cleaned_data
    return Outgoing(
        receiver=target.receiver,
        service=data["service"],
        kind=data["kind"],
        urgency=data["urgency"],
        categories=data["categories"],
        question=data["question"],
        children=data["children"],
        documents=[uuid.UUID(one) for one in data.get("documents", ())],
        override=OverrideReason(data["override"]) if target.consent is None else None,
    )


def _preview(case: Case, outgoing: Outgoing, key: bytes, membership: Membership) -> dict[str, object]:
    """What the receiver will see, before and after it accepts; nothing is kept."""
    documents = chosen(case, outgoing.documents)
    packet = build_packet(
        case,
        key=key,
        categories=outgoing.categories,
        question=outgoing.question,
        by=membership.user,
        documents=documents,
    )
    held_back: list[str] = []
    if not sees_identity(case.pk, membership):
        packet, held_back = packet_to_review(packet)
    referral = Referral(
        organization=case.organization,
        kind=outgoing.kind,
        service=outgoing.service,
        urgency=outgoing.urgency,
        **offer_of(case, children=outgoing.children),
    )
    return {
        "preview": referral,
        "goes_with": [str(DataCategory(code).label) for code in sorted(categories_of(outgoing))],
        "question": outgoing.question,
        "parts": parts_of(
            packet,
            membership,
            look=lambda number: reverse("cases:document_look", args=[case.uuid, documents[number - 1].uuid]),
        ),
        "hidden": held_back,
        "service": str(Service(outgoing.service).label),
    }
