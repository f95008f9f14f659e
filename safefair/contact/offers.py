"""What the apps above offer to do with a question: `contact` may not import them, so they register when ready.

def take_up_offer(request, membership):
    return Offer(_("Open a case"), reverse(...)) or None
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from safefair.accounts.membership import Membership
from safefair.contact.models import HelpRequest


@dataclass(frozen=True, slots=True)
class Offer:
    """A link on the page of a question."""

    label: str | Promise
    url: str


OfferMaker = Callable[[HelpRequest, Membership], Offer | None]
_makers: list[OfferMaker] = []


def register_offer(maker: OfferMaker) -> None:
    """Add an offer to the page of every question; registering the same function again changes nothing."""
    if maker not in _makers:
        _makers.append(maker)


def offers_for(request: HelpRequest, membership: Membership) -> list[Offer]:
    """The offers that hold for this question and this role."""
    found = (maker(request, membership) for maker in _makers)
    return [offer for offer in found if offer is not None]
