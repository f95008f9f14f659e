"""Search before create: she is found however she is written, by index alone, and the reading is in the log."""

from typing import Any

import pytest
from django.db import connection

from safefair.core.models import ReadKind, ReadLog
from safefair.core.rls import row_security
from safefair.people.enums import ErasureReason
from safefair.people.facts import RegistrationFacts
from safefair.people.identities import IdentityData
from safefair.people.models import Registration, SearchKey
from safefair.people.names.score import Alert
from safefair.people.operations import erase_person
from safefair.people.queries.lookup import FIND
from safefair.people.queries.matching import match_many
from safefair.people.queries.search import PersonQuery, find_candidates
from tests.accounts.factories import OrganizationFactory, UserFactory
from tests.people.factories import register_invented

pytestmark = pytest.mark.django_db


def find(organization, *, sex="F", birth_year=None, user_id=None, **identity):
    query = PersonQuery(identity=IdentityData(**identity), sex=sex, birth_year=birth_year)
    with row_security(organization_id=organization.pk, user_id=user_id):
        return find_candidates(query, organization_id=organization.pk, user_id=user_id)


@pytest.fixture
def register(db):
    """An organisation with thirty people beside the one looked for."""
    organization = OrganizationFactory.create()
    for _ in range(30):
        register_invented(organization)
    return organization


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        (
            {"full_name_latin": "Siriporn Chaiyadet"},
            {"full_name_latin": "chaiyadej siriphon", "village": "Ban Mai"},
        ),
        (
            {"full_name_native": "ศิริพร ไชยเดช"},
            {"full_name_latin": "Siriporn Chaidet", "phone": "081 234 5678"},
        ),
        (
            {"full_name_native": "နန်းခမ်းနွမ်", "full_name_latin": "Nang Kham Nwam"},
            {"full_name_native": "နန်းခမ်းနွမ်"},
        ),
        ({"full_name_latin": "Sok Chanthy"}, {"full_name_latin": "Chan Thy Sok", "birth_date": "12/5/1991"}),
        (
            {"full_name_latin": "Maria dela Cruz"},
            {"full_name_latin": "Ma. Dela Cruz", "birth_date": "1991-12-05"},
        ),
        ({"full_name_latin": "Invented Other", "id_number": "INV 90817"}, {"id_number": "inv-90817"}),
    ],
    ids=["order and sound", "script", "same script", "joined tokens", "day and month swapped", "document"],
)
def test_finds_her_however_she_is_written(register, known, asked):
    facts = {"phone": "+66 81 234 5678", "birth_date": "1991-05-12", "village": "Ban Mai"}
    person = register_invented(register, **{**facts, **known})

    found = find(register, **{"village": "Ban Mai", "birth_date": "1991", **asked})

    assert found[0].registration_id == person.pk
    assert found[0].level >= Alert.POSSIBLE
    assert sum(reason.weight for reason in found[0].reasons) == pytest.approx(found[0].score, abs=0.01)


def test_an_age_finds_her_too(register):
    person = register_invented(
        register, full_name_latin="Invented Zinnia", birth_date="", birth_year=1990, village="Ban Mai"
    )

    found = find(register, full_name_latin="Invented Zinnia", birth_year=1992, village="Ban Mai")

    assert [candidate.registration_id for candidate in found] == [person.pk]


@pytest.mark.parametrize("wrong", [{"sex": "M"}, {"birth_date": "1951"}, {"sex": "M", "birth_date": "1951"}])
def test_a_wrong_sex_or_year_does_not_keep_her_closed(register, wrong):
    person = register_invented(register, full_name_latin="Invented Zinnia", phone="+66 2 123 4567")

    find(register, **{"full_name_latin": "Invented Zinnia", "phone": "02 123 4567", **wrong})

    assert person.pk in ReadLog.objects.get().record_ids


def test_of_equals_by_their_keys_those_of_her_sex_and_age_are_opened(register, monkeypatch):
    monkeypatch.setattr("safefair.people.queries.search.OPENED_A_SEARCH", 1)
    facts: dict[str, Any] = {"full_name_latin": "Invented Zinnia", "birth_date": "", "village": "Ban Mai"}
    person = register_invented(register, sex="F", birth_year=1990, **facts)
    for sex, birth_year in (("M", 1990), ("F", 1960), ("M", 1960)):
        register_invented(register, sex=sex, birth_year=birth_year, **facts)

    found = find(register, full_name_latin="Zinnia Invented", birth_year=1991, village="Ban Mai")

    assert [candidate.registration_id for candidate in found] == [person.pk]


