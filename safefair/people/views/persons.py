"""The people of one organisation: list, one person, correction, erasure."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safefair.accounts.membership import Membership, membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.codes import area_name, country_name
from safefair.core.errors import DomainError
from safefair.core.models import ReadKind
from safefair.core.paging import ListPaginator
from safefair.people.enums import SEX_OF_ONE, ErasureReason
from safefair.people.facts import age_on
from safefair.people.forms.lists import RegistrationFilter, ordering
from safefair.people.forms.persons import ErasureForm, PersonForm
from safefair.people.identities import IdentityData, open_identities, open_identity, open_sealed
from safefair.people.models import Registration
from safefair.people.models.registrations import RegistrationQuerySet
from safefair.people.operations import correct_person, erase_person
from safefair.people.panels import panels_of
from safefair.people.queries.pairs import pairs_beside, with_pairs
from safefair.people.queries.readings import openings_of

PAGE = 25
CRUMB = (gettext_lazy("People"), reverse_lazy("people:list"))


def find(request: HttpRequest, registration: uuid.UUID) -> Registration:
    """The registration of an address, if it is of the organisation in view; else 404."""
    return get_object_or_404(_own(request), uuid=registration)


def _own(request: HttpRequest) -> RegistrationQuerySet:
    own = Registration.objects.visible_to(membership_of(request).organization_id)
    return own.select_related("organization", "registered_by")


@requires(Permission.SEARCH_PERSON)
def person_list(request: HttpRequest) -> HttpResponse:
    """Who is registered here. A page of names is one reading in the log."""
    membership = membership_of(request)
    country = membership.organization.country if membership.organization else ""
    own = Registration.objects.visible_to(membership.organization_id)
    chosen = RegistrationFilter(request.GET or None, queryset=own, country=country)
    ordered = chosen.qs.order_by(*ordering(request.GET.get("sort", "")))
    page = ListPaginator(ordered, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": _rows(page, membership),
        "filter_form": chosen.form,
        "can_register": membership.may(Permission.REGISTER_PERSON),
    }
    return render(request, "people/list.html", context)


def _rows(page: Page[Registration], membership: Membership) -> list[dict[str, Any]]:
    identities = open_identities(
        list(page),
        user_id=membership.user.pk,
        organization_id=membership.organization_id,
        kind=ReadKind.LISTED,
    )
    is_open = membership.may(Permission.OPEN_PERSON)
    return [
        {
            "registration": registration,
            "name": identities[registration.pk].display_name
            if is_open
            else identities[registration.pk].initials,
            "sex": SEX_OF_ONE[registration.sex],  # type: ignore[index]
            "age": age_on(
                timezone.localdate(), registration.birth_year, identities[registration.pk].birth_date
            ),
            "area": area_name(registration.area) if registration.area else "",
        }
        for registration in page
    ]


@requires(Permission.OPEN_PERSON)
def person_detail(request: HttpRequest, registration: uuid.UUID) -> HttpResponse:
    """One person; the opening is logged first."""
    membership = membership_of(request)
    found = get_object_or_404(with_pairs(_own(request).select_related("identity")), uuid=registration)
    identity = open_sealed(found, user_id=membership.user.pk)
    context = {
        "registration": found,
        "identity": identity,
        "who": _who(found, identity),
        "facts": _facts(found),
        "pairs": pairs_beside(found),
        "openings": openings_of(found),
        "panels": panels_of(found, membership),
        "can_correct": membership.may(Permission.REGISTER_PERSON),
        "can_erase": membership.may(Permission.ERASE_PERSON),
        "breadcrumb": [CRUMB, (found.code, "")],
    }
    return render(request, "people/detail.html", context)


def _who(registration: Registration, identity: IdentityData) -> list[tuple[str, object]]:
    return [
        (_("Name in her own script"), identity.full_name_native),
        (_("Name in Latin letters"), identity.full_name_latin),
        (_("Telephone"), identity.phone),
        (_("Passport or card number"), identity.id_number),
        (_("Born"), identity.birth_date or _about(registration.birth_year)),
        (_("Age"), age_on(timezone.localdate(), registration.birth_year, identity.birth_date)),
        (_("Village or workplace"), identity.village),
        (_("Note"), identity.note),
    ]


def _about(year: int | None) -> str:
    return _("about %(year)s") % {"year": year} if year else ""


def _facts(registration: Registration) -> list[tuple[str, object]]:
    return [
        (_("Sex"), SEX_OF_ONE[registration.sex]),  # type: ignore[index]
        (_("Nationality"), country_name(registration.nationality) if registration.nationality else ""),
        (_("Country"), country_name(registration.country)),
        (_("Province or state"), area_name(registration.area) if registration.area else ""),
        (_("Registered on"), registration.registered_on),
        (_("Registered by"), str(registration.registered_by or "")),
        (_("Way in"), registration.get_source_display()),
    ]


@requires(Permission.REGISTER_PERSON)
def person_correct(request: HttpRequest, registration: uuid.UUID) -> HttpResponse:
    """Correct what is written down; the version seen goes with the form, so that nobody overwrites a colleague."""
    membership, found = membership_of(request), find(request, registration)
    if request.method == "POST":
        form = PersonForm(request.POST, country=found.country)
        if form.is_valid() and _correct(request, found, form):
            return redirect("people:detail", found.uuid)
    else:
        identity = open_identity(found, user_id=membership.user.pk, reason="correction")
        form = PersonForm(initial=_initial(found, identity), country=found.country)
    context = {"form": form, "registration": found, "breadcrumb": _crumbs(found, _("Correct"))}
    return render(request, "people/correct.html", context)


def _correct(request: HttpRequest, found: Registration, form: PersonForm) -> bool:
    try:
        correct_person(
            found,
            identity=form.identity,
            facts=form.facts(timezone.localdate()),
            by=membership_of(request).user,
            seen_version=form.cleaned_data["version"],
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("The correction is saved. What was there before is not kept."))
    return True


def _initial(registration: Registration, identity: IdentityData) -> dict[str, Any]:
    is_estimated = registration.birth_year is not None and not identity.birth_date
    version = 0 if identity.is_erased else registration.identity.version
    names = ("full_name_native", "full_name_latin", "phone", "id_number", "birth_date", "village", "note")
    return {
        **{name: getattr(identity, name) for name in names},
        "age": age_on(timezone.localdate(), registration.birth_year) if is_estimated else None,
        "sex": registration.sex,
        "nationality": registration.nationality,
        "country": registration.country,
        "area": registration.area,
        "version": version,
    }


def _crumbs(registration: Registration, last: str) -> list[tuple[object, object]]:
    detail = reverse("people:detail", args=[registration.uuid])
    return [CRUMB, (registration.code, detail), (last, "")]


@requires(Permission.ERASE_PERSON)
def person_erase(request: HttpRequest, registration: uuid.UUID) -> HttpResponse:
    """Erase somebody: a reason, a second look, and it is done for good."""
    found = find(request, registration)
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            erase_person(
                found, by=membership_of(request).user, reason=ErasureReason(form.cleaned_data["reason"])
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("She was erased. This cannot be undone."))
            return redirect("people:detail", found.uuid)
    context = {"form": form, "registration": found, "breadcrumb": _crumbs(found, _("Erase"))}
    return render(request, "people/erase.html", context)
