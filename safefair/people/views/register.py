"""Registering somebody: search first, then "this is her" or "none of these", then the form."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safefair.accounts.membership import Membership, membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.codes import area_name
from safefair.people.enums import SEX_OF_ONE, PairSource, RegistrationSource
from safefair.people.facts import age_on
from safefair.people.forms.persons import PersonForm, SearchForm
from safefair.people.models import Registration
from safefair.people.names.score import Alert
from safefair.people.operations import put_side_by_side, register_person
from safefair.people.queries.search import Candidate, find_candidates
from safefair.people.queries.submissions import find_submission
from safefair.people.views.persons import CRUMB
from safefair.people.words import reason_words

CRUMBS = [CRUMB, (gettext_lazy("Register"), "")]


@requires(Permission.REGISTER_PERSON)
def register(request: HttpRequest) -> HttpResponse:
    """One address for the three steps; each but the first is a POST, since names stand in no address."""
    step = request.POST.get("step", "search") if request.method == "POST" else ""
    if step == "save":
        return _save(request)
    form = SearchForm(request.POST if step else None)
    if not step or not form.is_valid():
        return render(request, "people/search.html", {"form": form, "breadcrumb": CRUMBS})
    if step == "form":
        return _show_form(request, form)
    candidates = _search(request, form)
    if not candidates:
        return _show_form(request, form, nobody=True)
    return _show_candidates(request, form, candidates)


def _search(request: HttpRequest, form: SearchForm, at_least: Alert = Alert.POSSIBLE) -> list[Candidate]:
    membership = membership_of(request)
    return find_candidates(
        form.query(timezone.localdate()),
        organization_id=_organization_id(membership),
        user_id=membership.user.pk,
        at_least=at_least,
    )


def _organization_id(membership: Membership) -> int:
    assert membership.organization_id is not None  # noqa: S101  reason: only roles of an organisation may register
    return membership.organization_id


def _show_candidates(request: HttpRequest, form: SearchForm, candidates: list[Candidate]) -> HttpResponse:
    context = {
        "form": form,
        "step": "form",
        "rows": [_row(candidate) for candidate in candidates],
        "is_probable": any(candidate.level >= Alert.PROBABLE for candidate in candidates),
        "seen": ",".join(candidate.summary.code for candidate in candidates),
        "breadcrumb": CRUMBS,
    }
    return render(request, "people/candidates.html", context)


def _row(candidate: Candidate) -> dict[str, Any]:
    summary, identity = candidate.summary, candidate.identity
    return {
        "summary": summary,
        "identity": identity,
        "is_probable": candidate.level >= Alert.PROBABLE,
        "reasons": [(reason_words(reason.code), reason.weight > 0) for reason in candidate.reasons],
        "sex": SEX_OF_ONE[summary.sex],  # type: ignore[index]
        "age": age_on(timezone.localdate(), summary.birth_year, identity.birth_date),
        "area": area_name(summary.area) if summary.area else "",
    }


def _show_form(request: HttpRequest, search: SearchForm, *, nobody: bool = False) -> HttpResponse:
    organization = membership_of(request).organization
    initial = {**search.data.dict(), "submission": uuid.uuid4()}  # type: ignore[attr-defined]  # a QueryDict
    form = PersonForm(initial=initial, country=organization.country if organization else "")
    context = {"form": form, "nobody": nobody, "seen": request.POST.get("seen", ""), "breadcrumb": CRUMBS}
    return render(request, "people/register.html", context)


def _save(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    assert membership.organization is not None  # noqa: S101  reason: only roles of an organisation may register
    form = PersonForm(request.POST, country=membership.organization.country)
    seen = request.POST.get("seen", "")
    if not form.is_valid():
        return render(request, "people/register.html", {"form": form, "seen": seen, "breadcrumb": CRUMBS})
    made = find_submission(form.cleaned_data["submission"], membership.organization)
    likely = [] if made else _search(request, form, Alert.PROBABLE)
    unseen = [candidate for candidate in likely if candidate.summary.code not in seen.split(",")]
    if unseen:
        # What was added on the form says more than the first search: look again before a second record is made.
        return _show_unseen(request, form, unseen, seen)
    registration = made or _register(membership, form, likely)
    messages.success(request, _("Registered. Her code is %(code)s.") % {"code": registration.code})
    return redirect("people:detail", registration.uuid)


def _show_unseen(request: HttpRequest, form: PersonForm, unseen: list[Candidate], seen: str) -> HttpResponse:
    context = {
        "form": form,
        "step": "save",
        "rows": [_row(candidate) for candidate in unseen],
        "is_probable": True,
        "seen": ",".join([seen, *(candidate.summary.code for candidate in unseen)]),
        "breadcrumb": CRUMBS,
    }
    return render(request, "people/candidates.html", context)


def _register(membership: Membership, form: PersonForm, likely: list[Candidate]) -> Registration:
    today = timezone.localdate()
    assert membership.organization is not None  # noqa: S101  reason: only roles of an organisation may register
    registration = register_person(
        form.identity,
        form.facts(today),
        organization=membership.organization,
        by=membership.user,
        on=today,
        source=RegistrationSource.DESK,
        submission=form.cleaned_data["submission"],
    )
    # She said "none of these" to somebody probable: a second pair of eyes looks at it later.
    others = Registration.objects.in_bulk([candidate.registration_id for candidate in likely])
    for candidate in likely:
        put_side_by_side(
            registration, others[candidate.registration_id], score=candidate.score, source=PairSource.DESK
        )
    return registration
