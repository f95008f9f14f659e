import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse
from syrupy.assertion import SnapshotAssertion

from safefair.core.models import ReadKind, ReadLog
from safefair.outreach.enums import Sensitivity, SheetStatus
from safefair.outreach.models import InformationSession, SessionAttendance
from safefair.people.models import Registration
from tests.accounts.factories import sign_in
from tests.outreach.factories import (
    InformationSessionFactory,
    SessionAttendanceFactory,
    SessionHeadcountFactory,
    VisitFactory,
)
from tests.outreach.pages import HTMX, main_of
from tests.people.factories import register_invented

pytestmark = pytest.mark.django_db


def session_addresses(session) -> list[str]:
    names = (
        "session_detail", "session_edit", "session_cancel", "session_print", "sheet", "sheet_line", "sheet_candidates",
        "headcount", "sheet_close", "sheet_reopen", "sheet_none",
    )  # fmt: skip
    return [reverse(f"outreach:{name}", args=[session.uuid]) for name in names]


@pytest.mark.parametrize(
    ("role", "visits", "sessions", "entering"),
    [
        ("COUNSELLOR", 200, 200, 200),
        ("COORDINATOR", 200, 200, 200),
        ("TRAINER", 403, 200, 200),
        ("PROGRAMME_MANAGER", 200, 200, 403),
        ("MONITORING_OFFICER", 403, 200, 403),
        ("DONOR", 403, 403, 403),
        ("STEWARD", 403, 403, 403),
    ],
)
def test_who_may_see_what(client, centre, role, visits, sessions, entering):
    is_ours = role in ("COUNSELLOR", "COORDINATOR", "TRAINER")
    session = InformationSessionFactory.create(organization=centre)
    sign_in(client, role, centre if is_ours else None)

    answers = (
        client.get(reverse("outreach:visits")).status_code,
        client.get(reverse("outreach:session_detail", args=[session.uuid])).status_code,
        client.get(reverse("outreach:sheet", args=[session.uuid])).status_code,
    )

    assert answers == (visits, sessions, entering)


def test_a_strangers_session_is_not_there(client, counsellor):
    theirs = InformationSessionFactory.create()
    missing = InformationSessionFactory.build(uuid=uuid.uuid4())

    for their, none in zip(session_addresses(theirs), session_addresses(missing), strict=True):
        for ask in (client.get, client.post):
            stranger, nobody = ask(their), ask(none)
            assert (stranger.status_code, stranger.content) == (nobody.status_code, nobody.content)
            assert stranger.status_code in (404, 405)


def test_lists_ask_as_much_for_three_rows_as_for_one(client, centre, counsellor, assert_same_queries):
    visits = reverse("outreach:visits")
    sessions = reverse("outreach:sessions")

    assert_same_queries(visits, lambda: VisitFactory.create(organization=centre), at_most=12)
    assert_same_queries(
        sessions, lambda: SessionAttendanceFactory.create(session__organization=centre), at_most=12
    )


def test_who_held_a_session_is_said_where_it_was_somebody_else(client, centre, counsellor):
    address = reverse("outreach:sessions")
    InformationSessionFactory.create(organization=centre, organizer=centre)
    before = client.get(address).content.decode()
    InformationSessionFactory.create(organization=centre, organizer=None, organizer_name="Invented Union")
    after = client.get(address).content.decode()

    assert ("Held by" in before, after.count('data-label="Held by"')) == (False, 2)


def test_sheet_asks_as_much_for_three_lines_as_for_one(client, centre, counsellor, assert_same_queries):
    session = InformationSessionFactory.create(organization=centre)

    def line():
        person = register_invented(centre)
        return SessionAttendanceFactory.create(session=session, registration=person)

    assert_same_queries(reverse("outreach:sheet", args=[session.uuid]), line, at_most=12)


