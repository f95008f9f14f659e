import csv
import json

from benchmarks.registers import write
from safefair.config.command import main


def test_a_register_becomes_clusters_and_a_report(tmp_path, capsys):
    write(people=60, seed=2, folder=tmp_path)
    out, report = tmp_path / "clusters.csv", tmp_path / "report.json"

    status = main(
        ["people", "link", str(tmp_path / "register.csv"), "--out", str(out), "--report", str(report)]
    )

    rows, figures = list(csv.DictReader(out.read_text().splitlines())), json.loads(report.read_text())
    assert status == 0
    assert list(rows[0]) == ["record_id", "cluster_id", "probability"]
    assert figures["records"] == len(rows)
    assert figures["low"] <= figures["people"] <= figures["high"]
    assert figures["seconds"] > 0
    assert "records of about" in capsys.readouterr().err


def test_a_bad_register_ends_with_a_sentence(tmp_path, capsys):
    path = tmp_path / "register.csv"
    path.write_text("id,phone\n1,2\n")

    status = main(["people", "link", str(path), "--out", str(tmp_path / "out.csv")])

    assert status == 1
    assert "No column with names among: id, phone." in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_told_before_the_work(tmp_path, capsys):
    path = tmp_path / "register.csv"
    path.write_text("id,name\n1,Invented Daisy\n")

    status = main(["people", "link", str(path), "--out", str(tmp_path / "none" / "out.csv")])

    assert status == 3
    assert "There is no folder" in capsys.readouterr().err
