"""One line of a sheet put right in place, and taken back."""

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from safefair.accounts.models import Organization, User
from safefair.core.models import ReadLog
from safefair.outreach.enums import Sensitivity
from safefair.outreach.models import InformationSession, SessionAttendance
from safefair.outreach.operations import cancel_session
from safefair.people.enums import ErasureReason
from safefair.people.identities import open_identity
from safefair.people.models import Registration
from safefair.people.operations import erase_person
from tests.accounts.factories import sign_in
from tests.outreach.factories import InformationSessionFactory, SessionAttendanceFactory
from tests.people.factories import register_invented

pytestmark = pytest.mark.django_db
NAME, PHONE = "Invented Daisy Misspelt", "+66 2 000 0101"


@pytest.fixture
def line(centre: Organization) -> SessionAttendance:
    """Somebody whose name was misspelt, on an open sheet; she is on an older sheet too."""
    person = register_invented(centre, full_name_latin=NAME, phone=PHONE, birth_date="1994-05-12")
    older = InformationSessionFactory.create(organization=centre, held_on=dt.date(2025, 3, 12))
    SessionAttendanceFactory.create(session=older, registration=person)
    session = InformationSessionFactory.create(organization=centre)
    return SessionAttendanceFactory.create(session=session, registration=person)


def at(name: str, line: SessionAttendance) -> str:
    return reverse(f"outreach:{name}", args=[line.session.uuid, line.entry_id])


def form(line: SessionAttendance, **given: object) -> dict[str, object]:
    """What stands in the form, with what was changed in it."""
    stands = {
        "full_name_latin": NAME, "phone": PHONE, "sex": "F", "age": "31", "relation": "CURRENT",
        "version": line.registration.identity.version,
    }  # fmt: skip
    return stands | given


def person(line: SessionAttendance) -> tuple[str, str, str, str, int | None]:
    """Name, telephone, date of birth, sex, year of birth."""
    her = Registration.objects.get(pk=line.registration_id)
    known = open_identity(her, user_id=None)
    return known.full_name_latin, known.phone, known.birth_date, her.sex, her.birth_year


def on_sheet(line: SessionAttendance) -> tuple[str, str, str]:
    line.refresh_from_db()
    return line.relation, line.sex, line.age_band


def test_a_line_is_put_right_and_older_sheets_stay(client: Client, counsellor: User, line: SessionAttendance):
    given = {"full_name_latin": "Invented Daisy", "phone": "+66 2 000 0102", "age": "40", "sex": "M"}

    saved = client.post(at("line_correct", line), form(line, **given, relation="FAMILY"))

    older = SessionAttendance.objects.exclude(pk=line.pk).get()
    assert (saved.status_code, saved["Location"]) == (
        302,
        reverse("outreach:sheet", args=[line.session.uuid]),
    )
    assert person(line) == ("Invented Daisy", "+66 2 000 0102", "", "M", 1986)
    assert (on_sheet(line), on_sheet(older)) == (("FAMILY", "M", "35-49"), ("CURRENT", "F", "25-34"))
    history = apps.get_model("outreach.SessionAttendanceEvent").objects.filter(
        pgh_obj_id=line.pk, pgh_label="update"
    )
    events = [event.pgh_context.metadata["user"] for event in history]
    assert events == [counsellor.pk]


def test_the_correction_is_taken_back_once(client: Client, counsellor: User, line: SessionAttendance):
    before = person(line), on_sheet(line)
    client.post(at("line_correct", line), form(line, full_name_latin="Wrong", age="40", relation="FAMILY"))
    page = client.get(reverse("outreach:sheet", args=[line.session.uuid])).content.decode()
    kept = str([session.get_decoded() for session in Session.objects.all()])

    client.post(at("line_undo", line))
    taken_back = person(line), on_sheet(line)
    client.post(at("line_correct", line), form(line, version=3, relation="OTHER"))
    client.post(at("line_undo", line))
    client.post(at("line_undo", line))

    assert at("line_undo", line) in page
    assert NAME not in kept
    assert taken_back == before
    assert (person(line), on_sheet(line)) == before
    assert (
        at("line_undo", line)
        not in client.get(reverse("outreach:sheet", args=[line.session.uuid])).content.decode()
    )


