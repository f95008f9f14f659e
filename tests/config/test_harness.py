"""The tests' own rules, each broken once."""

import socket

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path

from safefair.accounts.permissions import public
from tests.harness.database import restore_databases
from tests.harness.queries import captured_queries

FAILED = pytest.fail.Exception


@public
def show(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.GET["page"])


@public
def ask_for_each(_request: HttpRequest) -> HttpResponse:
    for kind in ContentType.objects.filter(app_label="invented"):
        ContentType.objects.get(pk=kind.pk)
    return HttpResponse("<p>Asked.</p>")


urlpatterns = [path("show/", show), path("ask/", ask_for_each)]


@pytest.mark.parametrize("alias", ["default", "keys"])
def test_tests_have_databases_of_their_own(db, alias):
    name = connections[alias].settings_dict["NAME"]

    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_database(), current_user")
        row = cursor.fetchone()

    assert row == (name, "safefair_migrate")
    assert name.startswith("test")


def test_committed_rows_go_and_migrated_rows_stay(transactional_db):
    before = set(ContentType.objects.values_list("app_label", "model"))
    ContentType.objects.create(app_label="invented", model="daisy")
    ContentType.objects.filter(app_label="accounts").delete()

    restore_databases()

    again = ContentType.objects.create(app_label="invented", model="daisy")
    assert set(ContentType.objects.exclude(pk=again.pk).values_list("app_label", "model")) == before
    assert again.pk > len(before)


def test_unordered_query_comes_in_any_order(db):
    orders = {tuple(ContentType.objects.values_list("pk", flat=True)) for _ in range(5)}
    ordered = {tuple(ContentType.objects.order_by("pk").values_list("pk", flat=True)) for _ in range(5)}

    assert (len(orders) > 1, len(ordered)) == (True, 1)


def test_lock_without_of_is_refused(db):
    names = {"__name__": "safefair.invented", "kinds": ContentType.objects.all()}

    with pytest.raises(FAILED, match=r"safefair\.invented: select_for_update"):
        eval("kinds.select_for_update()", names)

    assert eval("kinds.select_for_update(of=('self',))", names) is not None


@pytest.mark.parametrize(
    "markup",
    [
        "<p>{{ name }}</p>",
        "<p>{% if %}</p>",
        "<c-badge />",
        '<p onclick="x()">',
        '<td class="a" style="color:red">',
    ],
)
@pytest.mark.urls(__name__)
def test_odd_page_is_refused(client, markup):
    with pytest.raises(FAILED, match="/show/ answers with"):
        client.get("/show/", {"page": markup})


@pytest.mark.urls(__name__)
def test_plain_page_passes(client):
    response = client.get("/show/", {"page": '<p class="style">on top = "well"</p>'})

    assert response.status_code == 200


def test_undefined_variable_is_refused():
    with pytest.raises(FAILED, match="Undefined template variable 'nothing'"):
        Template("<p>{{ nothing }}</p>").render(Context())


def test_network_is_closed():
    with pytest.raises(UserWarning, match=r"tried to use socket\.socket"):
        socket.socket(socket.AF_INET)


@pytest.mark.urls(__name__)
def test_page_that_asks_for_each_row_is_found(db, assert_same_queries):
    names = iter(["one", "two", "three"])

    with pytest.raises(AssertionError, match="django_content_type"):
        assert_same_queries(
            "/ask/", lambda: ContentType.objects.create(app_label="invented", model=next(names))
        )


def test_queries_of_both_databases_count(db):
    with captured_queries() as queries:
        for alias in ("default", "keys"):
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT 1")

    assert queries == ["SELECT 1", "SELECT 1"]