def test_pages_look_as_agreed(client, centre, counsellor, snapshot: SnapshotAssertion):
    session = InformationSessionFactory.create(
        organization=centre, title="Invented rights", sheet_code="7K3MAC9D", sheet_status=SheetStatus.ENTERED
    )
    SessionAttendanceFactory.create(session=session, registration__code="AAAA-22")
    SessionHeadcountFactory.create(session=session)
    VisitFactory.create(organization=centre, registration__code="AAAA-23")

    pages = [
        client.get(reverse("outreach:sessions")),
        client.get(reverse("outreach:session_detail", args=[session.uuid])),
    ]

    assert [main_of(page) for page in pages] == snapshot


def test_downloads_hold_no_identity_and_no_code(client, centre, counsellor):
    VisitFactory.create(organization=centre, registration__code="ZZZZ-99")
    SessionAttendanceFactory.create(session__organization=centre, registration__code="ZZZZ-98")

    files = [
        client.get(reverse(f"outreach:{name}"), {"format": "csv"}).content.decode()
        for name in ("visits", "sessions")
    ]

    assert [len(file.strip().splitlines()) for file in files] == [2, 2]
    assert [code in file for file in files for code in ("ZZZZ-99", "ZZZZ-98")] == [False] * 4


def test_filters_narrow_and_what_cannot_be_read_narrows_nothing(client, centre, counsellor):
    InformationSessionFactory.create(organization=centre, title="Wages", sheet_status=SheetStatus.EXPECTED)
    InformationSessionFactory.create(organization=centre, title="Papers", held_on=dt.date(2026, 5, 1))

    def titles(**query) -> list[str]:
        page = client.get(reverse("outreach:sessions"), query)
        return [session.title for session in page.context["page"]]

    assert titles(q="wag") == ["Wages"]
    assert titles(status="EXPECTED") == ["Wages"]
    assert titles(start="2026-04-01") == ["Papers"]
    assert titles(start="yesterday", sort="title") == ["Papers", "Wages"]


def test_programme_sees_sessions_of_all_and_no_person(client):
    SessionAttendanceFactory.create(registration__code="ZZZZ-97")
    VisitFactory.create(registration__code="ZZZZ-96")
    sign_in(client, "PROGRAMME_MANAGER")

    pages = [client.get(reverse(f"outreach:{name}")).content.decode() for name in ("visits", "sessions")]

    assert [re.search("ZZZZ", page) for page in pages] == [None, None]
    assert all("Invented Centre" in page for page in pages)


def test_session_is_written_corrected_cancelled_and_restored(client, centre, counsellor):
    form = {
        "title": "Invented rights", "held_on": "2026-03-12", "country": "TH", "language": "my", "sensitivity": "OPEN",
        "topics": ["SAFE_MIGRATION"], "usual_sex": "F", "usual_relation": "CURRENT", "entry_id": str(uuid.uuid4()),
    }  # fmt: skip
    for _ in range(2):
        client.post(reverse("outreach:session_create"), form)
    session = InformationSession.objects.get()
    client.post(reverse("outreach:session_edit", args=[session.uuid]), form | {"title": "Corrected"})
    client.post(reverse("outreach:session_cancel", args=[session.uuid]))

    session.refresh_from_db()
    assert (session.title, session.cancelled_at is not None) == ("Corrected", True)
    client.post(reverse("outreach:session_cancel", args=[session.uuid]))
    session.refresh_from_db()
    assert session.cancelled_at is None


def test_line_is_saved_at_once_and_answers_with_its_row(client, centre, counsellor):
    session = InformationSessionFactory.create(organization=centre, sheet_status=SheetStatus.EXPECTED)
    person = register_invented(centre, full_name_latin="Invented Malee")
    form = {"person": str(person.uuid), "relation": "FAMILY", "entry_id": str(uuid.uuid4()), "action": "save"}

    answer = client.post(reverse("outreach:sheet_line", args=[session.uuid]), form, **HTMX).content.decode()

    line = SessionAttendance.objects.get()
    assert (line.registration, line.relation, line.line_number) == (person, "FAMILY", 1)
    assert "Invented Malee" in answer
    assert "Line 2" in answer


