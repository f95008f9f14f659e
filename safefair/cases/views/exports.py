"""Files for others: only of those who agreed to be counted, and never with a name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.enums.export import ExportKind, ExportReason
from safefair.cases.exports.files import Wanted, export_incidents
from safefair.cases.forms.exports import ExportForm
from safefair.cases.views.common import CRUMB


@requires(Permission.EXPORT_CASES)
def export(request: HttpRequest) -> HttpResponse:
    """Choose, say why, download. A POST: the file is made once, and the taking of it is on record."""
    today = timezone.localdate()
    initial = {"start": today.replace(day=1), "last": today}
    form = ExportForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        wanted = Wanted(ExportKind(data["kind"]), data["start"], form.end, ExportReason(data["reason"]))
        file = export_incidents(
            wanted,
            organization=organization_of(membership_of(request)),
            at=timezone.now(),
            by=membership_of(request).user,
        )
        if file.incidents:
            response = HttpResponse(file.content, content_type=file.media_type)
            response["Content-Disposition"] = f'attachment; filename="{file.name}"'
            return response
        form.add_error(
            None, _("No incident of these days may leave: none was told, or nobody agreed to be counted.")
        )
    return render(request, "cases/export.html", {"form": form, "breadcrumb": [CRUMB, (_("Export"), "")]})
