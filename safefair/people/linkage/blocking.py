"""Which pairs are looked at: rules that find a pair by something it shares, so that nobody compares all with all.

Each rule hashes what two records must share into one number; longer lists than its cap are left out, since a value
that many records share finds nobody. What a rule misses another finds: see the benchmark for the share of true
pairs that each one reaches.
"""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from safefair.people.linkage.prepare import MOST_TOKENS, Ints, Prepared

Report = Callable[[str], None]

COMPATIBLE_YEARS = """(l.year is null or r.year is null or abs(l.year - r.year) = 10
    or abs(l.year - r.year) <= case when l.is_approximate or r.is_approximate then 4 else 1 end)"""
COMMON = 2.5
"""Rarity, ln(N / count), below which a token alone says too little even within one village."""


@dataclass(frozen=True)
class Rule:
    """Records of `source` (`records`, `tokens` or `token_pairs`) with equal `key`, where `needs` and `holds` are true."""

    name: str
    source: str
    key: str
    needs: str
    cap: int
    holds: str = "true"


# S608: every word of these statements is a constant of this file.
# ruff: noqa: S608
RULES = (
    Rule("same document", "records", "document", "document is not null", 50),
    Rule("same phone", "records", "phone", "phone is not null", 30),
    Rule("birth date + token", "tokens", "hash(swapped, key)", "swapped is not null", 60),
    Rule("birth date + place", "records", "hash(swapped, place)", "swapped is not null and place is not null", 50),
    Rule("place + rare token", "tokens", "hash(place, key, sex)", f"place is not null and rarity >= {COMMON}", 150,
         COMPATIBLE_YEARS),
    Rule("place + year + token", "tokens", "hash(place, key, year)",
         "place is not null and year is not null and not is_approximate", 100),
    Rule("place + two tokens", "token_pairs", "hash(place, key, other)", "place is not null", 150, COMPATIBLE_YEARS),
    Rule("all tokens", "records", "hash(origin, key_code)", "key_code is not null", 60, COMPATIBLE_YEARS),
    Rule("all tokens + year", "records", "hash(origin, key_code, year)", "key_code is not null and year is not null", 100),
    Rule("all tokens + place", "records", "hash(key_code, place)", "key_code is not null and place is not null", 100),
    Rule("joined name", "records", "joined", "joined is not null", 60, COMPATIBLE_YEARS),
    Rule("joined name + place", "records", "hash(joined, place)", "joined is not null and place is not null", 60),
    Rule("year + two rare tokens", "token_pairs", "hash(origin, key, other, year)", "year is not null and rarity >= 8", 60),
)  # fmt: skip
DOCUMENT_RULE = 1
"""Bit of the rule that no other evidence backs: pairs that only it finds cannot teach what the rest would miss."""


def _nullable(values: Ints, unknown: int) -> pa.Array:
    return pa.array(values, mask=values == unknown)


def _set_code(codes: Ints) -> pa.Array:
    """One number for the set of codes in a row, null for none."""
    ordered = np.sort(np.where(codes >= 0, codes, 2**30), axis=1).astype(np.int64)
    mixed = np.zeros(len(codes), np.int64)
    with np.errstate(over="ignore"):
        for j in range(MOST_TOKENS):
            mixed = mixed * 1_000_003 + ordered[:, j]
    return pa.array(mixed, mask=codes[:, 0] < 0)


