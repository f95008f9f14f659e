"""The public site as a stranger, a cache and a nosy reader see it."""

import csv
import io
import json
import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from safefair.results.models import Figure, Release
from safefair.results.operations.releases import withdraw_release
from safefair.results.queries.releases import release_tables
from tests.accounts.factories import UserFactory, sign_in
from tests.harness.queries import captured_queries
from tests.website.factories import SECRET

MOST_BYTES = 60_000
MOST_QUERIES = 12
ADDRESS = re.compile(r"""(?:https?:)?//[^\s"'<>)]+""")
# What a page may name of other sites: links that somebody has to follow, and names of vocabularies.
FOLLOWED = re.compile(r"""<a\s[^>]*href=["'](?P<url>https?://[^"']+)["']""")


def varies_by(response) -> set[str]:
    return {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}


def test_no_page_sets_a_cookie_or_varies_by_one(client, addresses):
    kept = []
    for address in addresses:
        response = client.get(address)
        if response.cookies or "cookie" in varies_by(response) or response.status_code != 200:
            kept.append((address, response.status_code, response.cookies.output(), response.get("Vary")))

    assert kept == []


def test_a_signed_in_reader_gets_what_a_stranger_gets(addresses):
    stranger, reader = Client(), Client()
    sign_in(reader, "STEWARD")
    session = reader.cookies["session"].value

    differ = []
    for address in addresses:
        one, other = stranger.get(address), reader.get(address)
        if (one.content, dict(one.headers)) != (other.content, dict(other.headers)) or other.cookies:
            differ.append(address)

    assert differ == []
    assert reader.cookies["session"].value == session
    assert reader.get("/workspace/").status_code == 200


def test_every_page_may_be_kept_by_a_cache(client, addresses):
    kept = {client.get(address)["Cache-Control"] for address in addresses}

    assert kept == {"public, max-age=300"}


def test_an_unknown_address_sets_no_cookie_either(client):
    response = client.get("/nothing-here/")

    assert (response.status_code, response.cookies.output(), varies_by(response) & {"cookie"}) == (
        404,
        "",
        set(),
    )


def test_the_programme_page_is_small_and_whole(client, release):
    content = client.get("/").content

    assert len(content) <= MOST_BYTES
    assert re.findall(rb"<(?:script|iframe|object|embed|link rel=.stylesheet)", content) == []
    assert re.findall(rb"""\ssrc=["'](?!data:)""", content) == []


def test_no_page_asks_another_site_for_anything(client, addresses):
    asked = []
    for address in addresses:
        response = client.get(address)
        if response["Content-Type"].startswith("text/html"):
            text = response.content.decode()
            linked = {found["url"] for found in FOLLOWED.finditer(text)}
            asked += [(address, url) for url in ADDRESS.findall(text) if url not in linked]
            assert "<script" not in text

    assert asked == []


def test_every_page_says_its_language(client, addresses):
    languages = {
        re.search(rb'<html lang="([^"]+)"', response.content)[1]  # type: ignore[index]
        for response in map(client.get, addresses)
        if response["Content-Type"].startswith("text/html")
    }

    assert languages == {b"en-gb"}


def test_a_withheld_count_stands_nowhere(client, release: Release, addresses):
    [cell] = Figure.objects.get(indicator__code="3.1").cells.filter(value=SECRET)
    written = [
        str(SECRET),
        f"{SECRET:,}",
        f"{SECRET:,}".replace(",", "\u202f"),
        f"{SECRET:,}".replace(",", "\xa0"),
    ]

    found = [
        (address, text)
        for address in addresses
        for response in [client.get(address)]
        for text in written
        if text in response.content.decode() or text in str(response.headers)
    ]

    assert cell.key == {"country": "MM", "sex": "M"}
    assert found == []