def test_who_she_is_does_not_change_with_what_the_line_says(
    client: Client, counsellor: User, line: SessionAttendance
):
    client.post(at("line_correct", line), form(line, relation="FAMILY"))

    her = Registration.objects.get(pk=line.registration_id)
    assert (her.identity.version, on_sheet(line)[0]) == (1, "FAMILY")


def test_a_colleagues_correction_is_not_overwritten(
    client: Client, counsellor: User, line: SessionAttendance
):
    stale = form(line, full_name_latin="Invented Rose", relation="FAMILY")
    client.post(at("line_correct", line), form(line, full_name_latin="Invented Lotus"))

    answer = client.post(at("line_correct", line), stale)

    assert (answer.status_code, bool(answer.context["form"].non_field_errors())) == (200, True)
    assert (person(line)[0], on_sheet(line)[0]) == ("Invented Lotus", "CURRENT")


@pytest.mark.parametrize("given", [{"full_name_latin": ""}, {"age": "old"}, {"sex": "Z"}, {"relation": ""}])
def test_what_cannot_be_is_refused(client: Client, counsellor: User, line: SessionAttendance, given: Any):
    answer = client.post(at("line_correct", line), form(line, **given))

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [next(iter(given))])


def test_a_closed_matter_is_not_corrected(client: Client, counsellor: User, line: SessionAttendance):
    cancel_session(line.session, by=counsellor, at=dt.datetime(2026, 4, 1, tzinfo=dt.UTC))

    answer = client.post(at("line_correct", line), form(line, full_name_latin="Invented Rose"))

    assert bool(answer.context["form"].non_field_errors())
    assert person(line)[0] == NAME


def test_a_sheet_of_codes_opens_nobody_for_a_correction(
    client: Client, counsellor: User, line: SessionAttendance
):
    InformationSession.objects.filter(pk=line.session_id).update(sensitivity=Sensitivity.CODES)

    shown = client.get(at("line_correct", line))
    client.post(at("line_correct", line), {"relation": "FAMILY", "full_name_latin": "Invented Rose"})

    assert list(shown.context["form"].fields) == ["relation"]
    assert on_sheet(line) == ("FAMILY", "F", "25-34")
    assert not ReadLog.objects.exists()


def test_whoever_was_erased_stays_so(client: Client, counsellor: User, line: SessionAttendance):
    client.post(at("line_correct", line), form(line, full_name_latin="Wrong"))
    her = Registration.objects.get(pk=line.registration_id)
    erase_person(her, by=counsellor, reason=ErasureReason.REQUEST)

    client.post(at("line_undo", line))
    saved = client.post(at("line_correct", line), {"relation": "FAMILY"})

    assert (saved.status_code, on_sheet(line)[0]) == (302, "FAMILY")
    assert person(line)[0] == ""


def test_a_strangers_line_is_not_there(client: Client, line: SessionAttendance):
    sign_in(client, "COUNSELLOR", SessionAttendanceFactory.create().organization)

    answers = [client.get(at("line_correct", line)), client.post(at("line_undo", line))]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_the_first_line_takes_the_offer_of_no_sheet_away(
    client: Client, counsellor: User, centre: Organization
):
    session = InformationSessionFactory.create(organization=centre)
    her = register_invented(centre)
    offer = "How many came stays unknown"
    before = client.get(reverse("outreach:sheet", args=[session.uuid])).content.decode()

    entry = {"person": str(her.uuid), "relation": "CURRENT", "sex": "F", "action": "save"}
    entry["entry_id"] = "0b5e3a52-52c1-4a52-9f5e-0a8c7a5a1111"
    answer = client.post(
        reverse("outreach:sheet_line", args=[session.uuid]), entry, headers={"HX-Request": "true"}
    ).content.decode()

    assert offer in before
    assert 'id="no-sheet" hx-swap-oob="true"' in answer
    assert offer not in answer
