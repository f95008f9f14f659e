"""Making, opening and destroying data keys."""

import uuid
from collections.abc import Iterable

from django.db import connections, transaction

from safefair.core.crypto.custody import KeyUnavailable, current_kek_id
from safefair.core.crypto.envelope import new_data_key, unwrap, wrap
from safefair.core.keys.models import DataKey, DestroyedKey

PORTION = 5000


def make_keys(count: int) -> list[tuple[uuid.UUID, bytes]]:
    """`count` new data keys as (id, key), stored wrapped in one statement.

    The key database is another database: keys of a transaction that then fails stay behind, unused and harmless.
    """
    kek_id = current_kek_id()
    keys = [(uuid.uuid4(), new_data_key()) for _ in range(count)]
    for start in range(0, count, PORTION):
        part = keys[start : start + PORTION]
        wrapped = [wrap(key, kek_id=kek_id, key_id=str(id_)) for id_, key in part]
        with connections[
            "keys"
        ].cursor() as cursor:  # an import makes a key a row: arrays take a third of the time
            cursor.execute(
                "INSERT INTO keys_datakey (id, kek_id, wrapped, created_at)"
                " SELECT n.id, %s, n.wrapped, now() FROM unnest(%s::uuid[], %s::bytea[]) AS n(id, wrapped)",
                [kek_id, [id_ for id_, _ in part], wrapped],
            )
    return keys


def open_keys(ids: Iterable[str]) -> dict[str, bytes]:
    """The data keys by id, as text; an erased one is missing from the answer."""
    # A search opens 80 at once and has ten milliseconds: ids stay text all the way.
    with connections["keys"].cursor() as cursor:
        cursor.execute(
            "SELECT id::text, kek_id, wrapped FROM keys_datakey WHERE id = ANY(%s::uuid[])",
            [f"{{{','.join(ids)}}}"],
        )
        return {id_: unwrap(wrapped, kek_id=kek_id, key_id=id_) for id_, kek_id, wrapped in cursor}


def open_key(key_id: uuid.UUID) -> bytes:
    """One data key. KeyUnavailable if it was destroyed."""
    found = open_keys([str(key_id)])
    if not found:
        raise KeyUnavailable("This record was erased.")
    return found[str(key_id)]


def destroy_key(key_id: uuid.UUID) -> None:
    """Destroy a data key and remember that it was: a restored backup must not bring it back."""
    with transaction.atomic(using="keys"):
        DestroyedKey.objects.get_or_create(key_id=key_id)
        DataKey.objects.filter(id=key_id).delete()
