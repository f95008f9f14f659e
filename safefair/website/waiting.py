"""What waits for somebody in the role in use: the lists of the workspace's home page."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet, Value, Window
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from safefair.accounts.membership import Membership
from safefair.accounts.models import Invitation, RoleAssignment
from safefair.accounts.roles import Permission
from safefair.cases.enums.referral import ReferralStatus
from safefair.cases.models import Referral
from safefair.cases.queries.access import exceptions_to_see, openable_cases, sees_danger
from safefair.cases.queries.closing import closures_to_decide
from safefair.cases.queries.drafts import page_of, unfinished
from safefair.cases.queries.messages import cases_with_news
from safefair.cases.queries.next import due_in
from safefair.cases.queries.referrals import sent_news, taken_back, to_answer
from safefair.contact.models import HelpRequest
from safefair.contact.queries.requests import waiting as waiting_questions
from safefair.directory.queries.services import to_check, to_review
from safefair.outreach.enums import SheetStatus
from safefair.outreach.models import InformationSession
from safefair.people.enums import BatchStatus, PairStatus
from safefair.people.models import DuplicatePair, ImportBatch, LinkageRun, Registration
from safefair.results.enums import ReleaseStatus
from safefair.results.models import Release
from safefair.trainings.models import TrainingRun

SHOWN = 5
MOST_DUE = 999
"""More than anybody looks through; what is due is counted up to here."""


@dataclass(frozen=True)
class Item:
    """One thing to do: words, where to do it, and a short remark beside it."""

    label: str
    url: str
    remark: str | Promise = ""


@dataclass(frozen=True)
class Waiting:
    """One kind of thing that waits: how many in all, the first few, where the rest is."""

    title: str | Promise
    count: int
    url: str
    items: list[Item] = field(default_factory=list)
    nothing: str | Promise = ""


@dataclass(frozen=True)
class Shortcut:
    """Something done every day."""

    label: str | Promise
    url: str
    icon: str


def shortcuts(membership: Membership) -> list[Shortcut]:
    """The daily moves of a role."""
    every = (
        (Permission.TAKE_IN, _("Take somebody in"), "cases:intake", "case"),
        (Permission.RECORD_VISIT, _("Record a visit"), "outreach:visits", "visit"),
        (Permission.HOLD_SESSION, _("Information sessions"), "outreach:sessions", "session"),
        (Permission.REGISTER_PERSON, _("Find or register somebody"), "people:register", "search"),
        (Permission.IMPORT_ATTENDANCE, _("Import a file"), "people:imports", "import"),
        (Permission.COMPUTE_FIGURES, _("Indicators and figures"), "results:indicators", "indicator"),
        (Permission.RUN_LINKAGE, _("Who is one person"), "people:linkage", "duplicate"),
        (Permission.MAKE_RELEASE, _("Releases"), "results:releases", "release"),
        (Permission.MANAGE_MEMBERS, _("Members and roles"), "accounts:members", "people"),
        (Permission.MANAGE_ORGANIZATIONS, _("Organisations"), "accounts:organizations", "organization"),
        (Permission.VIEW_ACCESS_LOG, _("Who read what"), "accounts:access_log", "lock"),
    )
    return [
        Shortcut(label, reverse(view), icon)
        for permission, label, view, icon in every
        if membership.may(permission)
    ]


def waiting_for(membership: Membership, *, on: dt.date, at: dt.datetime) -> list[Waiting]:
    """What waits for the role, most urgent first."""
    every: tuple[tuple[Permission, Callable[[], list[Waiting]]], ...] = (
        (Permission.ANSWER_QUESTIONS, lambda: [_questions(membership)]),
        (Permission.VIEW_CASES, lambda: _case_work(membership, on, at)),
        (Permission.APPROVE_CLOSURE, lambda: [_closures(membership)]),
        (Permission.HOLD_SESSION, lambda: [_sheets(membership, on)]),
        (Permission.IMPORT_ATTENDANCE, lambda: [_imports(membership)]),
        (Permission.RESOLVE_DUPLICATE, lambda: [_duplicates(membership)]),
        (Permission.HOLD_TRAINING, lambda: [_open_runs(membership, on)]),
        (Permission.MAKE_RELEASE, lambda: [_releases()]),
        (Permission.RUN_LINKAGE, lambda: [_unlinked(), _missing_sheets(on)]),
        (Permission.REVIEW_SERVICE, lambda: _services(membership, on)),
        (Permission.MANAGE_MEMBERS, lambda: _members(membership, on, at)),
    )
    return [waiting for permission, make in every if membership.may(permission) for waiting in make()]


def _case_work(membership: Membership, on: dt.date, at: dt.datetime) -> list[Waiting]:
    kept = _unfinished(membership)
    return [
        *_referrals(membership, at),
        _due_in_cases(membership, on),
        _messages(membership),
        _exceptions(membership),
        *([kept] if kept.count else []),
    ]


def _questions(membership: Membership) -> Waiting:
    def item(asked: HelpRequest) -> Item:
        return Item(asked.code, reverse("contact:detail", args=[asked.uuid]), asked.get_how_soon_display())

    return _listed(
        _("Questions without an answer"),
        waiting_questions(membership),
        "contact:list",
        _("Every question has its answer."),
        item=item,
    )


def _services(membership: Membership, on: dt.date) -> list[Waiting]:
    """Changes that wait for a second pair of eyes, and numbers to call."""
    changes, calls = _how_many(to_review(membership), to_check(membership, on))
    no_change = _("No change of a service waits for you.")
    no_call = _("Every service has been checked in the last ninety days.")
    return [
        Waiting(_("Changes of services to look at"), changes, reverse("directory:proposals"), [], no_change),
        Waiting(_("Services to check by a call"), calls, reverse("directory:checks"), [], no_call),
    ]


def _how_many(*lists: QuerySet[Any]) -> list[int]:
    """How many rows each of several lists has: one query."""
    counts = [
        rows.order_by().values(which=Value(number)).annotate(n=Count("pk")).values_list("which", "n")
        for number, rows in enumerate(lists)
    ]
    found = dict(counts[0].union(*counts[1:], all=True))
    return [found.get(number, 0) for number in range(len(lists))]


def _counted(title: str | Promise, rows: QuerySet[Any], view: str, nothing: str | Promise) -> Waiting:
    """How many wait, without naming any."""
    return Waiting(title, rows.count(), reverse(view), [], nothing)


def _listed(
    title: str | Promise,
    rows: QuerySet[Any],
    view: str,
    nothing: str | Promise,
    *,
    item: Callable[[Any], Item],
) -> Waiting:
    """The first few, and how many there are in all: one query."""
    found = list(rows.annotate(in_all=Window(Count("pk")))[:SHOWN])
    return Waiting(
        title, found[0].in_all if found else 0, reverse(view), [item(row) for row in found], nothing
    )


def _exceptions(membership: Membership) -> Waiting:
    nothing = _("No case was opened by exception.")
    return _listed(
        _("Opened by exception"),
        exceptions_to_see(membership),
        "cases:list",
        nothing,
        item=lambda row: Item(
            row.case.code,
            reverse("cases:access", args=[row.case.uuid]),
            f"{row.user.name}, {row.get_reason_display()}",
        ),
    )


def _messages(membership: Membership) -> Waiting:
    return _listed(
        _("New messages in cases"),
        cases_with_news(membership),
        "cases:list",
        _("You have read every message."),
        item=lambda case: Item(case.code, reverse("cases:messages", args=[case.uuid])),
    )


def _unfinished(membership: Membership) -> Waiting:
    return _listed(
        _("Forms that you did not finish"),
        unfinished(membership),
        "cases:list",
        "",
        item=lambda draft: Item(
            draft.case.code if draft.case else str(_("Take somebody in")),
            page_of(draft),
            str(_("kept until %(day)s")) % {"day": date_format(draft.kept_until, "j M")},
        ),
    )


def _due_in_cases(membership: Membership, on: dt.date) -> Waiting:
    due = due_in(openable_cases(membership), until=on, limit=MOST_DUE, sees_danger=sees_danger(membership))
    items = [
        Item(
            one.code,
            reverse("cases:detail", args=[one.address]),
            f"{one.what} · {date_format(one.due_on, 'j M')}",
        )
        for one in due[:SHOWN]
    ]
    return Waiting(_("Due in cases"), len(due), reverse("cases:list"), items, _("Nothing is due today."))


def _closures(membership: Membership) -> Waiting:
    return _listed(
        _("Closures to decide"),
        closures_to_decide(membership),
        "cases:list",
        _("No closure waits for a decision."),
        item=lambda row: Item(
            row.case.code,
            reverse("cases:closure", args=[row.case.uuid]),
            f"{row.get_reason_display()} · {row.asked_by.name}",
        ),
    )


def _referrals(membership: Membership, at: dt.datetime) -> list[Waiting]:
    """What others asked, what they took back, and what became of what was asked of them."""
    found = []
    if membership.may(Permission.ANSWER_REFERRAL):
        title, nothing = _("Referrals to answer"), _("No referral waits for an answer.")
        found.append(_listed(title, to_answer(membership), "cases:referrals", nothing, item=_to_answer))
        title, nothing = _("Referrals taken back"), _("None in the last two weeks.")
        rows = taken_back(membership, at=at)
        found.append(_listed(title, rows, "cases:referrals", nothing, item=_taken_back))
    if membership.may(Permission.REFER):
        title, nothing = _("News of your referrals"), _("No news in the last two weeks.")
        rows = sent_news(membership, at=at)
        found.append(_listed(title, rows, "cases:referrals_sent", nothing, item=lambda row: _news(row, at)))
    return found


def _to_answer(row: Referral) -> Item:
    by = date_format(localtime(row.answer_by), "j M H:i")
    return Item(row.code, reverse("cases:referral", args=[row.uuid]), f"{row.get_service_display()} · {by}")


def _taken_back(row: Referral) -> Item:
    on = date_format(localtime(row.ended_at), "j M") if row.ended_at else ""
    return Item(row.code, reverse("cases:referral", args=[row.uuid]), f"{row.sender} · {on}")


def _news(row: Referral, at: dt.datetime) -> Item:
    is_late = row.status == ReferralStatus.SENT and row.answer_by < at
    is_stuck = getattr(row, "is_stuck", False)
    news = _("not delivered") if is_stuck else _("answer overdue") if is_late else row.get_status_display()
    without = f" · {_('sent without consent')}" if row.overridden_because else ""
    url = reverse("cases:referral", args=[row.uuid])
    return Item(row.code, url, f"{row.to or row.outside_name} · {news}{without}")


def _sheets(membership: Membership, on: dt.date) -> Waiting:
    rows = InformationSession.objects.filter(
        organization=membership.organization,
        held_on__lte=on,
        cancelled_at=None,
        sheet_status__in=[SheetStatus.EXPECTED, SheetStatus.ENTERED],
    ).order_by("held_on", "pk")
    return _listed(
        _("Sheets to enter or close"),
        rows,
        "outreach:sessions",
        _("Every session held has its sheet."),
        item=lambda row: Item(
            row.title, reverse("outreach:session_detail", args=[row.uuid]), date_format(row.held_on, "j M Y")
        ),
    )


def _imports(membership: Membership) -> Waiting:
    rows = ImportBatch.objects.filter(
        organization=membership.organization, status__in=[BatchStatus.UPLOADED, BatchStatus.CHECKED]
    ).order_by("-created_at", "-pk")
    return _listed(
        _("Imports waiting for you"),
        rows.only("uuid", "created_at", "status"),  # not the file itself
        "people:imports",
        _("No file waits."),
        item=lambda row: Item(
            date_format(localtime(row.created_at), "j M Y H:i"),
            reverse("people:imports_detail", args=[row.uuid]),
            row.get_status_display(),
        ),
    )


def _duplicates(membership: Membership) -> Waiting:
    rows = DuplicatePair.objects.filter(organization=membership.organization, status=PairStatus.OPEN)
    nothing = _("No two registrations look like one person.")
    return _counted(_("Possible duplicates"), rows, "people:duplicates", nothing)


def _open_runs(membership: Membership, on: dt.date) -> Waiting:
    rows = TrainingRun.objects.filter(
        organization=membership.organization, ends_on__lt=on, closed_at=None, cancelled_at=None
    ).order_by("ends_on", "pk")
    return _listed(
        _("Trainings to close"),
        rows,
        "trainings:list",
        _("Every training held is closed."),
        item=lambda row: Item(
            row.title, reverse("trainings:detail", args=[row.uuid]), date_format(row.ends_on, "j M Y")
        ),
    )


def _releases() -> Waiting:
    rows = Release.objects.filter(status__in=[ReleaseStatus.PASSED, ReleaseStatus.FAILED]).order_by("-number")
    return _listed(
        _("Releases to decide"),
        rows,
        "results:releases",
        _("No release waits for a decision."),
        item=lambda row: Item(
            row.title, reverse("results:release", args=[row.uuid]), row.get_status_display()
        ),
    )


def _unlinked() -> Waiting:
    run = LinkageRun.objects.filter(is_current=True).first()
    rows = Registration.objects.filter(created_at__gt=run.created_at) if run else Registration.objects.all()
    nothing = _("Every registration was compared.")
    return _counted(_("Registrations not compared yet"), rows, "people:linkage", nothing)


def _missing_sheets(on: dt.date) -> Waiting:
    rows = InformationSession.objects.filter(
        held_on__lt=on, cancelled_at=None, sheet_status__in=[SheetStatus.EXPECTED, SheetStatus.ENTERED]
    )
    by_organization = (
        rows.values("organization__name").annotate(n=Count("id")).order_by("-n", "organization__name")
    )
    items = [
        Item(row["organization__name"], reverse("outreach:sessions"), str(row["n"]))
        for row in by_organization[:SHOWN]
    ]
    nothing = _("Every session held is entered.")
    return Waiting(
        _("Sessions held, attendance missing"), rows.count(), reverse("outreach:sessions"), items, nothing
    )


def _members(membership: Membership, on: dt.date, at: dt.datetime) -> list[Waiting]:
    invitations = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at)
    roles = RoleAssignment.objects.filter(ends_on__gt=on, ends_on__lte=on + dt.timedelta(days=30))
    if membership.organization:
        invitations = invitations.filter(organization=membership.organization)
        roles = roles.filter(organization=membership.organization)
    open_ones, ending = _how_many(invitations, roles)
    url = reverse("accounts:members")
    return [
        Waiting(_("Invitations not accepted"), open_ones, url, [], _("No invitation is open.")),
        Waiting(_("Roles that end within 30 days"), ending, url, [], _("None.")),
    ]
