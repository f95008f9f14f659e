"""The list of cases, the search for one, and the page of one."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.membership import Membership, membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.enums.plan import Service
from safefair.cases.forms.lists import CaseFilter, Whose
from safefair.cases.models import Case
from safefair.cases.queries.access import listed_cases, openable_cases, reviews, sees_danger, with_openable
from safefair.cases.queries.teams import led_workers, teams_of
from safefair.cases.queries.workers import workers_of
from safefair.cases.sections.basics import may_correct
from safefair.cases.sections.page import BESIDE, sections_of
from safefair.cases.views.common import CRUMB, crumbs, find_case, open_page
from safefair.core.paging import ListPaginator
from safefair.people.enums import SEX_OF_ONE
from safefair.people.line import search_people
from safefair.people.models import Registration

PAGE = 25


@require_GET
@requires(Permission.VIEW_CASES)
def case_list(request: HttpRequest) -> HttpResponse:
    """Cases by code: no name stands in this list."""
    return render(request, "cases/list.html", _list_context(request, membership_of(request)))


def _list_context(request: HttpRequest, membership: Membership) -> dict[str, Any]:
    is_supervisor = reviews(membership)
    today = timezone.localdate()
    narrowing = CaseFilter(request.GET, whose=_whose(membership, today), sees_danger=sees_danger(membership))
    listed = with_openable(listed_cases(membership), membership).select_related("worker")
    cases = narrowing.narrow(listed, request.GET.get("sort", ""))
    page = ListPaginator(cases, PAGE).get_page(request.GET.get("page"))
    return {
        "filter": narrowing,
        "page": page,
        "rows": [(case, ", ".join(str(Service(code).label) for code in case.needs)) for case in page],
        "today": today,
        "is_supervisor": is_supervisor,
        "sees_danger": sees_danger(membership),
        "can_see_numbers": membership.may(Permission.VIEW_ALL_CASES),
        "can_take_in": membership.may(Permission.TAKE_IN),
        "can_search": membership.may(Permission.SEARCH_PERSON),
        "can_erase": membership.may(Permission.ERASE_CASE),
        "can_export": membership.may(Permission.EXPORT_CASES),
        "can_break_glass": membership.may(Permission.BREAK_GLASS),
    }


def _whose(membership: Membership, today: dt.date) -> Whose | None:
    """By whom a reviewer narrows the list; None for everybody else, who lists her own."""
    if not reviews(membership):
        return None
    sees_all = membership.may(Permission.VIEW_ALL_CASES)
    workers = (
        workers_of(membership.organization_id or 0, on=today) if sees_all else list(led_workers(membership))
    )
    return Whose(membership, workers, list(teams_of(membership)), sees_all)


@require_POST
@requires(Permission.VIEW_CASES)
def case_find(request: HttpRequest) -> HttpResponse:
    """Cases by a code, or by the name, telephone or code of a person. A POST: no name stands in an address."""
    membership = membership_of(request)
    text = request.POST.get("q", "").strip()
    cases = openable_cases(membership).select_related("worker").order_by("-opened_on", "-pk")
    found: list[tuple[Any, Case]] = (
        [(None, case) for case in cases.filter(code__iexact=text)[:1]] if text else []
    )
    if not found and membership.may(Permission.SEARCH_PERSON):
        choices = search_people(text, membership, on=timezone.localdate())
        by_person = {choice.value: choice for choice in choices}
        people = Registration.objects.filter(uuid__in=by_person)
        found = [
            (by_person[str(case.registration.uuid)], case)
            for case in cases.filter(registration__in=people).select_related("registration")[:PAGE]
            if case.registration
        ]
    return render(request, "cases/found.html", {"found": found, "query": text, "breadcrumb": [CRUMB]})


@require_GET
@requires(Permission.VIEW_CASES)
def case_detail(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """One case; the reading is logged before anything is opened."""
    case = find_case(request, address, **BESIDE)
    page = open_page(request, case)
    sections = sections_of(page)
    context = {
        "case": case,
        "who": SEX_OF_ONE[case.sex],  # type: ignore[index]
        "sections": [section for section in sections if not section.is_aside],
        "asides": [section for section in sections if section.is_aside],
        "today": page.today,
        "sees_danger": sees_danger(page.membership),
        "is_overdue": case.is_open and case.review_on is not None and case.review_on < page.today,
        "breadcrumb": crumbs(case),
        **may_correct(page),
    }
    return render(request, "cases/detail.html", context)
