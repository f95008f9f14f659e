"""Do the lists of the workspace stay quick when an organisation has registered a hundred thousand people?

    python -m benchmarks.workspace_pages [--records N] [--visits N] [--requests N] [--home DIR] [--out F.json]

Pages as a coordinator gets them through Django's test client, middleware and all, as the application's role under
row-level security: queries of one request, and milliseconds of many (median, 95th percentile). The server, PostgreSQL
and this script share the machine. To reach: at most 12 queries and 200 ms at the 95th percentile.
"""

import argparse
import datetime as dt
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from statistics import median, quantiles
from typing import Any

SAFEFAIR = [sys.executable, "-m", "safefair.config.command"]
BATCH = 10_000
SERVICES = (["INFORMATION"], ["COUNSELLING"], ["LEGAL"], ["INFORMATION", "REFERRAL"])
PAGES = {
    "home": "workspace:home",
    "people": "people:list",
    "people, page 2,000": "people:list?page=2000",
    "people, women by age": "people:list?sex=F&sort=age",
    "sessions": "outreach:sessions",
    "visits": "outreach:visits",
    "visits, a year's legal help": "outreach:visits?service=LEGAL&start=2026-01-01",
    "duplicates": "people:duplicates",
}


def load(records: int, visits: int) -> Any:
    """A centre with that many people, a tenth of them in pairs, sessions and visits; and its coordinator."""
    from safefair.accounts.models import Organization, RoleAssignment, User  # noqa: PLC0415  reason: settings come first
    from safefair.core.rls import row_security  # noqa: PLC0415
    from safefair.people.models import Registration  # noqa: PLC0415

    centre = Organization.objects.create(code="BENCH", name="Invented Centre", kind="MRC", country="TH")
    user = User.objects.create_user("bench@test.example", None, name="Invented Coordinator")
    RoleAssignment.objects.create(
        user=user, role="COORDINATOR", organization=centre, starts_on=dt.date(2026, 1, 1)
    )
    with row_security(organization_id=centre.pk, user_id=user.pk):
        started = time.perf_counter()
        register(centre, user, records)
        seconds = time.perf_counter() - started
        print(f"  {records:,} people registered in {seconds:.0f} s", flush=True)
    settle()  # else checks of foreign keys go on by plans made when the tables were empty
    with row_security(organization_id=centre.pk, user_id=user.pk):
        people = list(Registration.objects.order_by("pk"))
        put_in_pairs(centre, people)
        hold_sessions(centre, user, people)
        record_visits(centre, user, people, visits)
    return user


def register(centre: Any, user: Any, records: int) -> None:
    """People of the product's own making, sealed and indexed, as an import registers them."""
    from safefair.people.enums import RegistrationSource  # noqa: PLC0415
    from safefair.people.facts import RegistrationFacts  # noqa: PLC0415
    from safefair.people.identities import IdentityData  # noqa: PLC0415
    from safefair.people.operations import NewPerson, register_people  # noqa: PLC0415

    draw = random.Random(7)
    syllables = ["da", "mi", "ro", "su", "la", "ne", "ka", "ti", "wa", "po", "ye", "hni"]
    for start in range(0, records, BATCH):
        part = [
            NewPerson(
                IdentityData(
                    full_name_latin=f"Invented {''.join(draw.choices(syllables, k=3)).title()}"
                    f" {''.join(draw.choices(syllables, k=3)).title()}",
                    phone=f"+66 2{number:08}",
                    village=f"Inventedville {number % 997}",
                ),
                RegistrationFacts(
                    country="TH",
                    sex=draw.choice("FFFM"),
                    birth_year=1960 + number % 45,
                    nationality="MM",
                    area="TH-63",
                ),
                dt.date(2026, 1, 1) + dt.timedelta(days=number % 300),
            )
            for number in range(start, min(start + BATCH, records))
        ]
        register_people(part, organization=centre, by=user, source=RegistrationSource.IMPORT)


def put_in_pairs(centre: Any, people: list[Any]) -> None:
    """Every tenth beside her neighbour."""
    from safefair.people.models import DuplicatePair  # noqa: PLC0415

    pairs = zip(people[::20], people[1::20], strict=False)
    DuplicatePair.objects.bulk_create(
        DuplicatePair(organization=centre, first=one, second=other, score=10 + one.pk % 9, source="IMPORT")
        for one, other in pairs
    )


