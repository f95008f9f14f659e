"""Do the pages of the workspace stay quick when an organisation has registered a hundred thousand people?

    python -m benchmarks.workspace_pages [--records N] [--visits N] [--requests N] [--home DIR] [--out F.json]

Every list and every page of one record, as a coordinator and a programme manager get them through Django's test
client, middleware and all, as the application's role under row-level security: queries of one request, milliseconds of
many (median, 95th percentile), and milliseconds of processor time a request, of the application and of PostgreSQL. The
server, PostgreSQL and this script share the machine. To reach: at most 12 queries and 200 ms at the 95th percentile.
"""

import argparse
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import Any, NamedTuple

from benchmarks.installation import installation
from benchmarks.workspace_records import Readers, load, settle


class PageAsked(NamedTuple):
    """One page: its name in the table, who asks, the address."""

    name: str
    reader: Any
    url: str


# View, query, and for a page of one record which record.
COORDINATOR = {
    "home": ("workspace:home", "", ""),
    "people": ("people:list", "", ""),
    "people, page 2,000": ("people:list", "?page=2000", ""),
    "people, women by age": ("people:list", "?sex=F&sort=age", ""),
    "people, by province": ("people:list", "?sort=-area", ""),
    "one person": ("people:detail", "", "person"),
    "possible duplicates": ("people:duplicates", "", ""),
    "one pair": ("people:pair", "", "pair"),
    "visits": ("outreach:visits", "", ""),
    "visits, page 1,000": ("outreach:visits", "?page=1000", ""),
    "visits, a year's legal help": ("outreach:visits", "?service=LEGAL&start=2026-01-01", ""),
    "sessions": ("outreach:sessions", "", ""),
    "sessions, by attendance": ("outreach:sessions", "?sort=-people", ""),
    "one session": ("outreach:session_detail", "", "session"),
    "its sheet": ("outreach:sheet", "", "session"),
    "trainings": ("trainings:list", "", ""),
    "trainings, by people": ("trainings:list", "?sort=-people", ""),
    "courses": ("trainings:courses", "", ""),
    "one training": ("trainings:detail", "", "run"),
    "its participants": ("trainings:participants", "", "run"),
    "imports": ("people:imports", "", ""),
    "one import": ("people:imports_detail", "", "import"),
    "directory": ("directory:list", "", ""),
    "one organisation": ("directory:detail", "", "organization"),
    "members": ("accounts:members", "", ""),
    "who read what": ("accounts:access_log", "", ""),
    "rows of a figure, own": ("results:figure_rows", "", "figure"),
}
MANAGER = {
    "visits of all": ("outreach:visits", "", ""),
    "sessions of all": ("outreach:sessions", "", ""),
    "trainings of all": ("trainings:list", "", ""),
    "indicators": ("results:indicators", "", ""),
    "one indicator": ("results:indicator", "", "indicator"),
    "rows of a figure of people": ("results:figure_rows", "", "figure"),
    "its women, by country": ("results:figure_rows", "?sex=F&sort=country", "figure"),
    "rows of a figure of trainings": ("results:figure_rows", "", "trained"),
    "periods": ("results:periods", "", ""),
    "releases": ("results:releases", "", ""),
    "one release": ("results:release", "", "release"),
    "linkage": ("people:linkage", "", ""),
}


def pages(readers: Readers) -> Iterator[PageAsked]:
    """Every page with its reader and address."""
    from django.urls import reverse  # noqa: PLC0415

    addresses = {"": [], **{name: [uuid] for name, uuid in records().items()}}
    for reader, table in ((readers.coordinator, COORDINATOR), (readers.manager, MANAGER)):
        for name, (view, query, record) in table.items():
            yield PageAsked(name, reader, reverse(view, args=addresses[record]) + query)


def records() -> dict[str, Any]:
    """The addresses (UUIDs) of one record of each kind."""
    from safefair.accounts.models import Organization  # noqa: PLC0415
    from safefair.core.rls import Scope, row_security  # noqa: PLC0415
    from safefair.outreach.models import InformationSession  # noqa: PLC0415
    from safefair.people.models import DuplicatePair, ImportBatch  # noqa: PLC0415
    from safefair.results.models import Figure, Release  # noqa: PLC0415
    from safefair.trainings.models import TrainingRun  # noqa: PLC0415

    figures = Figure.objects.select_related("indicator")
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        pair = DuplicatePair.objects.select_related("first").order_by("pk")[0]
        figure = figures.filter(indicator__measure="people_informed").latest("rows", "pk")
        trained = figures.filter(indicator__measure="people_trained").latest("rows", "pk")
        return {
            "person": pair.first.uuid,
            "pair": pair.uuid,
            "session": InformationSession.objects.order_by("pk")[0].uuid,
            "run": TrainingRun.objects.order_by("pk")[0].uuid,
            "import": ImportBatch.objects.order_by("pk")[0].uuid,
            "organization": Organization.objects.get(code="BENCH").uuid,
            "figure": figure.uuid,
            "indicator": figure.indicator.uuid,
            "trained": trained.uuid,
            "release": Release.objects.get().uuid,
        }


def measure(readers: Readers, requests: int) -> dict[str, dict[str, float]]:
    """Each page: queries of one request, then the times of many."""
    from django.test import Client  # noqa: PLC0415

    clients = {}
    for reader in readers:
        clients[reader.pk] = Client(SERVER_NAME="localhost")
        clients[reader.pk].force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    print(f"  {'':30} queries     p50     p95  processor", flush=True)
    results = {}
    for page in pages(readers):
        client = clients[page.reader.pk]
        client.get(page.url)
        queries = count_queries(client, page)
        times, began = [], processor_seconds()
        for _ in range(requests):
            start = time.perf_counter()
            client.get(page.url)
            times.append(1000 * (time.perf_counter() - start))
        spent = 1000 * (processor_seconds() - began) / requests
        row = {"queries": queries, "p50": median(times), "p95": quantiles(times, n=20)[-1], "cpu": spent}
        results[page.name] = {name: round(value, 1) for name, value in row.items()}
        print(f"  {page.name:30} {queries:7} {row['p50']:7.0f} {row['p95']:7.0f} {spent:7.0f} ms", flush=True)
    return results


def count_queries(client: Any, page: PageAsked) -> int:
    """The statements of one request, both databases, transactions' own left out."""
    from django.db import connections  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with (
        CaptureQueriesContext(connections["default"]) as first,
        CaptureQueriesContext(connections["keys"]) as second,
    ):
        response = client.get(page.url)
    if response.status_code != 200:
        raise SystemExit(f"{page.name}: {response.status_code}")
    asked = [query["sql"] for query in [*first.captured_queries, *second.captured_queries]]
    own = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    return sum(not sql.startswith(own) for sql in asked)


def processor_seconds() -> float:
    """Processor time so far of this process and of its two connections' servers (Linux)."""
    from django.db import connections  # noqa: PLC0415

    spent = time.process_time()
    for alias in ("default", "keys"):
        connections[alias].ensure_connection()
        stat = Path(f"/proc/{connections[alias].connection.info.backend_pid}/stat").read_text()
        user, system = stat.rpartition(")")[2].split()[11:13]
        spent += (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    return spent


def main() -> None:
    """Start a server of its own, load, measure, print; remove what was made."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--visits", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=60)
    parser.add_argument("--home", type=Path, help="keep the installation here")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    with installation("workspace-pages", options.home, has_pages=True):
        readers = load(options.records, options.visits)
        settle()
        # Requests go to the database as the application does: the middleware takes its role for each.
        results = measure(readers, options.requests)
    if options.out:
        options.out.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
