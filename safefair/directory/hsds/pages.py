"""A page of documents as HSDS says (Page): how many there are, and where in them this is."""

from typing import Any

from django.core.paginator import Page

from safefair.directory.hsds.documents import Document


def page_document(page: Page[Any], contents: list[Document]) -> Document:
    """One page of a list."""
    return {
        "total_items": page.paginator.count,
        "total_pages": page.paginator.num_pages,
        "page_number": page.number,
        "size": len(contents),
        "first_page": not page.has_previous(),
        "last_page": not page.has_next(),
        "empty": not contents,
        "contents": contents,
    }
