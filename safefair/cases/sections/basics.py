"""What she wants, how to reach her, where she stands, what is next, what happened."""

from typing import Any

from django.utils.translation import gettext as _

from safefair.accounts.roles import Permission
from safefair.cases.enums.intake import Stage
from safefair.cases.enums.plan import Service
from safefair.cases.forms.fields import LANGUAGES
from safefair.cases.models import Case
from safefair.cases.queries.access import hidden_entries, sees_danger
from safefair.cases.queries.next import due_in
from safefair.cases.sections import CasePage, Section
from safefair.core.codes import country_name

SOON = 14
SHOWN = 40
UNKNOWN = Stage.UNKNOWN.label


def wishes(page: CasePage) -> Section:
    """What she wants in her words, and what she needs."""
    needs = [str(Service(code).label) for code in page.case.needs]
    return Section("cases/sections/wishes.html", {"words": page.words, "needs": needs, "case": page.case})


def contact(page: CasePage) -> Section:
    """How to reach her without danger."""
    words = page.words
    facts: list[tuple[str, object]] = [
        (_("How"), page.case.get_contact_channel_display()),
        (_("Number or account"), words.get("contact")),
        (_("Safe hours"), words.get("safe_hours")),
        (_("Code word"), words.get("code_word")),
        (_("Who may answer"), words.get("contact_person")),
        (_("What must not happen"), words.get("contact_note")),
        (_("Language"), dict(LANGUAGES).get(page.case.language, "") if page.case.language else ""),
        (_("Interpreter"), yes_no(page.case.needs_interpreter)),
    ]
    if not page.shows_identity:
        facts = [facts[0], *facts[6:]]
    return facts_card(_("How to reach her safely"), facts, is_masked=not page.shows_identity)


def migration(page: CasePage) -> Section:
    """Where she stands in her migration."""
    case = page.case
    facts: list[tuple[str, object]] = [
        (_("Where"), case.get_stage_display()),
        (_("Way"), corridor(case)),
        (_("Papers"), case.get_migration_channel_display()),
        (_("Tied to one employer"), yes_no(case.is_tied)),
        (_("Documents held by"), case.get_documents_with_display()),
        (_("Work"), case.get_sector_display()),
        (_("Lives where she works"), yes_no(case.lives_in)),
        (_("Employer"), page.words.get("employer")),
        (_("Recruiter"), page.words.get("recruiter")),
        (_("Came to us"), case.get_source_display()),
    ]
    if not page.shows_identity:
        facts = [*facts[:7], facts[9]]
    return facts_card(_("Migration and work"), facts, is_masked=not page.shows_identity)


def next_steps(page: CasePage) -> Section | None:
    """What is due within two weeks, the overdue first."""
    if not page.case.is_open:
        return None
    own = Case.objects.filter(pk=page.case.pk)
    until = page.today.fromordinal(page.today.toordinal() + SOON)
    due = due_in(own, until=until, limit=8, sees_danger=sees_danger(page.membership))
    context = {"due": due, "today": page.today}
    return Section("cases/sections/next.html", context)


def timeline(page: CasePage) -> Section:
    """What happened, newest first."""
    entries = page.case.timelineentrys.exclude(kind__in=hidden_entries(page.membership))
    shown = entries.select_related("by").order_by("-happened_on", "-pk")[:SHOWN]
    return Section("cases/sections/timeline.html", {"entries": shown, "case": page.case})


def facts_card(title: str, facts: list[tuple[str, object]], *, is_masked: bool = False) -> Section:
    """A card of facts in the narrow column: what is known, and in one line what nobody has asked yet.

    `is_masked`: a reviewer is told that there may be more, for others to read.
    """
    known = [(label, value) for label, value in facts if value and str(value) != str(UNKNOWN)]
    unknown = [label for label, value in facts if not value or str(value) == str(UNKNOWN)]
    context = {"title": title, "known": known, "unknown": unknown, "is_masked": is_masked}
    return Section("cases/sections/facts.html", context, is_aside=True)


def corridor(case: Case) -> str:
    """From where to where, as far as it is known."""
    names = [country_name(code) if code and code != "XX" else "" for code in (case.origin, case.destination)]
    return " → ".join(name or "?" for name in names) if any(names) else ""


def yes_no(value: bool | None) -> str:  # noqa: FBT001  reason: the value is what it is about
    """In words; nobody asked is empty."""
    return "" if value is None else _("yes") if value else _("no")


def may_correct(page: CasePage) -> dict[str, Any]:
    """What the head of the page offers."""
    may = page.membership.may
    return {
        "can_correct": page.case.is_open and page.shows_identity and may(Permission.TAKE_IN),
        "can_print": may(Permission.PLAN_CASE),
        "can_manage": may(Permission.ASSIGN_CASE) or page.case.worker_id == page.membership.user.pk,
        "can_open_person": may(Permission.OPEN_PERSON) and page.case.registration is not None,
    }
