"""Registering, correcting, erasing: what is sealed opens again only in its place, and what is erased never."""

import uuid

import pytest
from django.db import connection

from safefair.core.crypto.custody import KeyUnavailable
from safefair.core.keys.models import DataKey, DestroyedKey
from safefair.core.keys.store import open_key
from safefair.core.models import ReadKind, ReadLog
from safefair.people import codes
from safefair.people.codes import ALPHABET, new_codes, read_code
from safefair.people.enums import ErasureReason, PairSource, PairStatus, RegistrationSource
from safefair.people.errors import PersonAlreadyErased, PersonChangedMeanwhile
from safefair.people.facts import RegistrationFacts
from safefair.people.identities import ERASED, IdentityData, open_identities, open_identity, unseal_identity
from safefair.people.models import DuplicatePair, Identity, Registration, SearchKey, TokenFrequency
from safefair.people.operations import (
    NewPerson,
    correct_person,
    erase_person,
    link_pair,
    put_side_by_side,
    refresh_hot_keys,
    register_people,
    register_person,
)
from safefair.people.search_index import HOT
from tests.accounts.factories import OrganizationFactory, UserFactory
from tests.people.factories import DAY, invented_identity, invented_pair, register_invented

pytestmark = pytest.mark.django_db
CANARY = IdentityData(
    full_name_native="မေတ္တာ စမ်းသပ်",
    full_name_latin="Invented Canarybird",
    phone="+66 2 555 0101",
    id_number="INV 555 0101",
    birth_date="1994-05-12",
    village="Canaryville",
    note="Invented note",
)
FACTS = RegistrationFacts(country="TH", sex="F", nationality="MM", area="TH-63")


def register(identity: IdentityData = CANARY) -> Registration:
    organization = OrganizationFactory.create()
    return register_person(
        identity, FACTS, organization=organization, by=None, on=DAY, source=RegistrationSource.DESK
    )


def counts() -> dict[int, int]:
    return {row.token: row.count for row in TokenFrequency.objects.order_by("token") if row.count}


def test_what_was_sealed_opens_again_after_it_was_logged():
    user, person = UserFactory.create(), register()

    opened = open_identity(person, user_id=user.pk)

    assert opened == CANARY
    log = ReadLog.objects.get()
    assert (log.kind, log.record_ids, log.user_id) == (ReadKind.OPENED, [person.pk], user.pk)


def test_identities_of_a_page_are_one_reading_and_two_statements(django_assert_num_queries):
    people = [register() for _ in range(3)]

    with django_assert_num_queries(2), django_assert_num_queries(1, using="keys"):
        opened = open_identities(people, user_id=None, organization_id=None, kind=ReadKind.LISTED)

    assert opened == dict.fromkeys((person.pk for person in people), CANARY)
    assert ReadLog.objects.count() == 1


def test_a_sealed_identity_does_not_open_in_another_place():
    stored = register().identity
    key = open_key(stored.key_id)

    with pytest.raises(KeyUnavailable):
        unseal_identity(bytes(stored.sealed), registration_id=stored.pk + 1, version=1, key=key)
    with pytest.raises(KeyUnavailable):
        unseal_identity(bytes(stored.sealed), registration_id=stored.pk, version=2, key=key)


def test_nothing_of_an_identity_stands_in_the_database_in_the_open():
    register()

    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            for word in ("canary", "မေတ္တာ", "5550101", "555 0101", "1994-05"):
                cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE %s', [f"%{word}%"])
                found += [(table, word)] if cursor.fetchone()[0] else []

    assert found == []


def test_the_repr_of_an_identity_says_nothing():
    assert "Canary" not in repr(CANARY) + str(CANARY) + repr(NewPerson(CANARY, FACTS, DAY))


def test_many_are_registered_in_their_order_with_codes_of_their_own():
    organization = OrganizationFactory.create()
    people = [
        NewPerson(invented_identity(full_name_latin=f"Invented Bell{n}"), FACTS, DAY) for n in range(50)
    ]

    made = register_people(people, organization=organization, by=None, source=RegistrationSource.IMPORT)

    opened = open_identities(made, user_id=None, organization_id=organization.pk, kind=ReadKind.LISTED)
    assert [opened[row.pk].full_name_latin for row in made] == [f"Invented Bell{n}" for n in range(50)]
    assert len({row.code for row in made}) == 50
    assert {row.source for row in made} == {"IMPORT"}


def test_a_code_is_drawn_until_it_is_free(monkeypatch):
    organization = OrganizationFactory.create()
    monkeypatch.setattr(codes, "ALPHABET", "2" * 12 + "3" * 13)  # 64 codes: one in two drawn is taken soon

    made = [register_invented(organization) for _ in range(48)]

    assert len({row.code for row in made}) == 48


