"""Which activities a list tells of: their titles, what kind each is, who held them."""

import hashlib
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from safefair.accounts.enums import OrganizationKind
from safefair.accounts.models import Organization
from safefair.core.tabular.heads import normal_head
from safefair.core.tabular.refusals import FileRefused
from safefair.core.text import clean
from safefair.people.imports.reading import Reading, body_of
from safefair.people.imports.targets import targets
from safefair.people.imports.words import guess_kind
from safefair.people.names.values import is_absent

LEAVE_OUT = "LEAVE_OUT"
UNTITLED = "Activity without a name"
"""In one language, so that the same list gives the same activity whoever imports it."""
MOST_TITLES = 300
MOST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Title:
    """One title in a list: how many rows name it, and which kind its words speak for ("" where they say nothing)."""

    text: str
    digest: str
    rows: int
    guess: str


def title_digest(title: str) -> str:
    """Names a title in what is kept of an import: the title itself stays in the sealed file until it is stored."""
    return hashlib.sha256(normal_head(title).encode()).hexdigest()[:20]


def titles_of(data: bytes, reading: Reading) -> list[Title]:
    """The different titles of a list, the most frequent first. FileRefused where they are too many to be titles."""
    column = reading.columns.get("activity", -1)
    counts, texts = Counter[str](), dict[str, str]()
    for row in body_of(data, reading):
        text = row.cells[column] if 0 <= column < len(row.cells) else ""
        title = read_title(text, reading)
        digest = title_digest(title)
        counts[digest] += 1
        texts.setdefault(digest, title)
        if len(counts) > MOST_TITLES:
            raise FileRefused(
                _(
                    "There are more than 300 different activities. Is the right column chosen for the activity?"
                )
            )
    return [Title(texts[d], d, rows, _guess(texts[d])) for d, rows in counts.most_common()]


def read_title(text: str, reading: Reading) -> str:
    """The title that a row gives, or that stands for all rows, or the one for none."""
    title = clean(text) or reading.activity
    return UNTITLED if is_absent(title) else title[:MOST_TITLE]


def _guess(title: str) -> str:
    kind = guess_kind(title)
    return kind if kind in targets() else ""


@dataclass(frozen=True, slots=True)
class Organizer:
    """Who held an activity: an organisation we know, or a name as written; its kind as of now."""

    id: int | None
    name: str
    kind: str


class Organizers:
    """Finds organisations by name or code as written; without a name, the importing one held it."""

    def __init__(self, own: Organization) -> None:
        self.own = Organizer(own.pk, "", own.kind)
        self.known: dict[str, Organizer] = {}
        for organization in Organization.objects.filter(is_active=True).order_by("id"):
            found = Organizer(organization.pk, "", organization.kind)
            self.known.setdefault(normal_head(organization.name), found)
            self.known.setdefault(normal_head(organization.code), found)

    def find(self, text: str) -> Organizer:
        """The organiser that a cell names."""
        if is_absent(text):
            return self.own
        return self.known.get(normal_head(text)) or Organizer(
            None, text[:MOST_TITLE], OrganizationKind.OTHER.value
        )
