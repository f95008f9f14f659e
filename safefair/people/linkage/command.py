"""`safefair people link REGISTER.csv --out CLUSTERS.csv`: people in a file, with no database and no settings."""

import argparse
import json
import os
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv

WRONG_FILE, WRONG_PLACE, NO_ENGINE = 1, 3, 4


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `people link` to the command line."""
    people = commands.add_parser("people", help="people in a register file")
    actions = people.add_subparsers(required=True, metavar="ACTION")
    parser = actions.add_parser(
        "link",
        help="find the records of one person",
        description="Find which records of a register (CSV or XLSX) are of one person, and how many people there are.",
    )
    parser.add_argument("register", type=Path, metavar="REGISTER", help="CSV in any usual encoding, or XLSX")
    parser.add_argument("--out", type=Path, required=True, help="CSV with record_id, cluster_id, probability")
    parser.add_argument("--report", type=Path, help="JSON with records, people, low, high, seconds and more")
    parser.add_argument("--pairs", type=Path, help="CSV with the pairs, their probability and the reasons")
    weights = parser.add_mutually_exclusive_group()
    weights.add_argument(
        "--fixed", action="store_true", help="use the weights that come with it (the default)"
    )
    weights.add_argument("--train", action="store_true", help="estimate Splink's weights from this register")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--memory", default="1800MB", help="limit of the engine, for example 2GB")
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
    parser.add_argument("--year", type=int, default=time.localtime().tm_year,
                        help="year in which ages were told, where the register has no dates")  # fmt: skip
    parser.set_defaults(run=run)


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _notices(recognized: object) -> None:
    ignored, repeated = getattr(recognized, "ignored", ()), getattr(recognized, "repeated", ())
    if ignored:
        _say(f"Columns not used: {', '.join(ignored)}")
    if repeated:
        _say(f"Columns not used because another one means the same: {', '.join(repeated)}")


def _missing_folder(arguments: argparse.Namespace) -> str | None:
    for path in (arguments.out, arguments.report, arguments.pairs):
        if path is not None and not path.parent.is_dir():
            return f"There is no folder {path.parent}."
    return None


def run(arguments: argparse.Namespace) -> int:
    """Exit status: 0 done, 1 the register is not readable, 3 no place for the output, 4 the engine is not installed."""
    # Imported here because Splink and DuckDB take a second, and every other command would wait for them.
    from safefair.people.linkage.engine import Options, link_records  # noqa: PLC0415
    from safefair.people.linkage.reading import RegisterUnreadable, read_register  # noqa: PLC0415

    started = time.monotonic()
    if problem := _missing_folder(arguments):
        _say(problem)
        return WRONG_PLACE
    try:
        register = read_register(arguments.register)
    except RegisterUnreadable as error:
        _say(f"{arguments.register}: {error}")
        return WRONG_FILE
    _notices(register.recognized)
    if not register.has_own_ids:
        _say("No column of record ids: the rows are numbered from 1.")
    options = Options(arguments.train, arguments.threads, arguments.memory, arguments.year, arguments.engine)

    def tell(message: str) -> None:
        _say(f"{time.monotonic() - started:7.1f} s  {message}")

    try:
        result = link_records(register.table, options=options, report=tell)
    except ModuleNotFoundError as error:
        _say(f"The engine {arguments.engine} needs the package {error.name}, which is not installed.")
        return NO_ENGINE
    clusters = {
        "record_id": result.record_ids,
        "cluster_id": result.cluster_ids,
        "probability": result.probability,
    }
    pacsv.write_csv(pa.table(clusters), arguments.out, pacsv.WriteOptions(quoting_style="needed"))
    if arguments.pairs:
        pacsv.write_csv(result.pairs, arguments.pairs, pacsv.WriteOptions(quoting_style="needed"))
    summary = result.summary.as_dict() | {"seconds": round(time.monotonic() - started, 2)}
    summary["columns_used"] = sorted(register.recognized.fields)
    summary["columns_ignored"] = [*register.recognized.ignored, *register.recognized.repeated]
    if arguments.report:
        arguments.report.write_text(
            json.dumps(summary, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
    tell(
        f"{summary['records']:,} records of about {summary['people']:,} people ({summary['low']:,} to {summary['high']:,})"
    )
    return 0
