"""The home page of the workspace: what waits for the role in use."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from safefair.accounts.membership import Membership
from safefair.accounts.permissions import signed_in
from safefair.website import waiting
from safefair.website.month import numbers_of_month


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """What waits for me, what I do every day, and the numbers of this month."""
    membership: Membership | None = request.membership  # type: ignore[attr-defined]  # set by middleware
    if membership is None:
        return render(request, "website/no_role.html", status=403)
    today = timezone.localdate()
    context = {
        "waiting": waiting.waiting_for(membership, on=today, at=timezone.now()),
        "shortcuts": waiting.shortcuts(membership),
        "numbers": numbers_of_month(membership, on=today),
        "today": today,
    }
    return render(request, "website/home.html", context)
