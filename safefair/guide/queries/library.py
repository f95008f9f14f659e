"""Publications and campaigns as readers find them."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from safefair.core.codes import country_name
from safefair.core.languages import OWN_NAMES
from safefair.guide.enums import Licence, ListingKind, PublicationKind
from safefair.guide.models import Listing, PublicationFile


@dataclass(slots=True)
class Shown:
    """A publication with its files; `title` in the reader's language where a file has one in it."""

    row: Listing
    files: list[PublicationFile] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind in words."""
        return str(PublicationKind(self.row.content["kind"]).label)

    @property
    def licence(self) -> str:
        """The licence in words."""
        return str(Licence(self.row.content["licence"]).label)

    @property
    def place(self) -> str:
        """The country it is about; nothing for more than one."""
        return country_name(self.row.country) if self.row.country else ""

    @property
    def languages(self) -> list[str]:
        """Codes of the languages in which it can be read, here or elsewhere."""
        here = {file.language for file in self.files}
        return sorted(here | {one["language"] for one in self.row.content["elsewhere"]})

    @property
    def language_names(self) -> list[str]:
        """Those languages by their own names."""
        return [OWN_NAMES.get(code, code) for code in self.languages]

    def title_in(self, language: str) -> tuple[str, str]:
        """The title for a reader of a language, and the language it is in."""
        named = [(file.title, file.language) for file in self.files]
        named += [(one["title"], one["language"]) for one in self.row.content["elsewhere"]]
        return next((one for one in named if one[1] == language), (self.row.title, "en-gb"))


def publications(**facts: Any) -> list[Shown]:
    """What can be read, the newest first; narrowed by fields of the listing. Without a file or an address it is not there."""
    rows = Listing.objects.filter(kind=ListingKind.PUBLICATION, **facts).order_by("-day", "-number")
    files = defaultdict(list)
    for file in PublicationFile.objects.defer("content").order_by("language", "form"):
        files[file.number].append(file)
    found = [Shown(row, files[row.number]) for row in rows]
    return [one for one in found if one.languages]


def campaigns() -> list[Listing]:
    """All campaigns, the newest first."""
    return list(Listing.objects.filter(kind=ListingKind.CAMPAIGN).order_by("-day", "-number"))
