"""Invented sessions, visits and the people on them."""

import datetime as dt
import uuid

import factory

from safefair.core.sheets.codes import new_code
from safefair.outreach.enums import LineSource, SheetStatus, VisitService
from safefair.outreach.models import InformationSession, SessionAttendance, SessionHeadcount, Visit
from safefair.people.enums import RegistrationSource
from safefair.people.models import Registration
from tests.accounts.factories import OrganizationFactory, UserFactory


class PlainRegistrationFactory(factory.django.DjangoModelFactory[Registration]):
    """A registration with countable facts only: nothing here needs a name."""

    class Meta:
        model = Registration

    organization = factory.SubFactory(OrganizationFactory)
    code = factory.Sequence(lambda n: f"T{n:05}")
    country = "TH"
    sex = "F"
    birth_year = 1996
    nationality = "MM"
    source = RegistrationSource.DESK
    registered_on = dt.date(2026, 1, 5)


class InformationSessionFactory(factory.django.DjangoModelFactory[InformationSession]):
    """A session in Tak with an open sheet."""

    class Meta:
        model = InformationSession

    organization = factory.SubFactory(OrganizationFactory)
    organizer = factory.SelfAttribute("organization")
    organization_kind = factory.SelfAttribute("organization.kind")
    title = factory.Sequence(lambda n: f"Invented session {n:03}")
    held_on = dt.date(2026, 3, 12)
    country = "TH"
    area = "TH-63"
    sheet_code = factory.LazyFunction(new_code)
    sheet_status = SheetStatus.ENTERED
    created_by = factory.SubFactory(UserFactory)


class SessionAttendanceFactory(factory.django.DjangoModelFactory[SessionAttendance]):
    """One line of a sheet."""

    class Meta:
        model = SessionAttendance

    session = factory.SubFactory(InformationSessionFactory)
    organization = factory.SelfAttribute("session.organization")
    registration = factory.SubFactory(
        PlainRegistrationFactory, organization=factory.SelfAttribute("..organization")
    )
    relation = "CURRENT"
    sex = "F"
    age_band = "25-34"
    nationality = "MM"
    source = LineSource.TYPED
    line_number = factory.Sequence(lambda n: n + 1)


class SessionHeadcountFactory(factory.django.DjangoModelFactory[SessionHeadcount]):
    """Four women without a name."""

    class Meta:
        model = SessionHeadcount

    session = factory.SubFactory(InformationSessionFactory)
    organization = factory.SelfAttribute("session.organization")
    sex = "F"
    number = 4


class VisitFactory(factory.django.DjangoModelFactory[Visit]):
    """Somebody came for information."""

    class Meta:
        model = Visit

    organization = factory.SubFactory(OrganizationFactory)
    organization_kind = factory.SelfAttribute("organization.kind")
    country = "TH"
    visited_on = dt.date(2026, 3, 12)
    registration = factory.SubFactory(
        PlainRegistrationFactory, organization=factory.SelfAttribute("..organization")
    )
    relation = "CURRENT"
    sex = "F"
    age_band = "25-34"
    nationality = "MM"
    services = [VisitService.INFORMATION]
    entry_id = factory.LazyFunction(uuid.uuid4)
    recorded_by = factory.SubFactory(UserFactory)
