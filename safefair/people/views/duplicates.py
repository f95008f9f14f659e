"""Possible duplicates: the queue, two registrations side by side, and the decision that can be undone."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.errors import DomainError
from safefair.core.models import ReadKind
from safefair.core.paging import ListPaginator
from safefair.people.enums import PairStatus
from safefair.people.forms.lists import DecisionForm
from safefair.people.identities import open_identities
from safefair.people.models import DuplicatePair
from safefair.people.operations import keep_apart, link_pair, undo_decision
from safefair.people.queries.pairs import compare_fields, next_open_pair, pairs_in, status_counts

PAGE = 25
CRUMB = (gettext_lazy("Possible duplicates"), reverse_lazy("people:duplicates"))
OPERATIONS = {"same": link_pair, "different": keep_apart}


def _find(request: HttpRequest, pair: uuid.UUID) -> DuplicatePair:
    own = DuplicatePair.objects.visible_to(membership_of(request).organization_id)
    return get_object_or_404(own.select_related("first", "second"), uuid=pair)


@requires(Permission.RESOLVE_DUPLICATE)
def pair_list(request: HttpRequest) -> HttpResponse:
    """The queue by state, the likeliest first; codes only, so nothing is opened."""
    organization_id = membership_of(request).organization_id
    status = request.GET.get("status", "")
    status = status if status in PairStatus.values else PairStatus.OPEN
    counts = status_counts(organization_id)
    page = ListPaginator(pairs_in(organization_id, status), PAGE).get_page(request.GET.get("page"))
    tabs = [
        (choice.label, f"?status={choice.value}", choice.value == status, counts.get(choice.value, 0))
        for choice in PairStatus
    ]
    context = {"page": page, "tabs": tabs, "status": status, "undo": _undone(request)}
    return render(request, "people/duplicates.html", context)


def _undone(request: HttpRequest) -> DuplicatePair | None:
    """The pair decided a moment ago, whose decision the page offers to take back."""
    decided = request.GET.get("decided", "")
    try:
        address = uuid.UUID(decided)
    except ValueError:
        return None
    own = DuplicatePair.objects.visible_to(membership_of(request).organization_id)
    return own.exclude(status=PairStatus.OPEN).filter(uuid=address).first()


@requires(Permission.RESOLVE_DUPLICATE)
def pair_detail(request: HttpRequest, pair: uuid.UUID) -> HttpResponse:
    """Two registrations side by side; both are opened, which is logged first."""
    membership, found = membership_of(request), _find(request, pair)
    both = [found.first, found.second]
    identities = open_identities(
        both, user_id=membership.user.pk, organization_id=membership.organization_id, kind=ReadKind.OPENED,
        reason="possible duplicate",
    )  # fmt: skip
    later = next_open_pair(found.organization_id, after=found)
    context = {
        "pair": found,
        "rows": compare_fields(
            found.first, identities[found.first_id], found.second, identities[found.second_id]
        ),
        "is_open": found.status == PairStatus.OPEN,
        "decisions": found.decisions.select_related("decided_by", "undone_by").order_by("-id"),
        "reasons_same": DecisionForm.SAME,
        "reasons_different": DecisionForm.DIFFERENT,
        "later": later if later and later.pk != found.pk else None,
        "undo": _undone(request),
        "breadcrumb": [CRUMB, (f"{found.first.code} · {found.second.code}", "")],
    }
    return render(request, "people/pair.html", context)


@require_POST
@requires(Permission.RESOLVE_DUPLICATE)
def pair_decide(request: HttpRequest, pair: uuid.UUID) -> HttpResponse:
    """The same person or two people, with a reason; then the next pair, with a way back."""
    found = _find(request, pair)
    form = DecisionForm(request.POST)
    decide = OPERATIONS.get(request.POST.get("decision", ""))
    if decide is None or not form.is_valid():
        return redirect("people:pair", found.uuid)
    try:
        decide(found, reason=form.cleaned_data["reason"], by=membership_of(request).user)
    except DomainError as error:
        return _refused(request, found, error)
    following = next_open_pair(found.organization_id)
    target = reverse("people:pair", args=[following.uuid]) if following else reverse("people:duplicates")
    return redirect(f"{target}?decided={found.uuid}")


@require_POST
@requires(Permission.RESOLVE_DUPLICATE)
def pair_undo(request: HttpRequest, pair: uuid.UUID) -> HttpResponse:
    """Take back the decision that holds."""
    found = _find(request, pair)
    try:
        undo_decision(found, by=membership_of(request).user)
    except DomainError as error:
        return _refused(request, found, error)
    messages.success(request, _("The decision is taken back; the pair waits again."))
    return redirect("people:pair", found.uuid)


def _refused(request: HttpRequest, pair: DuplicatePair, error: DomainError) -> HttpResponse:
    messages.error(request, str(error))
    return redirect("people:pair", pair.uuid)
