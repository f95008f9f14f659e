"""Link records of one person: the same function for a file at the command line and for the job in the database.

Names come in and codes go out: nothing here writes to a disk, a log or a database.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from safefair.people.linkage import blocking, calibrate, estimate, model, settings
from safefair.people.linkage.cluster import Clusters, cluster
from safefair.people.linkage.evidence import Evidence
from safefair.people.linkage.guard import Guard
from safefair.people.linkage.prepare import Floats, Ints, Prepared, prepare
from safefair.people.linkage.reasons import pairs_table
from safefair.people.linkage.result import LinkageResult, Summary

LINKAGE_VERSION = "1"
PORTION = 400_000
"""Pairs whose evidence is in memory at once."""
SHOWN = 0.05
"""Pairs below this probability are not handed back."""
TOO_SHARED = 6
"""A document number on more records than this is a placeholder or somebody's shortcut: it labels nothing."""

Doubles = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Options:
    """How to run: `is_trained` estimates Splink's weights from this register instead of taking the shipped ones.

    `default_year` is when ages were told if the register has no dates; `memory_limit` bounds DuckDB.
    """

    is_trained: bool = False
    threads: int = 2
    memory_limit: str = "1800MB"
    default_year: int = 2025
    engine: str = "duckdb"


@dataclass(frozen=True)
class _Judged:
    """Pairs with log-odds of being one person.

    `is_label` where both documents are known and tell, `is_same` whether they agree (but for one keystroke).
    """

    left: Ints
    right: Ints
    rules: Ints
    splink: Floats
    plain: Doubles
    log_odds: Doubles
    is_label: Bools
    is_same: Bools
    correction: calibrate.Correction


def _silent(message: str) -> None:
    """Tell nobody."""


def gather(
    prepared: Prepared, parameters: dict[str, Any], options: Options, report: Callable[[str], None]
) -> model.ScoredPairs:
    """Pairs found by blocking and scored by Splink, on the engine that `options` names."""
    if options.engine == "spark":
        # Imported here because pyspark is an optional extra and starts a Java machine.
        from safefair.people.linkage.spark import score_on_spark  # noqa: PLC0415

        return score_on_spark(prepared, parameters)
    with model.connect(options.threads, options.memory_limit) as connection:
        blocking.load(connection, prepared)
        found = blocking.find_pairs(connection, report)
        report(f"{found:,} pairs found")
        if options.is_trained:
            parameters = model.train(connection, prepared, parameters)
            report("weights estimated")
        scored = model.score_pairs(connection, prepared, parameters)
    report(f"{len(scored.left):,} pairs scored")
    return scored


def _judge(prepared: Prepared, scored: model.ScoredPairs, weights: calibrate.Weights) -> _Judged:
    evidence, size = Evidence(prepared), prepared.size
    plain, documents = np.zeros(len(scored.left)), np.zeros(len(scored.left))
    differs = np.zeros(len(scored.left), bool)
    for start in range(0, len(scored.left), PORTION):
        part = slice(start, start + PORTION)
        columns = evidence.columns(scored.left[part], scored.right[part])
        columns["splink"] = scored.weight[part]
        plain[part], documents[part] = weights.log_odds(columns, size)
        differs[part] = columns["document_differs"] > 0
    a, b = prepared.document[scored.left], prepared.document[scored.right]
    count = evidence.document_count
    is_label = (a >= 0) & (b >= 0) & (count[scored.left] <= TOO_SHARED) & (count[scored.right] <= TOO_SHARED)
    # Only pairs that would have come this far whatever their documents said, or true ones would be too many.
    least = settings.KEPT_WEIGHT + model.MOST_AGAINST_BY_DOCUMENT
    fair = (scored.rules != blocking.DOCUMENT_RULE) & (scored.weight >= least)
    seen = is_label & fair
    favour = calibrate.label_favour(plain[fair], is_label[fair])
    correction = calibrate.correct(plain[seen], ~differs[seen], favour)
    documents = np.where(differs, np.maximum(documents, np.log(correction.noise)), documents)
    log_odds = correction.apply(plain) + documents
    return _Judged(
        scored.left,
        scored.right,
        scored.rules,
        scored.weight,
        plain,
        log_odds,
        is_label,
        is_label & ~differs,
        correction,
    )


