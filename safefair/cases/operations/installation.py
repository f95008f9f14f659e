"""Our own card, and the installations whose cards we trust."""

import datetime as dt
from dataclasses import replace

import pghistory
from django.db import transaction

from safefair.accounts.models import Organization, User
from safefair.cases.enums.plan import Service
from safefair.cases.errors import OurOwnCard, PartnerEnded, PartnerKnown
from safefair.cases.exchange.cards import Card, CardOrganization, write_card
from safefair.cases.models import Installation, Partner, PartnerOrganization
from safefair.core.crypto.packets import public_keys
from safefair.core.keys.store import make_keys, open_key
from safefair.core.rls import Scope, row_security


def own_installation() -> Installation | None:
    """This installation; None until somebody gave it a name."""
    return Installation.objects.first()


@transaction.atomic
def name_installation(*, name: str, address: str, receives: list[str], by: User) -> Installation:
    """Give this installation its name on cards; its keys are made the first time."""
    ours = Installation.objects.select_for_update().first()
    if ours is None:
        (sign_id, sign_key), (seal_id, seal_key) = make_keys(2)
        sign_public, seal_public = public_keys(sign_key, seal_key)
        ours = Installation(
            sign_key_id=sign_id, seal_key_id=seal_id, sign_public=sign_public, seal_public=seal_public
        )
    ours.name, ours.address, ours.receives = name.strip(), address, sorted(receives)
    with pghistory.context(user=by.pk):
        ours.save()
    return ours


def own_card(ours: Installation) -> tuple[Card, str]:
    """Our card, and as the text to hand over."""
    organizations = Organization.objects.filter(code__in=ours.receives, is_active=True).order_by("code")
    card = Card(
        installation=ours.uuid,
        name=ours.name,
        address=ours.address,
        sign_public=bytes(ours.sign_public),
        seal_public=bytes(ours.seal_public),
        organizations=[
            CardOrganization(one.code, one.name, one.country, _services(one)) for one in organizations
        ],
    )
    return card, write_card(card, sign_key=open_key(ours.sign_key_id))


def public_card() -> str | None:
    """What our address tells whoever asks: the card without the organisations; None where nothing is delivered to us."""
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        ours = own_installation()
        if ours is None or not ours.address:
            return None
        card = replace(own_card(ours)[0], organizations=[])
        return write_card(card, sign_key=open_key(ours.sign_key_id))


def receives(organization: Organization) -> bool:
    """Whether an organisation of ours takes referrals from elsewhere."""
    ours = own_installation()
    return ours is not None and organization.is_active and organization.code in ours.receives


def _services(organization: Organization) -> list[str]:
    """A shelter is asked for shelter; what the others give, they say themselves: any."""
    return [Service.SHELTER.value] if organization.kind == "SHELTER" else []


@transaction.atomic
def add_partner(card: Card, *, at: dt.datetime, by: User) -> Partner:
    """Write another installation down from its card; nothing goes there before it is confirmed.

    A card with the same keys brings name, address and organisations up to date. PartnerKnown when other keys come
    under its number: stop trusting the old ones first.
    """
    ours = own_installation()
    if ours is not None and ours.uuid == card.installation:
        raise OurOwnCard
    partner = (
        Partner.objects.select_for_update().filter(installation=card.installation, ended_at=None).first()
    )
    if partner is None:
        partner = Partner(
            installation=card.installation,
            sign_public=card.sign_public,
            seal_public=card.seal_public,
            added_by=by,
            added_at=at,
        )
    elif (bytes(partner.sign_public), bytes(partner.seal_public)) != (card.sign_public, card.seal_public):
        raise PartnerKnown
    partner.name, partner.address = card.name, card.address
    with pghistory.context(user=by.pk):
        partner.save()
        _list_organizations(partner, card.organizations)
    return partner


def _list_organizations(partner: Partner, listed: list[CardOrganization]) -> None:
    codes = [one.code for one in listed]
    partner.organizations.exclude(code__in=codes).update(is_active=False)
    for one in listed:
        PartnerOrganization.objects.update_or_create(
            partner=partner,
            code=one.code,
            defaults={"name": one.name, "country": one.country, "services": one.services, "is_active": True},
        )


@transaction.atomic
def confirm_partner(partner: Partner, *, at: dt.datetime, by: User) -> Partner:
    """The fingerprint was compared with somebody there: from now on packets go and come."""
    found = _lock(partner)
    if found.confirmed_at is None:
        found.confirmed_at, found.confirmed_by = at, by
        with pghistory.context(user=by.pk):
            found.save(update_fields=["confirmed_at", "confirmed_by"])
    return found


@transaction.atomic
def end_partner(partner: Partner, *, at: dt.datetime, by: User) -> Partner:
    """Stop trusting it. What it sent stays readable where it was accepted; nothing more goes or comes."""
    found = _lock(partner)
    found.ended_at, found.ended_by = at, by
    with pghistory.context(user=by.pk):
        found.save(update_fields=["ended_at", "ended_by"])
    return found


def _lock(partner: Partner) -> Partner:
    found = Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    if found.ended_at is not None:
        raise PartnerEnded
    return found
