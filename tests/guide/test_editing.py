"""Where the guide is written: our roles alone, nothing of accounts, one group that follows the role in use."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from safefair.guide.operations.loading import find_shelf
from safefair.guide.tasks import publish_planned
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.guide.factories import write_article

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
HOME = "/workspace/editing/"


@pytest.mark.parametrize("role", ["GUIDE_WRITER", "GUIDE_EDITOR"])
def test_who_writes_the_guide_comes_in(client, role):
    sign_in(client, role)
    article = write_article()

    assert client.get(HOME).status_code == 200
    assert client.get(reverse("wagtailadmin_explore", args=[article.get_parent().pk])).status_code == 200
    page = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    assert page.status_code == 200
    assert ("action-publish" in page.content.decode()) == (role == "GUIDE_EDITOR")


@pytest.mark.parametrize("role", ["COUNSELLOR", "PROGRAMME_MANAGER", "ADMINISTRATOR", "STEWARD", "DONOR"])
def test_nobody_else_does(client, role):
    sign_in(client, role, OrganizationFactory.create() if role == "COUNSELLOR" else None)

    assert client.get(HOME).status_code == 403


@pytest.mark.parametrize(
    "address", ["users/", "groups/", "account/", "login/", "password_reset/", "reports/locked/"]
)
def test_accounts_and_groups_of_wagtail_are_not_there(client, address):
    sign_in(client, "GUIDE_EDITOR")

    assert client.get(HOME + address).status_code == 404


def test_the_group_of_wagtail_follows_the_role_in_use(client):
    user = sign_in(client, "GUIDE_EDITOR")
    client.get(HOME)
    assert list(user.groups.values_list("name", flat=True)) == ["Moderators"]

    user.role_assignments.update(role="GUIDE_WRITER")
    client.get(HOME)

    assert list(user.groups.values_list("name", flat=True)) == ["Editors"]


def test_its_pages_run_files_only_and_ask_nobody_else(client):
    sign_in(client, "GUIDE_EDITOR")
    article = write_article()

    response = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))

    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy.split("; ")
    assert not re.findall(r"<script(?![^>]*(?:src=|json))", response.content.decode())
    assert not re.findall(r'<link[^>]*href="https?:|src="https?:', response.content.decode())
    assert response["Cache-Control"] == "no-store, private"


def test_an_editor_sees_the_article_as_readers_will(client):
    sign_in(client, "GUIDE_EDITOR")
    article = write_article(sources=[])

    page = client.get(reverse("wagtailadmin_pages:view_draft", args=[article.pk])).content.decode()

    assert "Invented second step." in page
    assert "Readers do not get this article" in page


def test_what_was_planned_for_now_is_published(client):
    article = write_article()
    article.go_live_at = timezone.now() - dt.timedelta(minutes=1)
    article.save_revision(approved_go_live_at=article.go_live_at)

    publish_planned(0)

    assert client.get("/a/900").status_code == 200


@pytest.mark.parametrize("kind", ["article", "publication", "campaign"])
def test_a_writer_begins_a_page_that_gets_the_next_number(client, kind):
    sign_in(client, "GUIDE_WRITER")
    write_article()
    shelf = find_shelf()
    address = reverse("wagtailadmin_pages:add", args=["guide", kind, shelf.pk])
    begun = {
        "title": "Invented beginning", "slug": "invented-beginning", "summary": "", "moment": "working", "country": "",
        "origin": "", "kind": "brief", "authors": "", "publisher": "", "published_on": "2026-05-01", "doi": "",
        "licence": "by", "organizers": "", "starts_on": "2026-05-01", "ends_on": "", "material_of": "",
        "checked_on": "", "check_again_by": "", "missing": "", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
        **{f"{name}-count": "0" for name in ("body", "sources", "elsewhere")},
    }  # fmt: skip

    client.post(address, begun)

    made = shelf.get_children().get(title="Invented beginning").specific
    assert made.number == (901 if kind == "article" else 1)
    assert not made.live
