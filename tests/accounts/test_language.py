"""In which language somebody reads the workspace and the door to it."""

import pytest
from django.test import Client

from tests.accounts.factories import sign_in

pytestmark = pytest.mark.django_db


def heading(client: Client) -> str:
    return client.get("/workspace/").content.decode().split("<html lang=")[1][:8]


def test_a_choice_is_kept_for_the_person(client: Client):
    user = sign_in(client, "COUNSELLOR")
    before = heading(client)

    response = client.post("/accounts/language/", {"language": "km"}, follow=True)

    user.refresh_from_db()
    assert (before, user.language) == ('"en-gb">', "km")
    assert '<html lang="km">' in response.content.decode()
    assert client.cookies.keys() == {"session"}


def test_a_language_that_is_not_offered_changes_nothing(client: Client):
    user = sign_in(client, "COUNSELLOR")

    assert client.post("/accounts/language/", {"language": "xx"}).status_code == 302
    user.refresh_from_db()
    assert user.language == "en-gb"


def test_the_door_speaks_the_language_of_the_browser(client: Client):
    text = client.get("/accounts/login/", headers={"accept-language": "th,en;q=0.5"}).content.decode()

    assert '<html lang="th">' in text
    assert "เข้าสู่ระบบ" in text
