"""Complaints of an organisation, and several women's complaints together: by code, without names."""

import uuid

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.enums.complaint import AmountKind
from safefair.cases.exports.complaints import export_complaints
from safefair.cases.forms.complaint_list import ComplaintFilter
from safefair.cases.forms.complaints import GroupForm
from safefair.cases.forms.meanwhile import Now
from safefair.cases.models import ComplaintGroup
from safefair.cases.money import write_sums
from safefair.cases.operations.complaints import GROUP_FACTS, correct_group, make_group
from safefair.cases.queries.complaints import Listed, as_listed, complaints_of, listed_complaints
from safefair.cases.views.complaints import money_rows
from safefair.cases.views.meanwhile import Edit, save_edit, take_chosen
from safefair.core.codes import country_name
from safefair.core.paging import ListPaginator

PAGE = 25
CRUMB = (gettext_lazy("Complaints"), reverse_lazy("cases:complaints"))
GROUPS = (gettext_lazy("Groups"), reverse_lazy("cases:groups"))


@require_GET
@requires(Permission.RECORD_COMPLAINT, Permission.VIEW_ALL_CASES, Permission.VIEW_TEAM_CASES)
def complaint_list(request: HttpRequest) -> HttpResponse:
    """Complaints by code; those whose case the reader may open have a link."""
    membership, today = membership_of(request), timezone.localdate()
    narrowing = ComplaintFilter(request.GET)
    complaints = narrowing.narrow(
        listed_complaints(membership).select_related("case", "group"),
        request.GET.get("sort", ""),
        today=today,
    )
    if request.GET.get("format") == "csv":
        return export_complaints(complaints, membership)
    page = ListPaginator(complaints, PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": narrowing,
        "page": page,
        "rows": [(row, write_sums(row.money, AmountKind.RECEIVED)) for row in map(as_listed, page)],
        "today": today,
    }
    return render(request, "cases/complaints/list.html", context)


@require_GET
@requires(Permission.RECORD_COMPLAINT, Permission.VIEW_ALL_CASES, Permission.VIEW_TEAM_CASES)
def group_list(request: HttpRequest) -> HttpResponse:
    """Groups of complaints by their front names."""
    groups = ComplaintGroup.objects.filter(organization=organization_of(membership_of(request)))
    groups = groups.annotate(size=Count("complaints")).order_by("-pk")
    context = {
        "page": ListPaginator(groups, PAGE).get_page(request.GET.get("page")),
        "can_write": membership_of(request).may(Permission.RECORD_COMPLAINT),
        "breadcrumb": [CRUMB, (GROUPS[0], "")],
    }
    return render(request, "cases/complaints/groups.html", context)


@requires(Permission.RECORD_COMPLAINT)
def group_new(request: HttpRequest) -> HttpResponse:
    """Begin a group; complaints join it on their own pages."""
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        group = make_group(
            form.cleaned_data,
            organization=organization_of(membership_of(request)),
            by=membership_of(request).user,
        )
        return redirect("cases:group", group.uuid)
    context = {"form": form, "breadcrumb": [CRUMB, GROUPS, (_("New group"), "")]}
    return render(request, "cases/complaints/group_form.html", context)


@requires(Permission.RECORD_COMPLAINT)
def group_correct(request: HttpRequest, group: uuid.UUID) -> HttpResponse:
    """The facts of a group again."""
    found, by = _group(request, group), membership_of(request).user
    now = _now(found)
    form = GroupForm(request.POST or None, initial=dict(now.values), now=now)
    take_chosen(request, form)
    trail = [CRUMB, GROUPS, (found.title, "")]

    def save() -> None:
        correct_group(found, form.cleaned_data, version=form.seen, by=by)
        messages.success(request, _("Saved."))

    edit = Edit(
        save=save,
        again=lambda: _now(_group(request, group)),
        record=lambda: _group(request, group),
        done=reverse("cases:group", args=[found.uuid]),
        breadcrumb=trail,
    )
    context = {"form": form, "group": found, "breadcrumb": trail}
    return save_edit(request, form, edit) or render(request, "cases/complaints/group_form.html", context)


def _now(group: ComplaintGroup) -> Now:
    return Now(group.version, {name: getattr(group, name) for name in GROUP_FACTS})


@require_GET
@requires(Permission.RECORD_COMPLAINT, Permission.VIEW_ALL_CASES, Permission.VIEW_TEAM_CASES)
def group_detail(request: HttpRequest, group: uuid.UUID) -> HttpResponse:
    """The complaints of a group by code, and sums that are those of the rows above them."""
    found, membership = _group(request, group), membership_of(request)
    complaints = complaints_of(membership).filter(group=found).select_related("case")
    rows = [as_listed(complaint) for complaint in complaints.order_by("opened_on", "pk")]
    facts = [
        (_("Against"), found.get_respondent_display()),
        (_("Before"), found.get_forum_display()),
        (_("Country"), country_name(found.country) if found.country != "XX" else _("another country")),
        (_("Filed on"), date_format(found.filed_on, "j M Y") if found.filed_on else ""),
    ]
    context = {
        "group": found,
        "facts": facts,
        "rows": [(row, _amounts(row)) for row in rows],
        "kinds": [kind.label for kind in AmountKind],
        "sums": money_rows([money for row in rows for money in row.money]),
        "today": timezone.localdate(),
        "can_write": membership.may(Permission.RECORD_COMPLAINT),
        "breadcrumb": [CRUMB, GROUPS, (found.title, "")],
    }
    return render(request, "cases/complaints/group.html", context)


def _amounts(row: Listed) -> list[tuple[object, str]]:
    return [(kind.label, write_sums(row.money, kind)) for kind in AmountKind]


def _group(request: HttpRequest, group: uuid.UUID) -> ComplaintGroup:
    found: ComplaintGroup = get_object_or_404(
        ComplaintGroup, organization=organization_of(membership_of(request)), uuid=group
    )
    return found
