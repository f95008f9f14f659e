"""`safefair people link` beside plain Splink on one register: accuracy, range of people, time, memory.

    python -m benchmarks.people_link REGISTER.csv TRUTH.csv
    python -m benchmarks.people_link --people 20000 --seed 7       (makes a register with `benchmarks.registers`)

TRUTH.csv holds the record id in its first column and `person_id`. Plain Splink is what its documentation shows: stock
comparisons, expectation maximisation, connected components of the pairs at .9. Both read the same file, each in a
process of its own, one after the other.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

TEXT = pa.string()
THRESHOLD = 0.9


def read_text(path: Path) -> pa.Table:
    with path.open(encoding="utf-8") as lines:
        names = [name.strip('"') for name in lines.readline().strip().split(",")]
    return pacsv.read_csv(path, convert_options=pacsv.ConvertOptions(column_types=dict.fromkeys(names, TEXT)))


def run_ours(register: Path, out: Path) -> dict[str, Any]:
    from safefair.config.command import main  # noqa: PLC0415

    report = out.with_suffix(".json")
    status = main(["people", "link", str(register), "--out", str(out), "--report", str(report)])
    if status:
        sys.exit(status)
    return json.loads(report.read_text())


def run_peer(register: Path, out: Path) -> dict[str, Any]:
    """Splink as its tutorial has it, on cleaned columns: dates as ISO, digits of phones, no placeholders."""
    import duckdb  # noqa: PLC0415
    import splink.comparison_library as cl  # noqa: PLC0415
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415

    from safefair.people.linkage.reading import read_register  # noqa: PLC0415
    from safefair.people.names import values  # noqa: PLC0415

    table = read_register(register).table
    empty = pa.nulls(table.num_rows, TEXT)

    def column(*names: str) -> Any:
        return pc.coalesce(*(table.column(n) for n in names if n in table.column_names), empty)

    def cleaned(texts: Any, read: Any) -> Any:
        encoded = texts.combine_chunks().dictionary_encode()
        found = pa.array([read(text) for text in encoded.dictionary.to_pylist()], TEXT)
        return found.take(encoded.indices)

    people = pa.table({
        "unique_id": table.column("record_id"),
        "name": pc.utf8_lower(column("full_name_latin", "full_name_native")),
        "dob": cleaned(column("birth_date", "birth_year"), lambda text: str(values.read_birth(text) or "") or None),
        "sex": cleaned(column("sex"), values.read_sex),
        "phone": cleaned(column("phone"), values.phone_digits),
        "document": cleaned(column("id_number"), values.read_document),
        "village": column("village"),
    })  # fmt: skip
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    connection.register("people_view", people)
    connection.execute("create table people as select * from people_view")
    database = DuckDBAPI(connection=connection)
    chosen = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.8]).configure(term_frequency_adjustments=True),
            cl.LevenshteinAtThresholds("dob", [1]),
            cl.ExactMatch("sex"),
            cl.ExactMatch("phone"),
            cl.ExactMatch("document"),
            cl.ExactMatch("village").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("document"), block_on("phone"), block_on("name", "dob"), block_on("name", "village"),
            block_on("dob", "village"), block_on("dob", "substr(name, 1, 3)"), block_on("village", "substr(name, 1, 4)"),
        ],
        max_iterations=15,
    )  # fmt: skip
    linker = Linker(database.register("people", dataset_display_name="people"), chosen, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match(
        [block_on("document"), block_on("name", "dob")], recall=0.4
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (block_on("document"), block_on("phone"), block_on("name", "dob")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_probability=THRESHOLD)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        pairs, threshold_match_probability=THRESHOLD
    )
    found = connection.sql(f"select unique_id as record_id, cluster_id from {clusters.physical_name}")
    pacsv.write_csv(found.to_arrow_table(), out)
    return {}


SIDES = {"ours": run_ours, "peer": run_peer}


def pairs_in(labels: np.ndarray) -> int:
    sizes = np.unique(labels, return_counts=True)[1].astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())


def score(clusters: Path, truth: Path) -> dict[str, Any]:
    """Pairs (precision, recall, F1), clusters found whole, people."""
    found, true = read_text(clusters), read_text(truth)
    at = pc.index_in(true.column(0), found.column("record_id").combine_chunks()).combine_chunks()
    if at.null_count:
        sys.exit("Some records of the truth are in no cluster.")
    label = (
        found.column("cluster_id")
        .combine_chunks()
        .take(at)
        .dictionary_encode()
        .indices.to_numpy()
        .astype(np.int64)
    )
    person = true.column("person_id").combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64)
    both = label * (person.max() + 1) + person
    right, said, real = pairs_in(both), pairs_in(label), pairs_in(person)
    sizes = [np.bincount(side)[side] for side in (label, person)]
    whole_of = np.unique(both, return_inverse=True, return_counts=True)
    whole = (whole_of[2][whole_of[1]] == sizes[0]) & (sizes[0] == sizes[1])
    whole_clusters = float((1 / sizes[0])[whole].sum())
    clusters_said, people = int(label.max() + 1), int(person.max() + 1)
    return {
        "precision": right / max(said, 1), "recall": right / max(real, 1), "f1": 2 * right / max(said + real, 1),
        "cluster_f1": 2 * whole_clusters / (clusters_said + people), "clusters": clusters_said, "true_people": people,
        "largest": int(sizes[0].max()),
    }  # fmt: skip


def measure(side: str, register: Path, truth: Path, folder: Path) -> dict[str, Any]:
    out = folder / f"{side}.csv"
    command = [
        sys.executable,
        "-m",
        "benchmarks.people_link",
        "--side",
        side,
        str(register),
        "--out",
        str(out),
    ]
    started = time.monotonic()
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    seconds = time.monotonic() - started
    return {**json.loads(done.stdout.splitlines()[-1]), **score(out, truth), "seconds": seconds}


def show(ours: dict[str, Any], peer: dict[str, Any]) -> None:
    people, true = ours["report"]["people"], ours["true_people"]
    low, high = ours["report"]["low"], ours["report"]["high"]
    print(f"\n{'':24}{'ours':>14}{'plain Splink':>14}{'ratio':>8}")
    for name, text in (
        ("f1", "F1, pairs"),
        ("cluster_f1", "F1, whole clusters"),
        ("precision", "precision"),
        ("recall", "recall"),
    ):
        print(f"{text:24}{ours[name]:14.4f}{peer[name]:14.4f}{ours[name] / max(peer[name], 1e-9):8.2f}")
    for name, text, unit in (
        ("seconds", "seconds, all in", 1),
        ("cpu", "CPU seconds", 1),
        ("memory", "peak memory, GiB", 1),
    ):
        print(
            f"{text:24}{ours[name] * unit:14.2f}{peer[name] * unit:14.2f}{ours[name] / max(peer[name], 1e-9):8.2f}"
        )
    print(f"{'largest cluster':24}{ours['largest']:14}{peer['largest']:14}")
    print(f"{'people said':24}{people:14,}{peer['clusters']:14,}")
    print(f"{'error':24}{(people - true) / true:14.2%}{(peer['clusters'] - true) / true:14.2%}")
    covers = "covers" if low <= true <= high else "MISSES"
    print(f"true people {true:,}; our range {low:,} to {high:,} {covers} it")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("register", nargs="?", type=Path)
    parser.add_argument("truth", nargs="?", type=Path)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.side:
        report = SIDES[arguments.side](arguments.register, arguments.out)
        used = resource.getrusage(resource.RUSAGE_SELF)
        print(
            json.dumps(
                {"report": report, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 2**20}
            )
        )
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        register, truth = arguments.register, arguments.truth
        if register is None:
            from benchmarks.registers import write  # noqa: PLC0415

            rows = write(arguments.people, arguments.seed, folder)
            print(f"{rows:,} rows of {arguments.people:,} people made")
            register, truth = folder / "register.csv", folder / "truth.csv"
        ours, peer = (measure(side, register, truth, folder) for side in ("ours", "peer"))
        show(ours, peer)
        if arguments.json:
            arguments.json.write_text(json.dumps({"ours": ours, "peer": peer}, indent=1) + "\n")


if __name__ == "__main__":
    main()
