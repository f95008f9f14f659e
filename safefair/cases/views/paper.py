"""A copy of her case for her."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.enums.intake import EntryKind
from safefair.cases.forms.paper import CopyForm
from safefair.cases.operations.timeline import record_entry
from safefair.cases.paper import Copy, print_copy
from safefair.cases.sealing import SUBJECT
from safefair.cases.views.common import crumbs, find_case, open_page
from safefair.core.audit import log_reading
from safefair.core.models import ReadKind


@requires(Permission.PLAN_CASE)
def her_copy(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Choose the parts with her, then the PDF; who made it and when stands at its foot, in the log and on the timeline."""
    case = find_case(request, address)
    page = open_page(request, case)
    form = CopyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by = page.membership.user
        log_reading(
            ReadKind.EXPORTED,
            SUBJECT,
            [case.pk],
            user_id=by.pk,
            organization_id=case.organization_id,
            reason="her copy",
        )
        record_entry(case, EntryKind.EXPORTED, on=page.today, by=by, detail="her_copy")
        mark = f"{timezone.localtime():%Y-%m-%d %H:%M} · W{by.pk}"
        content = print_copy(Copy(case, page.key, tuple(form.cleaned_data["parts"]), page.today, mark))
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="{case.code}.pdf"'
        return response
    return render(
        request,
        "cases/her_copy.html",
        {"case": case, "form": form, "breadcrumb": crumbs(case, _("A copy for her"))},
    )
