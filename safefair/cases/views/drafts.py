"""What somebody typed and did not send: kept as she types, offered when she comes back, gone once the form is saved.

One mechanism for every long form of a case: `@drafted` on its view, `typed` in place of what was sent, and
`cases/_draft.html` above the form. A redirect after a POST says that the form was saved.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.permissions import View, requires
from safefair.accounts.roles import Permission
from safefair.cases.models import Case, Draft
from safefair.cases.operations.drafts import Drawer, drop_draft, find_draft, load_draft, save_draft
from safefair.cases.sealing import open_case
from safefair.cases.views.common import find_case

KINDS: set[str] = set()
"""Forms that are kept."""
NOT_KEPT = ("csrfmiddlewaretoken", "action", "next")
MOST_LETTERS = 60_000


@dataclass(frozen=True, slots=True)
class Kept:
    """A form on a page: where it is kept, what is kept of it, and how to go on with that."""

    url: str
    drop_url: str
    back: str
    continue_url: str
    draft: Draft | None
    is_open: bool


def drafted(*kinds: str) -> Callable[[View], View]:
    """A view with forms that are kept; of several, the one whose `action` was sent is the one saved."""
    KINDS.update(kinds)

    def decorate(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, address: uuid.UUID, **rows: uuid.UUID) -> HttpResponse:
            case = find_case(request, address)
            subject = next(iter(rows.values()), None) or _asked(request)
            drawer = _drawer(request, case)
            shown = {kind: _kept(request, drawer, kind, subject) for kind in kinds}
            request.drafts = {kind.replace("-", "_"): one for kind, one in shown.items()}  # type: ignore[attr-defined]
            request.typed = {  # type: ignore[attr-defined]
                kind: _words(request, drawer, kind, subject) for kind, one in shown.items() if one.is_open
            }
            response = view(request, address, **rows)
            if request.method == "POST" and response.status_code == 302:
                kind = kinds[0] if len(kinds) == 1 else request.POST.get("action", "")
                drop_draft(drawer, kind, subject=subject)
            return response

        return kept

    return decorate


def typed(request: HttpRequest, kind: str, *, is_sent: bool = True) -> QueryDict | None:
    """What a form begins with: what was sent, what was kept if she goes on with that, or nothing."""
    if request.method == "POST":
        return request.POST if is_sent else None
    found: QueryDict | None = getattr(request, "typed", {}).get(kind)
    return found


def unblamed(request: HttpRequest, *filled: forms.Form) -> None:
    """Nobody is told what is missing in a form that she goes on with."""
    if request.method != "POST":
        for form in filled:
            if form.is_bound:
                form.errors.clear()


def _drawer(request: HttpRequest, case: Case) -> Drawer:
    return Drawer(
        user=membership_of(request).user, organization=organization_of(membership_of(request)), case=case
    )


def _asked(request: HttpRequest) -> uuid.UUID | None:
    """A form for one of several receivers is kept for each: the address of the page names it."""
    text = request.GET.get("consent") or request.GET.get("to") or ""
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        raise Http404 from None


def _kept(request: HttpRequest, drawer: Drawer, kind: str, subject: uuid.UUID | None) -> Kept:
    assert drawer.case is not None  # noqa: S101  drafts of this module are a case's
    draft = find_draft(drawer, kind, subject=subject) if request.method == "GET" else None
    of = f"?of={subject}" if subject else ""
    others = request.GET.copy()
    others.pop("draft", None)
    back = f"{request.path}?{others.urlencode()}" if others else request.path
    others["draft"] = kind
    return Kept(
        url=reverse("cases:draft", args=[drawer.case.uuid, kind]) + of,
        drop_url=reverse("cases:draft_drop", args=[drawer.case.uuid, kind]) + of,
        back=back,
        continue_url=f"{request.path}?{others.urlencode()}",
        draft=draft,
        is_open=draft is not None and request.GET.get("draft") == kind,
    )


def _words(request: HttpRequest, drawer: Drawer, kind: str, subject: uuid.UUID | None) -> QueryDict:
    assert drawer.case is not None  # noqa: S101  as above
    open_case(drawer.case, by_id=drawer.user.pk, reason="draft")
    found = QueryDict(mutable=True)
    for name, values in load_draft(drawer, kind, subject=subject).items():
        found.setlist(name, values if isinstance(values, list) else [values])  # type: ignore[list-item]  # JSON
    return found


def _named(request: HttpRequest, address: uuid.UUID, kind: str) -> tuple[Drawer, uuid.UUID | None]:
    case = find_case(request, address)
    if kind not in KINDS or case.erased_at is not None:
        raise Http404
    try:
        of = request.GET.get("of")
        return _drawer(request, case), uuid.UUID(of) if of else None
    except ValueError:
        raise Http404 from None


@require_POST
@requires(Permission.VIEW_CASES)
def draft(request: HttpRequest, address: uuid.UUID, kind: str) -> HttpResponse:
    """Keep what was typed so far; nobody else ever opens it."""
    drawer, subject = _named(request, address, kind)
    data: dict[str, Any] = {name: values for name, values in request.POST.lists() if name not in NOT_KEPT}
    if sum(len(value) for values in data.values() for value in values) > MOST_LETTERS:
        return HttpResponse(status=413)
    made = save_draft(drawer, kind, data, subject=subject)
    return render(request, "cases/kept.html", {"at": timezone.localtime(), "until": made.kept_until})


@require_POST
@requires(Permission.VIEW_CASES)
def draft_drop(request: HttpRequest, address: uuid.UUID, kind: str) -> HttpResponse:
    """Throw it away."""
    drawer, subject = _named(request, address, kind)
    drop_draft(drawer, kind, subject=subject)
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect("cases:detail", address)
