"""One participant's line put right in place, and taken back."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from safefair.accounts.models import Organization, User
from safefair.people.identities import open_identity
from safefair.people.models import Registration
from safefair.trainings.models import Participation
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.people.factories import register_invented
from tests.trainings.factories import ParticipationFactory, TrainingRunFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre() -> Organization:
    return OrganizationFactory.create()


@pytest.fixture
def trainer(client: Client, centre: Organization) -> User:
    return sign_in(client, "TRAINER", centre)


@pytest.fixture
def officer(centre: Organization) -> Participation:
    run = TrainingRunFactory.create(course__organization=centre)
    person = register_invented(centre, full_name_latin="Invented Officer", phone="", birth_date="1996")
    return ParticipationFactory.create(run=run, registration=person, works_for="Invented Station")


def at(name: str, officer: Participation) -> str:
    return reverse(f"trainings:{name}", args=[officer.run.uuid, officer.uuid])


def stands(officer: Participation) -> tuple[object, ...]:
    officer.refresh_from_db()
    her = Registration.objects.get(pk=officer.registration_id)
    name = open_identity(her, user_id=None).full_name_latin
    return name, her.birth_year, officer.role, officer.works_for, officer.sex, officer.age_band


FORM = {
    "full_name_latin": "Invented Inspector",
    "sex": "M",
    "age": "50",
    "role": "LABOUR_INSPECTOR",
    "version": 1,
}


def test_a_participant_is_put_right_and_taken_back(client: Client, trainer: User, officer: Participation):
    before = stands(officer)

    shown = client.get(at("participant_correct", officer)).context["form"]
    client.post(at("participant_correct", officer), FORM)
    corrected = stands(officer)
    page = client.get(reverse("trainings:participants", args=[officer.run.uuid])).content.decode()
    client.post(at("participant_undo", officer))

    assert (shown["age"].value(), shown["works_for"].value()) == ("30", "Invented Station")
    assert corrected == ("Invented Inspector", 1976, "LABOUR_INSPECTOR", "", "M", "50+")
    assert at("participant_undo", officer) in page
    assert stands(officer) == before


def test_a_closed_list_is_not_corrected(client: Client, trainer: User, officer: Participation):
    officer.run.closed_at = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
    officer.run.save()

    answer = client.post(at("participant_correct", officer), FORM)

    assert bool(answer.context["form"].non_field_errors())
    assert stands(officer)[0] == "Invented Officer"


def test_a_strangers_participant_is_not_there(client: Client, officer: Participation):
    sign_in(client, "TRAINER", OrganizationFactory.create())

    answers = [client.get(at("participant_correct", officer)), client.post(at("participant_undo", officer))]

    assert [answer.status_code for answer in answers] == [404, 404]