def records_table(prepared: Prepared) -> pa.Table:
    """The columns that rules and comparisons use, one row a record; null where nothing is known."""
    p = prepared
    month, day = p.date // 100 % 100, p.date % 100
    is_swappable = day <= 12
    swapped = np.where(
        is_swappable,
        p.date // 10_000 * 10_000 + np.minimum(month, day) * 100 + np.maximum(month, day),
        p.date,
    )
    rarest = np.where(p.keys >= 0, p.key_rarity, -1).argmax(axis=1)
    flat = p.keys.ravel()
    lengths = (p.keys >= 0).sum(axis=1)
    key_list = pa.ListArray.from_arrays(
        np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32), pa.array(flat[flat >= 0])
    )
    return pa.table(
        {
            "unique_id": np.arange(p.size, dtype=np.int32),
            "origin": _nullable(p.group, -1),
            "sex": _nullable(p.sex, 0),
            "year": _nullable(p.year, 0),
            "is_approximate": p.is_approximate,
            "date": _nullable(p.date, 0),
            "swapped": _nullable(swapped.astype(np.int32), 0),
            "phone": _nullable(p.phone, -1),
            "document": _nullable(p.document, -1),
            "place": _nullable(p.place, -1),
            "name_code": _set_code(p.tokens),
            "key_code": _set_code(p.keys),
            "joined": _nullable(p.joined, -1),
            "rarest": _nullable(p.keys[np.arange(p.size), rarest], -1),
            "key_list": key_list,
        }
    )


def _tokens_table(prepared: Prepared) -> pa.Table:
    """One row for each token of each form of each name: record, key, rarity."""
    p = prepared
    second = np.flatnonzero(p.second >= 0).astype(np.int32)
    owner = np.concatenate(
        [np.repeat(np.arange(p.size, dtype=np.int32), MOST_TOKENS), np.repeat(second, MOST_TOKENS)]
    )
    keys = np.concatenate([p.keys.ravel(), p.second_keys[p.second[second]].ravel()])
    rarity = np.concatenate([p.key_rarity.ravel(), p.second_key_rarity[p.second[second]].ravel()])
    known = keys >= 0
    return pa.table({"unique_id": owner[known], "key": keys[known], "rarity": rarity[known]})


def load(connection: duckdb.DuckDBPyConnection, prepared: Prepared) -> None:
    """Create the tables `records`, `tokens` and `token_pairs`."""
    records, tokens = records_table(prepared), _tokens_table(prepared)  # noqa: F841 (DuckDB reads them by name)
    connection.execute("create table records as select * from records")
    connection.execute("create temp table bare as select distinct * from tokens")
    connection.execute("""create table tokens as select unique_id, key, rarity, year, is_approximate, swapped, place, sex
        from bare join records using (unique_id)""")
    connection.execute("""create table token_pairs as
        select a.unique_id, a.key, b.key as other, a.rarity + b.rarity as rarity, r.year, r.is_approximate, r.place, r.origin
        from bare a join bare b on a.unique_id = b.unique_id and a.key < b.key join records r on r.unique_id = a.unique_id""")
    connection.execute("drop table bare")


def find_pairs(connection: duckdb.DuckDBPyConnection, report: Report) -> int:
    """Create the table `pairs` (join_key_l < join_key_r, match_key, rules as bits); the number of pairs."""
    for number, rule in enumerate(RULES):
        connection.execute(f"""create or replace temp table listed as
            select *, {rule.key} as block from {rule.source} where {rule.needs}""")
        connection.execute(f"""create or replace temp table listed as select * from listed semi join
            (select block from listed group by block having count(*) between 2 and {rule.cap}) using (block)""")
        connection.execute(f"""create temp table found_{number} as
            select l.unique_id as l, r.unique_id as r, {1 << number}::integer as rules
            from listed l join listed r on l.block = r.block and l.unique_id < r.unique_id where {rule.holds}""")
        report(f"pairs by {rule.name}")
    union = " union all ".join(f"select * from found_{number}" for number in range(len(RULES)))
    connection.execute(f"""create table pairs as
        select l as join_key_l, r as join_key_r, '0' as match_key, bit_or(rules) as rules from ({union}) group by l, r""")
    for number in range(len(RULES)):
        connection.execute(f"drop table found_{number}")
    connection.execute("drop table listed")
    return int(connection.execute("select count(*) from pairs").fetchall()[0][0])