def test_a_stranger_finds_nobody(register):
    assert find(register, full_name_latin="Unheardof Quixotic", birth_date="1951", village="Nowhere") == []


def test_never_finds_in_another_organisation(register):
    facts: dict[str, Any] = {"full_name_latin": "Invented Zinnia", "phone": "+66 2 123 4567"}
    register_invented(OrganizationFactory.create(), **facts)

    assert find(register, **facts) == []


def test_never_finds_the_erased(register):
    facts: dict[str, Any] = {"full_name_latin": "Invented Zinnia", "phone": "+66 2 123 4567"}
    erase_person(register_invented(register, **facts), by=UserFactory.create(), reason=ErasureReason.REQUEST)

    assert find(register, **facts) == []


def test_a_search_is_one_reading_of_those_it_opened(register):
    user = UserFactory.create()
    person = register_invented(register, full_name_latin="Invented Zinnia", phone="+66 2 123 4567")

    find(register, user_id=user.pk, phone="02 123 4567")

    log = ReadLog.objects.get()
    assert (log.kind, log.record_ids, log.user_id) == (ReadKind.SEARCHED, [person.pk], user.pk)


def test_search_takes_few_statements(register, django_assert_max_num_queries):
    register_invented(register, full_name_latin="Invented Zinnia", phone="+66 2 123 4567")
    query = PersonQuery(identity=IdentityData(full_name_latin="Invented Zinnia", phone="02 123 4567"))

    with django_assert_max_num_queries(6), django_assert_max_num_queries(1, using="keys"):
        found = find_candidates(query, organization_id=register.pk, user_id=None)

    assert len(found) == 1


def test_keys_are_found_by_the_index_alone_under_row_security(register):
    keys = list(SearchKey.objects.order_by("key").values_list("key", flat=True)[:20])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE people_searchkey")
        cursor.execute("SET LOCAL enable_seqscan = off")  # in so small a table any other plan is as good
    with row_security(organization_id=register.pk, user_id=None), connection.cursor() as cursor:
        cursor.execute(
            f"EXPLAIN {FIND}", {"organization": register.pk, "keys": keys, "caps": [201] * len(keys)}
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "Index Only Scan using people_searchkey_pkey" in plan
    condition = next(line for line in plan.splitlines() if "Index Cond" in line)
    assert "organization_id" in condition
    assert "key = k.key" in condition


def test_a_list_longer_than_its_cap_is_no_answer(register):
    for _ in range(51):
        register_invented(register, full_name_latin="", phone="+66 2 999 9123", village="", birth_date="")

    assert find(register, phone="02 999 9123") == []


def query(**identity):
    return PersonQuery(identity=IdentityData(**identity), sex="F")


def test_rows_of_a_file_match_registrations_and_earlier_rows(register):
    person = register_invented(register, full_name_latin="Invented Zinnia", phone="+66 2 123 4567")
    rows = [
        query(full_name_latin="Invented Peony", phone="+66 2 765 4321", village="Ban Mai"),
        query(full_name_latin="Zinnia Invented", phone="02 123 4567"),
        query(full_name_latin="Peony Invented", phone="02 765 4321", village="Ban Mai"),
    ]

    with row_security(organization_id=register.pk, user_id=None):
        found = match_many(rows, organization_id=register.pk, user_id=None)

    assert [[(match.registration_id, match.row) for match in matches] for matches in found] == [
        [],
        [(person.pk, None)],
        [(None, 0)],
    ]
    assert list(ReadLog.objects.values_list("kind", flat=True)) == [ReadKind.SEARCHED]


def test_facts_of_a_registration_are_kept_apart_from_its_identity():
    person = register_invented(OrganizationFactory.create(), sex="X", area="TH-50")

    assert RegistrationFacts.of(Registration.objects.get(pk=person.pk)) == RegistrationFacts(
        country="TH", sex="X", birth_year=1994, nationality="MM", area="TH-50"
    )
