"""Saving over a record that two people have open: one way for every form that changes something in case work."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from safefair.accounts.membership import membership_of
from safefair.cases.errors import CaseChangedMeanwhile
from safefair.cases.forms.meanwhile import KEEP, MINE, THEIRS, Now, SeenForm
from safefair.cases.queries.history import saved_by
from safefair.core.errors import DomainError

NOT_CARRIED = ("csrfmiddlewaretoken", "asked", "back")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Edit:
    """What is being changed: how it is saved, where one goes then, how what stands there is read anew.

    `save` may refuse with a DomainError; `where` is a field that the refusal is about. `breadcrumb` as on the form.
    `record`, asked for after `again`, is the row whose history says who saved what stands there.
    """

    save: Callable[[], object]
    again: Callable[[], Now]
    record: Callable[[], Model | None]
    done: str
    breadcrumb: list[Any]
    where: str | None = None


def take_chosen(request: HttpRequest, *filled: SeenForm) -> None:
    """Forms as she chose them on the page that showed her two versions."""
    if request.method == "POST":
        for form in filled:
            if form.is_bound:
                form.take_chosen()


def save_edit(request: HttpRequest, form: SeenForm, edit: Edit) -> HttpResponse | None:
    """Save it, or show both versions if somebody saved meanwhile; None: the form is to be shown (again).

    What a colleague changed beside the fields of this form is no reason to ask.
    """
    if not _is_to_save(request, form):
        return None
    if missing := form.unanswered():
        return _two_versions(request, form, edit, edit.again(), missing)
    try:
        edit.save()
    except CaseChangedMeanwhile:
        now = edit.again()
        if not (now.told or form.touches(now)):
            form.cleaned_data["version"] = now.version
            return save_edit(request, form, edit)
        if form.differences(now) or now.told:
            return _two_versions(request, form, edit, now, set())
    except DomainError as fault:
        form.add_error(edit.where, str(fault.message))
        return None
    return redirect(edit.done)


def _is_to_save(request: HttpRequest, form: SeenForm) -> bool:
    """It was sent, is whole, and she does not want to go on writing first."""
    if request.method != "POST" or not form.is_bound:
        return False
    is_valid = form.is_valid()
    if "back" in request.POST:
        form.errors.clear()
        return False
    return is_valid


def _two_versions(
    request: HttpRequest, form: SeenForm, edit: Edit, now: Now, missing: set[str]
) -> HttpResponse:
    """The page of two versions; all that was typed travels on with it."""
    version = form.add_prefix("version")
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in (*NOT_CARRIED, version) and not name.startswith(KEEP)
        for value in values
    ]
    saved = saved_by(edit.record())
    context = {
        "saved": saved,
        "is_own": saved is not None and saved.by == membership_of(request).user,
        "today": timezone.localdate(),
        "differences": [
            replace(one, is_missing=one.name in missing, chosen=request.POST.get(KEEP + one.name, one.chosen))
            for one in form.differences(now)
        ],
        "told": now.told,
        "carried": [*carried, (version, now.version)],
        "has_missing": bool(missing),
        "keep": KEEP,
        "mine": MINE,
        "theirs": THEIRS,
        "breadcrumb": [*edit.breadcrumb[:-1], (_("Saved by two"), "")],
        "back": edit.done,
    }
    return render(request, "cases/meanwhile.html", context)
