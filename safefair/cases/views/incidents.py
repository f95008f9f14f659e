"""The incidents of a case: written down, read, corrected, taken away and put back."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.classification import QUESTIONS, missing_question
from safefair.cases.forms.incidents import (
    BY,
    IncidentEditForm,
    IncidentForm,
    perpetrator_forms,
    text_of,
)
from safefair.cases.forms.meanwhile import Now
from safefair.cases.models import Incident
from safefair.cases.operations.incidents import (
    FACTS,
    OF_PERPETRATOR,
    correct_incident,
    record_incident,
    remove_incident,
    restore_incident,
)
from safefair.cases.sealing import read_words
from safefair.cases.sections import CasePage
from safefair.cases.sections.incidents import contexts_in_words, facts_of_incident, forced_labour_in_words
from safefair.cases.views.common import crumbs, find_case, open_page
from safefair.cases.views.drafts import drafted, typed, unblamed
from safefair.cases.views.meanwhile import Edit, save_edit, take_chosen
from safefair.core.errors import DomainError


@requires(Permission.RECORD_INCIDENT)
@drafted("incident")
def incident_new(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """What she tells, in one sitting; another perpetrator without JavaScript."""
    page = open_page(request, find_case(request, address))
    data = typed(request, "incident")
    form, people = IncidentForm(data), perpetrator_forms(data, known=[])
    unblamed(request, form, *people)
    if _is_sent(request, form, people):
        try:
            row = record_incident(
                page.case,
                text_of(form, people),
                entry_id=form.cleaned_data["entry_id"],
                on=page.today,
                by=page.membership.user,
            )
        except DomainError as fault:
            form.add_error(None, str(fault.message))
        else:
            return redirect("cases:incident", page.case.uuid, row.uuid)
    return _form(request, page, form, people)


@requires(Permission.RECORD_INCIDENT)
@drafted("incident")
def incident_correct(request: HttpRequest, address: uuid.UUID, incident: uuid.UUID) -> HttpResponse:
    """The same again."""
    page = open_page(request, find_case(request, address))
    row = _incident(page, incident)
    now, by = _now(page, row), page.membership.user
    form = IncidentEditForm(typed(request, "incident"), initial=dict(now.values), now=now)
    take_chosen(request, form)
    people = form.people = perpetrator_forms(form.data if form.is_bound else None, known=now.values[BY])
    unblamed(request, form, *people)

    def again() -> Now:
        row.refresh_from_db()
        return _now(page, row)

    edit = Edit(
        save=lambda: correct_incident(row, text_of(form, people), version=form.seen, on=page.today, by=by),
        again=again,
        record=lambda: row,
        done=reverse("cases:incident", args=[page.case.uuid, row.uuid]),
        breadcrumb=crumbs(page.case, _("What happened")),
    )
    wants_saving = _is_sent(request, form, people) or "back" in request.POST
    answer = save_edit(request, form, edit) if wants_saving else None
    return answer or _form(request, page, form, people)


def _now(page: CasePage, row: Incident) -> Now:
    people = [
        {name: getattr(one, name) for name in OF_PERPETRATOR} for one in row.perpetrators.order_by("pk")
    ]
    facts = {name: getattr(row, name) for name in FACTS}
    return Now(row.version, {**facts, **read_words(row, key=page.key), BY: people})


def _is_sent(request: HttpRequest, form: IncidentForm, people: Any) -> bool:
    """It is to be saved, and can be; asking for another row is no fault of what is not filled in yet."""
    if request.method != "POST":
        return False
    is_valid = form.is_valid() and people.is_valid()
    if request.POST.get("action") == "more":
        form.errors.clear()
        return False
    return is_valid


def _form(request: HttpRequest, page: CasePage, form: IncidentForm, people: Any) -> HttpResponse:
    context = {
        "case": page.case,
        "form": form,
        "people": people,
        "breadcrumb": crumbs(page.case, _("What happened")),
    }
    return render(request, "cases/incident_form.html", context)


@require_GET
@requires(Permission.RECORD_INCIDENT)
def incident(request: HttpRequest, address: uuid.UUID, incident: uuid.UUID) -> HttpResponse:
    """One incident: its type, and from which answers it follows."""
    page = open_page(request, find_case(request, address))
    row = _incident(page, incident)
    context = {
        "case": page.case,
        **_shown(page, row),
        "breadcrumb": crumbs(page.case, row.code),
    }
    return render(request, "cases/incident.html", context)


def _shown(page: CasePage, row: Incident) -> dict[str, Any]:
    missing = missing_question({name: getattr(row, name) for name, _type in QUESTIONS})
    return {
        "row": row,
        "words": read_words(row, key=page.key),
        "contexts": contexts_in_words(row),
        "facts": facts_of_incident(row),
        "forced_labour": forced_labour_in_words(row),
        "missing": IncidentForm.base_fields[missing].label if missing else "",
        "perpetrators": row.perpetrators.order_by("-is_primary", "pk"),
    }


@require_POST
@requires(Permission.RECORD_INCIDENT)
def incident_remove(request: HttpRequest, address: uuid.UUID, incident: uuid.UUID) -> HttpResponse:
    """It was entered by mistake."""
    return _move(request, address, incident, partial(remove_incident, at=timezone.now()))


@require_POST
@requires(Permission.RECORD_INCIDENT)
def incident_restore(request: HttpRequest, address: uuid.UUID, incident: uuid.UUID) -> HttpResponse:
    """It is put back."""
    return _move(request, address, incident, restore_incident)


def _move(
    request: HttpRequest, address: uuid.UUID, incident: uuid.UUID, move: Callable[..., object]
) -> HttpResponse:
    page = open_page(request, find_case(request, address))
    row = _incident(page, incident)
    try:
        move(row, on=page.today, by=page.membership.user)
    except DomainError as fault:
        messages.error(request, str(fault.message))
    return redirect("cases:incident", page.case.uuid, row.uuid)


def _incident(page: CasePage, address: uuid.UUID) -> Incident:
    rows = Incident.objects.select_related("case__registration", "recorded_by")
    found: Incident = get_object_or_404(rows, case=page.case, uuid=address)
    return found