def test_a_submission_makes_one_record_in_each_organisation():
    one, other = OrganizationFactory.create_batch(2)
    submission = uuid.uuid4()

    made = [
        register_person(
            CANARY,
            FACTS,
            organization=where,
            by=None,
            on=DAY,
            source=RegistrationSource.DESK,
            submission=submission,
        )
        for where in (one, one, other)
    ]

    assert made[0] == made[1] != made[2]


def test_codes_are_readable_as_typed():
    made = new_codes(500)

    assert len(set(made)) == 500
    assert {read_code(code.lower().replace("-", " ")) for code in made} == set(made)
    assert not set("0O1ILSBZAEU") & set(ALPHABET)
    assert (read_code("7K3M"), read_code("7K3M-2O")) == (None, None)


def test_a_correction_replaces_identity_keys_and_counts():
    person, user = register(), UserFactory.create()
    keys = set(SearchKey.objects.values_list("key", flat=True))
    new = IdentityData(full_name_latin="Invented Sunflower", birth_date="1990")

    correct_person(
        person, identity=new, facts=RegistrationFacts(country="MY", sex="X"), by=user, seen_version=1
    )

    person.refresh_from_db()
    assert open_identity(person, user_id=user.pk) == new
    assert (person.country, person.sex, person.birth_year, person.nationality) == ("MY", "X", 1990, "")
    assert not keys & set(SearchKey.objects.values_list("key", flat=True))
    assert sorted(counts().values()) == [1, 1, 1]  # two tokens, and the registration itself


def test_a_correction_of_an_older_version_is_refused():
    person, user = register(), UserFactory.create()
    correct_person(person, identity=CANARY, facts=FACTS, by=user, seen_version=1)

    with pytest.raises(PersonChangedMeanwhile):
        correct_person(person, identity=CANARY, facts=FACTS, by=user, seen_version=1)


def test_erasure_leaves_what_was_counted_and_nothing_else(django_capture_on_commit_callbacks):
    person, user = register(), UserFactory.create()
    key_id = person.identity.key_id
    facts = Registration.objects.values(
        "sex", "birth_year", "nationality", "country", "area", "registered_on"
    ).get()

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person, by=user, reason=ErasureReason.REQUEST)

    person = Registration.objects.get()
    assert person.erased_at is not None
    assert Registration.objects.values(*facts).get() == facts
    assert open_identity(person, user_id=user.pk) == ERASED
    assert not Identity.objects.exists()
    assert not SearchKey.objects.exists()
    assert counts() == {}
    assert not DataKey.objects.filter(pk=key_id).exists()
    assert DestroyedKey.objects.filter(pk=key_id).exists()


def test_the_key_outlives_an_erasure_that_fails_and_a_job_sees_to_one_that_does_not():
    person, user = register(), UserFactory.create()
    key_id = person.identity.key_id

    erase_person(person, by=user, reason=ErasureReason.REQUEST)  # this test's transaction never commits

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'key_id' FROM procrastinate_jobs WHERE task_name = 'people.destroy_key'"
        )
        asked = cursor.fetchall()
    assert DataKey.objects.filter(pk=key_id).exists()
    assert asked == [(str(key_id),)]


def test_nobody_is_erased_or_corrected_twice():
    person, user = register(), UserFactory.create()
    erase_person(person, by=user, reason=ErasureReason.MISTAKE)

    with pytest.raises(PersonAlreadyErased):
        erase_person(person, by=user, reason=ErasureReason.MISTAKE)
    with pytest.raises(PersonAlreadyErased):
        correct_person(person, identity=CANARY, facts=FACTS, by=user)


def test_erasure_takes_open_pairs_and_keeps_decided_ones():
    organization, user = OrganizationFactory.create(), UserFactory.create()
    pair = invented_pair(organization)
    third = register_invented(organization)
    put_side_by_side(pair.first, third, score=12, source=PairSource.DESK)
    link_pair(pair, reason="I asked her", by=user)

    erase_person(pair.first, by=user, reason=ErasureReason.REQUEST)

    assert list(DuplicatePair.objects.values_list("pk", "status")) == [(pair.pk, PairStatus.SAME)]


def test_a_value_too_common_is_dropped_and_not_written_again():
    organization = OrganizationFactory.create()
    same = NewPerson(IdentityData(full_name_latin="Invented Common"), RegistrationFacts(country="TH"), DAY)
    register_people([same] * (HOT + 1), organization=organization, by=None, source=RegistrationSource.IMPORT)
    rare = register_invented(organization, full_name_latin="Invented Rarest")
    kept = set(SearchKey.objects.filter(registration=rare).values_list("key", flat=True))

    dropped = refresh_hot_keys(organization)
    again = register_people([same], organization=organization, by=None, source=RegistrationSource.IMPORT)[0]

    assert dropped == 2  # all tokens, and the tokens joined
    assert not SearchKey.objects.filter(registration=again).exists()
    assert set(SearchKey.objects.values_list("key", flat=True)) == kept
    assert refresh_hot_keys(organization) == 0
