"""Keeping the channels of a desk."""

import secrets

import pghistory
from django.db import transaction

from safefair.accounts.models import User
from safefair.contact.models import Channel
from safefair.contact.provider import TEST_ID, hand_over
from safefair.contact.queries.channels import secret_hash
from safefair.contact.texting.neutral import TEST
from safefair.core.keys.store import make_keys, open_key
from safefair.core.sealed import write_words


@transaction.atomic
def add_channel(channel: Channel, *, authorization: str, by: User) -> str:
    """Store a new channel; the secret that its provider shows us, which nobody can read again."""
    secret = secrets.token_urlsafe(32)
    channel.key_id, key = make_keys(1)[0]
    channel.secret = secret_hash(secret)
    write_words(channel, {"authorization": authorization}, key=key)
    with pghistory.context(user=by.pk):
        channel.save()
    return secret


@transaction.atomic
def change_channel(channel: Channel, *, authorization: str, by: User) -> None:
    """Store what was changed; an empty authorization leaves the one that is there."""
    if authorization:
        write_words(channel, {"authorization": authorization}, key=open_key(channel.key_id))
    with pghistory.context(user=by.pk):
        channel.save()


@transaction.atomic
def renew_secret(channel: Channel, *, by: User) -> str:
    """A new secret; the old one ends at once."""
    secret = secrets.token_urlsafe(32)
    with pghistory.context(user=by.pk):
        Channel.objects.filter(pk=channel.pk).update(secret=secret_hash(secret))
    return secret


@transaction.atomic
def switch_channel(channel: Channel, *, is_active: bool, by: User) -> None:
    """Off: nothing comes in and nothing goes out. What waits to be sent is given up when it is due."""
    with pghistory.context(user=by.pk):
        Channel.objects.filter(pk=channel.pk).update(is_active=is_active)


def send_test(channel: Channel, number: str) -> None:
    """Three digits and a word to a number that is kept nowhere. NotHandedOver when the provider does not take it."""
    hand_over(channel, TEST, dispatch_id=TEST_ID, to=number)
