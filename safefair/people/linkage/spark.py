"""The same Splink settings on Spark, for registers that one machine cannot score (extra `spark`, needs Java)."""

import itertools
from typing import Any

import numpy as np
import pyarrow as pa
from splink import Linker, SparkAPI

from safefair.people.linkage import blocking, model, settings
from safefair.people.linkage.prepare import Prepared


def _frame(session: Any, table: pa.Table) -> Any:
    return session.createDataFrame(table.to_pylist(), schema=", ".join(
        f"{field.name} {_TYPES[str(field.type)]}" for field in table.schema))  # fmt: skip


_TYPES = {"int32": "int", "int64": "bigint", "bool": "boolean", "string": "string", "float": "float",
          "list<item: int32>": "array<int>", "list<element: int32>": "array<int>"}  # fmt: skip


def local_session() -> Any:
    """A Spark of this machine alone, or the cluster's session where one already runs."""
    # Imported here because pyspark is an optional extra.
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("safefair").config("spark.sql.shuffle.partitions", "8")
    return builder.config("spark.ui.enabled", "false").getOrCreate()


def score_on_spark(
    prepared: Prepared, parameters: dict[str, Any], session: Any | None = None
) -> model.ScoredPairs:
    """As `model.score_pairs`: pairs are found by DuckDB, compared and weighed by Spark."""
    session = session or local_session()
    with model.connect(2, "1800MB") as connection:
        blocking.load(connection, prepared)
        blocking.find_pairs(connection, lambda _: None)
        pairs = connection.sql("select join_key_l, join_key_r, match_key, rules from pairs").to_arrow_table()
    # `persist` keeps intermediate tables in memory; the other ways write them to a disk.
    database: Any = SparkAPI(  # type: ignore[no-untyped-call]
        spark_session=session, break_lineage_method="persist", num_partitions_on_repartition=8
    )
    prior = min(0.5, model.PAIRS_PER_RECORD * 2 / max(prepared.size, 2))
    chosen = settings.settings(parameters, model.observed_u(prepared), prior, "spark")
    records = database.register(
        _frame(session, blocking.records_table(prepared)), dataset_display_name="register"
    )
    linker = Linker(records, chosen, log_level="ERROR")
    blocked = pairs.drop_columns(["rules"])
    linker.table_management.register_blocked_pairs_for_predict(
        database.register(_frame(session, blocked), dataset_display_name="pairs")
    )
    scored = linker.inference.predict(threshold_match_weight=settings.KEPT_WEIGHT, warning_mode="never")
    rules = dict(zip(zip(pairs["join_key_l"].to_pylist(), pairs["join_key_r"].to_pylist(), strict=True),
                     pairs["rules"].to_pylist(), strict=True))  # fmt: skip
    rows = sorted(
        (row["unique_id_l"], row["unique_id_r"], row["match_weight"]) for row in scored.as_record_list()
    )
    left, right, weight = (
        (np.array(column) for column in itertools.zip_longest(*rows)) if rows else (np.array([]),) * 3
    )
    found = np.array([rules[pair] for pair in zip(left.tolist(), right.tolist(), strict=True)], np.int32)
    return model.without_documents(
        prepared, left.astype(np.int32), right.astype(np.int32), weight, found, parameters
    )
