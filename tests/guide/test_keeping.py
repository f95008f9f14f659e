"""What the server says of pages that a phone keeps; what the phone does is in `tests/journeys/test_keeping_journey.py`."""

import pytest

from safefair.guide.models import DayOfReads
from safefair.guide.reads import write_reads
from tests.guide.factories import published

pytestmark = pytest.mark.django_db


def test_no_page_but_the_offer_and_the_list_carries_the_script_that_keeps(client):
    published()
    holds = {
        address: "serviceWorker" in client.get(address).content.decode()
        for address in (
            "/a/",
            "/a/900",
            "/a/900/share",
            "/a/900/kept",
            "/a/900/keep",
            "/a/kept",
            "/ask/",
            "/near/",
        )
    }

    assert [address for address, has in holds.items() if has] == ["/a/900/keep", "/a/kept"]


def test_the_kept_page_does_not_claim_that_nothing_is_kept_and_is_no_reading(client):
    published()
    write_reads()
    DayOfReads.objects.all().delete()

    page = client.get("/km/a/900/kept").content.decode()
    write_reads()

    assert "Invented second step." in page
    assert "ទំព័រនេះមិនទុកអ្វីក្នុងទូរស័ព្ទ" not in page
    assert "/km/a/kept" in page
    assert not DayOfReads.objects.exists()


def test_removing_has_the_browser_forget_the_site(client):
    response = client.post("/km/a/kept")

    assert response.status_code == 200
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert response["Cache-Control"] == "no-store, private"
    assert "Clear-Site-Data" not in client.get("/km/a/kept")


def test_the_worker_lies_in_the_folder_of_the_guide_and_so_cannot_see_questions(client):
    for address in ("/a/w.js", "/km/a/w.js"):
        response = client.get(address)

        assert response["Content-Type"] == "text/javascript"
        assert "Service-Worker-Allowed" not in response


def test_what_is_not_published_cannot_be_kept(client):
    published().unpublish()

    for address in ("/a/900/keep", "/a/900/kept", "/a/900/picture.png"):
        assert client.get(address).status_code == 404
