"""`safefair tables protect` and `safefair tables audit`: disclosure control of a file, without a database."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safefair.results.disclosure.audit import AUDIT_VERSION, AuditResult, Kind, audit, explain
from safefair.results.disclosure.errors import CannotProtect, TableError
from safefair.results.disclosure.files import (
    align,
    read_counts,
    read_groups,
    read_published,
    write_published,
)
from safefair.results.disclosure.protect import Method, Protected, Zeros, protect
from safefair.results.disclosure.round import base_for
from safefair.results.disclosure.tables import TOTAL, Design, Published, describe

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no public name

PASSED, FAILED, BAD_INPUT = 0, 1, 2
SECRET_VARIABLE = "SAFEFAIR_TABLES_SECRET"  # noqa: S105 - the name of the variable, not the secret


def add_parser(subparsers: "Subparsers") -> None:
    """Add `tables` to the parser of a command; the chosen function is `run` of the parsed arguments."""
    tables = subparsers.add_parser("tables", help="protect and audit tables of counts")
    actions = tables.add_subparsers(dest="action", required=True)
    make = actions.add_parser("protect", help="withhold or round what could give a person away")
    make.add_argument("counts", type=Path, metavar="MICRO_OR_CELLS.csv")
    make.add_argument(
        "--table", action="append", default=[], type=_table, metavar="A*B", help="repeat for more"
    )
    make.add_argument("--count", metavar="COLUMN", help="the rows are cells with their count in this column")
    make.add_argument("--out", type=Path, required=True, metavar="PUBLISHED.csv")
    make.add_argument("--report", type=Path, required=True, metavar="R.json")
    make.set_defaults(run=_guarded(run_protect))
    look = actions.add_parser("audit", help="play the attacker on a published file")
    look.add_argument("published", type=Path, metavar="PUBLISHED.csv")
    look.set_defaults(run=_guarded(run_audit))
    for parser in (make, look):
        parser.add_argument("--by", type=_names, required=True, metavar="A,B,C", help="the dimensions")
        parser.add_argument("--threshold", type=_threshold, required=True, metavar="K")
        parser.add_argument("--zeros", type=Zeros, choices=list(Zeros), default=Zeros.SHOWN)
        parser.add_argument(
            "--earlier", action="extend", nargs="+", default=[], type=Path, metavar="PUBLISHED.csv"
        )
        parser.add_argument("--method", type=Method, choices=list(Method), default=Method.SUPPRESS)
        parser.add_argument("--hierarchy", action="append", default=[], metavar="DIMENSION=FILE")


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _table(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split("*"))


def _threshold(text: str) -> int:
    if not text.isdigit() or int(text) < 2:
        raise argparse.ArgumentTypeError("a whole number of 2 or more")
    return int(text)


def _guarded(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    def guarded(options: argparse.Namespace) -> int:
        try:
            return run(options)
        except TableError as error:
            print(f"error: {error}", file=sys.stderr)
            return BAD_INPUT
        except CannotProtect as error:
            print(f"nothing written: {error}", file=sys.stderr)
            return FAILED

    return guarded


def _groups(options: argparse.Namespace) -> dict[str, dict[str, frozenset[str]]]:
    groups = {}
    for text in options.hierarchy:
        name, _, path = text.partition("=")
        if name not in options.by or not path:
            raise TableError(f"--hierarchy needs a dimension of --by and a file: {text}")
        groups[name] = read_groups(Path(path), name)
    return groups


def _earlier(options: argparse.Namespace, groups: dict[str, dict[str, frozenset[str]]]) -> list[Published]:
    releases = []
    for path in options.earlier:
        try:
            releases.append(read_published(path, groups=groups))
        except TableError as error:
            raise TableError(f"{path.name}: {error}") from None
    return releases


def _all_dimensions(by: Sequence[str], earlier: Sequence[Published]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*by, *(name for release in earlier for name in release.design.dimensions)]))


def run_protect(options: argparse.Namespace) -> int:
    """Protect a file; write the release and its report only when the audit of the written file passes.

    Returns:
        0 when written, 1 when no release passed the audit, 2 for input that cannot be used.
    """
    groups = _groups(options)
    earlier = _earlier(options, groups)
    design = Design(options.by, tuple(options.table), groups)
    counts = read_counts(options.counts, options.by, count=options.count, groups=groups)
    dimensions = _all_dimensions(options.by, earlier)
    if extra := len(dimensions) - len(options.by):
        counts = {(*key, *[TOTAL] * extra): value for key, value in counts.items()}
        design = Design(dimensions, design.tables, groups)
    handle, name = tempfile.mkstemp(dir=options.out.resolve().parent, prefix=".protect-")
    os.close(handle)
    draft = Path(name)

    def reread(published: Published) -> Published:
        own = {key[: len(options.by)]: value for key, value in published.cells.items()}
        write_published(draft, Published(Design(options.by, tuple(options.table), groups), own))
        return align(read_published(draft, options.by, groups=groups), dimensions)

    try:
        protected = protect(
            counts,
            design,
            threshold=options.threshold,
            zeros=options.zeros,
            earlier=[align(release, dimensions) for release in earlier],
            method=options.method,
            secret=os.environ.get(SECRET_VARIABLE, "").encode() or None,
            reread=reread,
            progress=_progress(),
        )
        draft.chmod(0o644)
        draft.replace(options.out)
    finally:
        draft.unlink(missing_ok=True)
    options.report.write_text(json.dumps(report(protected), indent=2) + "\n", encoding="utf-8")
    print(f"{len(protected.published.cells)} cells, {protected.withheld} withheld, audit passed")
    _say_undecided(protected.audit)
    return PASSED


def _say_undecided(result: AuditResult) -> None:
    if result.undecided:
        print(
            f"{result.undecided} undecided: safe by the linear bounds; whether whole numbers say more was not"
            " settled in time"
        )


def report(protected: Protected) -> dict[str, Any]:
    """What may be told about a release: nothing that separates small counts from others withheld."""
    audited = protected.audit
    return {
        "cells": len(protected.published.cells),
        "published": len(protected.published.cells) - protected.withheld,
        "withheld": protected.withheld,
        "seconds": protected.seconds,
        "method": protected.method.value,
        "threshold": protected.threshold,
        "zeros": protected.zeros.value,
        "base": protected.base,
        "audit": {
            "passed": audited.passed,
            "version": AUDIT_VERSION,
            "unknown": audited.unknown,
            "confirmed_with_whole_numbers": audited.confirmed,
            "undecided": audited.undecided,
            "homogeneous": len(audited.homogeneous),
        },
        "input_hash": protected.input_hash,
        "output_hash": protected.output_hash,
    }


def _progress() -> Callable[[int, int], None] | None:
    if not sys.stderr.isatty():
        return None
    return lambda done, total: print(f"\r{done} of {total} protected or tried ", end="", file=sys.stderr)


def run_audit(options: argparse.Namespace) -> int:
    """Print every cell that can be worked out or bounded too closely, never with its value.

    Returns:
        0 when there is none, 1 when there are some, 2 for input that cannot be used.
    """
    groups = _groups(options)
    earlier = _earlier(options, groups)
    dimensions = _all_dimensions(options.by, earlier)
    published = align(read_published(options.published, options.by, groups=groups), dimensions)
    result = audit(
        published,
        threshold=options.threshold,
        zeros_shown=options.zeros is Zeros.SHOWN,
        earlier=[align(release, dimensions) for release in earlier],
        base=base_for(options.threshold) if options.method is Method.ROUND else None,
        progress=_progress(),
    )
    for finding in result.findings:
        print(explain(published.design, finding))
    for key, name in result.homogeneous:
        print(
            f"note: all cases of {describe(published.design, key)} are in one category of {name}",
            file=sys.stderr,
        )
    exact = sum(finding.kind is Kind.EXACT for finding in result.findings)
    print(
        f"{result.cells} cells, {result.unknown} not printed, {len(result.findings)} findings"
        f" ({exact} exact), {result.confirmed} tried with whole numbers, {result.undecided} undecided"
    )
    _say_undecided(result)
    return PASSED if result.passed else FAILED
