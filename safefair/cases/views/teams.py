"""Teams of case workers: made and changed by a supervisor or the coordinator of the organisation."""

import uuid

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.forms.meanwhile import Now
from safefair.cases.forms.teams import TeamForm
from safefair.cases.models import Team, TeamMember
from safefair.cases.operations.teams import end_team, save_team
from safefair.cases.queries.workers import leaders_of, workers_of
from safefair.cases.views.meanwhile import Edit, save_edit, take_chosen

CRUMB = (gettext_lazy("Teams"), reverse_lazy("cases:teams"))


@require_GET
@requires(Permission.MANAGE_TEAMS)
def team_list(request: HttpRequest) -> HttpResponse:
    """The teams with those who work in them, leaders first."""
    members = TeamMember.objects.select_related("user").order_by("-is_leader", "user__name", "pk")
    teams = Team.objects.filter(organization=organization_of(membership_of(request))).order_by("name", "pk")
    context = {"teams": teams.prefetch_related(Prefetch("members", members))}
    return render(request, "cases/teams.html", context)


@requires(Permission.MANAGE_TEAMS)
def team_new(request: HttpRequest) -> HttpResponse:
    """A new team."""
    return _edit(request, None)


@requires(Permission.MANAGE_TEAMS)
def team(request: HttpRequest, team: uuid.UUID) -> HttpResponse:
    """Name, members and leaders of a team."""
    return _edit(request, _team(request, team))


@require_POST
@requires(Permission.MANAGE_TEAMS)
def team_end(request: HttpRequest, team: uuid.UUID) -> HttpResponse:
    """No team any more."""
    end_team(_team(request, team), by=membership_of(request).user)
    messages.success(request, _("The team has ended. Its cases stay with their workers."))
    return redirect("cases:teams")


def _edit(request: HttpRequest, found: Team | None) -> HttpResponse:
    organization, today = organization_of(membership_of(request)), timezone.localdate()
    now, by = _now(found) if found else None, membership_of(request).user
    form = TeamForm(
        request.POST or None,
        initial=dict(now.values) if now else None,
        now=now,
        team=found,
        organization=organization,
        workers=workers_of(organization.pk, on=today),
        leaders=leaders_of(organization.pk, on=today),
    )
    take_chosen(request, form)
    title = found.name if found else _("New team")
    trail = [CRUMB, (title, "")]

    def save() -> None:
        version = form.seen if found else 0
        save_team(found, form.crew, organization=organization, by=by, version=version)
        messages.success(request, _("Saved."))

    edit = Edit(
        save=save,
        again=lambda: _now(Team.objects.get(pk=found.pk)) if found else Now(0),
        record=lambda: Team.objects.get(pk=found.pk) if found else None,
        done=reverse("cases:teams"),
        breadcrumb=trail,
        where="members",
    )
    context = {"form": form, "team": found, "heading": title, "breadcrumb": trail}
    return save_edit(request, form, edit) or render(request, "cases/team.html", context)


def _now(team: Team) -> Now:
    members = list(team.members.select_related("user").order_by("user__name", "pk"))
    values = {
        "name": team.name,
        "members": [str(one.user.uuid) for one in members if not one.is_leader],
        "leaders": [str(one.user.uuid) for one in members if one.is_leader],
    }
    return Now(team.version, values)


def _team(request: HttpRequest, team: uuid.UUID) -> Team:
    found: Team = get_object_or_404(Team, organization=organization_of(membership_of(request)), uuid=team)
    return found
