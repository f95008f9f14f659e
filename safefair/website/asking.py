"""Her pages: ask, keep the receipt, come back, write again, take it all back. No account, no cookie, no trace.

Nothing of hers stands in an address: receipts and words travel in the body of a POST, and no page may be kept.
"""

import uuid
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from safefair.accounts.permissions import public
from safefair.contact.errors import TooOften
from safefair.contact.models import HelpRequest
from safefair.contact.operations.asking import (
    ask,
    conversation,
    find_again,
    find_by_receipt,
    withdraw,
    write_again,
)
from safefair.contact.operations.guard import FILES, LOOKS, QUESTIONS, guard
from safefair.contact.queries.desks import countries_answered, is_on_duty, next_duty, open_desks, paces_of
from safefair.contact.receipts import grouped
from safefair.core.codes import Country, country_name
from safefair.core.crypto.custody import KeyUnavailable
from safefair.core.errors import DomainError
from safefair.core.requests import network_address
from safefair.website.asking_forms import AgainForm, AskForm, BackForm, new_form_token

PAGE_SALT, PAGE_LASTS = "ask.page", 30 * 60


def never_kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """No cache, no history of the page. Without a session there is nothing that a forged form could use."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response

    return answer


def _show(request: HttpRequest, page: str, *, status: int = 200, **context: Any) -> HttpResponse:
    context["exit_url"] = settings.EXIT_URL
    return render(request, page, context, status=status)


@public
@never_kept
def start(request: HttpRequest) -> HttpResponse:
    """Where she is, or her receipt."""
    countries = sorted((country_name(code), code) for code in countries_answered())
    return _show(request, "website/asking/start.html", countries=countries, back=BackForm())


@public
@never_kept
def ask_country(request: HttpRequest, country: str) -> HttpResponse:
    """Who answers there and how soon; the form. Sent, it shows the receipt, once."""
    desks = list(open_desks(country).order_by("organization__name")) if country in Country.values else []
    if not desks:
        raise Http404
    form = AskForm(**_posted(request), country=country)
    if request.method == "POST" and form.is_valid():
        try:
            return _receipt(request, form)
        except DomainError as fault:
            form.add_error(None, str(fault.message))
    if form.is_bound and "form" in form.errors:
        posted = request.POST.copy()
        posted["form"] = new_form_token()
        form.data = posted
    now = timezone.now()
    paces = paces_of(desks, now)
    told = [
        (desk, is_on_duty(desk, now), next_duty(desk, now), paces[desk.organization_id]) for desk in desks
    ]
    return _show(request, "website/asking/ask.html", form=form, desks=told, country=country_name(country))


def _posted(request: HttpRequest) -> dict[str, Any]:
    """What a form gets. Files are work to make anew, so they are counted before anybody looks at them."""
    takes_files = True
    if request.FILES:
        try:
            guard("file", most=FILES, address=network_address(request), at=timezone.now())
        except TooOften:
            takes_files = False
    return {"data": request.POST or None, "files": request.FILES or None, "takes_files": takes_files}


def _receipt(request: HttpRequest, form: AskForm) -> HttpResponse:
    now = timezone.now()
    guard("ask", most=QUESTIONS, address=network_address(request), at=now)
    desk = form.cleaned_data["desk"]
    question = form.question(get_language() or settings.LANGUAGE_CODE)
    receipt = ask(question, organization=desk.organization, entry_id=form.cleaned_data["form"], at=now)
    opens = None if is_on_duty(desk, now) else next_duty(desk, now)
    return _show(
        request,
        "website/asking/receipt.html",
        receipt=grouped(receipt),
        desk=desk,
        opens=opens,
        how_soon=question.how_soon,
    )


@public
@never_kept
def back(request: HttpRequest) -> HttpResponse:
    """Type the receipt; read the answer. Wrong, over and taken back look alike."""
    form = BackForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, "website/asking/back.html", form=form)
    try:
        guard("look", most=LOOKS, address=network_address(request), at=timezone.now())
    except DomainError as fault:
        form.add_error(None, str(fault.message))
        return _show(request, "website/asking/back.html", form=form, status=429)
    found = find_by_receipt(form.cleaned_data["receipt"])
    if found is not None:
        with suppress(KeyUnavailable):  # taken back at this moment
            return _conversation(request, found)
    form.add_error(
        "receipt", _("Nothing opens with this number. Look at the digits once more; a number also ends.")
    )
    return _show(request, "website/asking/back.html", form=form)


def _conversation(request: HttpRequest, found: HelpRequest, form: AgainForm | None = None) -> HttpResponse:
    notes = conversation(found)
    token = signing.dumps([str(found.uuid), str(uuid.uuid4())], salt=PAGE_SALT)
    opens = next_duty(found.organization.desk, timezone.now())
    return _show(
        request,
        "website/asking/conversation.html",
        notes=notes,
        asked=found,
        form=form or AgainForm(),
        token=token,
        opens=opens,
    )


@require_POST
@public
@never_kept
def again(request: HttpRequest) -> HttpResponse:
    """Write again, from the page that the receipt opened."""
    found, entry_id = _of_page(request)
    if found is None:
        return _show(request, "website/asking/back.html", form=BackForm(), is_late=True)
    form = AgainForm(**_posted(request))
    if form.is_valid():
        text, files = form.cleaned_data["text"], form.enclosed()
        try:
            write_again(found, text, entry_id=entry_id, at=timezone.now(), enclosed=files)
        except DomainError as fault:
            form.add_error(None, str(fault.message))
        else:
            form = AgainForm()
    with suppress(KeyUnavailable):
        return _conversation(request, found, form)
    return _show(request, "website/asking/back.html", form=BackForm(), is_late=True)


@require_POST
@public
@never_kept
def take_back(request: HttpRequest) -> HttpResponse:
    """She takes everything back."""
    found, _entry_id = _of_page(request)
    if found is None:
        return _show(request, "website/asking/back.html", form=BackForm(), is_late=True)
    withdraw(found, at=timezone.now())
    return _show(request, "website/asking/gone.html")


def _of_page(request: HttpRequest) -> tuple[HelpRequest | None, uuid.UUID]:
    """The question that the page showed, and the number of its form; none after half an hour."""
    try:
        address, entry_id = signing.loads(request.POST.get("page", ""), salt=PAGE_SALT, max_age=PAGE_LASTS)
    except signing.BadSignature:
        return None, uuid.uuid4()
    return find_again(uuid.UUID(address)), uuid.UUID(entry_id)
