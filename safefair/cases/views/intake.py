"""Taking somebody in: one form, searched for first, kept as a draft until it is sent."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.forms.intake import CorrectForm, IntakeForm
from safefair.cases.forms.meanwhile import Now
from safefair.cases.models import Case
from safefair.cases.operations.cases import FACTS, Intake, correct_case, take_in
from safefair.cases.operations.drafts import Drawer, drop_draft, find_draft, load_draft, save_draft
from safefair.cases.sealing import read_words
from safefair.cases.views.common import CRUMB, crumbs, find_case, open_page
from safefair.cases.views.drafts import drafted, typed, unblamed
from safefair.cases.views.her_cases import her_open_cases
from safefair.cases.views.meanwhile import Edit, save_edit, take_chosen
from safefair.core.errors import DomainError
from safefair.people.enums import RegistrationSource
from safefair.people.line import Choice, find_registration, probable_matches, resolve_person, search_people

KIND = "intake"
NOT_KEPT = ("csrfmiddlewaretoken", "action", "quiet")


@requires(Permission.TAKE_IN)
def intake(request: HttpRequest) -> HttpResponse:
    """The form with what was typed last time; sent, it makes one case."""
    organization, membership = organization_of(membership_of(request)), membership_of(request)
    if request.method != "POST":
        return _show(request, *_first(request))
    action = request.POST.get("action", "")
    if action == "draft":
        return _keep(request)
    if action == "drop":
        drop_draft(_drawer(request), KIND)
        return redirect("cases:intake")
    form = IntakeForm(request.POST, organization=organization)
    if action == "find":
        form.is_valid()
        form.errors.clear()
        return _show(
            request, form, search_people(request.POST.get("q", ""), membership, on=timezone.localdate())
        )
    return _send(request, form)


def _drawer(request: HttpRequest) -> Drawer:
    membership = membership_of(request)
    return Drawer(user=membership.user, organization=organization_of(membership))


def _first(request: HttpRequest) -> tuple[IntakeForm, list[Choice]]:
    """An empty form, the draft, or the form about somebody whose page she comes from."""
    organization, membership = organization_of(membership_of(request)), membership_of(request)
    draft = load_draft(_drawer(request), KIND)
    if draft:
        kept = QueryDict(mutable=True)
        for name, values in draft.items():
            kept.setlist(name, values if isinstance(values, list) else [values])  # type: ignore[list-item]  # JSON
        form = IntakeForm(initial=kept.dict() | {"needs": kept.getlist("needs")}, organization=organization)
        return form, search_people(kept.get("q", ""), membership, on=timezone.localdate())
    person = find_registration(request.GET.get("person", ""), organization)
    form = IntakeForm(
        initial={"person": person.uuid, "q": person.code} if person else None, organization=organization
    )
    return form, search_people(person.code, membership, on=timezone.localdate()) if person else []


def _keep(request: HttpRequest) -> HttpResponse:
    data = {name: values for name, values in request.POST.lists() if name not in NOT_KEPT and any(values)}
    made = save_draft(_drawer(request), KIND, data)
    if request.POST.get("quiet"):
        return render(request, "cases/kept.html", {"at": timezone.localtime(), "until": made.kept_until})
    until = date_format(made.kept_until, "j M")
    messages.success(request, _("Kept as a draft until %(day)s. Only you can open it.") % {"day": until})
    return redirect("cases:list")


def _send(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    membership, today = membership_of(request), timezone.localdate()
    if not form.is_valid():
        return _show(request, form, search_people(form.data.get("q", ""), membership, on=today))
    if form.needs_search and (alike := probable_matches(form, membership, on=today)):
        form.told = {"is_denied": "1"}
        form.add_error(
            "q", _("These people are very alike. Choose one of them, or save once more if she is new.")
        )
        return _show(request, form, alike)
    if hers := her_open_cases(form, membership):
        form.told = {"is_another": "1"}
        people = search_people(form.data.get("q", ""), membership, on=today)
        return _show(request, form, people, hers=hers)
    try:
        case = _take_in(request, form)
    except DomainError as fault:
        form.add_error(None, str(fault.message))
        return _show(request, form, [])
    drop_draft(_drawer(request), KIND)
    messages.success(request, _("Taken in. The case has the code %(code)s.") % {"code": case.code})
    return redirect("cases:detail", case.uuid)


def _take_in(request: HttpRequest, form: IntakeForm) -> Case:
    membership, today = membership_of(request), timezone.localdate()
    return take_in(
        Intake(
            facts=form.facts, words=form.words, sex=form.cleaned_data["sex"], age=form.cleaned_data["age"]
        ),
        organization=form.organization,
        registration=resolve_person(form, membership, on=today, source=RegistrationSource.DESK),
        entry_id=form.cleaned_data["entry_id"],
        on=today,
        by=membership.user,
    )


def _show(
    request: HttpRequest, form: IntakeForm, choices: list[Choice], *, hers: Sequence[Case] = ()
) -> HttpResponse:
    if form.is_bound:
        data = request.POST.copy()
        data.update(form.told)
        form.data = data
    chosen = str((form.data if form.is_bound else form.initial).get("person", ""))
    context = {
        "form": form,
        "choices": choices,
        "hers": hers,
        "chosen": chosen,
        "query": str((form.data if form.is_bound else form.initial).get("q", "")).strip(),
        "candidates_url": reverse("cases:candidates"),
        "draft": find_draft(_drawer(request), KIND)
        if not form.is_bound and "entry_id" in form.initial
        else None,
        "breadcrumb": [CRUMB, (_("Take somebody in"), "")],
    }
    return render(request, "cases/intake.html", context)


@require_POST
@requires(Permission.TAKE_IN)
def candidates(request: HttpRequest) -> HttpResponse:
    """Who the typed text may mean. A POST, so that no name stands in an address."""
    text = request.POST.get("q", "").strip()
    found = search_people(text, membership_of(request), on=timezone.localdate())
    return render(request, "people/line/choices.html", {"choices": found, "query": text, "chosen": ""})


@requires(Permission.TAKE_IN)
@drafted("correct")
def correct(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """The facts and words of a case again."""
    case = find_case(request, address)
    page = open_page(request, case)
    if not page.shows_identity:
        raise Http404
    now = _now(case, page.words)
    form = CorrectForm(typed(request, "correct"), initial=dict(now.values), now=now)
    take_chosen(request, form)
    unblamed(request, form)
    trail = crumbs(case, _("Correct"))

    def save() -> None:
        correct_case(case, form.facts, form.words, version=form.seen, on=page.today, by=page.membership.user)
        messages.success(request, _("Saved."))

    def again() -> Now:
        case.refresh_from_db()
        return _now(case, read_words(case, key=page.key))

    edit = Edit(
        save=save,
        again=again,
        record=lambda: case,
        done=reverse("cases:detail", args=[case.uuid]),
        breadcrumb=trail,
    )
    context = {"form": form, "case": case, "breadcrumb": trail}
    return save_edit(request, form, edit) or render(request, "cases/correct.html", context)


def _now(case: Case, words: dict[str, Any]) -> Now:
    return Now(case.version, {**{name: getattr(case, name) for name in FACTS}, **words})
