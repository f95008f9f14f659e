"""The card of an installation: who it is, its public keys, and which of its organisations receive referrals.

A card proves nothing alone: whoever adds it compares its fingerprint with the other side by telephone.
"""

import base64
import binascii
import hashlib
import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from safefair.cases.enums.plan import Service
from safefair.core.codes import Country
from safefair.core.crypto.packets import is_signed, sign

FORMAT = "safefair-card/1"
MOST_BYTES = 65536
KEY = 32
GROUPS, DIGITS = 8, 5


class NotACard(Exception):
    """This text is no card, or was changed."""


@dataclass(frozen=True, slots=True)
class CardOrganization:
    """An organisation that receives referrals. `services`: empty is any."""

    code: str
    name: str
    country: str
    services: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Card:
    """What one installation hands to another."""

    installation: uuid.UUID
    name: str
    address: str
    sign_public: bytes
    seal_public: bytes
    organizations: list[CardOrganization]

    @property
    def fingerprint(self) -> list[str]:
        """Eight groups of five digits over number and keys, to be read out on the telephone."""
        return fingerprint(self.installation, self.sign_public, self.seal_public)


def fingerprint(installation: uuid.UUID, sign_public: bytes, seal_public: bytes) -> list[str]:
    """40 digits of SHA-256, in groups: 132 bits, in figures that every language reads."""
    digest = hashlib.sha256(FORMAT.encode() + installation.bytes + sign_public + seal_public).digest()
    digits = str(int.from_bytes(digest, "big") % 10 ** (GROUPS * DIGITS)).zfill(GROUPS * DIGITS)
    return [digits[at : at + DIGITS] for at in range(0, len(digits), DIGITS)]


def write_card(card: Card, *, sign_key: bytes) -> str:
    """The card as JSON, signed by its own key, so that nobody changes a name or an address on the way."""
    facts = {
        "format": FORMAT,
        "installation": str(card.installation),
        "name": card.name,
        "address": card.address,
        "sign": base64.b64encode(card.sign_public).decode(),
        "seal": base64.b64encode(card.seal_public).decode(),
        "organisations": [
            {"code": one.code, "name": one.name, "country": one.country, "services": one.services}
            for one in card.organizations
        ],
    }
    signature = base64.b64encode(sign(_signed(facts), sign_key=sign_key)).decode()
    return json.dumps({**facts, "signature": signature}, ensure_ascii=False, indent=1)


def read_card(text: str) -> Card:
    """A card that its own key signed. NotACard for anything else."""
    if len(text) > MOST_BYTES:
        raise NotACard
    try:
        facts: dict[str, Any] = json.loads(text)
        signature = base64.b64decode(facts.pop("signature"), validate=True)
        card = Card(
            installation=uuid.UUID(facts["installation"]),
            name=_line(facts["name"], 80),
            address=_line(facts["address"], 200) if facts["address"] else "",
            sign_public=base64.b64decode(facts["sign"], validate=True),
            seal_public=base64.b64decode(facts["seal"], validate=True),
            organizations=[_organization(row) for row in facts["organisations"]],
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error):
        raise NotACard from None
    keys_fit = len(card.sign_public) == KEY == len(card.seal_public)
    if not keys_fit or facts.get("format") != FORMAT:
        raise NotACard
    if not is_signed(_signed(facts), signature, public=card.sign_public):
        raise NotACard
    return card


def _organization(row: dict[str, Any]) -> CardOrganization:
    country = row["country"]
    if country not in Country.values:
        raise NotACard
    services = [one for one in row.get("services", []) if one in Service.values]
    return CardOrganization(_line(row["code"], 40), _line(row["name"], 200), country, services)


def _line(value: object, most: int) -> str:
    if not isinstance(value, str) or not 1 <= len(value.strip()) <= most or not value.isprintable():
        raise NotACard
    return value.strip()


def _signed(facts: dict[str, Any]) -> bytes:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
