"""The two commands, as a shell sees them."""

import argparse
import json
from pathlib import Path

import pytest

from safefair.results.disclosure.command import add_parser
from safefair.results.disclosure.files import read_published
from safefair.results.disclosure.tables import count_cells
from tests.results.disclosure.factories import hide_small_only, skewed_counts, write_cases
from tests.results.disclosure.test_protect import COUNTS, CUBE

NAMES = ("a", "b", "c")


def run(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    options = parser.parse_args(["tables", *map(str, arguments)])
    return int(options.run(options))


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAFEFAIR_TABLES_SECRET", "invented secret")
    cases = write_cases(tmp_path / "cases.csv", NAMES, COUNTS)
    out = tmp_path / "published.csv"
    assert (
        run(
            "protect", cases, "--by", "a,b,c", "--threshold", 5, "--out", out, "--report", tmp_path / "r.json"
        )
        == 0
    )
    return out


def test_what_is_written_passes_the_audit(release: Path, capfd: pytest.CaptureFixture[str]) -> None:
    capfd.readouterr()

    status = run("audit", release, "--by", "a,b,c", "--threshold", 5)

    assert status == 0
    assert " 0 findings (0 exact)" in capfd.readouterr().out


def test_one_row_a_cell_and_never_the_kind(release: Path) -> None:
    lines = release.read_text(encoding="utf-8").splitlines()

    cells = count_cells(CUBE, COUNTS)
    assert lines[0] == "a,b,c,value,status"
    assert [tuple(line.split(",")[:3]) for line in lines[1:]] == sorted(cells)
    assert {line.split(",")[4] for line in lines[1:]} == {"published", "withheld"}
    assert {line.split(",")[3] for line in lines[1:] if line.endswith("withheld")} == {""}


def test_the_order_of_the_input_leaves_no_trace(release: Path, tmp_path: Path) -> None:
    cases = write_cases(tmp_path / "other.csv", NAMES, COUNTS, seed=9)
    other = tmp_path / "other-out.csv"

    run("protect", cases, "--by", "a,b,c", "--threshold", 5, "--out", other, "--report", tmp_path / "o.json")

    assert other.read_bytes() == release.read_bytes()


def test_the_report_tells_numbers_that_the_release_shows_anyway(release: Path, tmp_path: Path) -> None:
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))

    withheld = sum(value is None for value in read_published(release).cells.values())
    told = {
        key: report[key] for key in ("cells", "published", "withheld", "method", "threshold", "zeros", "base")
    }
    cells = len(count_cells(CUBE, COUNTS))
    assert told == {
        "cells": cells,
        "published": cells - withheld,
        "withheld": withheld,
        "method": "suppress",
        "threshold": 5,
        "zeros": "shown",
        "base": None,
    }
    assert set(report) - set(told) == {"seconds", "audit", "input_hash", "output_hash"}
    assert set(report["audit"]) == {
        "passed",
        "version",
        "unknown",
        "confirmed_with_whole_numbers",
        "undecided",
        "homogeneous",
    }
    assert report["audit"]["passed"] is True


def test_no_draft_stays_behind(release: Path) -> None:
    assert sorted(path.name for path in release.parent.iterdir()) == ["cases.csv", "published.csv", "r.json"]


