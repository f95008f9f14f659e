"""Search keys: the combinations of a person's data by which an index of equalities can find her again.

Every kind earns its rows by recall and keeps its lists short; a single token alone is no kind, because its list
lengths would give the names away to whoever steals the index. The values are plain text here: they become keys by
HMAC where they are stored (`core.crypto`), and only the HMAC is ever written down.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from safefair.core.dates import PartialDate
from safefair.people.names.phonetic import PHONETIC_VERSION, consonant_key
from safefair.people.names.romanize import ROMANIZATION_VERSION
from safefair.people.names.tokens import joined, name_tokens
from safefair.people.names.values import phone_digits, read_document, read_place

KEYS_VERSION = f"1.{ROMANIZATION_VERSION}.{PHONETIC_VERSION}"
"""Stored beside the keys; a different version means decrypting all and building them again."""

MOST_TOKENS = 6


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of key: what it is made of, how long a list may get, what a hit in a list of one is worth."""

    letter: str
    meaning: str
    cap: int
    factor: float


# Caps and factors: fitted on half of 500 searches in a million registrations, confirmed on the other half.
KINDS = {
    kind.letter: kind
    for kind in (
        Kind("P", "telephone number", 50, 1.25),
        Kind("I", "document number", 50, 1.6),
        Kind("V", "one token of the name + village", 200, 0.75),
        Kind("Y", "one token + birth year", 200, 0.4),
        Kind("G", "two tokens + birth year", 200, 0.45),
        Kind("H", "all tokens + birth year", 200, 0.6),
        Kind("B", "birth year + sex + village", 150, 0.7),
        Kind("D", "full birth date", 200, 0.9),
        Kind("F", "all tokens", 300, 0.5),
        Kind("J", "tokens joined, in written order", 200, 0.5),
    )
}


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is known of a person for finding her: as written, any part may be missing.

    `names` holds every form of her name (native, Latin, earlier). `birth` is as partial as it is known (read it
    with `values.read_birth`, which takes 1 January for the year only). `age` counts in completed years at
    `age_year`, the common-era year in which she said so.
    """

    names: tuple[str, ...] = ()
    sex: str | None = None
    birth: PartialDate | None = None
    age: int | None = None
    age_year: int | None = None
    phones: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    village: str | None = None
    country: str | None = None

    @property
    def birth_year(self) -> int | None:
        """The year of birth, from the birth date or else from the age."""
        if self.birth:
            return self.birth.year
        return self.age_year - self.age if self.age is not None and self.age_year else None

    @property
    def token_sets(self) -> list[tuple[str, ...]]:
        """Latin tokens of each form of the name, equal ones once."""
        found = dict.fromkeys(name_tokens(name)[:MOST_TOKENS] for name in self.names)
        return [tokens for tokens in found if tokens]


@dataclass(frozen=True, slots=True, order=True)
class QueryKey:
    """A key to ask for: skip it if its list is longer than `cap`, weigh a hit by `factor` * ln(N / list length)."""

    kind: str
    value: str
    cap: int = field(compare=False)
    factor: float = field(compare=False)


def _name_values(facts: PersonFacts, years: Iterable[int], village: str | None) -> Iterator[tuple[str, str]]:
    years = tuple(years)
    for tokens in facts.token_sets:
        keys = sorted(consonant_key(token) for token in tokens)
        everything = " ".join(keys)
        yield "F", everything
        yield "J", consonant_key(joined(tokens))
        for year in years:
            yield "H", f"{everything}|{year}"
            yield from (("G", f"{a} {b}|{year}") for a, b in combinations(keys, 2))
            yield from (("Y", f"{key}|{year}") for key in keys)
        if village:
            yield from (("V", f"{key}|{village}") for key in keys)


def _values(
    facts: PersonFacts, years: Iterable[int], dates: Iterable[PartialDate]
) -> Iterator[tuple[str, str]]:
    years, village = tuple(years), read_place(facts.village)
    yield from (("P", digits) for phone in facts.phones if (digits := phone_digits(phone)))
    yield from (("I", number) for text in facts.documents if (number := read_document(text)))
    yield from _name_values(facts, years, village)
    if facts.sex and village:
        yield from (("B", f"{year}|{facts.sex}|{village}") for year in years)
    yield from (("D", str(date)) for date in dates)


def record_keys(facts: PersonFacts) -> frozenset[tuple[str, str]]:
    """(kind letter, plain value) of every key to store for a registration: one birth year, one birth date."""
    years = () if facts.birth_year is None else (facts.birth_year,)
    dates = (facts.birth,) if facts.birth and facts.birth.is_full else ()
    return frozenset(_values(facts, years, dates))


def _years_asked(facts: PersonFacts) -> range:
    if facts.birth_year is None:
        return range(0)
    spread = 1 if facts.birth else 3
    return range(facts.birth_year - spread, facts.birth_year + spread + 1)


def _dates_asked(birth: PartialDate | None) -> list[PartialDate]:
    if birth is None or birth.day is None or birth.month is None:
        return []
    swapped = (
        [PartialDate(birth.year, birth.day, birth.month)]
        if birth.day <= 12 and birth.day != birth.month
        else []
    )
    return [birth, *swapped]


def query_keys(facts: PersonFacts) -> list[QueryKey]:
    """The keys to ask for when looking for a person: a typed birth year ± 1, one from an age ± 3, both day orders."""
    values = frozenset(_values(facts, _years_asked(facts), _dates_asked(facts.birth)))
    return sorted(QueryKey(kind, value, KINDS[kind].cap, KINDS[kind].factor) for kind, value in values)


def search_keys(facts: PersonFacts, *, is_query: bool = False) -> frozenset[tuple[str, str]] | list[QueryKey]:
    """`query_keys` or `record_keys` of the same facts."""
    return query_keys(facts) if is_query else record_keys(facts)
