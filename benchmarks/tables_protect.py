"""Time, withheld cells and safety of `safefair tables protect` beside tau-ARGUS, on the same cases.

    python -m benchmarks.tables_protect [--peer-python PYTHON] [--large]

The peer is pytauargus 0.6 (the engine of Statistics Netherlands, European Union Public Licence). It runs in
a process and a private temporary directory of its own for each job, since it keeps global state and leaves
true counts in its working directory. Without it only our side is printed. Both patterns are put before the
same audit, zeros shown. `--large` adds the table of 4,004 cells, where the peer is stopped at 150 s.
"""

import argparse
import csv
import importlib.util
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from safefair.results.disclosure.audit import AuditResult, Kind, audit
from safefair.results.disclosure.protect import protect
from safefair.results.disclosure.tables import TOTAL, Design, Key, Published, count_cells

NAMES = ("country", "service", "sex", "age")
THRESHOLD = 5
PEER_SECONDS = 150
PEER_RUNS = (("OPT(1,1)", "FREQ(5,30)"), ("MOD(1,1,1,1,1)", "FREQ(5,30)"), ("OPT(1,1)", "FREQ(5,99)"))
PEER = """
import csv, json, sys, time
import pandas, pytauargus
frame = pandas.read_csv(sys.argv[1], dtype=str)
dims = list(frame.columns)
frame["n"] = 1
began = time.monotonic()
result = pytauargus.protect(frame, dims, "n", safety_rules=sys.argv[3], suppress=sys.argv[2], workdir=".")
seconds = time.monotonic() - began
rows = [[*(str(row[d]).strip() for d in dims), row["status"]] for row in result.tables[0].rows]
print("RESULT" + json.dumps({"seconds": seconds, "rows": rows}))
"""


def make_cases(sizes: tuple[int, ...], cases: int, seed: int = 1) -> dict[Key, int]:
    """Skewed cases: category r of a dimension comes up in proportion to r^-1.3."""
    source = random.Random(seed)
    columns = [
        source.choices(range(size), [1 / (rank + 1) ** 1.3 for rank in range(size)], k=cases)
        for size in sizes
    ]
    coded = [
        [f"{name[0]}{at}{code:02d}" for code in codes]
        for at, (name, codes) in enumerate(zip(NAMES, columns, strict=False))
    ]
    return dict(Counter(zip(*coded, strict=True)))


def describe_audit(result: AuditResult) -> str:
    """Findings in two numbers."""
    exact = sum(finding.kind is Kind.EXACT for finding in result.findings)
    return f"exact {exact:4d}, below k {len(result.findings) - exact:4d}"


def run_peer(python: str, counts: dict[Key, int], design: Design, suppress: str, rule: str) -> None:
    """One job of the peer, audited as a reader would."""
    label = f"tau-ARGUS {suppress[:3]} {rule}"
    with tempfile.TemporaryDirectory() as private:
        path = Path(private) / "cases.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(design.dimensions)
            writer.writerows(key for key, times in counts.items() for _ in range(times))
        command = [python, "-c", PEER, str(path), suppress, rule]
        try:
            done = subprocess.run(
                command, cwd=private, capture_output=True, text=True, timeout=PEER_SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            print(f"  {label:28s} stopped after {PEER_SECONDS} s without a result")
            return
    answer = [line for line in done.stdout.splitlines() if line.startswith("RESULT")]
    if not answer:
        print(f"  {label:28s} failed: {done.stderr.strip().splitlines()[-1:]}")
        return
    told = json.loads(answer[0].removeprefix("RESULT"))
    hidden = {
        tuple(TOTAL if c == "Total" else c for c in row[:-1]) for row in told["rows"] if row[-1] in "UM"
    }
    cells = count_cells(design, counts)
    published = Published(design, {key: None if key in hidden else n for key, n in cells.items()})
    result = audit(published, threshold=THRESHOLD, whole_numbers=0)
    print(f"  {label:28s} {told['seconds']:7.2f} s   withheld {len(hidden):5d}   {describe_audit(result)}")
    RATIOS.append((label, told["seconds"], len(hidden)))


RATIOS: list[tuple[str, float, int]] = []


def compare(sizes: tuple[int, ...], cases: int, peer_python: str | None) -> None:
    """Ours and the peer's on one table."""
    design = Design(NAMES[: len(sizes)])
    counts = make_cases(sizes, cases)
    cells = count_cells(design, counts)
    small = sum(0 < n < THRESHOLD for n in cells.values())
    print(
        f"{' × '.join(design.dimensions)}: {len(cells)} cells, {small} small, {cases} cases, k = {THRESHOLD}"
    )
    naive = Published(design, {key: None if 0 < n < THRESHOLD else n for key, n in cells.items()})
    print(f"  {'small ones hidden only':28s} {'':9s}   withheld {small:5d}   ", end="")
    print(describe_audit(audit(naive, threshold=THRESHOLD, whole_numbers=0)))
    began, cpu = time.monotonic(), time.process_time()
    ours = protect(counts, design, threshold=THRESHOLD)
    seconds, cpu = time.monotonic() - began, time.process_time() - cpu
    print(f"  {'ours, audit included':28s} {seconds:7.2f} s   withheld {ours.withheld:5d}   ", end="")
    print(
        f"{describe_audit(ours.audit)}   (processor {cpu:.2f} s; {ours.audit.confirmed} with whole numbers)"
    )
    if peer_python is None:
        print("  tau-ARGUS skipped: pytauargus is not installed (pip install 'safefair[bench]')")
        return
    RATIOS.clear()
    for suppress, rule in PEER_RUNS:
        run_peer(peer_python, counts, design, suppress, rule)
    for label, theirs, hidden in RATIOS:
        print(f"  ours / {label:21s} time {seconds / theirs:.2f}, withheld {ours.withheld / hidden:.2f}")


def main() -> int:
    """Print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    installed = sys.executable if importlib.util.find_spec("pytauargus") else None
    parser.add_argument("--peer-python", default=installed, help="an interpreter that has pytauargus")
    parser.add_argument("--large", action="store_true", help="also four dimensions, 4,004 cells")
    options = parser.parse_args()
    compare((10, 12, 3), 6_000, options.peer_python)
    if options.large:
        compare((10, 12, 3, 6), 6_000, options.peer_python)
    return 0


if __name__ == "__main__":
    sys.exit(main())