def test_a_printed_withheld_cell_is_caught(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small = {key for key, value in count_cells(CUBE, COUNTS).items() if 0 < value < 5}
    lines = release.read_text(encoding="utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if i and tuple(line.split(",")[:3]) in small)
    key = tuple(lines[at].split(",")[:3])
    lines[at] = f"{','.join(key)},{count_cells(CUBE, COUNTS)[key]},published"
    release.write_text("\n".join(lines), encoding="utf-8")

    status = run("audit", release, "--by", "a,b,c", "--threshold", 5)

    assert status == 1
    assert "a small count is printed" in capsys.readouterr().out


def test_a_changed_figure_is_caught(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = release.read_text(encoding="utf-8").replace("*,*,*,400,published", "*,*,*,410,published")
    release.write_text(text, encoding="utf-8")

    status = run("audit", release, "--by", "a,b,c", "--threshold", 5)

    assert status == 1
    assert "contradict" in capsys.readouterr().out


def test_a_removed_row_is_caught(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = release.read_text(encoding="utf-8").splitlines()
    release.write_text(
        "\n".join(line for line in lines if not line.startswith("a01,b02,c00,")), encoding="utf-8"
    )

    status = run("audit", release, "--by", "a,b,c", "--threshold", 5)

    assert status == 1
    assert "a=a01, b=b02, c=c00: the combination has no row" in capsys.readouterr().out


def test_naive_hiding_fails_without_a_value_in_what_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = skewed_counts((3, 3), 90, seed=3)
    published = hide_small_only(type(CUBE)(("a", "b")), counts, 5)
    path = tmp_path / "naive.csv"
    rows = [
        f"{a},{b},{'' if n is None else n},{'withheld' if n is None else 'published'}"
        for (a, b), n in published.cells.items()
    ]
    path.write_text("\ufeff" + "\n".join(["a,b,value,status", *rows]), encoding="utf-8")

    status = run("audit", path, "--by", "a,b", "--threshold", 5)

    lines = capsys.readouterr().out.splitlines()
    assert status == 1
    assert {line.partition(": ")[2] for line in lines[:-1]} <= {
        "its value can be worked out exactly",
        "it can be shown to be below the threshold",
    }


def test_an_earlier_release_counts(release: Path, tmp_path: Path) -> None:
    later = {key: value + (key == ("a00", "b00", "c00")) for key, value in COUNTS.items()}
    cases = write_cases(tmp_path / "later.csv", NAMES, later)
    arguments = ["--by", "a,b,c", "--threshold", 5, "--report", tmp_path / "l.json"]
    run("protect", cases, *arguments, "--out", tmp_path / "alone.csv")

    run("protect", cases, *arguments, "--earlier", release, "--out", tmp_path / "beside.csv")

    audited = [
        run("audit", tmp_path / name, "--by", "a,b,c", "--threshold", 5, "--earlier", release)
        for name in ("alone.csv", "beside.csv")
    ]
    assert audited == [1, 0]


def test_nothing_is_written_when_nothing_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    slip = tmp_path / "slip.csv"
    slip.write_text("a,value,status\n*,12,published\nx,2,published\ny,10,published\n", encoding="utf-8")
    cases = write_cases(tmp_path / "cases.csv", ["a"], {("x",): 2, ("y",): 10})
    out, report = tmp_path / "out.csv", tmp_path / "r.json"

    status = run(
        "protect", cases, "--by", "a", "--threshold", 5, "--earlier", slip, "--out", out, "--report", report
    )

    assert status == 1
    assert (out.exists(), report.exists()) == (False, False)
    assert "nothing written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "arguments", "message"),
    [
        ("a,b\nx,\n", [], "row 2, column b: empty; give every row a code, for instance `unknown`"),
        ("a\nx\n", [], "row 1, column b: the file has no such column"),
        (
            "a;b\nx;y\n",
            [],
            "row 1, column a: the file has no such column; the columns seem to be separated by ;",
        ),
        ("a,b\nx,1,2\n", [], "row 2: 3 values where the header has 2"),
        ("a,b,n\nx,y,-3\n", ["--count", "n"], "row 2, column n: not a whole number of 0 or more"),
        ("a,b\nx,*\n", [], "row 2, column b: `*` is a total and cannot be the code of a case"),
        ("a,b\n", [], "row 2: the file has no rows"),
        ("a,b\nx,y\n", ["--table", "a*z"], "a table names z, which is not among the dimensions"),
    ],
)
def test_bad_input_is_named_by_row_and_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, arguments: list[str], message: str
) -> None:
    path = tmp_path / "in.csv"
    path.write_text(text, encoding="utf-8")
    files = ["--out", tmp_path / "o.csv", "--report", tmp_path / "r.json"]

    status = run("protect", path, "--by", "a,b", "--threshold", 5, *files, *arguments)

    assert status == 2
    assert capsys.readouterr().err == f"error: {message}\n"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("x,3,withheld", "row 3, column value: a withheld cell has a value"),
        ("x,,published", "row 3, column value: not a whole number of 0 or more"),
        ("x,,c", "row 3, column status: neither published nor withheld"),
        ("*,9,published", "row 3: this cell stands twice"),
    ],
)
def test_a_published_file_that_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], row: str, message: str
) -> None:
    path = tmp_path / "in.csv"
    path.write_text(f"a,value,status\n*,9,published\n{row}\n", encoding="utf-8")

    status = run("audit", path, "--by", "a", "--threshold", 5)

    assert status == 2
    assert capsys.readouterr().err == f"error: {message}\n"
