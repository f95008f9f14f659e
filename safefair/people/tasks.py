"""Background work of `people`: the nightly care of the search index, erasures, and the linkage job."""

import uuid

from safefair.core.jobs import job
from safefair.core.keys.store import destroy_key
from safefair.people.imports import tasks as import_tasks

__all__ = ["destroy_erased_key", "import_tasks"]


@job("people.destroy_key", retries=20)
def destroy_erased_key(key_id: str) -> None:
    """Make sure that the key of somebody erased is gone."""
    destroy_key(uuid.UUID(key_id))
