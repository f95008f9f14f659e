"""What pages and other surfaces read of programme, figures and releases.

The public site takes `public_programme`, `published_release`, `published_releases` and `release_tables`, and files from
`results.opendata.release_files`.
"""

from safefair.results.queries.public import PublicProgramme, public_programme
from safefair.results.queries.releases import (
    ReleasedCell,
    ReleasedTable,
    published_release,
    published_releases,
    release_tables,
)

__all__ = [
    "PublicProgramme",
    "ReleasedCell",
    "ReleasedTable",
    "public_programme",
    "published_release",
    "published_releases",
    "release_tables",
]