def test_a_withheld_cell_is_marked_and_cannot_be_subtracted(client, release: Release):
    text = client.get(f"/data/{release.number}/3.1-country-sex.csv").content.decode()
    rows = {(row["country"], row["sex"]): row for row in csv.DictReader(io.StringIO(text))}

    withheld = {key for key, row in rows.items() if row["status"] == "withheld"}

    assert ("MM", "M") in withheld
    assert {row["value"] for key, row in rows.items() if key in withheld} == {""}
    # Whoever sees one total and all but one of its parts knows that part.
    for country in {country for country, _sex in rows}:
        line = [rows[country, sex]["status"] for sex in ("F", "M", "*") if (country, sex) in rows]
        assert line.count("withheld") != 1, country
    for sex in {sex for _country, sex in rows}:
        column = [row["status"] for (_country, other), row in rows.items() if other == sex]
        assert column.count("withheld") != 1, sex


def test_the_page_shows_what_the_file_says(client, release: Release):
    [table] = [table for table in release_tables(release) if table.code == "3.1"]
    text = client.get("/").content.decode()

    shown = f"{table.total.value:,}" if table.total and table.total.value is not None else "withheld"

    assert shown in text.replace("\u202f", ",").replace("\xa0", ",")


def test_the_data_package_names_its_files(client, release: Release):
    package = json.loads(client.get(f"/data/{release.number}/datapackage.json").content)

    answers = [client.get(f"/data/{release.number}/{part['path']}") for part in package["resources"]]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert [len(answer.content) for answer in answers] == [part["bytes"] for part in package["resources"]]


def test_a_withdrawn_release_is_gone(client, release: Release):
    before = client.get(f"/numbers/{release.number}/3.1/").status_code
    withdraw_release(release, reason="Invented reason", by=UserFactory.create(), at=timezone.now())

    after = [
        client.get(f"/{path}").status_code
        for path in (f"numbers/{release.number}/3.1/", f"data/{release.number}/datapackage.json", "", "data/")
    ]

    assert (before, after) == (200, [404, 404, 200, 200])


@pytest.mark.parametrize("path", ["numbers/1/9.9/", "numbers/9/3.1/", "data/1/nothing.csv", "data/1/.._.csv"])
def test_what_was_never_published_is_not_found(client, release: Release, path):
    assert client.get(f"/{path}").status_code == 404


def test_no_page_asks_the_database_often(client, addresses):
    often = {}
    for address in addresses:
        client.get(address)
        with captured_queries() as queries:
            client.get(address)
        if len(queries) > MOST_QUERIES:
            often[address] = len(queries)

    assert often == {}


def test_a_language_stands_in_the_address_alone(client, release):
    english = client.get("/numbers/", headers={"accept-language": "th"})
    khmer = client.get("/km/numbers/", headers={"accept-language": "th"})

    assert [
        (r["Content-Language"], varies_by(r) & {"accept-language", "cookie"}) for r in (english, khmer)
    ] == [
        ("en-gb", set()),
        ("km", set()),
    ]
    assert '<html lang="en-gb">' in english.content.decode()
    assert '<html lang="km">' in khmer.content.decode()
    assert "<h1>របៀបដែលយើងបានចំនួនមួយ</h1>" in khmer.content.decode()


def test_every_page_leads_to_itself_in_every_language(client, release):
    text = client.get(f"/th/numbers/{release.number}/3.1/").content.decode()
    links = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', text))
    page = f"/numbers/{release.number}/3.1/"

    assert links == {
        code: page if code == "en-gb" else f"/{code}{page}" for code, _name in settings.LANGUAGES
    }
    assert {client.get(url).status_code for url in links.values()} == {200}


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES if code != "en-gb"])
def test_the_programme_page_stays_small_in_every_script(client, release, language):
    response = client.get(f"/{language}/")

    assert (response.status_code, response.cookies.output()) == (200, "")
    assert len(response.content) <= MOST_BYTES


def test_files_are_the_same_in_every_language(client, release):
    assert (
        client.get(f"/my/data/{release.number}/3.3-country.csv").content
        == client.get(f"/data/{release.number}/3.3-country.csv").content
    )


def test_a_language_that_is_not_offered_has_no_page(client, release):
    assert client.get("/fr/").status_code == 404
