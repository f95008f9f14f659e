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
from safefair.cases.queries.messages import addressees, read_by
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
    by = page.membership.user
    form = MessageForm(typed(request, "message"), addressees=addressees(case, page.membership, on=page.today))
    unblamed(request, form)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        entry, to = data["entry_id"], form.addressee
        send_message(case, data["text"], key=page.key, entry_id=entry, at=timezone.now(), by=by, to=to)
        return redirect("cases:messages", case.uuid)
    all_rows = case.casemessages.select_related("by", "to")
    rows = read_by(all_rows, by, shows_identity=page.shows_identity).order_by("-sent_at", "-pk")[:SHOWN]
    mark_read(case, user=by, at=timezone.now())
    context = {
        "case": case,
        "form": form,
        "written": [
            (row, words["text"], row.by_id == by.pk) for row, words in reversed(read_all(rows, key=page.key))
        ],
        "shows_identity": page.shows_identity,
        "breadcrumb": crumbs(case, _("Messages")),
    }
    return render(request, "cases/messages.html", context)
