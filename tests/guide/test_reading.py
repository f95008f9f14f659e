"""What readers get: a snapshot, neutral and small, in their language as far as somebody signed it off."""

import datetime as dt
import gzip
import io
import itertools
import re

import pytest
from django.test import Client
from PIL import Image

from safefair.guide.content import texts_of
from safefair.guide.models import Article, DayOfReads, Snapshot, Translation
from safefair.guide.operations.loading import FOLDER, load_articles
from safefair.guide.reads import note_read, write_reads
from tests.guide.factories import publish, published

pytestmark = pytest.mark.django_db
NUMBERS = itertools.count(901)


def read(client: Client, address: str):
    """A page that is there."""
    response = client.get(address)
    assert response.status_code == 200
    return response


def test_a_reader_gets_what_was_published_and_nothing_of_the_draft_after_it(client):
    article = published()
    article.title = "Invented later title"
    article.save_revision()

    page = read(client, "/a/900").content.decode()

    assert "Invented title" in page
    assert "Invented second step." in page
    assert "Invented later title" not in page
    publish(article)
    assert "Invented later title" in read(client, "/a/900").content.decode()


def test_what_is_taken_back_is_gone_at_once(client):
    article = published()
    article.unpublish()

    assert client.get("/a/900").status_code == 404
    assert not Snapshot.objects.exists()


def test_a_deleted_article_is_gone_too(client):
    published().delete()

    assert client.get("/a/900").status_code == 404


@pytest.mark.parametrize("lacking", [{"sources": []}, {"checked_on": None}, {"check_again_by": None}])
def test_without_source_or_day_of_checking_readers_get_nothing(client, lacking):
    published(**lacking)

    assert client.get("/a/900").status_code == 404


def test_its_pages_say_nothing_to_whoever_looks_at_the_phone(client):
    published()
    for address in ("/a/", "/a/900", "/km/a/900", "/a/900/share", "/a/th/"):
        response = read(client, address)
        page = response.content.decode()

        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert response["Referrer-Policy"] == "no-referrer"
        assert len(set(re.findall("<title>(.*?)</title>", page))) == 1
        assert "Invented title" not in page.split("</title>")[0]
        assert "http://" not in page.replace("http://testserver", "")
        assert set(re.findall('href="(https?://[^"]+)"', page)) <= {
            "https://www.wikipedia.org/",
            "https://example.org/invented",
        }


def test_the_first_load_of_each_article_that_we_ship_is_small(client):
    load_articles()
    for number in Snapshot.objects.values_list("number", flat=True).order_by("number"):
        page = read(client, f"/km/a/{number}").content

        assert len(gzip.compress(page, 6)) <= 14_000, number
        assert not re.search(rb"<(img|script src|link rel=.stylesheet|iframe|audio)", page)


def test_a_page_costs_one_question_to_the_database(client, assert_same_queries):
    published()
    write_reads()

    assert_same_queries("/a/900", lambda: published(next(NUMBERS)), at_most=1)


def test_where_nothing_is_translated_it_stands_in_english_and_says_so(client):
    published()

    page = read(client, "/km/a/900").content.decode()

    assert '<html lang="km">' in page
    assert '<h1 lang="en">Invented title</h1>' in page
    assert '<li lang="en">Invented first step.</li>' in page


def test_contents_by_moment_and_by_country(client):
    published()
    published(901, title="Invented for all", country="", moment="deciding")

    everything = read(client, "/a/").content.decode()
    thailand = read(client, "/a/th/").content.decode()

    assert everything.index("Invented for all") < everything.index("Invented title")
    assert "Invented title" in thailand
    assert "Invented for all" not in thailand
    assert client.get("/a/TH/").status_code == 404
    assert client.get("/a/sg/").status_code == 404


def test_an_overdue_check_is_said_on_the_page_and_in_the_text_to_paste(client):
    published(check_again_by=dt.date(2026, 1, 2), checked_on=dt.date(2026, 1, 1))

    for address in ("/a/900", "/a/900/share"):
        assert "was to be checked again and has not been" in read(client, address).content.decode()


def test_the_text_to_paste_holds_the_steps_in_order_and_the_address(client):
    published()

    text = re.search(
        r"<textarea[^>]*>(.*?)</textarea>", read(client, "/a/900/share").content.decode(), re.DOTALL
    )

    assert text
    assert "1. Invented first step.\n2. Invented second step." in text[1]
    assert text[1].endswith("http://testserver/a/900")


@pytest.mark.parametrize("name", ["card", "poster"])
def test_paper(client, name):
    published()

    response = read(client, f"/my/a/900/{name}.pdf")

    assert response.content.startswith(b"%PDF")
    assert response["Content-Disposition"] == 'inline; filename="information.pdf"'
    assert b"Invented" not in response.content.split(b"stream")[0]


@pytest.mark.parametrize("language", ["", "/my"])
def test_a_picture_for_a_chat_is_small_and_says_nothing_in_its_name(client, language):
    published()

    response = read(client, f"{language}/a/900/picture.png")

    assert Image.open(io.BytesIO(response.content)).size[0] == 720
    assert len(response.content) <= 60_000
    assert response["Content-Disposition"] == 'inline; filename="information.png"'


def test_reads_are_counted_by_page_language_and_day():
    day = dt.date(2026, 11, 1)
    write_reads()
    DayOfReads.objects.all().delete()
    for language in ("km", "km", "th"):
        note_read(900, language, day)
    write_reads()
    note_read(900, "km", day)
    write_reads()

    assert list(
        DayOfReads.objects.order_by("language").values_list("day", "number", "language", "reads")
    ) == [
        (day, 900, "km", 3),
        (day, 900, "th", 1),
    ]


def test_what_is_shipped_is_loaded_once_and_an_editors_change_stays(client, django_user_model):
    files = len(list(FOLDER.glob("*.yaml")))
    assert load_articles() == files
    assert load_articles() == 0
    article = Article.objects.get(number=1)
    article.title = "Invented edit"
    article.loaded_digest = "older"
    article.save_revision(user=django_user_model.objects.create_user("editor@test.example")).publish()

    assert load_articles() == 0
    assert "Invented edit" in read(client, "/a/1").content.decode()


def test_every_shipped_article_is_complete_or_says_what_is_missing():
    load_articles()

    for article in Article.objects.order_by("number"):
        assert article.live != bool(article.missing), article.number
        assert article.slug.startswith(f"{article.number:02}-")
        if article.live:
            assert article.sources
            assert article.check_again_by > article.checked_on


def test_translations_that_are_shipped_are_drafts_which_no_reader_gets(client):
    load_articles()
    files = sorted(path.stem for path in FOLDER.glob("translations/*.yaml"))

    drafts = Translation.objects.select_related("article").order_by("article__slug", "language")

    assert [f"{draft.article.slug}.{draft.language}" for draft in drafts] == files
    assert all(len(draft.words) == len(texts_of(draft.article)) for draft in drafts)
    assert not drafts.exclude(signed_words={}).exists()
    assert '<h1 lang="en">' in read(client, "/km/a/1").content.decode()


def test_wagtail_leads_to_where_readers_find_it():
    assert published().url == "/a/900"
