# ruff: noqa: PLC0415  Django is set up only when the server runs.
"""Import of an attendance list: seconds to check and to store it, rows a second, peak memory.

    python -m benchmarks.people_import [FILE.xlsx] [--rows N] [--home DIR] [--out F.json]

Without FILE an invented list of N rows (20,000) is made: forty organisations, six scripts, people who come two or three
times, repeated lines, some three in a hundred rows with a fault. The jobs run as they do in the worker, under row
security, against a PostgreSQL of the run's own on this machine. To reach: 20,000 rows checked and stored within 60
seconds, less than 400 MB.
"""

import argparse
import datetime as dt
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

SAFEFAIR = [sys.executable, "-m", "safefair.config.command"]
TODAY = dt.date(2026, 11, 24)
MOST_SECONDS, MOST_MEGABYTES = 60, 400


def main() -> int:
    """Measure, print, and fail where the figures are not reached."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make:
        return make_file(options.make, options.rows)
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder) / "home"
        os.environ |= {"SAFEFAIR_HOME": str(home), "SAFEFAIR_DB_ROLE": "app"}
        run(["db", "start"])
        try:
            run(["migrate"])
            report = measure(options.file or made(Path(folder) / "list.xlsx", options.rows))
        finally:
            run(["db", "stop"])
    print(json.dumps(report, indent=1))
    if options.out:
        options.out.write_text(json.dumps(report, indent=1))
    is_reached = report["seconds"] <= MOST_SECONDS and report["peak_megabytes"] < MOST_MEGABYTES
    return 0 if is_reached else 1


def run(arguments: list[str]) -> None:
    environment = os.environ | {"SAFEFAIR_DB_ROLE": "migrate"}
    subprocess.run([*SAFEFAIR, *arguments], env=environment, check=True, stdout=subprocess.DEVNULL)


def made(path: Path, rows: int) -> Path:
    """An invented list, made by a process of its own: its memory is not what is measured."""
    subprocess.run(
        [sys.executable, "-m", "benchmarks.people_import", "--rows", str(rows), "--make", path], check=True
    )
    return path


def make_file(path: Path, rows: int) -> int:
    set_up()
    from safefair.people.imports.example import write_example

    with path.open("wb") as file:
        write_example(file, rows, until=TODAY)
    return 0


def set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safefair.config.settings")
    django.setup()


def measure(path: Path) -> dict[str, Any]:
    """Every step of one import, timed."""
    set_up()
    from safefair.accounts.models import Organization, User
    from safefair.core.models import Task
    from safefair.core.rls import row_security
    from safefair.people.imports import operations, tasks
    from safefair.people.imports.activities import LEAVE_OUT, titles_of
    from safefair.people.imports.reading import Reading
    from safefair.people.models import ImportBatch

    organization = Organization.objects.create(name="Invented Centre", code="BENCH", kind="MRC", country="TH")
    by = User.objects.create_user("invented@bench.example", name="Invented Counsellor")
    data, times, processor = path.read_bytes(), dict[str, float](), dict[str, float]()

    def now() -> tuple[float, float]:
        return time.perf_counter(), time.process_time()

    def timed(name: str, since: tuple[float, float]) -> None:
        wall, own = now()
        times[name], processor[name] = round(wall - since[0], 2), round(own - since[1], 2)

    start = now()
    with row_security(organization_id=organization.pk, user_id=by.pk):
        batch = operations.upload_import(data, organization=organization, by=by)
    timed("upload", start)
    start = now()
    with row_security(organization_id=organization.pk, user_id=by.pk):
        titles = titles_of(data, Reading.from_json(batch.columns))
        kinds = {title.digest: title.guess or LEAVE_OUT for title in titles}
        operations.start_check(batch, kinds=kinds, rows=sum(title.rows for title in titles), by=by)
    timed("activities", start)
    start = now()
    tasks.check_import(Task.objects.latest("id").pk, batch.pk)
    timed("check", start)
    with row_security(organization_id=organization.pk, user_id=by.pk):
        operations.confirm_import(ImportBatch.objects.get(pk=batch.pk), by=by)
    start = now()
    tasks.store_import(Task.objects.latest("id").pk, batch.pk)
    timed("store", start)
    with row_security(organization_id=organization.pk, user_id=by.pk):
        batch = ImportBatch.objects.get(pk=batch.pk)
    if batch.status != "STORED":
        raise SystemExit(Task.objects.latest("id").message)
    seconds = round(times["check"] + times["store"], 2)
    counted = (
        "rows",
        "rows_WRONG",
        "rows_REPEATED",
        "new_people",
        "attendances",
        "created",
        "pairs_made",
        "warnings",
    )
    return {
        "file_megabytes": round(len(data) / 1e6, 2),
        "times": times,
        "seconds": seconds,
        "rows_a_second": round(batch.summary["rows"] / seconds),
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "processor_seconds": processor,
        "load": os.getloadavg()[0],
        **{name: batch.summary[name] for name in counted},
    }


if __name__ == "__main__":
    sys.exit(main())