def hold_sessions(centre: Any, user: Any, people: list[Any]) -> None:
    """Five thousand sessions of twenty lines."""
    from safefair.core.sheets.codes import new_code  # noqa: PLC0415
    from safefair.outreach.models import InformationSession, SessionAttendance  # noqa: PLC0415

    held = InformationSession.objects.bulk_create(
        InformationSession(
            organization=centre, organizer=centre, organization_kind="MRC", title=f"Invented session {number}",
            held_on=dt.date(2026, 1, 1) + dt.timedelta(days=number % 300), country="TH", area="TH-63",
            sheet_code=new_code(), sheet_status="ENTERED", created_by=user,
        )
        for number in range(max(1, len(people) // 20))
    )  # fmt: skip
    SessionAttendance.objects.bulk_create(
        (
            SessionAttendance(
                session=held[number % len(held)],
                organization=centre,
                registration=person,
                sex="F",
                source="IMPORTED",
            )
            for number, person in enumerate(people)
        ),
        batch_size=BATCH,
    )


def record_visits(centre: Any, user: Any, people: list[Any], visits: int) -> None:
    """Visits over three hundred days."""
    from safefair.outreach.models import Visit  # noqa: PLC0415

    Visit.objects.bulk_create(
        (
            Visit(
                organization=centre, organization_kind="MRC", country="TH", registration=people[number % len(people)],
                visited_on=dt.date(2026, 1, 1) + dt.timedelta(days=number % 300), sex="F", age_band="25-34",
                services=SERVICES[number % len(SERVICES)], entry_id=uuid.uuid4(), recorded_by=user,
            )
            for number in range(visits)
        ),
        batch_size=BATCH,
    )  # fmt: skip


def settle() -> None:
    """What autovacuum does after a load."""
    from django.db import connections  # noqa: PLC0415

    for alias in ("default", "keys"):
        with connections[alias].cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


def measure(user: Any, requests: int) -> dict[str, dict[str, float]]:
    """Each page: queries of one request, then the times of many."""
    from django.db import connections  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    results = {}
    for name, address in PAGES.items():
        view, _question, query = address.partition("?")
        url = f"{reverse(view)}?{query}"
        client.get(url)
        with (
            CaptureQueriesContext(connections["default"]) as records,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            response = client.get(url)
        assert response.status_code == 200, (name, response.status_code)
        asked = [q["sql"] for q in [*records.captured_queries, *keys.captured_queries]]
        own = [
            sql
            for sql in asked
            if not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK"))
        ]
        times = []
        for _ in range(requests):
            began = time.perf_counter()
            client.get(url)
            times.append(1000 * (time.perf_counter() - began))
        cut = quantiles(times, n=20)[-1]
        results[name] = {"queries": len(own), "p50": round(median(times), 1), "p95": round(cut, 1)}
        print(f"  {name:30} {len(own):3} queries  p50 {median(times):6.0f} ms  p95 {cut:6.0f} ms", flush=True)
    return results


def main() -> None:
    """Start a server of its own, load, measure, print; remove what was made."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--visits", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=60)
    parser.add_argument("--home", type=Path, help="keep the installation here")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    home = options.home or Path(tempfile.mkdtemp(prefix="workspace-pages-"))
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o755)  # PostgreSQL's account must be able to enter
    os.environ |= {
        "SAFEFAIR_HOME": str(home),
        "SAFEFAIR_TRIAL": "1",
        "DJANGO_SETTINGS_MODULE": "safefair.config.settings",
    }
    subprocess.run([*SAFEFAIR, "db", "start"], check=True)
    try:
        subprocess.run([*SAFEFAIR, "migrate"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([*SAFEFAIR, "manage", "collectstatic", "--noinput", "-v0"], check=True)
        os.environ["SAFEFAIR_DB_ROLE"] = "migrate"
        import django  # noqa: PLC0415  reason: settings come first

        django.setup()
        user = load(options.records, options.visits)
        settle()
        # Requests go to the database as the application does: the middleware takes its role for each.
        results = measure(user, options.requests)
    finally:
        subprocess.run([*SAFEFAIR, "db", "stop"], check=True)
        if options.home is None:
            shutil.rmtree(home, ignore_errors=True)
    if options.out:
        options.out.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
