"""Places and numbers: three taps to a number, never an empty page, nothing of hers in an address, nothing staff-only."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from safefair.core.searching import normalise
from safefair.directory.models import Service
from tests.accounts.factories import OrganizationFactory
from tests.directory.factories import LocationFactory, invented_entry, invented_service, phone
from tests.guide.factories import published, write_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return OrganizationFactory.create(name="Invented Centre of Tak", country="TH")


def read(client: Client, *parts: str, **posted: str) -> str:
    url = reverse(("website:near", "website:near_country", "website:near_province")[len(parts)], args=parts)
    answer = client.post(url, posted) if posted else client.get(url)
    assert (answer.status_code, answer["Cache-Control"], dict(answer.cookies)) == (
        200,
        "no-store, private",
        {},
    )
    assert "<title>Information</title>" in answer.content.decode()
    return answer.content.decode()


def test_three_taps_to_a_number(client: Client, centre):
    invented_service(centre, name="Invented line of Tak")

    first = read(client)
    second = read(client, "TH")
    third = read(client, "TH", "TH-63")

    assert reverse("website:near_country", args=["TH"]) in first
    assert reverse("website:near_province", args=["TH", "TH-63"]) in second
    assert 'href="tel:+6620000123"' in third


def test_what_to_know_stands_before_the_number_and_traces_beside_it(client: Client, centre):
    invented_service(
        centre, calls_recorded="yes", who_answers="police", phones=[phone(), phone("@mrc", channel="line")]
    )

    page = read(client, "TH", "TH-63")

    order = [
        page.index(words) for words in ("the police", "Calls are recorded.", "tel:", "may stand on the bill")
    ]
    assert order == sorted(order)
    assert "LINE: @mrc" in page
    assert "What you write stays in the app" in page


def test_a_province_without_anybody_shows_the_country_and_a_country_without_anybody_what_to_do(
    client, centre
):
    invented_service(centre, name="National line", areas=["TH"])
    invented_service(centre, name="Embassy line", areas=["TH"], operator_kind="embassy")

    empty_province, empty_country = read(client, "TH", "TH-50"), read(client, "SG")

    assert empty_province.index("National line") < empty_province.index("Embassy line")
    assert "You can ask us, without a name" in empty_country
    assert reverse("website:ask") in empty_country


def test_kinds_of_help_and_more_travel_in_the_body(client: Client, centre):
    for number in range(17):
        invented_service(centre, name=f"Wage line {number:02}", kinds=["wages"])
    invented_service(centre, name="Talk line")

    first = read(client, "TH", "TH-63", kind="wages")
    second = read(client, "TH", "TH-63", kind="wages", page="2")

    assert ("Wage line 00" in first, "Talk line" in first, "Wage line 16" in first) == (True, False, False)
    assert "Wage line 16" in second


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("น้ำ", True),  # tone mark before the vowel, as most keyboards type it
        ("นํ้า", True),  # … and after its first half
        ("๑๒๓", True),
        ("ĐẶNG", True),
        ("မြန်မာ", True),
        ("ស្ត្រី", True),
        ("ស្រ្តី", True),  # … RO below before TA below
        ("ស្ដ្រី", True),  # … DA below, which looks like TA below
        ("ကူညီပါ၊ ကၽြန္မ အလုပ္ရွင္က လစာ မေပးဘူး", True),  # Zawgyi
        ("no such words", False),
    ],
)
def test_words_are_found_in_every_script(client: Client, centre, typed, found):
    text = "น้ำใจ Đặng မြန်မာနိုင်ငံ 123 ស្ត្រី ကူညီပါ၊ ကျွန်မ အလုပ်ရှင်က လစာ မပေးဘူး"
    invented_service(centre, name="Found line", translations={"th": {"description": text}})

    page = read(client, words=typed)

    assert ("Found line" in page, "Nothing has these words" in page) == (found, not found)
    assert normalise(normalise(typed)) == normalise(typed)


def test_articles_stand_below_doors_and_numbers_those_with_the_word_in_their_title_first(
    client: Client, centre
):
    published(901, title="Invented other", body=[{"paragraph": "Your passport is yours."}])
    published(902, title="Invented passport")
    invented_service(centre, name="Passport line")

    page = read(client, words="PASSPORT")
    only_articles = read(client, words="yours")

    order = [page.index(words) for words in ("Passport line", "Invented passport", "Invented other")]
    assert order == sorted(order)
    assert reverse("website:article", args=[902]) in page
    assert "Nothing has these words" not in only_articles


@pytest.mark.parametrize(
    ("language", "name"),
    [("km", "ខេត្តតាក (Tak)"), ("th", "จังหวัดตาก (Tak)"), ("my", "တာ့ခ်ခရိုင် (Tak)"), ("fil", "Tak")],
)
def test_provinces_are_called_as_she_calls_them(client: Client, centre, language, name):
    invented_service(centre)

    page = client.get(f"/{language}" + reverse("website:near_country", args=["TH"])).content.decode()

    assert f">{name}</a>" in page
    assert "Invented line" in read(client, words="ខេត្តតាក")


def test_a_draft_is_not_found(client: Client):
    write_article(903, title="Invented passport")

    assert "Nothing has these words" in read(client, words="passport")


def test_where_nothing_fits_the_whole_country_is_shown_else_what_can_be_called_from_abroad(
    client: Client, centre
):
    invented_service(centre, name="National line", areas=["TH"])
    invented_service(centre, name="Province line", kinds=["wages"])
    invented_service(centre, name="Home line", areas=["PH"], number_from_abroad="+6320000123")

    by_kind = read(client, "TH", kind="health")
    nowhere = read(client, "SG")
    in_province = read(client, "TH", "TH-50", kind="health")

    assert ("National line" in by_kind, "Province line" in by_kind, "Home line" in by_kind) == (
        True,
        False,
        False,
    )
    assert "National line" in in_province
    assert nowhere.index("You can ask us") < nowhere.index("Home line")


def test_words_in_her_language_and_english_marked_where_there_are_none(client: Client, centre):
    invented_service(centre, translations={"th": {"name": "สายสมมุติ"}})

    page = client.get("/th" + reverse("website:near_province", args=["TH", "TH-63"])).content.decode()

    assert '<h3 lang="th">สายสมมุติ</h3>' in page
    assert '<p lang="en-gb">Invented people listen.</p>' in page


def test_a_service_for_staff_alone_stands_on_no_public_page(client: Client, centre):
    place = LocationFactory.create(organization=centre, name="Planted place")
    planted: dict[str, Any] = {
        "name": "Planted line",
        "phones": [phone("+6620009999")],
        "places": [str(place.uuid)],
    }
    for hidden in ({"visibility": "staff"}, {"visibility": "partner"}, {"status": "defunct"}):
        invented_service(centre, **planted | hidden, areas=["TH", "TH-63"])
    invented_service(centre, checked=180, **planted)
    open_one = invented_service(centre, name="Open line")

    pages = [
        read(client), read(client, "TH"), read(client, "TH", "TH-63"), read(client, "TH", kind="talk"),
        read(client, words="planted"), read(client, words="+6620009999"), read(client, words="invented"),
    ]  # fmt: skip

    assert not [
        page for page in pages if "Planted" in page or "9999" in page.replace('value="+6620009999"', "")
    ]
    assert open_one.name in pages[2]


def test_what_was_hidden_a_moment_ago_is_on_no_page_though_the_list_is_older(
    client: Client, centre, settings
):
    settings.MEMORY_SECONDS = 30
    service = invented_service(centre, name="Invented line of Tak")
    before = read(client, "TH", "TH-63"), read(client, words="invented line of tak")

    Service.objects.filter(pk=service.pk).update(visibility="staff")

    after = read(client, "TH", "TH-63"), read(client, words="invented line of tak")
    assert all("Invented line of Tak" in page for page in before)
    assert not any('class="listing"' in page or "tel:+6620000123" in page for page in after)


def test_stale_services_say_so(client: Client, centre):
    invented_service(centre, checked=120)

    assert "Not checked since" in read(client, "TH", "TH-63")


@pytest.mark.parametrize("parts", [("XX",), ("TH", "TH-99"), ("TH", "MM-06")])
def test_a_place_that_there_is_not_is_not_found(client: Client, parts):
    name = ("website:near", "website:near_country", "website:near_province")[len(parts)]

    assert client.get(reverse(name, args=parts)).status_code == 404


def test_the_list_asks_as_much_for_three_as_for_one(client: Client, centre, assert_same_queries):
    place = LocationFactory.create(organization=centre)
    hours = {"days": [0], "opens_at": "09:00", "closes_at": "17:00", "timezone": "Asia/Bangkok"}
    entry = invented_entry(places=[str(place.uuid)], schedules=[hours | {"valid_from": "", "valid_to": ""}])

    def more():
        invented_service(centre, **entry)
        invented_service(centre, areas=["TH"])

    assert_same_queries(reverse("website:near_province", args=["TH", "TH-63"]), more, at_most=16)
    assert_same_queries(reverse("website:near"), more, at_most=12)
