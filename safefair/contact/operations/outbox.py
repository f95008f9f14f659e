"""The outbox: what is due goes out piece by piece, and what came of each piece is written down before the next.

When this process dies between handing a piece over and writing that down, the provider gets that piece once more; no
piece is left out and none overtakes another.
"""

import datetime as dt

from django.db.models import F, Q, QuerySet

from safefair.contact.enums import DISPATCH_ORDER, READABLE, DispatchFault, DispatchStatus
from safefair.contact.models import Dispatch
from safefair.contact.operations.receiving import number_of
from safefair.contact.operations.stopping import give_up
from safefair.contact.provider import NotHandedOver, hand_over
from safefair.contact.queries.channels import goes_out_at, is_stopped
from safefair.contact.texting.parts import Size, size_of
from safefair.core.crypto.custody import KeyUnavailable
from safefair.core.keys.store import open_key
from safefair.core.rls import Scope, row_security
from safefair.core.sealed import read_words

MINUTES = (1, 5, 15, 60, 240)
"""From one try to the next while the provider does not answer; after the last it is given up, for everybody to see."""


def questions_due(*, at: dt.datetime) -> list[int]:
    """The questions of which a text is due."""
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        rows = Dispatch.objects.filter(next_at__lte=at).values_list("request", flat=True)
        return list(rows.distinct().order_by("request"))


def send_due(request_id: int, *, at: dt.datetime) -> None:
    """Send what is due of one question, in the order in which it was written; a text that has to wait holds back the next."""
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        rows = Dispatch.objects.filter(request=request_id, next_at__isnull=False).order_by("pk")
        waiting = list(rows.annotate(is_due=Q(next_at__lte=at)).values_list("pk", "is_due"))
    for dispatch_id, is_due in waiting:
        if not is_due or not _send(dispatch_id, at=at):
            return


def _send(dispatch_id: int, *, at: dt.datetime) -> bool:
    """Send the pieces of one text that have not gone yet; whether the next text may go."""
    while True:
        with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
            dispatch = _row(dispatch_id).select_related("channel", "request__sender").first()
            if dispatch is None:  # all of it went, or it was given up meanwhile
                return True
            if fault := _obstacle(dispatch):
                give_up(_row(dispatch_id), fault, at=at)
                return True
            goes_at = goes_out_at(dispatch.channel, at)
            if goes_at > at:
                _row(dispatch_id).update(next_at=goes_at)
                return False
        if not _send_piece(dispatch, at=at):
            return False


def _row(dispatch_id: int) -> QuerySet[Dispatch]:
    return Dispatch.objects.filter(pk=dispatch_id, next_at__isnull=False)


def _obstacle(dispatch: Dispatch) -> DispatchFault | None:
    """Why it may not go any more, whatever was decided when it was written."""
    sender = getattr(dispatch.request, "sender", None)
    if dispatch.request.status not in READABLE or sender is None:
        return DispatchFault.OVER
    if is_stopped(sender):
        return DispatchFault.STOPPED
    return None if dispatch.channel.is_active else DispatchFault.OFF


def _send_piece(dispatch: Dispatch, *, at: dt.datetime) -> bool:
    """Hand the next piece over, with no transaction open meanwhile; whether it went."""
    try:
        size, number = _opened(dispatch)
        place = dispatch.pieces_sent
        hand_over(dispatch.channel, size.pieces[place], dispatch_id=dispatch.pk, to=number)
    except NotHandedOver as refused:
        return _note_fault(dispatch, refused.fault, at=at)
    except KeyUnavailable:
        return _note_fault(dispatch, DispatchFault.OVER, at=at)
    is_last = place + 1 == len(size.pieces)
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        rows = Dispatch.objects.filter(pk=dispatch.pk)
        rows.update(pieces_sent=place + 1, parts_sent=F("parts_sent") + size.parts[place])
        if is_last:
            rows.update(next_at=None)
            before = DISPATCH_ORDER[: DISPATCH_ORDER.index(DispatchStatus.SENT)]
            rows.filter(status__in=before).update(status=DispatchStatus.SENT, fault="", changed_at=at)
    return True


def _opened(dispatch: Dispatch) -> tuple[Size, str]:
    key = open_key(dispatch.request.key_id)
    text = str(read_words(dispatch, key=key).get("text", ""))
    return size_of(text, greatest_length=dispatch.greatest_length), number_of(dispatch.request)


def _note_fault(dispatch: Dispatch, fault: DispatchFault, *, at: dt.datetime) -> bool:
    """Wait for the next try, or give up; whether the next text may go."""
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        if fault == DispatchFault.UNREACHABLE and dispatch.tries < len(MINUTES):
            pause = dt.timedelta(minutes=MINUTES[dispatch.tries])
            _row(dispatch.pk).update(fault=fault, tries=F("tries") + 1, next_at=at + pause)
            return False
        give_up(_row(dispatch.pk), fault, at=at)
        return True
