"""How a text travels: cut into pieces for the provider, each counted in the parts that are paid for.

A short message holds 140 bytes: 160 letters of the GSM alphabet (3GPP TS 23.038), or 70 of UCS-2 for everything else,
Thai, Burmese, Khmer and Lao among them. Several that belong together lose some: 153 and 67 each.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from safefair.contact.enums import Alphabet

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_OF_TWO = frozenset("\f^{}\\[~]|€")
ALONE, TOGETHER = {Alphabet.GSM: 160, Alphabet.UCS2: 70}, {Alphabet.GSM: 153, Alphabet.UCS2: 67}
STACKS = "\u1039\u17d2"  # what follows these in Burmese and Khmer stands below what came before
BLANK_SHARE = 3  # a cut moves back to a blank unless it loses more than a third of the piece


@dataclass(frozen=True, slots=True)
class Size:
    """A text as it will be sent: its pieces, and in how many parts of which alphabet they are paid."""

    pieces: tuple[str, ...]
    parts: tuple[int, ...]
    alphabet: Alphabet


def size_of(text: str, *, greatest_length: int) -> Size:
    """How a text will be cut and counted. The alphabet is UCS-2 as soon as one piece needs it."""
    pieces = tuple(split(text, greatest_length))
    alphabets = {alphabet_of(piece) for piece in pieces}
    alphabet = Alphabet.UCS2 if Alphabet.UCS2 in alphabets else Alphabet.GSM
    return Size(pieces, tuple(parts_of(piece) for piece in pieces), alphabet)


def alphabet_of(text: str) -> Alphabet:
    """The GSM alphabet, or UCS-2 when one letter is not in it."""
    return Alphabet.GSM if set(text) <= GSM | GSM_OF_TWO else Alphabet.UCS2


def parts_of(piece: str) -> int:
    """In how many parts a piece is sent and paid. No letter of two units is cut in two."""
    alphabet = alphabet_of(piece)
    widths = [_width(letter, alphabet) for letter in piece]
    if sum(widths) <= ALONE[alphabet]:
        return 1
    return _filled(widths, TOGETHER[alphabet])


def _width(letter: str, alphabet: Alphabet) -> int:
    is_wide = letter in GSM_OF_TWO if alphabet == Alphabet.GSM else ord(letter) > 0xFFFF
    return 2 if is_wide else 1


def _filled(widths: Iterable[int], room: int) -> int:
    count, used = 1, 0
    for width in widths:
        if used + width > room:
            count, used = count + 1, 0
        used += width
    return count


def split(text: str, greatest_length: int) -> list[str]:
    """Pieces of at most that many characters: cut at a blank where there is one near, never before a mark on a letter."""
    rest, pieces = text.strip(), []
    while len(rest) > greatest_length:
        end = _cut(rest, greatest_length)
        pieces.append(rest[:end].strip())
        rest = rest[end:].strip()
    return [*pieces, rest]


def _cut(text: str, most: int) -> int:
    blank = max(text.rfind(" ", 0, most + 1), text.rfind("\n", 0, most + 1))
    if blank > most - most // BLANK_SHARE:
        return blank
    end = most
    while end > 1 and _belongs_to_before(text, end):
        end -= 1
    return end if end > 1 else most


def _belongs_to_before(text: str, at: int) -> bool:
    return (
        unicodedata.category(text[at])[0] == "M"
        or text[at] == "\u200d"
        or text[at - 1] in (*STACKS, "\u200d")
    )
