"""Pages of `accounts`: members, invitations, the choice of role, who may do what, who read what."""

import uuid
from typing import Any

from allauth.account.views import password_reset
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safefair.accounts import queries
from safefair.accounts.forms import AcceptForm, InvitationForm, OrganizationForm
from safefair.accounts.membership import SESSION_KEY, Membership, membership_of
from safefair.accounts.models import Invitation, Organization, User
from safefair.accounts.operations import invitations
from safefair.accounts.permissions import public, requires, signed_in
from safefair.accounts.roles import Permission
from safefair.core.audit import broken_seals
from safefair.core.errors import DomainError


@requires(Permission.MANAGE_MEMBERS)
def member_list(request: HttpRequest) -> HttpResponse:
    """Who works here and who was invited."""
    membership = membership_of(request)
    page = Paginator(queries.members(membership), 25).get_page(request.GET.get("page"))
    invited = queries.open_invitations(membership, at=timezone.now())
    return render(
        request,
        "accounts/member_list.html",
        {"page": page, "invited": invited, "today": timezone.localdate()},
    )


@requires(Permission.MANAGE_MEMBERS)
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody; the link is shown once, to be handed over."""
    membership = membership_of(request)
    form = InvitationForm(request.POST or None, membership=membership)
    if request.method == "POST" and form.is_valid():
        try:
            invitation, token = _invite(form.cleaned_data, membership)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            link = request.build_absolute_uri(reverse("accounts:accept", args=[token]))
            return render(request, "accounts/invited.html", {"invitation": invitation, "link": link})
    return render(request, "accounts/invite.html", {"form": form})


def _invite(data: dict[str, Any], membership: Membership) -> tuple[Invitation, str]:
    return invitations.invite(
        email=data["email"],
        name=data["name"],
        role=data["role"],
        organization=membership.organization or data.get("organization"),
        by=membership,
        at=timezone.now(),
    )


@require_POST
@requires(Permission.MANAGE_MEMBERS)
def withdraw(request: HttpRequest, invitation: uuid.UUID) -> HttpResponse:
    """Close an invitation."""
    membership = membership_of(request)
    found = get_object_or_404(queries.open_invitations(membership, at=timezone.now()), uuid=invitation)
    invitations.withdraw_invitation(found, by=membership, at=timezone.now())
    messages.success(request, _("The invitation is withdrawn; its link opens nothing any more."))
    return redirect("accounts:members")


@require_POST
@requires(Permission.MANAGE_MEMBERS)
def end_role(request: HttpRequest, assignment: uuid.UUID) -> HttpResponse:
    """End a role today, or give it back (`restore`)."""
    membership = membership_of(request)
    found = get_object_or_404(queries.members(membership), uuid=assignment)
    try:
        if "restore" in request.POST:
            invitations.restore_role(found, by=membership)
            messages.success(request, _("The role is in force again."))
        else:
            invitations.end_role(found, by=membership, on=timezone.localdate())
            messages.success(request, _("The role has ended. You can give it back from this list."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("accounts:members")


@public
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind an invitation's link."""
    now = timezone.now()
    try:
        invitation = invitations.open_invitation(token, at=now)
        form = AcceptForm(request.POST or None, invitation=invitation)
        if request.method == "POST" and form.is_valid():
            password = form.cleaned_data.get("password", "")
            invitations.accept_invitation(token=token, password=password, at=now, on=timezone.localdate())
            messages.success(request, _("Welcome. Please sign in."))
            return redirect("account_login")
    except DomainError as error:
        return render(request, "accounts/invitation_closed.html", {"error": error}, status=404)
    return render(request, "accounts/accept.html", {"form": form, "invitation": invitation})


@public
def reset_password(request: HttpRequest) -> HttpResponse:
    """Send a link to choose a new password, by allauth; where no e-mail is sent, say who helps instead."""
    if not settings.SENDS_EMAIL:
        return render(request, "accounts/no_email.html")
    return password_reset(request)


@require_POST
@signed_in
def choose_role(request: HttpRequest) -> HttpResponse:
    """Work in another of one's roles; an unknown one leaves the present one."""
    request.session[SESSION_KEY] = request.POST.get("organization", "")[:36]
    return redirect("workspace:home")


@require_POST
@signed_in
def choose_language(request: HttpRequest) -> HttpResponse:
    """Work in another language, on every device; one that is not offered changes nothing."""
    wanted = request.POST.get("language", "")
    if isinstance(request.user, User) and wanted in settings.WORKSPACE_LANGUAGES:
        request.user.language = wanted
        request.user.save(update_fields=["language"])
    return redirect("workspace:home")


@requires(Permission.VIEW_ROLES)
def role_list(request: HttpRequest) -> HttpResponse:
    """Who may do what, made from code."""
    roles, rows = queries.permission_matrix()
    return render(request, "accounts/role_list.html", {"roles": roles, "rows": rows})


@requires(Permission.VIEW_ACCESS_LOG)
def access_log(request: HttpRequest) -> HttpResponse:
    """Who read what, newest first, and whether the seals hold."""
    page = Paginator(queries.readings(membership_of(request)), 50).get_page(request.GET.get("page"))
    names = queries.names_of_users({row.user_id for row in page if row.user_id})
    rows = [(row, names.get(row.user_id or 0, _("a job"))) for row in page]
    return render(request, "accounts/access_log.html", {"page": page, "rows": rows, "broken": broken_seals()})


@requires(Permission.MANAGE_ORGANIZATIONS)
def organization_list(request: HttpRequest) -> HttpResponse:
    """Organisations that may hold records."""
    page = Paginator(Organization.objects.order_by("country", "name"), 25).get_page(request.GET.get("page"))
    return render(request, "accounts/organization_list.html", {"page": page})


@requires(Permission.MANAGE_ORGANIZATIONS)
def organization_edit(request: HttpRequest, organization: uuid.UUID | None = None) -> HttpResponse:
    """Add or change an organisation."""
    found = get_object_or_404(Organization, uuid=organization) if organization else None
    form = OrganizationForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("accounts:organizations")
    return render(request, "accounts/organization_edit.html", {"form": form, "organization": found})
