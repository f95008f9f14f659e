"""Releases: what leaves, how it was protected, whether the attacker failed; publish and withdraw."""

import uuid as uuids
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safefair.accounts.membership import Membership, membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.errors import DomainError
from safefair.results.enums import ReleaseStatus
from safefair.results.forms import ReasonForm, ReleaseForm
from safefair.results.models import Programme, Release
from safefair.results.operations.releases import (
    check_release,
    make_release,
    publish_release,
    withdraw_release,
)
from safefair.results.queries.figures import programme_in_use
from safefair.results.queries.releases import release_tables, releases_of
from safefair.results.released import sees_live_figures
from safefair.results.shown import released_grids


@requires(Permission.VIEW_INDICATORS)
def release_list(request: HttpRequest) -> HttpResponse:
    """All releases; those who make none see what is or was published."""
    programme = programme_in_use()
    if programme is None:
        return render(request, "results/no_framework.html")
    membership = membership_of(request)
    page = Paginator(_visible(programme, membership), 25).get_page(request.GET.get("page"))
    may_make = membership.may(Permission.MAKE_RELEASE)
    return render(request, "results/release_list.html", {"page": page, "may_make": may_make})


def _visible(programme: Programme, membership: Membership) -> Any:
    releases = releases_of(programme)
    return (
        releases if membership.may(Permission.MAKE_RELEASE) else releases.filter(published_at__isnull=False)
    )


@requires(Permission.MAKE_RELEASE)
def release_new(request: HttpRequest) -> HttpResponse:
    """Choose what leaves and how it is protected."""
    programme = programme_in_use()
    if programme is None:
        return render(request, "results/no_framework.html")
    form = ReleaseForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        try:
            release = make_release(by=membership_of(request).user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("results:release", release.uuid)
    return render(
        request, "results/release_new.html", {"form": form, "breadcrumb": _crumbs(_("New release"))}
    )


@requires(Permission.VIEW_INDICATORS)
def release_detail(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """A release as its readers see it, the report of the audit, and what can be done next."""
    membership = membership_of(request)
    release = _release(uuid, membership)
    audited = release.status in (ReleaseStatus.PASSED, ReleaseStatus.PUBLISHED, ReleaseStatus.WITHDRAWN)
    return render(
        request,
        "results/release_detail.html",
        {
            "release": release,
            "grids": released_grids(release_tables(release)) if audited else [],
            "report": release.audit if release.audited_at else None,
            "is_live": sees_live_figures(membership),
            "may_make": membership.may(Permission.MAKE_RELEASE),
            "may_publish": membership.may(Permission.PUBLISH_RELEASE),
            "reason_form": ReasonForm(),
            "breadcrumb": _crumbs(release.title),
        },
    )


def _release(uuid: uuids.UUID, membership: Membership) -> Release:
    programme = programme_in_use()
    return get_object_or_404(
        _visible(programme, membership) if programme else Release.objects.none(), uuid=uuid
    )


@require_POST
@requires(Permission.MAKE_RELEASE)
def check(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Protect and audit again."""
    return _do(request, uuid, lambda release, user: check_release(release, by=user), "")


@require_POST
@requires(Permission.PUBLISH_RELEASE)
def publish(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Publish; the page said that this cannot be undone, only withdrawn."""
    done = _("The release is published.")
    return _do(
        request, uuid, lambda release, user: publish_release(release, by=user, at=timezone.now()), done
    )


@require_POST
@requires(Permission.PUBLISH_RELEASE)
def withdraw(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Take a release from the public site, for a reason."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why the release is withdrawn."))
        return redirect("results:release", uuid)
    reason = form.cleaned_data["reason"]
    done = _("The release is withdrawn. It stays in the list.")
    return _do(
        request,
        uuid,
        lambda release, user: withdraw_release(release, reason=reason, by=user, at=timezone.now()),
        done,
    )


def _do(request: HttpRequest, uuid: uuids.UUID, move: Any, done: str) -> HttpResponse:
    membership = membership_of(request)
    try:
        move(_release(uuid, membership), membership.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        if done:
            messages.success(request, done)
    return redirect("results:release", uuid)


def _crumbs(here: str) -> list[tuple[str, str]]:
    return [(_("Releases"), reverse("results:releases")), (here, "")]
