"""Public text goes compressed; the workspace and files that are packed already go as they are."""

import gzip

import pytest

from tests.guide.factories import published

pytestmark = pytest.mark.django_db
PACKED = {"HTTP_ACCEPT_ENCODING": "gzip"}


def test_a_public_page_is_sent_in_a_third_of_its_bytes(client):
    published()
    plain = client.get("/a/900").content

    response = client.get("/a/900", **PACKED)

    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == plain
    assert len(response.content) * 2.5 < len(plain)


@pytest.mark.parametrize("address", ["/accounts/login/", "/a/900/card.pdf", "/a/900/picture.png"])
def test_sign_in_and_files_are_not(client, address):
    published()

    response = client.get(address, **PACKED)

    assert response.status_code == 200
    assert "Content-Encoding" not in response
