"""Messages between those who work on a case."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.forms.messages import MessageForm
from safefair.cases.operations.messages import mark_read, send_message
from safefair.cases.sealing import read_all
from safefair.cases.views.common import crumbs, find_case, open_page
from safefair.cases.views.drafts import drafted, typed, unblamed

SHOWN = 200


@requires(Permission.VIEW_CASES)
@drafted("message")
def case_messages(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """What colleagues wrote, oldest first, and a line to answer; to open it is to have read it."""
    case = find_case(request, address)
    page = open_page(request, case)
    form = MessageForm(typed(request, "message"))
    unblamed(request, form)
    by = page.membership.user
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        send_message(case, data["text"], key=page.key, entry_id=data["entry_id"], at=timezone.now(), by=by)
        return redirect("cases:messages", case.uuid)
    rows = case.casemessages.select_related("by").order_by("-sent_at", "-pk")[:SHOWN]
    mark_read(case, user=by, at=timezone.now())
    context = {
        "case": case,
        "form": form,
        "written": [
            (row, words["text"], row.by_id == by.pk) for row, words in reversed(read_all(rows, key=page.key))
        ],
        "breadcrumb": crumbs(case, _("Messages")),
    }
    return render(request, "cases/messages.html", context)
