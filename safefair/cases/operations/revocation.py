"""The end of a referral: access ends with the transaction, and the key of its packet is destroyed after it.

From then on a copy of the row opens nothing, wherever it is.
"""

import datetime as dt
from collections.abc import Collection

import pghistory
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from safefair.accounts.models import User
from safefair.cases.enums.consent import Decision, Purpose
from safefair.cases.enums.exchange import ParcelKind
from safefair.cases.enums.intake import EntryKind
from safefair.cases.enums.referral import LIVE, ReferralStatus
from safefair.cases.errors import ReferralOver
from safefair.cases.models import Case, Consent, Referral
from safefair.cases.operations.locks import lock_case, lock_cases
from safefair.cases.operations.other_side import empty_documents
from safefair.cases.operations.parcels import drop_packet, send_receipt
from safefair.cases.operations.timeline import record_entry
from safefair.people.destroying import destroy_key_surely


@transaction.atomic
def revoke_referral(referral: Referral, *, at: dt.datetime, by: User) -> Referral:
    """The sender takes a referral back. ReferralOver if it has ended already."""
    if referral.case_id is None:  # the receiver of another installation takes nothing back
        raise ReferralOver
    lock_case(referral.case_id)
    found = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if found.status not in LIVE:
        raise ReferralOver
    _revoke(found, at=at, by=by)
    return found


def settle_referrals(
    ended: Collection[Consent], *, newer: Consent | None, at: dt.datetime, by: User
) -> list[Referral]:
    """What becomes of the live referrals that rest on answers no longer in force; those taken back.

    A newer yes that still covers what was sent carries a referral on; every other one is taken back at once.
    """
    live = Referral.objects.select_for_update(of=("self",)).filter(consent__in=ended, status__in=LIVE)
    taken_back = []
    for referral in live.order_by("pk"):
        if newer and newer.decision == Decision.GIVEN and set(referral.categories) <= set(newer.categories):
            referral.consent = newer
            with pghistory.context(user=by.pk):
                referral.save(update_fields=["consent"])
        else:
            _revoke(referral, at=at, by=by)
            taken_back.append(referral)
    return taken_back


@transaction.atomic
def end_consents_over(*, at: dt.datetime) -> int:
    """Take back the live referrals whose consent is over, and stop counting where that consent is; how many referrals.

    For a job: nobody does it, time does.
    """
    on = localdate(at)
    over = Referral.objects.filter(Q(consent__valid_until__lt=on) | Q(holds_until__lt=on), status__in=LIVE)
    no_longer = Consent.objects.filter(
        purpose=Purpose.STATISTICS, decision=Decision.GIVEN, withdrawn_at=None, valid_until__lt=on
    )
    counted = Case.objects.filter(pk__in=no_longer.values("case"), counts=True)
    lock_cases(
        {
            *over.filter(case__isnull=False).values_list("case", flat=True),
            *counted.values_list("pk", flat=True),
        }
    )
    taken_back = list(
        over.select_for_update(of=("self",)).select_related("case", "goes_to__partner").order_by("pk")
    )
    for referral in taken_back:
        _revoke(referral, at=at, by=None)
    counted.update(counts=False)
    return len(taken_back)


def _revoke(referral: Referral, *, at: dt.datetime, by: User | None) -> None:
    end_referral(referral, ReferralStatus.REVOKED, at=at, by=by)
    if referral.case is None:
        return
    if referral.goes_to is not None:
        send_receipt(referral, ParcelKind.REVOKED, at=at)
    record_entry(referral.case, EntryKind.REFERRAL_REVOKED, on=localdate(at), by=by, subject=referral.uuid)


def end_referral(
    referral: Referral,
    status: ReferralStatus,
    *,
    at: dt.datetime,
    by: User | None,
    answered: Collection[str] = (),
) -> None:
    """Write the end of a locked referral, with the fields of the answer that go along."""
    referral.status = status
    referral.ended_at = at
    with pghistory.context(user=by.pk if by else None):
        referral.save(update_fields=["status", "ended_at", *answered])
    empty_documents(referral, by=by)
    if referral.goes_to_id is not None:
        drop_packet(referral)
    destroy_key_surely(referral.key_id)
