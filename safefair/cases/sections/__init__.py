"""What stands on the page of a case: one function a section, each with its own template.

A section reads only what the role in use may see, and gives None where it has nothing to say. Its words were opened
by the page, which has logged the reading.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from safefair.accounts.membership import Membership
from safefair.cases.models import Case
from safefair.cases.queries.heads import Heads, heads_of


@dataclass(frozen=True, slots=True, repr=False)
class CasePage:
    """A case while it is open on a page: its key, its own words, for whom and on which day.

    Without `shows_identity` the words that could tell who she is are left out.
    """

    case: Case
    key: bytes
    words: dict[str, Any]
    membership: Membership
    today: dt.date
    shows_identity: bool
    memo: dict[str, Any] = field(default_factory=dict)

    @property
    def heads(self) -> Heads:
        """The newest of everything, asked for once."""
        if "heads" not in self.memo:
            self.memo["heads"] = heads_of(
                self.case, reader=self.membership.user, shows_identity=self.shows_identity
            )
        found: Heads = self.memo["heads"]
        return found


@dataclass(frozen=True, slots=True, repr=False)
class Section:
    """A card of the page: template and what it needs. `is_aside`: in the narrow column."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    is_aside: bool = False


SectionMaker = Callable[[CasePage], Section | None]
