"""The home page of the workspace: what waits for the role in use."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from safefair.accounts.permissions import signed_in


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """What waits for me."""
    return render(request, "website/home.html", {})
