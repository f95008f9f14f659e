"""The end of a key, whatever happens to the process that asked for it."""

import uuid
from functools import partial

from django.db import transaction

from safefair.core.jobs import enqueue
from safefair.core.keys.store import destroy_key


def destroy_key_surely(key_id: uuid.UUID) -> None:
    """At once after the commit, and by a job in case this process does not live to do it."""
    enqueue("people.destroy_key", key_id=str(key_id))
    transaction.on_commit(partial(destroy_key, key_id), robust=True)
