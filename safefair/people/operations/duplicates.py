"""Two registrations side by side: the same person, two people, or not decided yet."""

from django.db import transaction
from django.utils import timezone

from safefair.accounts.models import User
from safefair.people.enums import PairSource, PairStatus
from safefair.people.errors import NothingToUndo, PairAlreadyDecided, ReasonMissing
from safefair.people.models import DuplicatePair, PairDecision, Registration


@transaction.atomic
def put_side_by_side(
    one: Registration, other: Registration, *, score: float, source: PairSource
) -> DuplicatePair:
    """The pair of two registrations of one organisation, made if it is new; a pair decided before stays decided."""
    first, second = sorted((one, other), key=lambda registration: registration.pk)
    pair, _made = DuplicatePair.objects.get_or_create(
        first=first,
        second=second,
        defaults={"organization_id": first.organization_id, "score": score, "source": source},
    )
    return pair


def link_pair(pair: DuplicatePair, *, reason: str, by: User) -> PairDecision:
    """Decide that both are the same person. Nothing is merged: the linkage job takes it as certain."""
    return _decide(pair, PairStatus.SAME, reason=reason, by=by)


def keep_apart(pair: DuplicatePair, *, reason: str, by: User) -> PairDecision:
    """Decide that these are two people; no later comparison puts them together again."""
    return _decide(pair, PairStatus.DIFFERENT, reason=reason, by=by)


@transaction.atomic
def _decide(pair: DuplicatePair, status: PairStatus, *, reason: str, by: User) -> PairDecision:
    if not reason.strip():
        raise ReasonMissing
    pair = DuplicatePair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    if pair.status != PairStatus.OPEN:
        raise PairAlreadyDecided
    pair.status = status
    pair.save(update_fields=["status"])
    return PairDecision.objects.create(
        organization_id=pair.organization_id, pair=pair, status=status, reason=reason.strip(), decided_by=by
    )


@transaction.atomic
def undo_decision(pair: DuplicatePair, *, by: User) -> PairDecision:
    """Take back the newest decision that holds; the one before it, if not undone, holds again."""
    pair = DuplicatePair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    holding = pair.decisions.filter(undone_at=None).order_by("-id")
    newest = holding.first()
    if newest is None:
        raise NothingToUndo
    newest.undone_by, newest.undone_at = by, timezone.now()
    newest.save(update_fields=["undone_by", "undone_at"])
    before = holding.exclude(pk=newest.pk).first()
    pair.status = before.status if before else PairStatus.OPEN
    pair.save(update_fields=["status"])
    return newest
