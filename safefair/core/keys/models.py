"""Wrapped data keys. To destroy the row is to erase what it opened."""

import uuid

from django.db import models


class DataKey(models.Model):
    """The wrapped key of one registration or case; `kek_id` names what wrapped it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kek_id = models.CharField(max_length=12)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["kek_id"])]

    def __str__(self) -> str:
        return str(self.id)


class DestroyedKey(models.Model):
    """The id of a destroyed key: replayed after a restore, so that the erased stay unreadable."""

    key_id = models.UUIDField(primary_key=True)
    destroyed_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.key_id)
