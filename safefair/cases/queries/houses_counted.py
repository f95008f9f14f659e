"""What houses gave in some days, by country: for the tables of the programme, counted by a job that sees all houses."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from safefair.cases.models import TurnAway

# A bed offers a night from the day on which it was written down until it is out of use; whoever is still there sleeps there.
NIGHTS = """
WITH days AS (SELECT %(start)s::date AS start, %(end)s::date AS stop),
slept AS (
  SELECT h.country, count(DISTINCT s.admission || s.is_child::text) FILTER (WHERE s.came_on >= d.start) AS admitted,
         sum(greatest(least(coalesce(s.left_on, d.stop), d.stop) - greatest(s.came_on, d.start), 0)) AS nights
    FROM cases_stay s JOIN cases_bed b ON b.id = s.bed_id JOIN cases_house h ON h.id = b.house_id CROSS JOIN days d
   WHERE s.came_on < d.stop AND (s.left_on IS NULL OR s.left_on > d.start)
   GROUP BY h.country),
beds AS (
  SELECT h.country, sum(greatest(least(coalesce(b.out_of_use_since, d.stop), d.stop) - d.start, 0)) AS bed_nights
    FROM cases_bed b JOIN cases_house h ON h.id = b.house_id CROSS JOIN days d GROUP BY h.country)
SELECT country, coalesce(admitted, 0), coalesce(nights, 0), coalesce(bed_nights, 0)
  FROM beds LEFT JOIN slept USING (country) ORDER BY country
"""


@dataclass(frozen=True, slots=True)
class Houses:
    """All houses of a country: admissions that began, nights slept, nights that beds offered."""

    country: str
    admitted: int
    nights: int
    bed_nights: int


def houses_by_country(start: dt.date, end: dt.date) -> list[Houses]:
    """Of the half-open days. Two beds of one admission that are changed for one another are one admission."""
    with connection.cursor() as cursor:
        cursor.execute(NIGHTS, {"start": start, "end": end})
        return [Houses(country, *map(int, numbers)) for country, *numbers in cursor.fetchall()]


def turned_away(start: dt.date, end: dt.date) -> dict[tuple[str, str], int]:
    """People who could not be taken in, by country of the organisation and reason; children are people."""
    found: dict[tuple[str, str], int] = {}
    rows = TurnAway.objects.filter(turned_on__gte=start, turned_on__lt=end)
    for country, reason, adults, children in rows.values_list(
        "organization__country", "reason", "adults", "children"
    ):
        found[country, reason] = found.get((country, reason), 0) + adults + children
    return found
