"""One labour complaint: lodging it, its page, correcting it, its end."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.enums.complaint import AmountKind, ComplaintOutcome, ComplaintType, Remedy
from safefair.cases.forms.complaints import AmountForm, ComplaintForm, EndForm, ObtainedForm, StepForm
from safefair.cases.forms.meanwhile import Now
from safefair.cases.models import Case, Complaint, ComplaintGroup
from safefair.cases.money import money_of, sum_up, write_money, write_share
from safefair.cases.operations.complaints import (
    FACTS,
    correct_complaint,
    end_complaint,
    lodge_complaint,
    note_obtained,
    resume_complaint,
)
from safefair.cases.sealing import read_words
from safefair.cases.views.common import crumbs, find_case, open_page
from safefair.cases.views.drafts import drafted, typed, unblamed
from safefair.cases.views.meanwhile import Edit, save_edit, take_chosen
from safefair.core.codes import country_name
from safefair.core.errors import DomainError


def find_complaint(request: HttpRequest, address: uuid.UUID, complaint: uuid.UUID) -> Complaint:
    """A complaint of a case that the reader may open; else 404."""
    case = find_case(request, address)
    rows = Complaint.objects.select_related("group", "worker")
    found: Complaint = get_object_or_404(rows, case=case, uuid=complaint)
    found.case = case
    return found


def answer(
    request: HttpRequest, complaint: Complaint, do: Callable[[], object], *, done: str
) -> HttpResponse:
    """Do something and go back to the page of the complaint, which says what came of it."""
    try:
        do()
    except DomainError as fault:
        messages.error(request, str(fault.message))
    else:
        messages.success(request, done)
    return redirect("cases:complaint", complaint.case.uuid, complaint.uuid)


@requires(Permission.RECORD_COMPLAINT)
@drafted("complaint")
def lodge(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Lodge a complaint in a case."""
    case = find_case(request, address)
    page = open_page(request, case)
    initial = {
        "stage": case.stage,
        "country": case.destination,
    }
    form = ComplaintForm(typed(request, "complaint"), initial=initial, groups=_groups(case))
    unblamed(request, form)
    if request.method == "POST" and form.is_valid():
        try:
            made = lodge_complaint(
                case,
                form.lodging,
                entry_id=form.cleaned_data["entry_id"],
                on=page.today,
                by=page.membership.user,
            )
        except DomainError as fault:
            form.add_error(None, str(fault.message))
        else:
            messages.success(request, _("Lodged. The complaint has the code %(code)s.") % {"code": made.code})
            return redirect("cases:complaint", case.uuid, made.uuid)
    context = {"form": form, "case": case, "breadcrumb": crumbs(case, _("Lodge a complaint"))}
    return render(request, "cases/complaints/form.html", context)


@requires(Permission.RECORD_COMPLAINT)
@drafted("complaint")
def correct(request: HttpRequest, address: uuid.UUID, complaint: uuid.UUID) -> HttpResponse:
    """Facts and words of a complaint again."""
    found = find_complaint(request, address, complaint)
    page = open_page(request, found.case)
    if not page.shows_identity:
        raise Http404
    now = _now(found, page.key)
    form = ComplaintForm(
        typed(request, "complaint"), initial=dict(now.values), now=now, groups=_groups(found.case)
    )
    take_chosen(request, form)
    unblamed(request, form)
    edit = _edit(
        request,
        found,
        lambda: correct_complaint(
            found, form.lodging, version=form.seen, on=page.today, by=page.membership.user
        ),
        again=lambda: _now(found, page.key),
        told=_("Saved."),
    )
    context = {"form": form, "case": found.case, "complaint": found, "breadcrumb": edit.breadcrumb}
    return save_edit(request, form, edit) or render(request, "cases/complaints/form.html", context)


def _edit(
    request: HttpRequest,
    complaint: Complaint,
    do: Callable[[], object],
    *,
    again: Callable[[], Now],
    told: str,
    where: str | None = None,
) -> Edit:
    def save() -> None:
        do()
        messages.success(request, told)

    def anew() -> Now:
        complaint.refresh_from_db(fields=[*FACTS, "sealed", "version", "obtained", "outcome", "ended_on"])
        return again()

    back = reverse("cases:complaint", args=[complaint.case.uuid, complaint.uuid])
    trail = crumbs(complaint.case, complaint.code)
    return Edit(save=save, again=anew, record=lambda: complaint, done=back, breadcrumb=trail, where=where)


@require_GET
@requires(Permission.RECORD_COMPLAINT, Permission.VIEW_ALL_CASES, Permission.VIEW_TEAM_CASES)
def complaint_detail(request: HttpRequest, address: uuid.UUID, complaint: uuid.UUID) -> HttpResponse:
    """One complaint: what it is about, its dates, its money."""
    return show(request, find_complaint(request, address, complaint))


@require_POST
@requires(Permission.RECORD_COMPLAINT)
def obtained(request: HttpRequest, address: uuid.UUID, complaint: uuid.UUID) -> HttpResponse:
    """What she got besides money."""
    found = find_complaint(request, address, complaint)
    form, by = ObtainedForm(request.POST, now=_obtained_now(found)), membership_of(request).user
    take_chosen(request, form)
    edit = _edit(
        request,
        found,
        lambda: note_obtained(
            found, form.cleaned_data["obtained"], version=form.seen, on=timezone.localdate(), by=by
        ),
        again=lambda: _obtained_now(found),
        told=_("Saved."),
    )
    return save_edit(request, form, edit) or show(request, found, obtained_form=form)


