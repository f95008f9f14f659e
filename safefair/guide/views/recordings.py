"""An article read aloud."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.errors import DomainError
from safefair.core.languages import OWN_NAMES
from safefair.guide.forms import RecordingForm
from safefair.guide.models import Snapshot
from safefair.guide.operations.recordings import save_recording


@requires(Permission.PUBLISH_GUIDE)
def recording(request: HttpRequest, number: int, language: str) -> HttpResponse:
    """The words that readers get now, to be read, and the file to be added."""
    taken = get_object_or_404(Snapshot, number=number, language=language)
    form = RecordingForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data, by = form.cleaned_data["file"].read(), membership_of(request).user
        try:
            save_recording(taken, data, at=timezone.now(), by=by)
        except DomainError as fault:
            form.add_error("file", str(fault.message))
        else:
            messages.success(request, _("Kept. Readers can listen to it now."))
            return redirect("guide:list")
    context = {"form": form, "taken": taken, "language_name": OWN_NAMES[language]}
    return render(request, "guide/recording.html", context)
