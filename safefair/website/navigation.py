"""The menu of the workspace: what a role may open, and what waits there."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safefair.accounts.membership import Membership
from safefair.accounts.roles import Permission


@dataclass(frozen=True)
class Entry:
    """One line of the menu, shown to roles with one of the permissions (none: to all)."""

    label: str | Promise
    view: str
    icon: str
    permissions: tuple[Permission, ...] = ()


class Link(NamedTuple):
    """One line of the menu for one reader, as the base template unpacks it."""

    label: str | Promise
    url: str
    icon: str
    current: bool
    waiting: int


ENTRIES = (
    Entry(_("Home"), "workspace:home", "home"),
    Entry(_("Questions"), "contact:list", "question", (Permission.ANSWER_QUESTIONS,)),
    Entry(_("Cases"), "cases:list", "case", (Permission.VIEW_CASES,)),
    Entry(
        _("Complaints"),
        "cases:complaints",
        "release",
        (Permission.RECORD_COMPLAINT, Permission.VIEW_ALL_CASES, Permission.VIEW_TEAM_CASES),
    ),
    Entry(_("Referrals"), "cases:referrals", "link", (Permission.ANSWER_REFERRAL,)),
    Entry(_("Shelter"), "cases:shelter", "organization", (Permission.MANAGE_SHELTER,)),
    Entry(_("Free beds"), "cases:beds", "key", (Permission.VIEW_BEDS,)),
    Entry(_("Teams"), "cases:teams", "people", (Permission.MANAGE_TEAMS,)),
    Entry(_("Visits"), "outreach:visits", "visit", (Permission.VIEW_VISITS,)),
    Entry(_("Information sessions"), "outreach:sessions", "session", (Permission.VIEW_SESSIONS,)),
    Entry(_("Trainings"), "trainings:list", "training", (Permission.VIEW_TRAININGS,)),
    Entry(_("People"), "people:list", "people", (Permission.SEARCH_PERSON,)),
    Entry(_("Possible duplicates"), "people:duplicates", "duplicate", (Permission.RESOLVE_DUPLICATE,)),
    Entry(_("Imports"), "people:imports", "import", (Permission.IMPORT_ATTENDANCE,)),
    Entry(_("Linkage"), "people:linkage", "duplicate", (Permission.VIEW_LINKAGE, Permission.RUN_LINKAGE)),
    Entry(_("Indicators"), "results:indicators", "indicator", (Permission.VIEW_INDICATORS,)),
    Entry(_("Case work in figures"), "results:case_work", "case", (Permission.VIEW_CASE_FIGURES,)),
    Entry(_("Questions in numbers"), "contact:numbers", "question", (Permission.VIEW_LIVE_FIGURES,)),
    Entry(_("Releases"), "results:releases", "release", (Permission.VIEW_INDICATORS,)),
    Entry(_("Guide"), "guide:list", "globe", (Permission.WRITE_GUIDE, Permission.VIEW_GUIDE_READS)),
    Entry(_("Directory"), "directory:list", "map", (Permission.VIEW_DIRECTORY,)),
    Entry(_("Services"), "directory:services", "globe", (Permission.VIEW_DIRECTORY,)),
    Entry(_("Organisations"), "accounts:organizations", "organization", (Permission.MANAGE_ORGANIZATIONS,)),
    Entry(_("Other installations"), "cases:installations", "link", (Permission.TRUST_INSTALLATION,)),
    Entry(_("Members"), "accounts:members", "people", (Permission.MANAGE_MEMBERS,)),
    Entry(_("Who read what"), "accounts:access_log", "lock", (Permission.VIEW_ACCESS_LOG,)),
    Entry(_("Who may do what"), "accounts:roles", "key", (Permission.VIEW_ROLES,)),
)


def links_for(membership: Membership, path: str) -> list[Link]:
    """The menu of a role; the entry with the longest address that begins this page's is the current one."""
    shown = [
        (entry, reverse(entry.view))
        for entry in ENTRIES
        if not entry.permissions or any(membership.may(permission) for permission in entry.permissions)
    ]
    here = max((url for _entry, url in shown if path.startswith(url)), key=len, default="")
    return [Link(entry.label, url, entry.icon, url == here, 0) for entry, url in shown]


def workspace(request: HttpRequest) -> dict[str, Any]:
    """Context of every workspace page: menu, the role in use and the others to choose from."""
    membership: Membership | None = getattr(request, "membership", None)
    if membership is None:
        return {}
    return {
        "nav": links_for(membership, request.path),
        "organization": membership.organization or membership.role.title,
        "organization_choices": [
            (
                a.uuid,
                f"{a.organization or _('Programme')} – {a.get_role_display()}",
                a == membership.assignment,
            )
            for a in membership.choices
        ],
        "organization_switch_url": reverse("accounts:choose_role"),
    }
