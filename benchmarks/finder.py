# ruff: noqa: PLC0415  reason: models after Django is set up
"""Search of the public finder over invented services and articles, and the finder by HTTP, beside PostgreSQL's own search.

    python -m benchmarks.finder [services] [--articles N] [--rate N] [--seconds N]

Claims: p95 of one search with everything a page shows is at most 100 ms, in every script, over 5,000 services and articles;
by HTTP, at 50 requests a second on two cores, at most 150 ms. The peer is a plain full-text search of PostgreSQL ("simple",
with its GIN index, no row-level security) over the same texts: how quick it is, and how much of the same it finds.
"""

import argparse
import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlencode

from benchmarks.installation import installation, wait_for

WORDS = ("invented", "น้ำใจ", "မြန်မာ", "ភ្នំពេញ", "ស្រ្តី", "ວຽງຈັນ", "đặng 4711", "passport", "no such words")
TEXT = "น้ำใจ มิตร Đặng မြန်မာနိုင်ငံ រាជធានីភ្នំពេញ ស្ត្រី ນະຄອນຫຼວງວຽງຈັນ upah dan pekerjaan"
ROUNDS = 40
TARGET, HTTP_TARGET = 100, 150
LANGUAGES = ("en-gb", "km", "th")


def fill(services: int, articles: int) -> None:
    """Invented services, and articles of a usual length in three languages."""
    from django.utils import timezone

    from safefair.accounts.models import Organization
    from safefair.core.searching import join
    from safefair.directory.models import Phone, Service, ServiceArea
    from safefair.guide.models import Snapshot

    owner = Organization.objects.create(code="INVENTED", name="Invented Centre", kind="NGO", country="TH")
    made = Service.objects.bulk_create(
        Service(
            organization=owner, name=f"Invented line {n}", description=TEXT * 4, kinds=["talk"], visibility="public",
            operator_kind="ngo", assured_on=timezone.localdate(), search_text=join([f"Invented line {n}", TEXT * 4]),
        )
        for n in range(services)
    )  # fmt: skip
    common = {"organization": owner}
    Phone.objects.bulk_create(
        Phone(**common, service=s, number=f"+999{n:06}", country="TH") for n, s in enumerate(made)
    )
    ServiceArea.objects.bulk_create(ServiceArea(**common, service=s, country="TH") for s in made)
    day = timezone.localdate()
    Snapshot.objects.bulk_create(
        Snapshot(
            number=10_000 + n, language=language, title=f"Invented passport {n}", summary=TEXT, moment="working", content={},
            search_text=join([f"Invented passport {n}", TEXT, f"{TEXT} " * 30]), checked_on=day, check_again_by=day,
            taken_at=timezone.now(),
        )
        for n in range(articles)
        for language in LANGUAGES
    )  # fmt: skip


def ours(words: str) -> tuple[int, int]:
    """What a page shows of services and articles, as the application's role; how many of each."""
    from django.db import connection, transaction
    from django.utils import timezone

    from safefair.core.rls import APP_ROLE
    from safefair.directory.queries.finder import found_by_words, services_of
    from safefair.guide.queries.snapshots import found_by_words as articles_by_words

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {APP_ROLE}")
        today = timezone.localdate()
        return len(services_of(found_by_words(words, today)[:15], today)), len(
            articles_by_words(words, "km")[:10]
        )


def build_peer() -> None:
    """The same texts as PostgreSQL's own search wants them."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("""
            CREATE TABLE peer AS SELECT 's' AS kind, name || E'\\n' || description AS said FROM directory_service
            UNION ALL SELECT 'a', search_text FROM guide_snapshot WHERE language IN ('km', 'en-gb')""")
        cursor.execute("CREATE INDEX ON peer USING gin (to_tsvector('simple', said))")
        cursor.execute("ANALYZE peer")


def peer(words: str) -> tuple[int, int]:
    """The best fifteen services and ten articles by PostgreSQL's rank."""
    from django.db import connection

    found = []
    with connection.cursor() as cursor:
        for kind, most in (("s", 15), ("a", 10)):
            cursor.execute(
                "SELECT said FROM peer, plainto_tsquery('simple', %s) q WHERE kind = %s AND to_tsvector('simple', said) @@ q "
                "ORDER BY ts_rank(to_tsvector('simple', said), q) DESC LIMIT %s",
                [words, kind, most],
            )
            found.append(len(cursor.fetchall()))
    return found[0], found[1]


def timed(search: Callable[[str], tuple[int, int]]) -> float:
    """Print p50 of each word with how much is found; p95 of all, in milliseconds."""
    taken: list[float] = []
    for words in WORDS:
        some = []
        for _round in range(ROUNDS):
            began = time.perf_counter()
            found = search(words)
            some.append((time.perf_counter() - began) * 1000)
        taken += some
        print(
            f"  {words:16} p50 {statistics.median(some):6.1f} ms   {found[0]} services, {found[1]} articles"
        )
    return statistics.quantiles(taken, n=20)[-1]


@contextmanager
def web() -> Iterator[int]:
    """The site with two processes, as the application's role; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "-c",
        "python:safefair.config.gunicorn",
        "safefair.config.wsgi",
    ]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", "2"]
    server = subprocess.Popen(command, env=os.environ | {"SAFEFAIR_DB_ROLE": "app"})
    try:
        wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait()


def at_rate(port: int, rate: int, seconds: int) -> list[float]:
    """Milliseconds of each answer at an even rate, from the moment at which it was due: three searches, then a province."""
    began = time.perf_counter() + 0.5

    def one(number: int) -> float:
        due = began + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        connection = http.client.HTTPConnection("127.0.0.1", port)
        if number % 4:
            body = urlencode({"words": WORDS[number % len(WORDS)]})
            connection.request("POST", "/near/", body, {"Content-Type": "application/x-www-form-urlencoded"})
        else:
            connection.request("GET", "/near/TH/TH-63/")
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status != 200:
            raise SystemExit(f"the finder answers {answer.status}")
        return 1000 * (time.perf_counter() - due)

    with ThreadPoolExecutor(max_workers=64) as pool:
        return list(pool.map(one, range(rate * seconds)))


def main() -> None:
    """Measure and print; fail where a claim does not hold."""
    parser = argparse.ArgumentParser()
    parser.add_argument("services", nargs="?", type=int, default=5000)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--rate", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=20)
    asked = parser.parse_args()
    with installation("finder", None, has_pages=True):
        fill(asked.services, asked.articles)
        print(f"{asked.services} services, {asked.articles} articles in {len(LANGUAGES)} languages; ours:")
        p95 = timed(ours)
        build_peer()
        print("PostgreSQL's full-text search:")
        beside = timed(peer)
        with web() as port:
            at_rate(port, 5, 2)
            p95_http = statistics.quantiles(at_rate(port, asked.rate, asked.seconds), n=20)[-1]
        print(f"p95 of a search: ours {p95:.1f} ms (at most {TARGET}), PostgreSQL's {beside:.1f} ms")
        print(f"p95 by HTTP at {asked.rate} a second: {p95_http:.1f} ms (at most {HTTP_TARGET})")
        sys.exit(p95 > TARGET or p95_http > HTTP_TARGET)


if __name__ == "__main__":
    main()
