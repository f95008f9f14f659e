"""Fit the weights that `safefair people link` ships with, from registers whose truth is known.

    python -m benchmarks.fit_linkage DIR [DIR ...] [--out parameters.json]

Each DIR holds register.csv and truth.csv (record id first, `person_id`). Every register counts the same, whatever its
size, so that no generator's habits win by number. Splink's `m` and `u` are the mean of what expectation maximisation
finds on each.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from safefair.people.linkage import blocking, model
from safefair.people.linkage.calibrate import fit_logistic
from safefair.people.linkage.engine import PORTION, Options, gather
from safefair.people.linkage.evidence import Evidence
from safefair.people.linkage.prepare import Prepared, prepare
from safefair.people.linkage.reading import read_register

MOST_PAIRS = 400_000


@dataclass
class Labelled:
    """Evidence of a register's pairs with the truth."""

    prepared: Prepared
    names: list[str]
    columns: np.ndarray
    truth: np.ndarray


def persons_of(folder: Path, ids: pa.Array) -> np.ndarray:
    """Person number of each record id, in the order of `ids`."""
    truth = pacsv.read_csv(
        folder / "truth.csv",
        convert_options=pacsv.ConvertOptions(column_types={"record_id": pa.string(), "rec_id": pa.string()}),
    )
    index = pc.index_in(ids, truth.column(0).combine_chunks())
    return truth.column("person_id").combine_chunks().take(index).to_numpy()


def load(folder: Path) -> Prepared:
    """The register of `folder`, prepared in the canonical order."""
    table = read_register(folder / "register.csv").table
    return prepare(table.take(pc.sort_indices(table.column("record_id"))), default_year=2025)


def label(folder: Path, prepared: Prepared, parameters: dict[str, Any]) -> Labelled:
    """Evidence of all pairs that blocking and Splink keep, a random part of them if they are many."""
    scored = gather(prepared, parameters, Options(), print)
    person = persons_of(folder, prepared.record_ids)
    chosen = np.sort(np.random.default_rng(1).permutation(len(scored.left))[:MOST_PAIRS])
    evidence, parts, names = Evidence(prepared), [], []
    for start in range(0, len(chosen), PORTION):
        part = chosen[start : start + PORTION]
        columns = evidence.columns(scored.left[part], scored.right[part])
        columns["splink"] = scored.weight[part]
        names = list(columns)
        parts.append(np.column_stack([columns[name] for name in names]))
    truth = person[scored.left[chosen]] == person[scored.right[chosen]]
    return Labelled(prepared, names, np.concatenate(parts), truth)


def train_splink(registers: list[Prepared], parameters: dict[str, Any]) -> dict[str, Any]:
    """Mean of Splink's parameters over the registers."""
    found = []
    for prepared in registers:
        with model.connect(2, "1800MB") as connection:
            blocking.load(connection, prepared)
            found.append(model.train(connection, prepared, parameters))
    return {
        name: {
            side: np.round(np.mean([f[name][side] for f in found], axis=0), 9).tolist() for side in ("m", "u")
        }
        for name in parameters
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("safefair/people/linkage/parameters.json"))
    parser.add_argument("--keep-splink", action="store_true", help="fit only the evidence's weights")
    arguments = parser.parse_args()
    start = json.loads(arguments.out.read_text())
    registers = [load(folder) for folder in arguments.folders]
    splink = start["splink"] if arguments.keep_splink else train_splink(registers, start["splink"])
    labelled = [label(folder, p, splink) for folder, p in zip(arguments.folders, registers, strict=True)]
    columns = np.concatenate([part.columns for part in labelled])
    truth = np.concatenate([part.truth for part in labelled])
    offset = np.concatenate([np.full(len(part.truth), -np.log(part.prepared.size)) for part in labelled])
    weights = np.concatenate([np.full(len(part.truth), 50_000 / part.truth.sum()) for part in labelled])
    found, intercept = fit_logistic(columns, truth, offset, ridge=20.0, weights=weights)
    fitted = dict(zip(labelled[0].names, np.round(found, 5).tolist(), strict=True))
    result = {
        "version": "1",
        "splink": splink,
        "evidence": {"intercept": round(intercept, 5), "columns": fitted},
    }
    arguments.out.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result["evidence"], indent=1))


if __name__ == "__main__":
    main()
