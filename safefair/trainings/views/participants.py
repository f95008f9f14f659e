"""Who takes part, entered line by line, and the grid of who was present for how long."""

import datetime as dt
import uuid
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.membership import Membership, membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.errors import DomainError
from safefair.core.models import ReadKind
from safefair.people.corrections import corrected_row
from safefair.people.enums import RegistrationSource
from safefair.people.identities import open_identities
from safefair.people.line import Choice, probable_matches, resolve_person, search_people
from safefair.trainings.forms.participants import KEPT, ROLE_KEYS, ParticipantForm, cell_name, read_cells
from safefair.trainings.models import Participation, TrainingRun, TrainingSession
from safefair.trainings.operations import (
    ParticipantFacts,
    enrol_participant,
    fill_sitting,
    record_minutes,
    remove_participant,
)
from safefair.trainings.queries import minutes_of, participants_of, with_completion
from safefair.trainings.views.common import attempt, run_at

LINE = "participant_line"


class Cell(NamedTuple):
    """One cell of the grid; `full` is what the key for all of it writes."""

    field: str
    day: dt.date
    full: int
    value: str


@require_GET
@requires(Permission.HOLD_TRAINING)
def participants(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """The list, its grid, and the next line."""
    run = run_at(request, address)
    return _page(request, run, _new_form(request, run), [])


@require_POST
@requires(Permission.HOLD_TRAINING)
def participant_add(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Put one person on the list, or search without a script."""
    run, membership = run_at(request, address), membership_of(request)
    form = ParticipantForm(request.POST, organization=run.organization)
    if request.POST.get("action") == "find":
        found = search_people(request.POST.get("q", ""), membership, on=run.starts_on)
        form.errors.clear()
        return _page(request, run, form, found)
    choices = _enter(form, run, membership)
    if form.errors or choices:
        return _page(request, run, form, choices)
    request.session[LINE] = {name: form.cleaned_data[name] for name in KEPT}
    return redirect("trainings:participants", run.uuid)


@require_POST
@requires(Permission.HOLD_TRAINING)
def participant_candidates(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Who the typed text may mean, as of the first day."""
    run, text = run_at(request, address), request.POST.get("q", "").strip()
    choices = search_people(text, membership_of(request), on=run.starts_on)
    return render(request, "people/line/choices.html", {"choices": choices, "query": text, "chosen": ""})


@require_POST
@requires(Permission.HOLD_TRAINING)
def participant_toggle(request: HttpRequest, address: uuid.UUID, participant: uuid.UUID) -> HttpResponse:
    """Take somebody off the list; posted again, put her back."""
    run, user = run_at(request, address), membership_of(request).user
    person = get_object_or_404(run.participations.select_related("registration", "run"), uuid=participant)
    url = reverse("trainings:participants", args=[run.uuid])
    if person.removed_at is not None:
        facts = ParticipantFacts()
        attempt(request, lambda: enrol_participant(run, person.registration, facts=facts, by=user))
        return redirect(url)
    if attempt(request, lambda: remove_participant(person, by=user, at=timezone.now())):
        url += f"?removed={person.uuid}"
    return redirect(url)


@require_POST
@requires(Permission.HOLD_TRAINING)
def grid_save(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Save the cells that were sent: all of the grid, or one that was just left; or fill a sitting."""
    run, user = run_at(request, address), membership_of(request).user
    people, sittings = list(participants_of(run)), list(run.sessions.order_by("held_on", "pk"))
    filled = request.POST.get("fill", "")

    def save() -> None:
        for sitting in sittings:
            cells = read_cells(request.POST, people, sitting)
            if cells:
                record_minutes(sitting, cells, by=user)
            if str(sitting.uuid) == filled:
                fill_sitting(sitting, by=user)

    is_saved = attempt(request, save)
    if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return _cell_answer(request, run, is_saved=is_saved)
    if is_saved:
        messages.success(request, _("Saved."))
    return redirect("trainings:participants", run.uuid)


def _cell_answer(request: HttpRequest, run: TrainingRun, *, is_saved: bool) -> HttpResponse:
    """Whether the person of the cell has completed; a refusal is written where that stands."""
    name = next((name for name in request.POST if name.startswith("m-")), "")
    people = with_completion(participants_of(run))
    person = next((person for person in people if name.startswith(f"m-{person.uuid}-")), None)
    if person is None:
        raise Http404
    refusal = "" if is_saved else "; ".join(str(message) for message in messages.get_messages(request))
    return render(request, "trainings/participants.html#state", {"person": person, "refusal": refusal})


def _enter(form: ParticipantForm, run: TrainingRun, membership: Membership) -> list[Choice]:
    """Enrol the person of a valid form. What stands against it is an error of the form, or people to choose from."""
    day = run.starts_on
    if not form.is_valid():
        return search_people(form.data.get("q", ""), membership, on=day)
    if form.needs_search and (alike := probable_matches(form, membership, on=day)):
        form.told = {"is_denied": "1"}
        form.add_error(
            "q", _("These people are very alike. Choose one of them, or save once more if she is new.")
        )
        return alike
    try:
        registration = resolve_person(form, membership, on=day, source=RegistrationSource.SHEET)
        assert registration is not None  # noqa: S101  a list of participants is about somebody
        entry = form.cleaned_data["entry_id"]
        enrol_participant(run, registration, facts=form.facts(), by=membership.user, entry_id=entry)
    except DomainError as error:
        form.add_error(None, str(error.message))
    return []


def _new_form(request: HttpRequest, run: TrainingRun) -> ParticipantForm:
    return ParticipantForm(initial=dict(request.session.get(LINE, {})), organization=run.organization)


def _page(
    request: HttpRequest, run: TrainingRun, form: ParticipantForm, choices: list[Choice]
) -> HttpResponse:
    if form.is_bound:
        data = request.POST.copy()
        for name, value in form.told.items():
            data[name] = value
        form.data = data
    organization_of(membership_of(request))
    sittings = list(run.sessions.order_by("held_on", "pk"))
    rows = _rows(run, sittings, membership_of(request))
    context: dict[str, Any] = {
        "run": run,
        "is_open": run.cancelled_at is None and run.closed_at is None,
        "sittings": sittings,
        "rows": rows,
        "form": form,
        "choices": choices,
        "query": form.data.get("q", "").strip(),
        "chosen": form.data.get("person", ""),
        "candidates_url": reverse("trainings:participant_candidates", args=[run.uuid]),
        "role_keys": ROLE_KEYS,
        "removed": request.GET.get("removed", ""),
        "corrected": corrected_row(request.session, (person.uuid for person, _name, _cells in rows)),
        "breadcrumb": [
            (_("Trainings"), reverse("trainings:list")),
            (run.title, reverse("trainings:detail", args=[run.uuid])),
            (_("Participants"), ""),
        ],
    }
    return render(request, "trainings/participants.html", context)


def _rows(
    run: TrainingRun, sittings: list[TrainingSession], membership: Membership
) -> list[tuple[Participation, str, list[Cell]]]:
    """Each participant with her name and her cells."""
    people = list(with_completion(participants_of(run)))
    minutes = {
        (participation, session): "1" if value is None else str(value)
        for participation, session, value in minutes_of(run)
    }
    opened = open_identities(
        [person.registration for person in people],
        user_id=membership.user.pk,
        organization_id=membership.organization_id,
        kind=ReadKind.LISTED,
        reason="participants",
    )
    return [
        (
            person,
            opened[person.registration_id].display_name or person.registration.code,
            [
                Cell(
                    cell_name(person, sitting),
                    sitting.held_on,
                    sitting.minutes or 1,
                    minutes.get((person.pk, sitting.pk), ""),
                )
                for sitting in sittings
            ],
        )
        for person in people
    ]
