"""What the tests refuse in passing, whatever they are about."""

import re
import sys
from typing import Any

import pytest
from django.db.models import QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler
from django.http.response import HttpResponseBase
from django.test import Client

LEFT_OVER = re.compile(rb"\{\{|\{%|\{#|<c-[a-z]")
INLINE = re.compile(rb"""<[a-z][^>]*?\s(on[a-z]+|style)\s*=\s*["']""", re.IGNORECASE)

_get_order_by = SQLCompiler.get_order_by
_select_for_update = QuerySet.select_for_update
_request = Client.request


@pytest.fixture(scope="session", autouse=True)
def strictness() -> Any:
    """Hold every test to these rules."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLCompiler, "get_order_by", shuffle_unordered)
        patch.setattr(QuerySet, "select_for_update", refuse_wide_locks)
        patch.setattr(Client, "request", refuse_odd_pages)
        yield


def shuffle_unordered(self: SQLCompiler) -> list[Any]:
    """A query that asks for no order gets none: PostgreSQL gives none either, one day."""
    order = _get_order_by(self)
    query = self.query
    if order or not query.default_ordering or query.distinct or query.combinator or query.subquery:
        return order
    if query.group_by is not None or query.extra_order_by:
        return order
    by_chance = OrderBy(Random()).resolve_expression(query, allow_joins=True, reuse=None)
    text, params = self.compile(by_chance)
    return [(by_chance, (text, params, False))]


def refuse_wide_locks(self: QuerySet[Any], *args: Any, **options: Any) -> QuerySet[Any]:
    """A lock names the table it locks, else it also locks all that is joined."""
    caller = sys._getframe(1).f_globals["__name__"]
    if caller.startswith("safefair") and not options.get("of"):
        pytest.fail(f"{caller}: select_for_update() without of=(…)")
    return _select_for_update(self, *args, **options)


def refuse_odd_pages(self: Client, **request: Any) -> HttpResponseBase:
    """No page shows template code, and none carries a script or a style in an attribute."""
    response = _request(self, **request)
    if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
        for pattern in (LEFT_OVER, INLINE):
            if found := pattern.search(response.content):
                shown = response.content[max(0, found.start() - 60) : found.end() + 60].decode(
                    errors="replace"
                )
                pytest.fail(f"{request.get('PATH_INFO')} answers with …{shown}…")
    return response
