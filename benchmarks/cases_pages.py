"""Do the pages of case work stay quick with two hundred thousand cases of two hundred organisations?

    python -m benchmarks.cases_pages [--cases N] [--organizations N] [--requests N] [--home DIR] [--out F.json]

One organisation holds a tenth of all cases, the others share the rest. Measured as the application asks, under row
security: the list of a supervisor and of a worker, filtered and sorted, one case opened (logged, unsealed), and the search
by code, telephone, document and name. Beside each the same request with row security of the cases' tables off: what the
second line costs. Times of one client on this machine, which also runs PostgreSQL; processor time is client and server.
"""

import argparse
import datetime as dt
import json
import random
import time
import uuid
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any, NamedTuple

from benchmarks.installation import installation
from benchmarks.workspace_pages import PageAsked, count_queries, processor_seconds
from benchmarks.workspace_records import register, settle

FIRST = dt.date(2026, 1, 1)
BATCH = 5000
NEEDS = (
    ["labour_complaint"],
    ["safehouse_service", "psychosocial_service"],
    ["legal_assistance_service"],
    ["repatriation"],
)


class Staff(NamedTuple):
    """Who opens the pages: a supervisor and a worker of the largest organisation."""

    supervisor: Any
    worker: Any


def make_staff(code: str) -> tuple[Any, Any, Any]:
    """An organisation with a supervisor and a worker."""
    from safefair.accounts.models import Organization, RoleAssignment, User  # noqa: PLC0415  reason: settings come first

    organization = Organization.objects.create(
        code=code, name=f"Invented {code}", kind="SHELTER", country="TH"
    )
    people = []
    for role in ("CASE_SUPERVISOR", "CASE_WORKER"):
        user = User.objects.create_user(f"{role}-{code}@test.example".lower(), None, name=f"Invented {role}")
        RoleAssignment.objects.create(user=user, role=role, organization=organization, starts_on=FIRST)
        people.append(user)
    return organization, people[0], people[1]


def open_cases(
    organization: Any, worker: Any, registrations: list[Any], count: int, draw: random.Random
) -> None:
    """Cases as `take_in` makes them, many at a time; each has a key of its own and sealed words."""
    from safefair.cases.models import Case, TimelineEntry  # noqa: PLC0415  reason: as above
    from safefair.cases.sealing import write_words  # noqa: PLC0415
    from safefair.core.keys.store import make_keys  # noqa: PLC0415
    from safefair.people.codes import new_codes  # noqa: PLC0415

    codes = new_codes(count)
    for start in range(0, count, BATCH):
        part = range(start, min(start + BATCH, count))
        cases = []
        for number, (key_id, key) in zip(part, make_keys(len(part)), strict=True):
            on = FIRST + dt.timedelta(days=draw.randrange(300))
            case = Case(
                organization=organization, code=f"C{codes[number]}", key_id=key_id, opened_on=on, opened_by=worker,
                worker=worker, registration=registrations[number] if number < len(registrations) else None,
                needs=draw.choice(NEEDS), risk=draw.choice(("", "low", "medium", "high")),
                status=draw.choice(("open", "open", "closed")), entry_id=uuid.uuid4(),
                review_on=on + dt.timedelta(days=draw.randrange(60)) if draw.random() < 0.7 else None,
            )  # fmt: skip
            write_words(
                case, {"wishes": "Invented: my wages, and a quiet place.", "contact": "+999"}, key=key
            )
            cases.append(case)
        made = Case.objects.bulk_create(cases)
        TimelineEntry.objects.bulk_create(
            TimelineEntry(
                organization=organization, case=case, kind="opened", happened_on=case.opened_on, by=worker
            )
            for case in made
        )


