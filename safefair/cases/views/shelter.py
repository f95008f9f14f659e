"""The shelter: beds now, houses, how full they were, whom it could not take; and where others have room."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.models import Organization, User
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.enums.shelter import TurnAwayReason
from safefair.cases.forms.meanwhile import Now
from safefair.cases.forms.shelter import BedsForm, HouseForm, RoomForm, TurnAwayForm
from safefair.cases.models import Bed, House, TurnAway
from safefair.cases.nights import month_of
from safefair.cases.operations.houses import (
    FACTS,
    add_beds,
    correct_house,
    open_house,
    read_house,
    set_out_of_use,
)
from safefair.cases.operations.stays import remove_turn_away, turn_away
from safefair.cases.queries.access import openable_cases
from safefair.cases.queries.shelter import HouseNow, board, rooms_free, write_full
from safefair.cases.views.meanwhile import Edit, save_edit, take_chosen
from safefair.core.codes import area_name, country_name

CRUMB = (gettext_lazy("Shelter"), reverse_lazy("cases:shelter"))
SHOWN = 50


@require_GET
@requires(Permission.MANAGE_SHELTER)
def shelter(request: HttpRequest) -> HttpResponse:
    """Beds now: free, taken by a code, out of use; and a month: nights, how full, turned away."""
    organization, today = organization_of(membership_of(request)), timezone.localdate()
    start, after = month_of(_month(request, today))
    houses = board(organization, start=start, end=min(after, today))
    codes = {one.stay.case_id for house in houses for one in house.beds if one.stay}
    opens = openable_cases(membership_of(request)).filter(pk__in=codes, erased_at=None)
    turned = TurnAway.objects.filter(organization=organization, turned_on__gte=start, turned_on__lt=after)
    context = {
        "houses": [_house(house) for house in houses],
        "opens": set(opens.values_list("pk", flat=True)),
        "turned": turned.select_related("house").order_by("-turned_on", "-pk")[:SHOWN],
        "reasons": _reasons(turned),
        "month": start,
        "before": start - dt.timedelta(days=1),
        "after": after if after <= today else None,
        "today": today,
    }
    return render(request, "cases/shelter/board.html", context)


def _month(request: HttpRequest, today: dt.date) -> dt.date:
    """The month asked for; this one if it cannot be read or has not come."""
    try:
        day = dt.date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return today
    return min(max(day, dt.date(2000, 1, 1)), today)


def _house(house: HouseNow) -> dict[str, Any]:
    return {
        "house": house.house,
        "place": ", ".join(
            filter(
                None,
                [
                    area_name(house.house.area) if house.house.area else "",
                    country_name(house.house.country),
                ],
            )
        ),
        "beds": house.beds,
        "free_beds": house.count(is_cot=False),
        "free_cots": house.count(is_cot=True),
        "month": [(is_cot, one, write_full(one.share)) for is_cot, one in house.month],
    }


def _reasons(turned: Any) -> list[tuple[object, int]]:
    rows = turned.order_by().values("reason").annotate(people=Sum("adults") + Sum("children"))
    return sorted(
        ((TurnAwayReason(row["reason"]).label, row["people"]) for row in rows), key=lambda row: -row[1]
    )


@requires(Permission.MANAGE_SHELTER)
def house_new(request: HttpRequest) -> HttpResponse:
    """A house more."""
    organization = organization_of(membership_of(request))
    form = HouseForm(request.POST or None, country=organization.country)
    if request.method == "POST" and form.is_valid():
        house = open_house(form.facts, form.words, organization=organization, by=membership_of(request).user)
        messages.success(request, _("The house is there. Now add its beds."))
        return redirect("cases:house", house.uuid)
    return render(
        request, "cases/shelter/house.html", {"form": form, "breadcrumb": [CRUMB, (_("New house"), "")]}
    )


@requires(Permission.MANAGE_SHELTER)
def house(request: HttpRequest, house: uuid.UUID) -> HttpResponse:
    """The facts, the address and the beds of a house; the reading of the address is logged."""
    found = _own_house(request, house)
    user = membership_of(request).user
    now = _now(found, user)
    form = HouseForm(request.POST or None, initial=dict(now.values), country=found.country, now=now)
    take_chosen(request, form)

    def save() -> None:
        correct_house(found, form.facts, form.words, version=form.seen, by=user)
        messages.success(request, _("Saved."))

    edit = Edit(
        save=save,
        again=lambda: _now(_own_house(request, house), user),
        record=lambda: _own_house(request, house),
        done=reverse("cases:house", args=[found.uuid]),
        breadcrumb=[CRUMB, (found.name, "")],
    )
    return save_edit(request, form, edit) or _show_house(request, found, form, BedsForm())


def _now(house: House, user: User) -> Now:
    return Now(
        house.version, {**{name: getattr(house, name) for name in FACTS}, **read_house(house, by=user)}
    )


@require_POST
@requires(Permission.MANAGE_SHELTER)
def beds_add(request: HttpRequest, house: uuid.UUID) -> HttpResponse:
    """Beds of one room."""
    found, by = _own_house(request, house), membership_of(request).user
    form = BedsForm(request.POST)
    if not form.is_valid():
        now = _now(found, by)
        house_form = HouseForm(initial=dict(now.values), country=found.country, now=now)
        return _show_house(request, found, house_form, form)
    data = form.cleaned_data
    made = add_beds(
        found,
        data["labels"],
        room=data["room"].strip(),
        is_cot=data["is_cot"],
        is_accessible=data["is_accessible"],
        by=by,
    )
    messages.success(request, _("%(count)d added.") % {"count": len(made)})
    return redirect("cases:house", found.uuid)


def _show_house(request: HttpRequest, found: House, form: HouseForm, beds_form: BedsForm) -> HttpResponse:
    context = {
        "form": form,
        "house": found,
        "beds": found.beds.order_by("room", "label", "pk"),
        "beds_form": beds_form,
        "breadcrumb": [CRUMB, (found.name, "")],
    }
    return render(request, "cases/shelter/house.html", context)


@require_POST
@requires(Permission.MANAGE_SHELTER)
def bed_use(request: HttpRequest, bed: uuid.UUID) -> HttpResponse:
    """Out of use from today, or in use again."""
    found: Bed = get_object_or_404(
        Bed.objects.select_related("house"), organization=organization_of(membership_of(request)), uuid=bed
    )
    since = None if request.POST.get("in_use") else timezone.localdate()
    set_out_of_use(found, since=since, by=membership_of(request).user)
    return redirect("cases:house", found.house.uuid)


@requires(Permission.MANAGE_SHELTER)
def turn_away_new(request: HttpRequest) -> HttpResponse:
    """Somebody could not be taken in."""
    organization = organization_of(membership_of(request))
    houses = House.objects.filter(organization=organization, is_active=True).order_by("name", "pk")
    form = TurnAwayForm(request.POST or None, houses=houses)
    if request.method == "POST" and form.is_valid():
        turn_away(
            form.facts,
            organization=organization,
            entry_id=form.cleaned_data["entry_id"],
            on=timezone.localdate(),
            by=membership_of(request).user,
        )
        messages.success(request, _("Written down, without a name."))
        return redirect("cases:shelter")
    context = {"form": form, "breadcrumb": [CRUMB, (_("Could not be taken in"), "")]}
    return render(request, "cases/shelter/turn_away.html", context)


@require_POST
@requires(Permission.MANAGE_SHELTER)
def turn_away_remove(request: HttpRequest, turned: uuid.UUID) -> HttpResponse:
    """Take away what was entered by mistake."""
    row: TurnAway = get_object_or_404(
        TurnAway, organization=organization_of(membership_of(request)), uuid=turned
    )
    remove_turn_away(row, by=membership_of(request).user)
    messages.success(request, _("Taken away."))
    return redirect("cases:shelter")


@require_GET
@requires(Permission.VIEW_BEDS)
def beds_free(request: HttpRequest) -> HttpResponse:
    """Where there is room for a woman and her children: yes or no, by front name and area."""
    form = RoomForm(request.GET)
    data = form.cleaned_data if form.is_valid() else {}
    rooms = rooms_free(
        children=data.get("children") or 0,
        boy_age=data.get("boy_age"),
        needs_access=bool(data.get("needs_access")),
    )
    country = data.get("country")
    shown = [room for room in rooms if not country or room.country == country]
    names = Organization.objects.in_bulk({room.organization_id for room in shown})
    rows = [
        (
            room,
            names[room.organization_id].name,
            area_name(room.area) if room.area else "",
            country_name(room.country),
        )
        for room in sorted(shown, key=lambda room: not room.has_room)
    ]
    return render(
        request, "cases/shelter/free.html", {"form": form, "rows": rows, "shows_errors": form.errors}
    )


def _own_house(request: HttpRequest, house: uuid.UUID) -> House:
    found: House = get_object_or_404(House, organization=organization_of(membership_of(request)), uuid=house)
    return found
