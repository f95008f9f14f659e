# ruff: noqa: PLC0415  reason: models after Django is set up
"""Search of the public finder over 5,000 invented services, as the application's role under row-level security.

    python benchmarks/finder.py [services]

Claim: p95 of one search with everything a page shows is at most 100 ms, in every script.
"""

import statistics
import sys
import time

from benchmarks.installation import installation

WORDS = ("invented", "น้ำใจ", "မြန်မာ", "ភ្នំពេញ", "ວຽງຈັນ", "đặng 4711", "no such words")
TEXT = "น้ำใจ มิตร Đặng မြန်မာနိုင်ငံ ភ្នំពេញ ວຽງຈັນ upah dan pekerjaan"
ROUNDS = 40
TARGET = 100


def fill(count: int) -> None:
    from django.utils import timezone

    from safefair.accounts.models import Organization
    from safefair.directory.models import Phone, Service, ServiceArea
    from safefair.core.searching import join

    owner = Organization.objects.create(code="INVENTED", name="Invented Centre", kind="NGO", country="TH")
    services = Service.objects.bulk_create(
        Service(
            organization=owner, name=f"Invented line {n}", description=TEXT * 4, kinds=["talk"], visibility="public",
            operator_kind="ngo", assured_on=timezone.localdate(), search_text=join([f"Invented line {n}", TEXT * 4]),
        )
        for n in range(count)
    )  # fmt: skip
    common = {"organization": owner}
    Phone.objects.bulk_create(
        Phone(**common, service=s, number=f"+999{n:06}", country="TH") for n, s in enumerate(services)
    )
    ServiceArea.objects.bulk_create(ServiceArea(**common, service=s, country="TH") for s in services)


def search(words: str) -> float:
    from django.db import connection, transaction
    from django.utils import timezone

    from safefair.core.rls import APP_ROLE
    from safefair.directory.queries.finder import found_by_words

    began = time.perf_counter()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {APP_ROLE}")
        list(found_by_words(words, timezone.localdate())[:15])
    return (time.perf_counter() - began) * 1000


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with installation("finder", None):
        fill(count)
        taken = []
        for words in WORDS:
            some = [search(words) for _ in range(ROUNDS)]
            taken += some
            print(f"{words:16} p50 {statistics.median(some):6.1f} ms")
        p95 = statistics.quantiles(taken, n=20)[-1]
        print(f"{count} services: p95 {p95:.1f} ms (at most {TARGET})")
        sys.exit(p95 > TARGET)


if __name__ == "__main__":
    main()