def _estimate(prepared: Prepared, judged: _Judged, labels: Ints) -> estimate.PeopleEstimate:
    a, b = judged.left, judged.right
    hidden = estimate.hide_some(prepared.size)
    is_hidden = hidden[a] | hidden[b]
    # Without its documents such a pair would not have been found, or not kept.
    is_seen = ~is_hidden | (
        (judged.rules != blocking.DOCUMENT_RULE) & (judged.splink >= settings.KEPT_WEIGHT)
    )
    weight = np.where(is_hidden, judged.correction.apply(judged.plain), judged.log_odds)
    known = estimate.KnownPairs(
        a, b, weight, is_seen, judged.is_label & is_hidden, judged.is_same & is_hidden
    )
    precision, recall = estimate.known_shares(prepared.size, known, judged.correction)
    inside = labels[a] == labels[b]
    share = float((inside & judged.is_same).sum() / max(int(inside.sum()), 1))
    return estimate.count_people(labels, share, precision, recall)


def _record_probability(size: int, judged: _Judged, labels: Ints, probability: Doubles) -> Doubles:
    inside = labels[judged.left] == labels[judged.right]
    best_in, best_out = np.zeros(size), np.zeros(size)
    for ends in (judged.left, judged.right):
        np.maximum.at(best_in, ends[inside], probability[inside])
        np.maximum.at(best_out, ends[~inside], probability[~inside])
    is_single = np.bincount(labels, minlength=size)[labels] == 1
    return np.where(is_single, 1 - best_out, best_in)


def _result(
    prepared: Prepared,
    judged: _Judged,
    clusters: Clusters,
    options: Options,
    version: str,
    started: float,
    back: Ints,
) -> LinkageResult:
    probability = calibrate.probability(judged.log_odds)
    labels = clusters.labels
    people = _estimate(prepared, judged, labels)
    sizes = np.bincount(labels)
    pairs = pairs_table(prepared, judged.left, judged.right, judged.rules, probability, SHOWN)
    summary = Summary(
        records=prepared.size,
        people=people.people,
        low=people.low,
        high=people.high,
        clusters=int((sizes > 0).sum()),
        linked_records=int(sizes[sizes > 1].sum()),
        largest_cluster=int(sizes.max(initial=0)),
        pairs_compared=len(judged.left),
        pairs_linked=int((sizes.astype(np.int64) * (sizes - 1) // 2).sum()),
        estimated_precision=round(people.precision.value, 4),
        estimated_recall=round(people.recall.value, 4),
        pairs_with_known_answer=people.recall.known,
        links_refused=clusters.refused,
        clusters_capped=clusters.capped,
        calibration_shift=round(judged.correction.shift, 4),
        calibration_slope=round(judged.correction.slope, 4),
        parameters=version,
        is_trained=options.is_trained,
        engine=options.engine,
        linkage_version=LINKAGE_VERSION,
        seconds=round(time.monotonic() - started, 2),
    )
    of_record = _record_probability(prepared.size, judged, labels, probability)
    return LinkageResult(
        record_ids=prepared.record_ids.take(pa.array(back)),
        cluster_ids=prepared.record_ids.take(pa.array(labels[back])),
        probability=pa.array(np.round(of_record[back], 4)),
        pairs=pairs,
        summary=summary,
    )


def link_records(
    table: pa.Table, *, options: Options | None = None, report: Callable[[str], None] = _silent
) -> LinkageResult:
    """Link the records of `table`: text columns named as `columns.FIELDS`, of which only `record_id` must be there.

    The order of the rows makes no difference. Raises `ValueError` for a table without `record_id` or with one twice.
    """
    started, options = time.monotonic(), options or Options()
    if "record_id" not in table.column_names:
        raise ValueError("The table has no column record_id.")
    if table.num_rows != pc.count_distinct(table.column("record_id")).as_py():
        raise ValueError("A record_id occurs more than once.")
    order = pc.sort_indices(table.column("record_id"))
    prepared = prepare(table.take(order), default_year=options.default_year)
    back = np.empty(prepared.size, np.int32)
    back[order.to_numpy()] = np.arange(prepared.size, dtype=np.int32)
    report(f"{prepared.size:,} records read")
    parameters = model.shipped_parameters()
    scored = gather(prepared, parameters["splink"], options, report)
    judged = _judge(prepared, scored, calibrate.Weights.from_json(parameters["evidence"]))
    report("evidence weighed")
    clusters = cluster(prepared.size, judged.left, judged.right, judged.log_odds, Guard(prepared).conflict)
    report("people clustered")
    return _result(prepared, judged, clusters, options, parameters["version"], started, back)
