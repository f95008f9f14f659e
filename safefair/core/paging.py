"""Pages of long lists.

A page deep in a list is found by its keys alone, which an index can give; only the rows of the page are then read in
full, with what is joined to them or counted for them. Both in one statement.
"""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


class ListPaginator(Paginator):
    """Django's, for querysets of rows with a primary key: ordered, not sliced, not grouped."""

    object_list: QuerySet[Any, Any]

    def page(self, number: int | str) -> Page[Any]:
        """One page, counted from 1. InvalidPage where there is none."""
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        keys = self.object_list.values("pk")[start : start + self.per_page]
        return Page(self.object_list.filter(pk__in=keys), number, self)
