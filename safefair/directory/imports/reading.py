"""A file as drafts of services, whatever its form."""

from itertools import islice

from django.utils.translation import gettext as _

from safefair.core.tabular import files
from safefair.core.tabular.archives import member_names
from safefair.core.tabular.refusals import FileRefused
from safefair.directory.imports import columns, documents, hsds, tables
from safefair.directory.imports.drafts import Draft

MOST_SERVICES = documents.MOST_SERVICES


def read_drafts(data: bytes, home: str) -> tuple[list[Draft], list[str]]:
    """(drafts, heads that nobody reads) of a file. FileRefused with what to do about it.

    `home`: the country in which numbers are dialled where a row does not say it.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return _documents(documents.from_json(data)), []
    if data.startswith(b"PK") and not any(name.startswith("xl/") for name in member_names(data)):
        return _documents(documents.from_zip(data)), []
    source = files.examine_file(data)
    rows = list(islice(files.rows(data, source), MOST_SERVICES + columns.LOOKED_AT))
    heads, found = columns.find_heads(rows)
    body = [row for row in rows if row.number > heads.number]
    if not body:
        raise FileRefused(_("There are no rows below the names of the columns."))
    return [tables.read_row(row, found, home) for row in body], columns.unread(heads, found)


def _documents(services: list[hsds.Document]) -> list[Draft]:
    return [hsds.read_service(one, number) for number, one in enumerate(services, 1)]
