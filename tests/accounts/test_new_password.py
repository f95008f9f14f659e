"""Asking for a new password: a letter where letters are sent, and nowhere else a link that signs in."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.accounts.factories import UserFactory

ASK = (
    "from safefair.config import settings; print(settings.EMAIL_BACKEND.split('.')[-2], settings.SENDS_EMAIL)"
)


@pytest.mark.django_db
def test_with_a_mail_server_the_link_comes_by_letter(client: Client, settings: Any) -> None:
    settings.SENDS_EMAIL = True
    user = UserFactory.create()

    page = client.post(reverse("account_reset_password"), {"email": user.email})

    assert page["Location"] == reverse("account_reset_password_done")
    assert ["/accounts/password/reset/key/" in letter.body for letter in mail.outbox] == [True]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_one_the_page_says_who_helps(client: Client, settings: Any, method: str) -> None:
    settings.SENDS_EMAIL = False
    user = UserFactory.create()

    page = getattr(client, method)(reverse("account_reset_password"), {"email": user.email})

    assert (page.status_code, mail.outbox) == (200, [])
    assert "the administrator can set a new password" in page.content.decode()
    assert "password/reset/key" not in page.content.decode()


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ({}, "dummy False"),
        ({"SAFEFAIR_TRIAL": "1"}, "console True"),
        ({"SAFEFAIR_EMAIL_HOST": "mail.example"}, "smtp True"),
        ({"SAFEFAIR_EMAIL_HOST": "mail.example", "SAFEFAIR_TRIAL": "1"}, "smtp True"),
    ],
)
def test_letters_are_printed_in_the_trial_alone(tmp_path: Any, given: dict[str, str], answer: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAFEFAIR_")}

    said = subprocess.run(
        [sys.executable, "-c", ASK],
        env=kept | given | {"SAFEFAIR_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.strip() == answer
