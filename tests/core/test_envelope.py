"""A sealed value opens in its place and nowhere else."""

import uuid

import pytest

from safefair.core.crypto.blind import blind_all
from safefair.core.crypto.custody import KeyUnavailable
from safefair.core.crypto.envelope import new_data_key, seal, unseal
from safefair.core.keys.models import DataKey, DestroyedKey
from safefair.core.keys.store import destroy_key, make_keys, open_key, open_keys

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_seal_and_unseal() -> None:
    key = new_data_key()

    sealed = seal("ดาว".encode(), key=key, place="7|identity|1")

    assert unseal(sealed, key=key, place="7|identity|1").decode() == "ดาว"


@pytest.mark.parametrize("place", ["8|identity|1", "7|note|1", "7|identity|2"])
def test_moved_ciphertext_does_not_open(place: str) -> None:
    key = new_data_key()
    sealed = seal(b"Invented Daisy", key=key, place="7|identity|1")

    with pytest.raises(KeyUnavailable):
        unseal(sealed, key=key, place=place)


def test_changed_ciphertext_does_not_open() -> None:
    key = new_data_key()
    sealed = bytearray(seal(b"Invented Daisy", key=key, place="7|identity|1"))
    sealed[-1] ^= 1

    with pytest.raises(KeyUnavailable):
        unseal(bytes(sealed), key=key, place="7|identity|1")


def test_keys_are_stored_wrapped() -> None:
    ((key_id, key),) = make_keys(1)

    assert key not in bytes(DataKey.objects.get(id=key_id).wrapped)
    assert open_keys([str(key_id)]) == {str(key_id): key}


def test_destroyed_key_is_gone_and_remembered() -> None:
    ((key_id, _key),) = make_keys(1)

    destroy_key(key_id)
    destroy_key(key_id)

    assert open_keys([str(key_id)]) == {}
    assert list(DestroyedKey.objects.values_list("key_id", flat=True)) == [key_id]
    with pytest.raises(KeyUnavailable):
        open_key(key_id)


def test_unknown_key_is_unavailable() -> None:
    with pytest.raises(KeyUnavailable):
        open_key(uuid.uuid4())


def test_search_keys_of_two_organizations_never_meet() -> None:
    values = [("P", "+66000000001"), ("I", "INVENTED1")]

    assert blind_all(values, organization_id=1) == blind_all(values, organization_id=1)
    assert not set(blind_all(values, organization_id=1)) & set(blind_all(values, organization_id=2))
