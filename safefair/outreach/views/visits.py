"""The register of visits: one line after another, and the list of what is in it."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.membership import Membership, membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.errors import DomainError
from safefair.core.paging import ListPaginator
from safefair.outreach.errors import VisitedThatDay
from safefair.outreach.exports import export_visits
from safefair.outreach.forms.visits import CONTEXT, RELATION_KEYS, SERVICE_KEYS, VisitFilter, VisitForm
from safefair.outreach.models import Visit
from safefair.outreach.operations import record_visit, remove_visit, restore_visit
from safefair.outreach.queries import last_visits, visits_of
from safefair.people.enums import RegistrationSource
from safefair.people.line import Choice, probable_matches, resolve_person, search_people

DESK = "desk"
PAGE = 25


@require_GET
@requires(Permission.VIEW_VISITS)
def visit_list(request: HttpRequest) -> HttpResponse:
    """The line to enter the next visit, for those who may, and the register with its filters."""
    membership = membership_of(request)
    narrowing = VisitFilter(request.GET, is_programme=membership.organization is None)
    visits = narrowing.narrow(visits_of(membership.organization), request.GET.get("sort", ""))
    visits = visits.select_related("registration", "location", "organization")
    if request.GET.get("format") == "csv":
        return export_visits(visits)
    context = {"filter": narrowing, "page": ListPaginator(visits, PAGE).get_page(request.GET.get("page"))}
    if membership.may(Permission.RECORD_VISIT):
        context |= _desk(request, _new_form(request, membership), [])
    return render(request, "outreach/visits.html", context)


@require_POST
@requires(Permission.RECORD_VISIT)
def visit_record(request: HttpRequest) -> HttpResponse:
    """Enter one visit, or search without a script; the answer to htmx is the next empty line."""
    membership = membership_of(request)
    form = VisitForm(request.POST, organization=organization_of(membership))
    today = timezone.localdate()
    if request.POST.get("action") == "find":
        found = search_people(request.POST.get("q", ""), membership, on=today, remarks=last_seen)
        return _answer(request, form, found, is_search=True)
    choices = _enter(form, membership, today=today)
    if form.errors or choices:
        return _answer(request, form, choices)
    request.session[DESK] = {name: form.data.get(name, "") for name in CONTEXT} | {"on": today.isoformat()}
    if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return _answer(request, _new_form(request, membership), [])
    return redirect("outreach:visits")


@require_POST
@requires(Permission.RECORD_VISIT)
def visit_candidates(request: HttpRequest) -> HttpResponse:
    """Who the typed text may mean. A POST, so that no name stands in an address."""
    text = request.POST.get("q", "").strip()
    choices = search_people(text, membership_of(request), on=timezone.localdate(), remarks=last_seen)
    return render(request, "people/line/choices.html", {"choices": choices, "query": text, "chosen": ""})


@require_POST
@requires(Permission.RECORD_VISIT)
def visit_undo(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Take one of the last lines out of the register, or put it back."""
    membership = membership_of(request)
    visit = get_object_or_404(Visit, uuid=address, organization=membership.organization)
    if visit.removed_at is None:
        remove_visit(visit, by=membership.user, at=timezone.now())
    else:
        restore_visit(visit, by=membership.user)
    if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return render(request, "outreach/visits.html#last", _desk(request, None, []))
    return redirect("outreach:visits")


def last_seen(registration_ids: Sequence[int]) -> Mapping[int, str]:
    """The month of the last visit of people found."""
    visits = Visit.objects.filter(registration__in=registration_ids, removed_at=None)
    latest = visits.order_by().values_list("registration").annotate(on=Max("visited_on"))
    return {id_: _("last here %(month)s") % {"month": date_format(on, "M Y")} for id_, on in latest}


def _enter(form: VisitForm, membership: Membership, *, today: dt.date) -> list[Choice]:
    """Write the visit of a valid form. What stands against it is an error of the form, or the people to choose from."""
    if not form.is_valid():
        return search_people(form.data.get("q", ""), membership, on=today)
    if form.needs_search and (alike := probable_matches(form, membership, on=today)):
        form.told = {"is_denied": "1"}
        form.add_error(
            "q", _("These people are very alike. Choose one of them, or save once more if she is new.")
        )
        return alike
    try:
        record_visit(
            form.facts(),
            organization=form.organization,
            registration=resolve_person(form, membership, on=today, source=RegistrationSource.DESK),
            entry_id=form.cleaned_data["entry_id"],
            today=today,
            by=membership.user,
            is_second=form.is_second,
        )
    except DomainError as error:
        if isinstance(error, VisitedThatDay):
            form.told = {"second_of": form.cleaned_data["person"]}
        form.add_error(None, str(error.message))
        return search_people(form.data.get("q", ""), membership, on=today)
    return []


def _new_form(request: HttpRequest, membership: Membership) -> VisitForm:
    today = timezone.localdate()
    kept = dict(request.session.get(DESK, {}))
    if kept.pop("on", "") != today.isoformat():
        kept.pop("visited_on", None)
    initial = {"visited_on": today} | {name: value for name, value in kept.items() if value}
    return VisitForm(initial=initial, organization=organization_of(membership))


def _desk(request: HttpRequest, form: VisitForm | None, choices: list[Choice]) -> dict[str, Any]:
    membership = membership_of(request)
    context: dict[str, Any] = {"last": []}
    if membership.organization is not None:
        context["last"] = last_visits(membership.organization, by_id=membership.user.pk)
    if form is not None:
        context |= {
            "form": form,
            "choices": choices,
            "query": form.data.get("q", "").strip(),
            "chosen": form.data.get("person", ""),
            "candidates_url": reverse("outreach:visit_candidates"),
            "service_keys": SERVICE_KEYS,
            "relation_keys": RELATION_KEYS,
        }
    return context


def _answer(
    request: HttpRequest, form: VisitForm, choices: list[Choice], *, is_search: bool = False
) -> HttpResponse:
    """The line again: alone for htmx, else with its page."""
    if form.is_bound:
        data = request.POST.copy()
        for name, value in form.told.items():
            data[name] = value
        form.data = data
        if is_search:
            form.errors.clear()
        form.data.update(form.told)
    membership = membership_of(request)
    context = _desk(request, form, choices)
    if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return render(request, "outreach/visits.html#desk", context)
    visits = visits_of(membership.organization).select_related("registration", "location", "organization")
    page = ListPaginator(visits.order_by("-visited_on", "-pk"), PAGE).get_page(1)
    return render(
        request, "outreach/visits.html", context | {"filter": VisitFilter(is_programme=False), "page": page}
    )
