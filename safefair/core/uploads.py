"""Uploads stay in memory: a list of names or a photo of a passport never lies on the disk in the clear."""

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_KEPT = 21 * 1024 * 1024
"""Bytes kept of one file: more than any page takes, so that whatever is longer is refused there in words."""


class MemoryUploadHandler(FileUploadHandler):
    """Keeps a file in memory and drops what comes after MOST_KEPT bytes."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.kept = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece. None: nobody else handles it."""
        if start < MOST_KEPT:
            self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file as far as it was kept."""
        size = self.kept.tell()
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept,
            self.field_name,
            self.file_name,
            self.content_type,
            size,
            self.charset,
            self.content_type_extra,
        )