def load(cases: int, organizations: int) -> Staff:
    """The installation: a large organisation whose cases are of registered people, and many smaller ones."""
    from safefair.core.rls import row_security  # noqa: PLC0415  reason: as above
    from safefair.people.models import Registration  # noqa: PLC0415

    draw, began = random.Random(7), time.perf_counter()
    large, supervisor, worker = make_staff("BENCH")
    with row_security(organization_id=large.pk, user_id=worker.pk):
        register(large, worker, cases // 10)
        people = list(Registration.objects.order_by("pk"))
        open_cases(large, worker, people, cases // 10, draw)
    rest = cases - cases // 10
    for number in range(1, organizations):
        organization, _supervisor, other = make_staff(f"BENCH-{number:03}")
        with row_security(organization_id=organization.pk, user_id=other.pk):
            open_cases(organization, other, [], rest // (organizations - 1), draw)
        if number == 1:
            settle()
    settle()
    print(
        f"  {cases:,} cases of {organizations} organisations in {time.perf_counter() - began:.0f} s",
        flush=True,
    )
    return Staff(supervisor, worker)


def asked(staff: Staff) -> list[PageAsked]:
    """Pages by GET."""
    from django.urls import reverse  # noqa: PLC0415  reason: as above

    from safefair.cases.models import Case  # noqa: PLC0415
    from safefair.core.rls import Scope, row_security  # noqa: PLC0415

    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        case = Case.objects.filter(worker=staff.worker, status="open", registration__isnull=False).first()
    assert case is not None
    cases, detail = reverse("cases:list"), reverse("cases:detail", args=[case.uuid])
    return [
        PageAsked("cases, supervisor", staff.supervisor, cases),
        PageAsked("cases, worker", staff.worker, cases),
        PageAsked("cases, page 300", staff.supervisor, f"{cases}?page=300"),
        PageAsked("cases, high danger by review", staff.supervisor, f"{cases}?risk=high&sort=review"),
        PageAsked("cases, overdue of one need", staff.supervisor, f"{cases}?overdue=on&need=repatriation"),
        PageAsked("one case", staff.worker, detail),
        PageAsked("home, worker", staff.worker, reverse("workspace:home")),
    ]


SEARCHES = {
    "by code": "code",
    "by telephone": "+66 200001234",
    "by name and village": "Invented Dami, Inventedville 3",
}


def measure(staff: Staff, requests: int) -> dict[str, dict[str, float]]:
    """Each page and search with and without the row security of the cases' tables."""
    results: dict[str, dict[str, float]] = {}
    print(f"  {'':30} queries     p50     p95  processor   without row security: p50  p95", flush=True)
    for name, row in both_ways(staff, requests).items():
        results[name] = row
        print(
            f"  {name:30} {row['queries']:7.0f} {row['p50']:7.0f} {row['p95']:7.0f} {row['cpu']:7.0f} ms"
            f" {row['bare p50']:12.0f} {row['bare p95']:7.0f}",
            flush=True,
        )
    return results


def both_ways(staff: Staff, requests: int) -> dict[str, dict[str, float]]:
    """The rows of the table."""
    guarded = once(staff, requests)
    switch_row_security("DISABLE")
    bare = once(staff, requests)
    switch_row_security("ENABLE")
    return {
        name: row | {"bare p50": bare[name]["p50"], "bare p95": bare[name]["p95"]}
        for name, row in guarded.items()
    }


def switch_row_security(word: str) -> None:
    """Turn the policies of the cases' tables off or on; the tables' owner may."""
    from django.db import connection  # noqa: PLC0415  reason: as above

    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relname LIKE 'cases\\_%%' AND relkind = 'r'", [])
        for (table,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} {word} ROW LEVEL SECURITY")


def once(staff: Staff, requests: int) -> dict[str, dict[str, float]]:
    """All pages and searches, as they are asked."""
    from django.test import Client  # noqa: PLC0415  reason: as above
    from django.urls import reverse  # noqa: PLC0415

    clients = {user.pk: Client(SERVER_NAME="localhost") for user in staff}
    for user in staff:
        clients[user.pk].force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    found = {}
    for page in asked(staff):
        client = clients[page.reader.pk]
        found[page.name] = timed(partial(client.get, page.url), requests)
        found[page.name]["queries"] = count_queries(client, page)
    client = clients[staff.worker.pk]
    for name, text in SEARCHES.items():
        search = partial(client.post, reverse("cases:find"), {"q": text})
        found[f"search {name}"] = timed(search, requests) | {"queries": 0}
    return found


def timed(ask: Any, requests: int) -> dict[str, float]:
    """p50 and p95 in ms, and processor time a request."""
    ask()
    times, began = [], processor_seconds()
    for _ in range(requests):
        start = time.perf_counter()
        response = ask()
        times.append(1000 * (time.perf_counter() - start))
        if response.status_code != 200:
            raise SystemExit(f"{response.status_code}")
    spent = 1000 * (processor_seconds() - began) / requests
    return {"p50": median(times), "p95": quantiles(times, n=20)[-1], "cpu": spent}


def main() -> None:
    """Start a server of its own, load, measure, print; remove what was made."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--organizations", type=int, default=200)
    parser.add_argument("--requests", type=int, default=60)
    parser.add_argument("--home", type=Path, help="keep the installation here")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    with installation("cases-pages", options.home, has_pages=True):
        results = measure(load(options.cases, options.organizations), options.requests)
    if options.out:
        options.out.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
