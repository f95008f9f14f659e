"""A published release with a count that is known to be withheld."""

import datetime as dt

from django.utils import timezone

from safefair.results.models import Figure, FigureCell, Release
from safefair.results.operations.framework import framework_facts, load_framework
from safefair.results.operations.releases import make_release, protect_release, publish_release
from tests.accounts.factories import UserFactory

SECRET = 17371
"""The small count of one cell: five figures that stand nowhere else, below a threshold that is higher still."""
THRESHOLD = 20_000
COUNTS = {
    ("TH", "F"): 64_210, ("TH", "M"): 32_040, ("MM", "F"): 48_802, ("MM", "M"): SECRET,
    ("KH", "F"): 28_064, ("KH", "M"): 22_208, ("LA", "F"): 36_480, ("LA", "M"): 24_608,
}  # fmt: skip
LAST_DAY = dt.date(2026, 10, 31)


def publish_planted() -> Release:
    """Our programme, with one release of people informed by country and sex that everybody may read."""
    programme = load_framework(framework_facts())
    period = programme.periods.get(ends_before=LAST_DAY + dt.timedelta(days=1))
    indicator = programme.results.get(code="3").indicators.get(code="3.1")
    indicator.tables = [["country", "sex"]]
    indicator.save()
    events = programme.results.get(code="3").indicators.get(code="3.3")
    for counted, cells in ((indicator, COUNTS), (events, {("TH", ""): 12, ("MM", ""): 4})):
        total = sum(cells.values())
        figure = Figure.objects.create(
            indicator=counted, period=period, value=total, rows=total, measure_version=1, digest="0" * 64,
            as_of=timezone.now(), low=total if counted is indicator else None,
            high=total if counted is indicator else None,
        )  # fmt: skip
        FigureCell.objects.bulk_create(
            FigureCell(figure=figure, key={"country": c, **({"sex": s} if s else {})}, value=n)
            for (c, s), n in cells.items()
        )
    by = UserFactory.create()
    made = make_release(
        period=period, indicators=[indicator, events], title="Invented release", method="suppress",
        threshold=THRESHOLD, by=by,
    )  # fmt: skip
    protect_release(made.pk, at=timezone.now(), tell=lambda *_: None)
    return publish_release(made, by=by, at=timezone.now())
