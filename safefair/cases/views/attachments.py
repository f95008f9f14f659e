"""Adding, opening and taking away documents of a case."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.forms.attachments import DocumentForm
from safefair.cases.models import Attachment, Case
from safefair.cases.operations.attachments import attach, open_content, remove_attachment, restore_attachment
from safefair.cases.sealing import open_case
from safefair.cases.views.common import crumbs, find_case, open_page
from safefair.core.errors import DomainError

SUFFIXES = {"image/jpeg": "jpg", "application/pdf": "pdf"}


@requires(Permission.ATTACH_DOCUMENT)
def document_add(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Add a photo or PDF."""
    case = find_case(request, address)
    page = open_page(request, case)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        entry, by = form.cleaned_data["entry_id"], page.membership.user
        try:
            attach(case, form.document(), key=page.key, entry_id=entry, on=page.today, by=by)
        except DomainError as fault:
            form.add_error("file", str(fault.message))
        else:
            messages.success(request, _("Added. It is sealed with the case."))
            return redirect("cases:detail", case.uuid)
    return render(
        request,
        "cases/document.html",
        {"case": case, "form": form, "breadcrumb": crumbs(case, _("Add a document"))},
    )


def _find(case: Case, document: uuid.UUID) -> Attachment:
    found: Attachment = get_object_or_404(Attachment, case=case, uuid=document, content__isnull=False)
    return found


@require_GET
@requires(Permission.ATTACH_DOCUMENT)
def document_open(request: HttpRequest, address: uuid.UUID, document: uuid.UUID) -> HttpResponse:
    """The file as a download under the case's code, never under its own name; the reading is logged first."""
    case = find_case(request, address)
    attachment = _find(case, document)
    key = open_case(case, by_id=membership_of(request).user.pk, reason="document")
    response = HttpResponse(open_content(attachment, key=key), content_type="application/octet-stream")
    suffix = SUFFIXES.get(attachment.media_type, "bin")
    response["Content-Disposition"] = (
        f'attachment; filename="{case.code}-{str(attachment.uuid)[:4]}.{suffix}"'
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_POST
@requires(Permission.ATTACH_DOCUMENT)
def document_remove(request: HttpRequest, address: uuid.UUID, document: uuid.UUID) -> HttpResponse:
    """Take a document away, or put it back."""
    case, by = find_case(request, address), membership_of(request).user
    attachment = _find(case, document)
    if attachment.removed_at is None:
        remove_attachment(attachment, at=timezone.now(), by=by)
        messages.success(request, _("Taken away. It can be put back below the documents."))
    else:
        restore_attachment(attachment, by=by)
    return redirect("cases:detail", case.uuid)
