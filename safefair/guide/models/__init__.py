"""Models of the guide."""

from safefair.guide.models.article import Article, Shelf
from safefair.guide.models.library import Campaign, Publication, PublicationFile
from safefair.guide.models.listing import Listing
from safefair.guide.models.reads import DayOfReads
from safefair.guide.models.recording import Recording
from safefair.guide.models.snapshot import Snapshot
from safefair.guide.models.translation import Translation

__all__ = [
    "Article", "Campaign", "DayOfReads", "Listing", "Publication", "PublicationFile", "Recording", "Shelf", "Snapshot",
    "Translation",
]  # fmt: skip
