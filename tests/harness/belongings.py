"""One thing of every kind that an organisation can have, for whoever asks for another one's."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from safefair.accounts.models import Invitation, Organization, User
from safefair.cases.enums.intake import ExceptionReason
from safefair.cases.models import Attachment, Case, ComplaintGroup, Parcel, Partner, Referral, Team, TurnAway
from safefair.cases.operations import open_by_exception
from safefair.contact.models import Desk, Enclosure
from safefair.directory.models import CallBack, Location, ServiceImport
from safefair.directory.operations.reviewing import propose
from safefair.people.imports.operations import upload_import
from safefair.trainings.models import Course, Participation, TrainingRun, TrainingSession
from tests.accounts.factories import RoleAssignmentFactory, UserFactory
from tests.cases.complaints import LODGED, invented_amount, invented_complaint, invented_step
from tests.cases.factories import agree_invented, open_invented_case, send_invented
from tests.cases.houses import come, invented_house
from tests.cases.plans import planned_in
from tests.contact.factories import DeskFactory, ask_invented, enclosed_photo
from tests.contact.providers import invented_channel
from tests.directory.factories import invented_entry, invented_service
from tests.outreach.factories import (
    InformationSessionFactory,
    PlainRegistrationFactory,
    SessionAttendanceFactory,
    VisitFactory,
)
from tests.people.factories import invented_pair, register_invented
from tests.people.imports.lists import as_csv

NAME, PHONE = "Invented Magnolia Elsewhere", "+66 2 999 8877"
Belongings = dict[str, Any]


def sheltered(case: Case) -> Belongings:
    """A stay in a house, and somebody turned away."""
    house = invented_house(case.organization)
    (stay,) = come(case, house)
    turned = TurnAway.objects.create(
        organization=case.organization, turned_on=dt.date(2026, 3, 2), reason="full", recorded_by=case.worker,
        entry_id=uuid.uuid4(),
    )  # fmt: skip
    return {"house": house.uuid, "bed": stay.bed.uuid, "stay": stay.uuid, "turned": turned.uuid}


def carried(referral: Referral) -> Parcel:
    """A file that goes to another installation."""
    partner = Partner.objects.create(
        installation=uuid.uuid4(), name="Invented installation", sign_public=bytes(32), seal_public=bytes(32),
        added_by=UserFactory.create(), added_at=timezone.now(),
    )  # fmt: skip
    return Parcel.objects.create(
        organization=referral.organization, partner=partner, referral=referral, about=referral.uuid, kind="packet",
        is_incoming=False, said_at=timezone.now(), content=b"x",
    )  # fmt: skip


def listed(organization: Organization, user: User) -> Belongings:
    """A service that is nobody else's business, a change of it that waits, a call."""
    service = invented_service(organization, visibility="staff", name="Invented line elsewhere")
    change = propose(
        invented_entry(visibility="staff"),
        organization=organization,
        service=service,
        at=timezone.now(),
        by=user,
    )
    call = CallBack.objects.create(
        organization=organization, service=service, called_on=dt.date(2026, 3, 2), by=user
    )
    file = ServiceImport.objects.create(
        organization=organization, uploaded_by=user, visibility="staff", digest="0" * 64, status="refused"
    )
    return {"service": service.uuid, "proposal": change.uuid, "call": call.uuid, "file": file.uuid}


def belongings(organization: Organization) -> Belongings:
    """One thing of every kind, with its address."""
    person = register_invented(organization, full_name_latin=NAME, phone=PHONE)
    pair = invented_pair(organization)
    session = InformationSessionFactory.create(organization=organization)
    line = SessionAttendanceFactory.create(session=session)
    course = Course.objects.create(organization=organization, title="Invented course", competences=["GBV"])
    run = TrainingRun.objects.create(
        course=course, organization=organization, organization_kind=organization.kind, title="Invented run elsewhere",
        starts_on=dt.date(2026, 3, 2), ends_on=dt.date(2026, 3, 3), country="TH", sheet_code=uuid.uuid4().hex[:8],
    )  # fmt: skip
    sitting = TrainingSession.objects.create(
        run=run, organization=organization, held_on=run.starts_on, minutes=60
    )
    participation = Participation.objects.create(
        run=run,
        organization=organization,
        registration=PlainRegistrationFactory.create(organization=organization),
    )
    user = UserFactory.create()
    batch = upload_import(as_csv(), organization=organization, by=user)
    invitation = Invitation.objects.create(
        email=f"{uuid.uuid4().hex}@test.example", name="Invented", role="COUNSELLOR", organization=organization,
        token_hash=uuid.uuid4().hex, invited_by=user, expires_at=timezone.now() + dt.timedelta(days=3),
    )  # fmt: skip
    case = open_invented_case(organization, registration=person)
    complaint = invented_complaint(case)
    group = ComplaintGroup.objects.create(
        organization=organization,
        title="Invented group",
        respondent="employer",
        country="TH",
        forum="mediation",
    )
    consent = agree_invented(case)
    referral = send_invented(case, consent)
    exception = open_by_exception(case, reason=ExceptionReason.DANGER, at=timezone.now(), by=user)
    document = Attachment.objects.create(
        organization=organization,
        case=case,
        media_type="image/jpeg",
        size=1,
        content=b"x",
        added_by=user,
        entry_id=uuid.uuid4(),
    )
    team = Team.objects.create(organization=organization, name="Invented team elsewhere")
    place = Location.objects.create(organization=organization, name="Invented place elsewhere", country="TH")
    desk = Desk.objects.filter(organization=organization).first() or DeskFactory.create(
        organization=organization
    )
    question, _receipt = ask_invented(desk, enclosed=(enclosed_photo(),))
    return {
        "question": question.uuid,
        "enclosure": Enclosure.objects.get(note__request=question).uuid,
        "channel": invented_channel(desk)[0].uuid,
        "person": person.uuid, "pair": pair.uuid, "session": session.uuid, "line": line.entry_id,
        "course": course.uuid, "run": run.uuid, "sitting": sitting.uuid, "participation": participation.uuid,
        "batch": batch.uuid, "visit": VisitFactory.create(organization=organization).uuid,
        "assignment": RoleAssignmentFactory.create(organization=organization).uuid, "invitation": invitation.uuid,
        **listed(organization, user), "location": place.uuid, "case": case.uuid, "admittance": exception.uuid, "document": document.uuid, **planned_in(case),
        "complaint": complaint.uuid, "step": invented_step(complaint, LODGED).uuid,
        "amount": invented_amount(complaint, "claimed", "100").uuid, "group": group.uuid, **sheltered(case),
        "consent": consent.uuid, "team": team.uuid,
        "referral": referral.uuid,
        "parcel": carried(referral).uuid,
    }  # fmt: skip
