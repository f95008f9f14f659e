"""Is she already registered? A desk's search over encrypted registrations of one organisation, under row security.

    python -m benchmarks.people_search [REGISTER_DIR] [--records N] [--queries N] [--native N] [--home DIR] [--out F.json]

REGISTER_DIR holds register.csv (rec_id, country, full_name, sex, dob, yob, age, phone, national_id, adm3) and
truth.csv (rec_id, person_id); without it one is made by `benchmarks.registers`, in native scripts and Latin letters.
Measured on women and men with another record in the register, the one asked with kept out of it:
(a) all that stands on the record; (b) name, age ± 2, sex and village. False alarms: women who were left out of the
register. Beside it two peers: equal telephone or document number only, and trigrams (pg_trgm) of plain names over the
whole register, best 200, scored alike. Times are of one client on this machine, which also runs PostgreSQL; processor time is
client and server together, and holds on a busy machine too.
"""

import argparse
import gc
import json
import random
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.installation import installation
from benchmarks.search_register import (
    BATCH,
    Record,
    full_query,
    load,
    loaded,
    read_register,
    settle,
    thin_query,
)


@dataclass
class Answers:
    """What one way of searching found, query by query."""

    milliseconds: list[float]
    processor: list[float]
    places: list[int | None]
    best: list[float]

    def summary(self) -> dict[str, float]:
        """Percentiles and recall."""
        times, work, n = sorted(self.milliseconds), sorted(self.processor), len(self.milliseconds)
        return {
            "queries": n,
            "p50_processor_ms": round(work[n // 2], 2),
            "p95_processor_ms": round(work[int(n * 0.95)], 2),
            "p50_ms": round(times[n // 2], 2),
            "p95_ms": round(times[int(n * 0.95)], 2),
            "p99_ms": round(times[min(n - 1, int(n * 0.99))], 2),
            "top1": round(sum(place == 0 for place in self.places) / n, 4),
            "top10": round(sum(place is not None and place < 10 for place in self.places) / n, 4),
        }

    def alarms(self, level: float) -> float:
        """Share of queries answered with somebody of at least this score."""
        return round(sum(score >= level for score in self.best) / len(self.best), 4)


def backend_ids() -> list[int]:
    """The server processes that work for this one, where the server is on this machine."""
    from django.db import connections  # noqa: PLC0415  reason: settings come first

    ids = []
    for alias in ("default", "keys"):
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            ids.append(cursor.fetchone()[0])
    return ids


def processor_time(backends: Sequence[int]) -> float:
    """Seconds of processor that client and server have used: on a busy machine what a search costs, without waiting."""
    seconds = time.process_time()
    for id_ in backends:
        seconds += int(Path(f"/proc/{id_}/schedstat").read_text().split()[0]) / 1e9
    return seconds


Search = Callable[[Any, int], list[Any]]


def ask_all(search: Search, queries: Sequence[tuple[Any, set[int]]], organization_id: int) -> Answers:
    """Ask each query in a request's own kind of transaction; `wanted` are her registrations."""
    from safefair.core.rls import row_security  # noqa: PLC0415

    answers, backends = Answers([], [], [], []), backend_ids()
    for query, wanted in queries:
        with row_security(organization_id=organization_id, user_id=None):
            started, work = time.perf_counter(), processor_time(backends)
            found = search(query, organization_id)
            answers.milliseconds.append((time.perf_counter() - started) * 1000)
            answers.processor.append((processor_time(backends) - work) * 1000)
        places = [i for i, candidate in enumerate(found) if candidate.registration_id in wanted]
        answers.places.append(places[0] if places else None)
        answers.best.append(max((candidate.score for candidate in found), default=0.0))
    return answers


def ours(query: Any, organization_id: int) -> list[Any]:
    from safefair.people.names.score import Alert  # noqa: PLC0415
    from safefair.people.queries.search import find_candidates  # noqa: PLC0415

    return find_candidates(
        query, organization_id=organization_id, user_id=None, limit=10, at_least=Alert.NONE
    )


def equal_numbers(query: Any, organization_id: int) -> list[Any]:
    """Peer: the same telephone or document number and nothing else."""
    from safefair.people.names.keys import query_keys  # noqa: PLC0415
    from safefair.people.queries.lookup import TokenCounts, ask, find_lists, rank  # noqa: PLC0415

    keys = ask([k for k in query_keys(query.read()[0]) if k.kind in "PI"], organization_id=organization_id)
    ids = rank(keys, find_lists(keys, organization_id=organization_id), total=1000, best=200)
    return score_opened(query, ids, organization_id, TokenCounts(organization_id))


def trigrams(query: Any, organization_id: int) -> list[Any]:
    """Peer: names in plain text by trigrams, outside row security; then the same opening and score."""
    from django.db import connection  # noqa: PLC0415

    from safefair.people.queries.lookup import TokenCounts  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL pg_trgm.similarity_threshold = 0.3")
        name = query.identity.full_name_latin
        cursor.execute(
            "SELECT id FROM bench_plain WHERE name %% %s ORDER BY similarity(name, %s) DESC LIMIT 200",
            [name, name],
        )
        ids = [id_ for (id_,) in cursor.fetchall()]
    return score_opened(query, ids, organization_id, TokenCounts(organization_id))


def score_opened(query: Any, ids: list[int], organization_id: int, counts: Any) -> list[Any]:
    from safefair.people.names.score import Alert  # noqa: PLC0415
    from safefair.people.queries import opening, search  # noqa: PLC0415

    opened = opening.open_for_comparison(ids, organization_id=organization_id)
    person = query.read()[1]
    counts.load(search.tokens_of([person]))
    return search.best_candidates(person, opened, counts, limit=10, at_least=Alert.NONE)


def make_plain(records: list[Record], ids: dict[str, int]) -> None:
    """The peer's table: names in plain text with a trigram index."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("DROP TABLE IF EXISTS bench_plain")
        cursor.execute("CREATE TABLE bench_plain (id bigint PRIMARY KEY, name text NOT NULL)")
        for start in range(0, len(records), BATCH):
            part = records[start : start + BATCH]
            cursor.execute(
                "INSERT INTO bench_plain SELECT * FROM unnest(%s::bigint[], %s::text[])",
                [[ids[record.id] for record in part], [record.latin for record in part]],
            )
        cursor.execute("CREATE INDEX ON bench_plain USING gin (name gin_trgm_ops)")
        cursor.execute("GRANT SELECT ON bench_plain TO safefair_app")
        cursor.execute("ANALYZE bench_plain")


def measure(
    records: list[Record], code: str, count: int, draw: random.Random, *, peers: bool
) -> dict[str, Any]:
    """Load a register but for some women and one record of some who are in it twice; then ask for both."""
    by_person: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_person[record.person].append(record)
    single = sorted(p for p, own in by_person.items() if len(own) == 1 and own[0].sex == "F")
    strangers = draw.sample(single, min(count, len(single) // 4))
    repeated = sorted(p for p, own in by_person.items() if len(own) > 1)
    chosen = [draw.choice(by_person[p]) for p in draw.sample(repeated, min(count, len(repeated)))]
    left_out = {record.id for record in chosen} | {by_person[p][0].id for p in strangers}
    kept = [record for record in records if record.id not in left_out]
    earlier = loaded(kept, code)
    organization, ids, seconds = earlier or load(kept, code)
    if not earlier:
        settle()
    gc.freeze()  # no server holds a register in memory, to be walked through again and again
    others = {r.id: {ids[o.id] for o in by_person[r.person] if o.id != r.id} for r in chosen}
    result: dict[str, Any] = {
        "registrations": len(kept),
        "load_per_second": round(len(kept) / seconds) if seconds else 0,
    }
    for name, make in (("a", full_query), ("b", thin_query)):
        known = [(make(record, draw), others[record.id]) for record in chosen]
        unknown: list[tuple[Any, set[int]]] = [(make(by_person[p][0], draw), set()) for p in strangers]
        ask_all(ours, known, organization.pk)  # caches of the database and of name readings
        answers, alarms = ask_all(ours, known, organization.pk), ask_all(ours, unknown, organization.pk)
        result[name] = {
            **answers.summary(),
            "false_alarms_probable": alarms.alarms(15.0),
            "false_alarms_possible": alarms.alarms(9.0),
            "found_probable": answers.alarms(15.0),
        }
        if peers:
            numbers = ask_all(equal_numbers, known, organization.pk)
            result[name]["peer_equal_numbers"] = numbers.summary()
    if peers:
        make_plain(kept, ids)
        few = [(full_query(r, draw), others[r.id]) for r in chosen[:100]]
        result["a"]["peer_trigrams"] = ask_all(trigrams, few, organization.pk).summary()
    return result


def show(title: str, result: dict[str, Any]) -> None:
    """Ours beside the peers, with the ratio."""
    print(
        f"\n{title}: {result['registrations']:,} registrations of one organisation"
        + (f", {result['load_per_second']:,}/s loaded" if result["load_per_second"] else "")
    )
    for name, meaning in (("a", "all on record"), ("b", "name, age, sex, village")):
        own = result[name]
        print(
            f"  ({name}) {meaning}: top 1 {own['top1']:.3f}, top 10 {own['top10']:.3f}; p50 {own['p50_ms']} ms, "
            f"p95 {own['p95_ms']} ms, p99 {own['p99_ms']} ms (processor p50 {own['p50_processor_ms']}, "
            f"p95 {own['p95_processor_ms']} ms); false alarms {own['false_alarms_probable']:.1%} loud, "
            f"{own['false_alarms_possible']:.1%} quiet"
        )
        for peer in ("peer_equal_numbers", "peer_trigrams"):
            if peer in own:
                other = own[peer]
                print(
                    f"      {peer[5:]}: top 10 {other['top10']:.3f}, p95 {other['p95_ms']} ms; "
                    f"ours finds {own['top10'] / max(other['top10'], 0.001):.2f} times as many "
                    f"in {own['p95_ms'] / max(other['p95_ms'], 0.01):.2f} times the time"
                )


def native_by_script(folder: Path, most: int, draw: random.Random, count: int) -> dict[str, Any]:
    """A register in native scripts, for all and by script of the name asked for."""
    records = read_register(folder, most)
    return measure(records, "NATIVE", count, draw, peers=False)


def made_register(people: int) -> Iterator[Path]:
    """A register of our own generator, in native scripts and Latin letters."""
    from benchmarks.registers import write  # noqa: PLC0415  reason: only when asked for

    folder = Path(tempfile.mkdtemp(prefix="register-"))
    write(people, 7, folder)
    yield folder
    shutil.rmtree(folder)


def main() -> None:
    """Start a server of its own, load, measure, print; remove what was made."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("register", type=Path, nargs="?")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument(
        "--native", type=int, default=20_000, help="people of the register in native scripts; 0: none"
    )
    parser.add_argument("--home", type=Path, help="keep the installation here")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    with installation("people-search", options.home):
        results = run(options)
    if options.out:
        options.out.write_text(json.dumps(results, indent=1))


def run(options: argparse.Namespace) -> dict[str, Any]:
    """All measurements."""
    results: dict[str, Any] = {}
    draw = random.Random(11)
    if options.register:
        records = read_register(options.register, options.records)
        results["latin"] = measure(records, "LATIN", options.queries, draw, peers=True)
        show("Latin letters", results["latin"])
    if options.native or not options.register:
        for folder in made_register(options.native or options.records):
            results["native"] = native_by_script(folder, options.records, draw, options.queries)
            show("Native scripts and Latin letters, clerks with habits", results["native"])
    return results


if __name__ == "__main__":
    main()
