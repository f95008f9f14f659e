"""Splink on DuckDB in memory: scores the pairs that `blocking` found, and on demand learns its weights here."""

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
from splink import DuckDBAPI, Linker, block_on

from safefair.people.linkage import settings
from safefair.people.linkage.prepare import Ints, Prepared

PAIRS_PER_RECORD = 0.6
"""Before looking: pairs of one person that a register holds, per record."""

MOST_AGAINST_BY_DOCUMENT = 4.0
"""Match weight that different documents take away (log2 of their `m`, rounded up)."""


@dataclass(frozen=True)
class ScoredPairs:
    """Pairs worth a closer look: left < right, Splink's match weight (log2 odds), bits of the rules that found each.

    `weight` leaves the documents out, so that the documents can judge what the rest says.
    """

    left: Ints
    right: Ints
    weight: npt.NDArray[np.float32]
    rules: Ints


def shipped_parameters() -> dict[str, Any]:
    """The fitted parameters that come with the package."""
    text = files("safefair.people.linkage").joinpath("parameters.json").read_text("utf-8")
    return dict(json.loads(text))


def observed_u(prepared: Prepared) -> dict[str, float]:
    """Chance that two random records agree on a field, from the frequencies of its values."""
    columns = {"sex": prepared.sex - 1, "phone": prepared.phone, "document": prepared.document,
               "place": prepared.place, "origin": prepared.group}  # fmt: skip
    chances = {}
    for name, codes in columns.items():
        known = codes[codes >= 0]
        if len(known):
            shares = np.bincount(known) / len(known)
            chances[name] = float((shares**2).sum())
    return chances


def connect(threads: int, memory_limit: str) -> duckdb.DuckDBPyConnection:
    """A DuckDB that lives in memory only: names are never spilled to a disk."""
    connection = duckdb.connect(":memory:")
    connection.execute(f"set threads = {int(threads)}")
    connection.execute(f"set memory_limit = '{memory_limit}'")
    connection.execute("set temp_directory = ''")
    connection.execute("set preserve_insertion_order = false")
    return connection


def _linker(connection: duckdb.DuckDBPyConnection, chosen: Any) -> tuple[Linker, DuckDBAPI]:
    database = DuckDBAPI(connection=connection)
    records = database.register("records", dataset_display_name="register")
    # Splink tells its progress and warns of what we do on purpose; what it finds is in the report.
    return Linker(records, chosen, log_level="ERROR"), database


def _fields_known(prepared: Prepared) -> set[str]:
    return set(observed_u(prepared))


def train(
    connection: duckdb.DuckDBPyConnection, prepared: Prepared, parameters: dict[str, Any], *, seed: int = 1
) -> dict[str, Any]:
    """`parameters` with the `m` and `u` that this register shows by expectation maximisation (Splink).

    Fields that too few pairs know keep what they had.
    """
    prior = PAIRS_PER_RECORD * 2 / prepared.size
    linker, _ = _linker(connection, settings.settings(parameters, {}, prior))
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=seed)
    rules = [["swapped", "rarest"]] + [
        [name] for name in ("document", "phone") if name in _fields_known(prepared)
    ]
    for columns in rules:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    learned = {name: dict(values) for name, values in parameters.items()}
    for comparison in linker.misc.save_model_to_json()["comparisons"]:
        levels = [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]
        name = comparison["output_column_name"]
        for side in ("m", "u"):
            found = [level.get(f"{side}_probability") for level in levels]
            if all(value is not None and 0 < value < 1 for value in found):
                learned[name][side] = found
    return learned


def score_pairs(
    connection: duckdb.DuckDBPyConnection, prepared: Prepared, parameters: dict[str, Any]
) -> ScoredPairs:
    """Splink's weight of every pair in the table `pairs`, those below `settings.KEPT_WEIGHT` left out."""
    prior = min(0.5, PAIRS_PER_RECORD * 2 / max(prepared.size, 2))
    linker, database = _linker(connection, settings.settings(parameters, observed_u(prepared), prior))
    blocked = database.register("pairs", dataset_display_name="pairs")
    linker.table_management.register_blocked_pairs_for_predict(blocked)
    scored = linker.inference.predict(threshold_match_weight=settings.KEPT_WEIGHT, warning_mode="never")
    # The only name put in is the one Splink gave its own table.
    query = f"""
        select s.unique_id_l as l, s.unique_id_r as r, s.match_weight::float as weight, p.rules
        from {scored.physical_name} s join pairs p on s.unique_id_l = p.join_key_l and s.unique_id_r = p.join_key_r
        order by l, r"""  # no word of a user in it  # noqa: S608
    found = connection.sql(query).to_arrow_table()
    columns = (found.column(i).combine_chunks().to_numpy(zero_copy_only=False) for i in range(4))
    left, right, weight, rules = columns
    return without_documents(
        prepared, left.astype(np.int32), right.astype(np.int32), weight, rules.astype(np.int32), parameters
    )


def without_documents(
    prepared: Prepared,
    left: Ints,
    right: Ints,
    weight: npt.NDArray[Any],
    rules: Ints,
    parameters: dict[str, Any],
) -> ScoredPairs:
    """Scored pairs whose weight leaves the documents out."""
    bare = weight - _document_weight(prepared, left, right, parameters)
    return ScoredPairs(left, right, bare.astype(np.float32), rules)


def _document_weight(
    prepared: Prepared, left: Ints, right: Ints, parameters: dict[str, Any]
) -> npt.NDArray[np.float64]:
    """What the document comparison added to Splink's weight (log2)."""
    a, b = prepared.document[left], prepared.document[right]
    equal = settings.bounded(observed_u(prepared).get("document", 1e-6))
    m_same, m_differs = parameters["document"]["m"]
    same, differs = np.log2(m_same / equal), np.log2(m_differs / (1 - equal))
    return np.where((a >= 0) & (b >= 0), np.where(a == b, same, differs), 0.0)
