"""Incidents: one type from the answers, sealed accounts, corrected and taken away."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from safefair.cases.errors import CaseChangedMeanwhile, CaseNotOpen, DayInFuture, IncidentAfterReport
from safefair.cases.models import Case, Incident, Perpetrator
from safefair.cases.operations.incidents import (
    IncidentText,
    correct_incident,
    record_incident,
    remove_incident,
    restore_incident,
)
from safefair.cases.sealing import read_words
from safefair.core.keys.store import open_key
from safefair.core.rls import row_security
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import DAY, open_invented_case
from tests.people.factories import register_invented

pytestmark = pytest.mark.django_db
ACCOUNT = "Invented account: he locked the door"
PARTNER = {"relationship": "intimate_partner_former_partner", "is_primary": True}
RECRUITER = {"relationship": "recruiter_broker", "is_primary": False}


def told(*people: dict[str, Any], **facts: Any) -> IncidentText:
    return IncidentText(
        facts={"reported_on": DAY, "penetration": True, **facts},
        perpetrators=people,
        words={"account": ACCOUNT},
    )


def write(case: Case, text: IncidentText | None = None, entry_id: uuid.UUID | None = None) -> Incident:
    return record_incident(
        case, text or told(PARTNER), entry_id=entry_id or uuid.uuid4(), on=DAY, by=case.worker
    )


def test_the_account_is_sealed_and_the_facts_count():
    row = write(open_invented_case(), told(PARTNER, RECRUITER, exchange=False))

    assert ACCOUNT.encode() not in bytes(row.sealed or b"")
    assert read_words(row, key=open_key(row.case.key_id)) == {"account": ACCOUNT}
    assert (row.core_type, row.contexts) == ("rape", ["intimate_partner_violence"])
    assert Perpetrator.objects.filter(incident=row).count() == 2


def test_a_partner_who_is_not_the_main_one_makes_no_violence_by_a_partner():
    row = write(open_invented_case(), told(PARTNER | {"is_primary": False}, RECRUITER | {"is_primary": True}))

    assert row.contexts == []


def test_a_form_sent_twice_is_one_incident():
    case, entry = open_invented_case(), uuid.uuid4()

    assert write(case, entry_id=entry) == write(case, entry_id=entry)


def test_incidents_of_one_organisation_have_codes_of_their_own():
    organization = OrganizationFactory.create()
    codes = {write(open_invented_case(organization)).code for _ in range(5)}

    assert len(codes) == 5
    assert all(code.startswith("I") for code in codes)


def test_her_age_is_that_of_the_day_and_follows_when_the_day_is_corrected():
    organization = OrganizationFactory.create()
    person = register_invented(organization, birth_year=2004, birth_date="")
    case = open_invented_case(organization, registration=person)
    row = write(case, told(happened_on=dt.date(2020, 5, 1)))
    assert (row.age_at_incident, row.contexts) == (16, ["child_sexual_abuse"])

    later = told(happened_on=dt.date(2025, 5, 1), age_at_incident=16)
    row = correct_incident(row, later, version=1, on=DAY, by=case.worker)

    assert (row.age_at_incident, row.contexts) == (21, [])


def test_an_age_that_was_typed_stays():
    row = write(open_invented_case(), told(happened_on=dt.date(2020, 5, 1), age_at_incident=15))

    assert (row.age_at_incident, row.contexts) == (15, ["child_sexual_abuse"])


def test_days_that_cannot_be_are_refused():
    case = open_invented_case()

    with pytest.raises(DayInFuture):
        write(case, told(reported_on=DAY + dt.timedelta(days=1)))
    with pytest.raises(IncidentAfterReport):
        write(case, told(happened_on=DAY + dt.timedelta(days=1)))
    assert not Incident.objects.exists()


def test_a_correction_writes_anew_and_the_second_of_two_is_told():
    case = open_invented_case()
    row = write(case)

    row = correct_incident(
        row, told(RECRUITER, penetration=False, sexual_contact=False), version=1, on=DAY, by=case.worker
    )

    assert row.core_type == "undecided"
    assert [one.relationship for one in row.perpetrators.all()] == ["recruiter_broker"]
    with pytest.raises(CaseChangedMeanwhile):
        correct_incident(row, told(), version=1, on=DAY, by=case.worker)


def test_taken_away_and_put_back():
    case = open_invented_case()
    row = remove_incident(write(case), at=timezone.now(), on=DAY, by=case.worker)
    assert row.removed_at is not None

    assert restore_incident(row, on=DAY, by=case.worker).removed_at is None


def test_nothing_is_written_into_a_closed_case():
    case = open_invented_case()
    row = write(case)
    Case.objects.filter(pk=case.pk).update(status="closed")

    with pytest.raises(CaseNotOpen):
        write(case)
    with pytest.raises(CaseNotOpen):
        remove_incident(row, at=timezone.now(), on=DAY, by=case.worker)


def test_another_organisation_sees_none():
    write(open_invented_case())

    with row_security(organization_id=OrganizationFactory.create().pk, user_id=None):
        assert not Incident.objects.exists()
        assert not Perpetrator.objects.exists()


@pytest.fixture
def mine(client):
    organization = OrganizationFactory.create()
    return open_invented_case(organization, worker=sign_in(client, "CASE_WORKER", organization))


def form(**given: Any) -> dict[str, Any]:
    unknown = dict.fromkeys(("time_of_day", "place", "stage", "abduction", "reported_elsewhere"), "unknown")
    people = {"by-TOTAL_FORMS": 1, "by-INITIAL_FORMS": 0, "by-0-sex": "U", "by-0-age_group": "unknown"}
    first = {"entry_id": uuid.uuid4(), "reported_on": timezone.localdate().isoformat(), "action": "save"}
    return {**unknown, **people, **first, "by-0-is_primary": "on", **given}


def test_what_she_tells_is_written_down_and_its_type_explained(client, mine):
    sex = Perpetrator._meta.get_field("sex").default
    fields = form(account=ACCOUNT, penetration="no", sexual_contact="yes", exchange="no", **{"by-0-sex": sex})
    fields |= {"by-0-relationship": "supervisor_employer", "forced_labour": ["withholding_of_wages"]}

    answer = client.post(reverse("cases:incident_new", args=[mine.uuid]), fields)

    row = Incident.objects.get()
    assert answer["Location"] == reverse("cases:incident", args=[mine.uuid, row.uuid])
    assert (row.core_type, row.contexts, row.exchange) == ("sexual_assault", ["violence_by_employer"], False)
    page = client.get(answer["Location"]).content.decode()
    assert ACCOUNT in page
    assert "her wages are withheld" in page
    detail = client.get(reverse("cases:detail", args=[mine.uuid])).content.decode()
    assert row.code in detail
    assert ACCOUNT not in detail


def test_another_person_without_javascript_and_nobody_without_a_word(client, mine):
    url = reverse("cases:incident_new", args=[mine.uuid])
    sex = Perpetrator._meta.get_field("sex").default

    more = client.post(url, form(action="more", reported_on=""))
    odd = client.post(url, form(**{"by-0-sex": sex, "by-0-occupation": "Invented driver"}))
    client.post(url, form(**{"by-0-sex": sex}))

    assert len(more.context["people"].forms) == 2
    assert not more.context["form"].errors
    assert b"Say who he is to her" in odd.content
    assert Incident.objects.get().perpetrators.count() == 0
    assert Incident.objects.get().core_type == "undecided"


def test_corrected_taken_away_and_put_back_on_the_page(client, mine):
    row = write(mine)
    url = reverse("cases:incident_correct", args=[mine.uuid, row.uuid])
    sex = Perpetrator._meta.get_field("sex").default
    fields = form(version=1, penetration="no", account="Invented other words", **{"by-0-sex": sex})

    shown = client.get(url).content.decode()
    client.post(url, fields | {"by-0-relationship": "coworker"})
    second = client.post(url, fields | {"account": "Invented late words"}).content.decode()
    client.post(reverse("cases:incident_remove", args=[mine.uuid, row.uuid]))

    assert ACCOUNT in shown
    assert "You saved this meanwhile" in second
    assert "Invented other words" in second
    row.refresh_from_db()
    assert row.removed_at is not None
    detail = client.get(reverse("cases:detail", args=[mine.uuid])).content.decode()
    assert row.code not in detail
    removed = client.get(reverse("cases:incident", args=[mine.uuid, row.uuid])).content.decode()
    assert "Put it back" in removed
    assert "Invented other words" not in removed
    client.post(reverse("cases:incident_restore", args=[mine.uuid, row.uuid]))
    row.refresh_from_db()
    assert row.removed_at is None


@pytest.mark.parametrize("role", ["LABOUR_OFFICER", "CASE_SUPERVISOR"])
def test_who_writes_down_no_violence_reads_none(client, role):
    organization = OrganizationFactory.create()
    user = sign_in(client, role, organization)
    case = open_invented_case(organization, worker=user)
    row = write(case)

    assert row.code not in client.get(reverse("cases:detail", args=[case.uuid])).content.decode()
    assert client.get(reverse("cases:incident", args=[case.uuid, row.uuid])).status_code == 403
