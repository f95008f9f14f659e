"""From columns as people write them to numbers that millions of pairs can be compared by.

Every distinct value is read once, in Python; everything after that is arrays. Codes are positions in the register's
own vocabulary and mean nothing outside it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from safefair.core.dates import Order, guess_order, parse_partial_date
from safefair.core.text import clean
from safefair.people.names import values
from safefair.people.names.phonetic import consonant_key
from safefair.people.names.tokens import name_tokens

MOST_TOKENS = 5
Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Prepared:
    """A register as arrays, one entry a record; -1 (codes) or 0 (dates, years, sex) where nothing is known.

    `sex` 1 female, 2 male, 3 other. `date` is year * 10000 + month * 100 + day. `is_approximate` marks a year that
    comes from an age. `tokens` and `keys` have `MOST_TOKENS` columns; `token_rarity` and `key_rarity` hold
    ln(N / count) within the record's `group` (nationality, else country). `joined` is the sound of the whole name as one
    word. `second` points from a record to a row of `second_tokens` that holds another form of its name (native
    beside Latin), or -1.
    """

    record_ids: pa.Array
    group: Ints
    organization: Ints
    session: Ints
    sex: Ints
    year: Ints
    is_approximate: npt.NDArray[np.bool_]
    date: Ints
    phone: Ints
    document: Ints
    place: Ints
    tokens: Ints
    keys: Ints
    token_rarity: Floats
    key_rarity: Floats
    joined: Ints
    second: Ints
    second_tokens: Ints
    second_keys: Ints
    second_token_rarity: Floats
    second_key_rarity: Floats
    vocabulary: list[str]
    key_vocabulary: list[str]
    documents: list[str]
    group_size: Ints

    @property
    def size(self) -> int:
        """Number of records."""
        return len(self.group)


def _codes(column: pa.ChunkedArray | None, size: int, read: Callable[[str], Any]) -> tuple[Ints, list[Any]]:
    """(code of what `read` makes of each value, what the codes stand for); None becomes -1."""
    if column is None:
        return np.full(size, -1, np.int32), []
    encoded = pc.dictionary_encode(column.combine_chunks())
    seen: dict[Any, int] = {}
    table = np.full(len(encoded.dictionary) + 1, -1, np.int32)
    for i, text in enumerate(encoded.dictionary.to_pylist()):
        value = read(text) if text else None
        if value is not None:
            table[i] = seen.setdefault(value, len(seen))
    indices = encoded.indices.fill_null(len(table) - 1).to_numpy(zero_copy_only=False)
    return table[indices], list(seen)


def _numbers(column: pa.ChunkedArray | None, size: int, read: Callable[[str], int | None]) -> Ints:
    codes, found = _codes(column, size, read)
    return np.array([*found, 0], np.int32)[codes]


def _session_years(dates: pa.ChunkedArray | None, size: int, default_year: int) -> Ints:
    def year(text: str) -> int | None:
        found = parse_partial_date(clean(text))
        return found.year if found else None

    years = _numbers(dates, size, year)
    known = years[years > 0]
    return np.where(years > 0, years, int(np.median(known)) if len(known) else default_year).astype(np.int32)


def _orders(texts: pa.ChunkedArray, organization: Ints) -> npt.NDArray[np.bool_]:
    """For each record whether its organisation writes the month first, by what its own dates show."""
    is_month_first = np.zeros(len(organization), bool)
    slashed = pc.match_substring_regex(texts, r"^\s*\d{1,2}[^0-9]\d{1,2}[^0-9]\d{2,4}").fill_null(False)
    rows = np.flatnonzero(slashed.to_numpy())
    if not len(rows):
        return is_month_first
    by_organization = rows[np.argsort(organization[rows], kind="stable")]
    edges = np.flatnonzero(np.diff(organization[by_organization])) + 1
    for part in np.split(by_organization, edges):
        if guess_order(texts.take(pa.array(part)).to_pylist()) == "MDY":
            is_month_first[organization == organization[part[0]]] = True
    return is_month_first


def _births(table: pa.Table, organization: Ints) -> tuple[Ints, Ints]:
    """(year or 0, full date or 0); 1 January counts as a year only."""
    size = table.num_rows
    texts = table.column("birth_date") if "birth_date" in table.column_names else None
    if texts is None:
        return np.zeros(size, np.int32), np.zeros(size, np.int32)

    def reader(order: Order) -> Callable[[str], int | None]:
        def read(text: str) -> int | None:
            born = values.read_birth(text, order)
            return born.year * 10_000 + (born.month or 0) * 100 + (born.day or 0) if born else None

        return read

    month_first = _orders(texts, organization)
    numbers = _numbers(texts, size, reader("DMY"))
    if month_first.any():
        numbers = np.where(month_first, _numbers(texts, size, reader("MDY")), numbers)
    return (numbers // 10_000).astype(np.int32), np.where(numbers % 100 > 0, numbers, 0).astype(np.int32)


def _years(table: pa.Table, born: Ints, default_year: int) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """(birth year or 0, whether it comes from an age)."""
    size, names = table.num_rows, table.column_names
    if "birth_year" in names:

        def read(text: str) -> int | None:
            found = parse_partial_date(clean(text))
            return found.year if found else None

        born = np.where(born > 0, born, _numbers(table.column("birth_year"), size, read)).astype(np.int32)
    if "age" not in names:
        return born, np.zeros(size, bool)
    ages, found = _codes(table.column("age"), size, values.read_age)
    age = np.array([*found, 0], np.int32)[ages]
    seen = _session_years(table.column("date") if "date" in names else None, size, default_year)
    is_approximate = (born == 0) & (ages >= 0)
    return np.where(is_approximate, seen - age, born).astype(np.int32), is_approximate


class _Vocabulary:
    """Codes of tokens in the order met."""

    def __init__(self) -> None:
        self.codes: dict[str, int] = {}

    def rows(self, names: Sequence[str | None]) -> Ints:
        """One row of token codes a name, padded with -1."""
        out = np.full((len(names), MOST_TOKENS), -1, np.int32)
        setdefault, codes = self.codes.setdefault, self.codes
        for i, name in enumerate(names):
            if name:
                for j, token in enumerate(name_tokens(name)[:MOST_TOKENS]):
                    out[i, j] = setdefault(token, len(codes))
        return out


def _names(table: pa.Table, column: str, vocabulary: _Vocabulary) -> Ints:
    if column not in table.column_names:
        return np.full((table.num_rows, MOST_TOKENS), -1, np.int32)
    encoded = pc.dictionary_encode(table.column(column).combine_chunks())
    rows = vocabulary.rows([*encoded.dictionary.to_pylist(), None])
    return rows[encoded.indices.fill_null(len(rows) - 1).to_numpy(zero_copy_only=False)]


def _rarity(codes: Ints, group: Ints, size: int) -> Floats:
    """ln(N / count) of each code within the record's group, a record counted once for each token it holds."""
    groups = group.astype(np.int64) + 1
    flat = (groups[:, None] * size + codes)[codes >= 0]
    found, inverse, counts = np.unique(flat, return_inverse=True, return_counts=True)
    members = np.bincount(groups).astype(np.float64)
    out = np.zeros(codes.shape, np.float32)
    out[codes >= 0] = np.log(members[found // size] / counts)[inverse]
    return out


def _joined(keys: Ints, key_texts: list[str]) -> Ints:
    """Code of the sound of each name as one word: the same for Som Chai and Somchai; -1 for a name not known."""
    texts = pa.array([*key_texts, ""])
    parts = [
        pc.take(texts, pa.array(np.where(keys[:, j] < 0, len(key_texts), keys[:, j])))
        for j in range(MOST_TOKENS)
    ]
    whole = pc.dictionary_encode(pc.binary_join_element_wise(*parts, ""))
    seen: dict[str, int] = {}
    codes = np.array(
        [seen.setdefault(_one_word(text), len(seen)) for text in whole.dictionary.to_pylist()], np.int32
    )
    return np.where(keys[:, 0] >= 0, codes[whole.indices.to_numpy()], -1).astype(np.int32)


def _one_word(text: str) -> str:
    """A first vowel inside a word is dropped like any other, and doubled letters are one."""
    bare = text[:1] + text[1:].replace("a", "")
    return "".join(c for i, c in enumerate(bare) if not i or c != bare[i - 1])


def prepare(table: pa.Table, *, default_year: int) -> Prepared:
    """Read a table of text columns named as in `columns.FIELDS`; any may be missing.

    `default_year` is when ages were told where the register holds no dates.
    """
    size, names = table.num_rows, table.column_names

    def column(name: str) -> pa.ChunkedArray | None:
        return table.column(name) if name in names else None

    organization, _ = _codes(column("organization"), size, values.read_place)
    group, _ = _codes(
        column("nationality") if column("nationality") is not None else column("country"),
        size,
        values.read_place,
    )
    session_date, _ = _codes(column("date"), size, str)
    activity, _ = _codes(column("activity"), size, values.read_place)
    born, date = _births(table, organization)
    year, is_approximate = _years(table, born, default_year)
    vocabulary = _Vocabulary()
    latin, native = (
        _names(table, "full_name_latin", vocabulary),
        _names(table, "full_name_native", vocabulary),
    )
    has_latin, has_native = latin[:, 0] >= 0, native[:, 0] >= 0
    tokens = np.where(has_latin[:, None], latin, native)
    has_second = has_latin & has_native & (latin != native).any(axis=1)
    second = np.where(has_second, np.cumsum(has_second) - 1, -1).astype(np.int32)
    texts = list(vocabulary.codes)
    key_codes: dict[str, int] = {}
    key_of = np.array(
        [key_codes.setdefault(consonant_key(t), len(key_codes)) for t in texts] + [-1], np.int32
    )
    keys = key_of[tokens]
    key_rarity = _rarity(keys, group, len(key_codes) + 1)
    sex_codes, sexes = _codes(column("sex"), size, values.read_sex)
    phone, _ = _codes(
        column("phone"), size, lambda text: values.phone_digits(next(iter(values.split_phones(text)), None))
    )
    document, documents = _codes(column("id_number"), size, values.read_document)
    place, _ = _codes(column("village"), size, values.read_place)
    return Prepared(
        record_ids=table.column("record_id").combine_chunks(),
        group=group,
        organization=organization,
        session=np.where(activity >= 0, activity.astype(np.int64) * 100_003 + session_date, -1).astype(
            np.int32
        ),
        sex=np.array([*({"F": 1, "M": 2, "X": 3}[s] for s in sexes), 0], np.int32)[sex_codes],
        year=year,
        is_approximate=is_approximate,
        date=date,
        phone=phone,
        document=document,
        place=place,
        tokens=tokens,
        keys=keys,
        token_rarity=_rarity(tokens, group, len(texts) + 1),
        key_rarity=key_rarity,
        joined=_joined(keys, list(key_codes)),
        second=second,
        second_tokens=native[has_second],
        second_keys=key_of[native[has_second]],
        second_token_rarity=_rarity(np.where(has_second[:, None], native, -1), group, len(texts) + 1)[
            has_second
        ],
        second_key_rarity=_rarity(
            np.where(has_second[:, None], key_of[native], -1), group, len(key_codes) + 1
        )[has_second],
        vocabulary=texts,
        key_vocabulary=list(key_codes),
        documents=documents,
        group_size=np.bincount(group + 1).astype(np.int32)[group + 1],
    )