def test_line_of_a_new_person_sent_twice_is_one_line(client, centre, counsellor):
    session = InformationSessionFactory.create(organization=centre)
    form = {"person": "new", "full_name": "Invented Rose", "entry_id": str(uuid.uuid4()), "action": "save"}

    for _ in range(2):
        client.post(reverse("outreach:sheet_line", args=[session.uuid]), form)

    assert (Registration.objects.count(), SessionAttendance.objects.count()) == (1, 1)


def test_sheet_of_codes_opens_nobody(client, centre, counsellor):
    session = InformationSessionFactory.create(organization=centre, sensitivity=Sensitivity.CODES)
    person = register_invented(centre, full_name_latin="Invented Malee")
    SessionAttendanceFactory.create(session=session, registration=person)

    page = client.get(reverse("outreach:sheet", args=[session.uuid])).content.decode()

    assert (person.code in page, "Invented Malee" in page) == (True, False)
    assert ReadLog.objects.count() == 0


def test_names_of_a_sheet_are_logged_as_one_reading(client, centre, counsellor):
    session = InformationSessionFactory.create(organization=centre)
    people = [register_invented(centre) for _ in range(2)]
    for person in people:
        SessionAttendanceFactory.create(session=session, registration=person)

    client.get(reverse("outreach:sheet", args=[session.uuid]))

    log = ReadLog.objects.get()
    assert (log.kind, sorted(log.record_ids)) == (ReadKind.LISTED, sorted(person.pk for person in people))


def test_line_taken_away_offers_to_put_it_back(client, centre, counsellor):
    line = SessionAttendanceFactory.create(session__organization=centre, registration__organization=centre)
    address = reverse("outreach:line_toggle", args=[line.session.uuid, line.entry_id])

    page = client.post(address, follow=True).content.decode()
    line.refresh_from_db()
    removed = line.removed_at
    client.post(address)

    line.refresh_from_db()
    assert ("Put it back" in page, removed is not None, line.removed_at) == (True, True, None)


def test_closing_says_the_difference(client, centre, counsellor):
    session = InformationSessionFactory.create(organization=centre)
    client.post(
        reverse("outreach:headcount", args=[session.uuid]),
        {"number": 4, "sex": "F", "age_band": "U", "relation": "U"},
    )

    page = client.post(
        reverse("outreach:sheet_close", args=[session.uuid]), {"total_on_paper": 6}, follow=True
    ).content.decode()

    assert "2 people fewer were entered than are on the paper." in page
    assert "The paper says 6, entered are 4." in page


def test_sheet_is_found_by_its_code_in_ones_own_organization_only(client, centre, counsellor):
    ours, theirs = InformationSessionFactory.create(organization=centre), InformationSessionFactory.create()
    address = reverse("outreach:sheet_find")

    found = client.post(address, {"code": f"{ours.sheet_code[:4]}-{ours.sheet_code[4:].lower()}"})
    stranger = client.post(address, {"code": theirs.sheet_code}, follow=True).content.decode()
    typo = client.post(address, {"code": "7777-7777"}, follow=True).content.decode()

    assert found["Location"] == reverse("outreach:sheet", args=[ours.uuid])
    assert "Your organisation has no session with this code." in stranger
    assert "This is no sheet code." in typo


def test_sheet_prints(client, centre, counsellor):
    session = InformationSessionFactory.create(organization=centre, language="km")

    answer = client.get(reverse("outreach:session_print", args=[session.uuid]), {"pages": "2"})

    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert answer["Content-Disposition"] == f'inline; filename="sheet-{session.sheet_code}.pdf"'


def test_persons_page_shows_her_visits_and_sessions(client, centre, counsellor):
    person = register_invented(centre)
    VisitFactory.create(organization=centre, registration=person)
    SessionAttendanceFactory.create(
        session__organization=centre, session__title="Invented rights", registration=person
    )

    page = client.get(reverse("people:detail", args=[person.uuid])).content.decode()

    assert ("Invented rights" in page, "came to the centre" in page) == (True, True)