@require_POST
@requires(Permission.RECORD_COMPLAINT)
def end(request: HttpRequest, address: uuid.UUID, complaint: uuid.UUID) -> HttpResponse:
    """Say how it ended."""
    found = find_complaint(request, address, complaint)
    form, by = EndForm(request.POST, now=_end_now(found)), membership_of(request).user
    take_chosen(request, form)
    edit = _edit(
        request,
        found,
        lambda: end_complaint(
            found,
            ComplaintOutcome(form.cleaned_data["outcome"]),
            ended_on=form.cleaned_data["ended_on"],
            version=form.seen,
            on=timezone.localdate(),
            by=by,
        ),
        again=lambda: _end_now(found),
        told=_("Ended. You can open the complaint again."),
        where="ended_on",
    )
    return save_edit(request, form, edit) or show(request, found, end_form=form)


@require_POST
@requires(Permission.RECORD_COMPLAINT)
def resume(request: HttpRequest, address: uuid.UUID, complaint: uuid.UUID) -> HttpResponse:
    """Take the end back."""
    found = find_complaint(request, address, complaint)
    by = membership_of(request).user
    return answer(
        request, found, lambda: resume_complaint(found, by=by), done=_("The complaint is pending again.")
    )


def show(request: HttpRequest, complaint: Complaint, **bound: forms.Form) -> HttpResponse:
    """The page of a complaint, with forms that were sent and not accepted in their places."""
    page = open_page(request, complaint.case)
    today, may_write = page.today, page.membership.may(Permission.RECORD_COMPLAINT)
    amounts = list(complaint.amounts.order_by("on", "pk"))
    plain = {
        "step_form": StepForm(prefix="step"),
        "amount_form": AmountForm(prefix="amount"),
        "obtained_form": ObtainedForm(initial={"obtained": complaint.obtained}, now=_obtained_now(complaint)),
        "end_form": EndForm(now=_end_now(complaint)),
    }
    context = {
        "case": complaint.case,
        "complaint": complaint,
        "words": read_words(complaint, key=page.key) if page.shows_identity else {},
        "shows_identity": page.shows_identity,
        "facts": _facts(complaint),
        "obtained": [str(Remedy(code).label) for code in complaint.obtained],
        "steps": complaint.steps.order_by("due_on", "pk"),
        "amounts": [_amount(amount) for amount in amounts],
        "sums": money_rows([money_of(amount) for amount in amounts]),
        "today": today,
        "held_step": None,
        "is_pending": complaint.outcome == ComplaintOutcome.PENDING,
        "can_write": may_write and complaint.case.is_open,
        "breadcrumb": [*crumbs(complaint.case, complaint.code)],
        **plain,
        **bound,
    }
    return render(request, "cases/complaints/detail.html", context)


def money_rows(amounts: list[Any]) -> list[dict[str, Any]]:
    """Sums for a page: a row each currency, a cell each kind, and what of the claim she received."""
    rows = []
    for row in sum_up(amounts):
        cells = []
        for kind in AmountKind:
            one = row.sums.get(kind)
            in_dollars = one and one.usd is not None and one.currency != "USD"
            cells.append(
                (
                    kind.label,
                    write_money(one.amount, one.currency) if one else "",
                    write_money(one.usd, "USD") if one and one.usd is not None and in_dollars else "",
                )
            )
        rows.append({"currency": row.currency, "cells": cells, "recovered": write_share(row.recovered)})
    return rows


def _amount(amount: Any) -> dict[str, Any]:
    usd = money_of(amount).usd if amount.rate else None
    return {
        "row": amount,
        "text": write_money(amount.amount, amount.currency),
        "usd": write_money(usd, "USD") if usd is not None else "",
    }


def _facts(complaint: Complaint) -> list[tuple[str, object]]:
    return [
        (_("About"), ", ".join(str(ComplaintType(code).label) for code in complaint.types)),
        (_("Against"), complaint.get_respondent_display()),
        (_("Before"), complaint.get_forum_display()),
        (
            _("Country"),
            country_name(complaint.country) if complaint.country != "XX" else _("another country"),
        ),
        (_("Where in her migration"), complaint.get_stage_display()),
        (_("Lodged on"), date_format(complaint.opened_on, "j M Y")),
        (_("She asks for"), ", ".join(str(Remedy(code).label) for code in complaint.remedies)),
        (_("Lodged by"), complaint.worker),
    ]


def _groups(case: Case) -> list[ComplaintGroup]:
    return list(ComplaintGroup.objects.filter(organization_id=case.organization_id).order_by("-pk")[:100])


def _now(complaint: Complaint, key: bytes) -> Now:
    facts = {name: getattr(complaint, name) for name in FACTS if name != "group"}
    group = str(complaint.group.uuid) if complaint.group else ""
    return Now(complaint.version, {**facts, "group": group, **read_words(complaint, key=key)})


def _obtained_now(complaint: Complaint) -> Now:
    return Now(complaint.version, {"obtained": complaint.obtained})


def _end_now(complaint: Complaint) -> Now:
    has_ended = complaint.outcome != ComplaintOutcome.PENDING
    outcome = complaint.outcome if has_ended else ""
    return Now(complaint.version, {"outcome": outcome, "ended_on": complaint.ended_on})
