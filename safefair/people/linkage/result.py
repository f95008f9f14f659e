"""What a linkage run hands back: clusters for every record, pairs with their evidence, and a summary."""

from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa


@dataclass(frozen=True)
class Summary:
    """Figures of a run. `people` is the estimate, `low` to `high` its range; shares are between 0 and 1."""

    records: int
    people: int
    low: int
    high: int
    clusters: int
    linked_records: int
    largest_cluster: int
    pairs_compared: int
    pairs_linked: int
    estimated_precision: float
    estimated_recall: float
    pairs_with_known_answer: int
    links_refused: int
    clusters_capped: int
    calibration_shift: float
    calibration_slope: float
    parameters: str
    is_trained: bool
    engine: str
    linkage_version: str
    seconds: float

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


@dataclass(frozen=True)
class LinkageResult:
    """`record_ids`, `cluster_ids` and `probability` run along in the order of the input.

    A cluster's id is the smallest of its records' ids. `probability` is that of the record's best pair within its
    cluster, or for a record on its own, of having no other. `pairs` holds `left`, `right` (record ids),
    `probability`, `rule` (what found the pair) and `reasons` (codes, strongest first, with | between).
    """

    record_ids: pa.Array
    cluster_ids: pa.Array
    probability: pa.Array
    pairs: pa.Table
    summary: Summary
