"""Whether a run's probabilities hold: by band, what it expected and what people decided."""

from dataclasses import dataclass
from itertools import pairwise

from django.db import connection

from safefair.people.models import LinkageRun

EDGES = (0.2, 0.5, 0.8, 0.95, 0.99)
"""Where one band of probability ends and the next begins."""

EVENS = 0.5


@dataclass(frozen=True)
class Band:
    """Pairs of a run with a probability from `low` up to `high`.

    `expected`: how many of them are one person by the run's own estimate, the sum of the probabilities. `same` and
    `different`: what people decided, which they do only on pairs inside one organisation.
    """

    low: float
    high: float
    pairs: int = 0
    expected: float = 0.0
    linked: int = 0
    same: int = 0
    different: int = 0

    @property
    def decided(self) -> int:
        """How many pairs people decided on."""
        return self.same + self.different

    @property
    def agreed(self) -> int:
        """On how many of them the decision is what the probability makes likelier."""
        return self.same if self.low >= EVENS else self.different

    @property
    def expected_percent(self) -> int | None:
        """Of the pairs, one person by estimate, in whole per cent."""
        return round(100 * self.expected / self.pairs) if self.pairs else None

    @property
    def decided_percent(self) -> int | None:
        """Of the pairs decided on, one person as people decided, in whole per cent."""
        return round(100 * self.same / self.decided) if self.decided else None


def bands_of(run: LinkageRun) -> list[Band]:
    """Every band of a run, the likeliest first. One query; needs the programme's or the system's scope."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM security.linkage_bands(%s, %s::float8[])", [run.pk, list(EDGES)])
        counted = {row[0]: row[1:] for row in cursor.fetchall()}
    ends = (0.0, *EDGES, 1.0)
    bands = [Band(low, high, *counted.get(number, ())) for number, (low, high) in enumerate(pairwise(ends))]
    return bands[::-1]
