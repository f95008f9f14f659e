import csv

import numpy as np
import pyarrow as pa
import pytest

from benchmarks.registers import write
from safefair.people.linkage.engine import Options, link_records
from safefair.people.linkage.reading import read_register


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    folder = tmp_path_factory.mktemp("register")
    write(people=900, seed=5, folder=folder)
    with (folder / "truth.csv").open() as lines:
        truth = {row["record_id"]: row["person_id"] for row in csv.DictReader(lines)}
    return read_register(folder / "register.csv").table, truth


@pytest.fixture(scope="module")
def result(register):
    return link_records(register[0])


def clusters_of(result):
    return dict(zip(result.record_ids.to_pylist(), result.cluster_ids.to_pylist(), strict=True))


def pair_scores(found, truth):
    people: dict[tuple[str, str], list[str]] = {}
    for record, cluster in found.items():
        people.setdefault((cluster, truth[record]), []).append(record)

    def pairs(groups):
        return sum(n * (n - 1) // 2 for n in groups)

    both = pairs(map(len, people.values()))
    sizes = [pairs(np.unique(list(side.values()), return_counts=True)[1].tolist()) for side in (found, truth)]
    return both / sizes[0], both / sizes[1]


def test_people_are_found_in_six_scripts_with_few_wrong_joins(register, result):
    precision, recall = pair_scores(clusters_of(result), register[1])

    assert precision > 0.93
    assert recall > 0.85


def test_the_range_covers_the_true_number_of_people(register, result):
    true_people = len(set(register[1].values()))
    summary = result.summary

    assert summary.records == len(register[1])
    assert summary.low <= true_people <= summary.high
    assert summary.low <= summary.people <= summary.high


def test_the_order_of_the_rows_makes_no_difference(register, result):
    table = register[0]
    shuffled = table.take(pa.array(np.random.default_rng(3).permutation(table.num_rows)))

    assert clusters_of(link_records(shuffled)) == clusters_of(result)


def test_pairs_carry_the_rule_and_the_reasons(result):
    first = result.pairs.slice(0, 1).to_pylist()[0]

    assert first["probability"] > 0.99
    assert first["rule"]
    assert "name" in first["reasons"] or "document_same" in first["reasons"]
    assert result.pairs.column_names == ["left", "right", "probability", "rule", "reasons"]


def table_of(*rows):
    columns = ("record_id", "full_name_latin", "sex", "birth_date", "phone", "id_number", "village")
    return pa.table({name: pa.array([row[i] for row in rows], pa.string()) for i, name in enumerate(columns)})


def test_two_valid_documents_are_two_people():
    found = link_records(
        table_of(
            ("a", "Invented Daisy", "F", "1990-05-12", "0812345678", "1-2345-67890-12-1", "Mae Sot"),
            ("b", "Invented Daisy", "F", "1990-05-12", "0812345678", "1-1017-00230-70-8", "Mae Sot"),
        )
    )

    assert clusters_of(found) == {"a": "a", "b": "b"}


def test_a_brother_with_another_birth_date_is_another_person():
    found = link_records(
        table_of(
            ("a", "Invented Daisy", "F", "1990-05-12", "0812345678", None, "Mae Sot"),
            ("b", "Invented Daisy", "M", "1996-11-30", "0812345678", None, "Mae Sot"),
        )
    )

    assert clusters_of(found) == {"a": "a", "b": "b"}


@pytest.mark.parametrize("rows", [1, 2])
def test_tiny_registers_are_linked(rows):
    table = table_of(*[(str(i), f"Invented Daisy-{i:02d}", "F", None, None, None, None) for i in range(rows)])

    assert link_records(table).summary.records == rows


def test_only_a_record_id_must_be_there():
    assert link_records(pa.table({"record_id": ["1", "2"]})).summary.clusters == 2
    with pytest.raises(ValueError, match="no column record_id"):
        link_records(pa.table({"full_name_latin": ["Invented Daisy"]}))
    with pytest.raises(ValueError, match="more than once"):
        link_records(pa.table({"record_id": ["1", "1"]}))


def test_weights_can_be_estimated_from_the_register(register):
    assert link_records(register[0].slice(0, 500), options=Options(is_trained=True)).summary.is_trained


@pytest.mark.slow
@pytest.mark.enable_socket
@pytest.mark.filterwarnings("default")
def test_spark_gives_the_same_clusters(register):
    pytest.importorskip("pyspark")
    few = register[0].slice(0, 200)

    assert clusters_of(link_records(few, options=Options(engine="spark"))) == clusters_of(link_records(few))
