import datetime as dt
import uuid
from dataclasses import replace

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from safefair.outreach.errors import (
    DayNotYetCome,
    PersonErased,
    PersonOfAnotherOrganization,
    ServiceMissing,
    VisitedThatDay,
)
from safefair.outreach.models import Visit
from safefair.outreach.operations import VisitFacts, record_visit, remove_visit, restore_visit
from safefair.outreach.queries import visits_of
from tests.accounts.factories import OrganizationFactory, UserFactory
from tests.outreach.factories import PlainRegistrationFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 3, 12)
FACTS = VisitFacts(visited_on=TODAY, services=("INFORMATION",), relation="CURRENT", sex="M", age_band="18-24")


def visit(registration=None, *, facts=FACTS, organization=None, entry_id=None, **options) -> Visit:
    return record_visit(
        facts,
        organization=organization
        or (registration.organization if registration else OrganizationFactory.create()),
        registration=registration,
        entry_id=entry_id or uuid.uuid4(),
        today=TODAY,
        by=options.pop("by", None) or UserFactory.create(),
        **options,
    )


def test_visit_freezes_what_the_registration_says():
    woman = PlainRegistrationFactory.create(sex="F", birth_year=1996, nationality="MM")

    made = visit(woman)
    woman.birth_year = 1950
    woman.save()
    made.refresh_from_db()

    assert (made.sex, made.age_band, made.nationality, made.relation) == ("F", "25-34", "MM", "CURRENT")


def test_visit_without_a_name_keeps_what_the_line_says():
    made = visit()

    assert (made.registration, made.sex, made.age_band) == (None, "M", "18-24")


def test_the_same_entry_sent_twice_is_one_visit():
    woman, entry = PlainRegistrationFactory.create(), uuid.uuid4()

    first = visit(woman, entry_id=entry)
    second = visit(woman, entry_id=entry)

    assert first == second
    assert Visit.objects.count() == 1


def test_one_entry_id_in_two_organizations_is_two_visits():
    entry = uuid.uuid4()

    visit(entry_id=entry)
    visit(entry_id=entry)

    assert Visit.objects.count() == 2


def test_second_visit_that_day_needs_a_word():
    woman = PlainRegistrationFactory.create()
    visit(woman)

    with pytest.raises(VisitedThatDay):
        visit(woman)
    visit(woman, is_second=True)

    assert Visit.objects.count() == 2


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (replace(FACTS, visited_on=TODAY + dt.timedelta(1)), DayNotYetCome),
        (replace(FACTS, services=()), ServiceMissing),
    ],
)
def test_impossible_visits_are_refused_and_write_nothing(facts, refusal):
    with pytest.raises(refusal):
        visit(facts=facts)

    assert Visit.objects.count() == 0


def test_person_of_another_organization_is_refused():
    with pytest.raises(PersonOfAnotherOrganization):
        visit(PlainRegistrationFactory.create(), organization=OrganizationFactory.create())


def test_erased_person_is_refused():
    with pytest.raises(PersonErased):
        visit(PlainRegistrationFactory.create(erased_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)))


def test_removed_visit_counts_no_more_until_it_is_put_back():
    made, user = visit(), UserFactory.create()

    remove_visit(made, by=user, at=dt.datetime(2026, 3, 12, tzinfo=dt.UTC))
    gone = visits_of(made.organization).count()
    restore_visit(made, by=user)

    assert (gone, visits_of(made.organization).count()) == (0, 1)


def test_history_tells_who_removed_a_visit():
    made, user = visit(), UserFactory.create()

    remove_visit(made, by=user, at=dt.datetime(2026, 3, 12, tzinfo=dt.UTC))

    events = apps.get_model("outreach", "VisitEvent").objects.filter(pgh_obj=made).order_by("pgh_id")
    assert list(events.values_list("pgh_label", "pgh_context__metadata__user")) == [
        ("insert", None),
        ("update", user.pk),
    ]


def test_database_refuses_a_second_row_of_one_entry():
    made = visit()
    made.pk, made.uuid = None, uuid.uuid4()

    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)
