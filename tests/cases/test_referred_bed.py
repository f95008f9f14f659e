"""From an accepted referral into a bed in one go; of two who want the last bed one gets it, the other nothing by halves."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from safefair.cases.enums.shelter import LeaveReason
from safefair.cases.errors import BedTaken
from safefair.cases.models import Case, Referral, Stay
from safefair.cases.operations.answers import accept_referral
from safefair.cases.operations.stays import Coming, leave_shelter, take_up_and_admit
from safefair.cases.queries.next import due_in
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import DAY, NOON, agree_invented, case_worker, open_invented_case, send_invented
from tests.cases.houses import bed_of, come, invented_house
from tests.cases.test_referral_database import together


def accepted(shelter, by) -> Referral:
    """A referral for a safe house that the shelter has accepted."""
    case = open_invented_case()
    referral = send_invented(case, agree_invented(case, shelter), service="shelter_service")
    return accept_referral(referral, at=NOON, by=by)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_the_last_bed_one_has_it_and_the_other_no_half_case():
    shelter = OrganizationFactory.create()
    house, by = invented_house(shelter, beds="A"), case_worker(shelter, "SHELTER_MANAGER")
    referrals = [accepted(shelter, by) for _ in range(2)]

    def come_from(referral: Referral) -> None:
        coming = Coming(bed=bed_of(house, "A"), came_on=DAY)
        take_up_and_admit(referral, None, coming, organization=shelter, entry_id=uuid.uuid4(), at=NOON, by=by)

    first, second = referrals
    ran = together(lambda: come_from(first), lambda: come_from(second))

    assert sorted(ran, key=str) == sorted([None, BedTaken], key=str)
    assert Case.objects.filter(organization=shelter).count() == 1
    assert Stay.objects.get().referral in referrals
    assert Referral.objects.filter(taken_up=None).count() == 1


@pytest.mark.django_db
def test_the_page_of_a_referral_leads_to_a_bed_and_says_so_when_it_is_gone(client):
    shelter = OrganizationFactory.create()
    me = sign_in(client, "SHELTER_MANAGER", shelter)
    house = invented_house(shelter, beds="AB")
    referral = accepted(shelter, me)
    url = reverse("cases:take_up", args=[referral.uuid]) + "?bed=1"
    page = client.get(reverse("cases:referral", args=[referral.uuid])).content.decode()
    assert url in page
    assert "Her bed" in client.get(url).content.decode()
    sent = {
        "person": "none", "sex": "F", "age": "", "q": "", "entry_id": str(uuid.uuid4()), "action": "save",
        "stay-bed": str(bed_of(house, "A").uuid), "stay-came_on": timezone.localdate().isoformat(),
        "stay-entry_id": str(uuid.uuid4()),
    }  # fmt: skip
    come(open_invented_case(shelter), house, "A", on=timezone.localdate(), today=timezone.localdate())

    refused = client.post(url, sent)

    assert refused.status_code == 200
    assert not Referral.objects.get(pk=referral.pk).taken_up
    client.post(url, {**sent, "stay-bed": str(bed_of(house, "B").uuid)})
    stay = Stay.objects.get(referral=referral)
    assert stay.case.uuid == Referral.objects.get(pk=referral.pk).taken_up
    assert b"choose a bed" not in client.get(reverse("cases:referral", args=[referral.uuid])).content


@pytest.mark.django_db
def test_nobody_without_a_shelter_is_offered_a_bed(client):
    centre = OrganizationFactory.create()
    me = sign_in(client, "CASE_WORKER", centre)
    referral = accepted(centre, me)

    assert b"choose a bed" not in client.get(reverse("cases:referral", args=[referral.uuid])).content
    page = client.get(reverse("cases:take_up", args=[referral.uuid]) + "?bed=1").content.decode()
    assert "Her bed" not in page


@pytest.mark.django_db
def test_the_planned_end_of_a_stay_is_due_until_she_leaves():
    shelter = OrganizationFactory.create()
    house, case = invented_house(shelter, beds="AB"), open_invented_case(shelter)
    until = DAY + dt.timedelta(days=9)
    stays = come(case, house, "AB", on=DAY, today=DAY, planned_until=until)

    def due() -> list[tuple[dt.date, str]]:
        found = due_in(Case.objects.filter(pk=case.pk), until=until, limit=5, sees_danger=False)
        return [(one.due_on, str(one.what)) for one in found]

    assert due() == [(until, "planned end of her stay")]
    leave_shelter(stays[0], LeaveReason.HOME, on=until, today=until, by=case.worker)
    assert due() == []


@pytest.mark.django_db
def test_a_labour_officer_cannot_sort_by_what_she_may_not_see(client):
    organization = OrganizationFactory.create()
    me = sign_in(client, "LABOUR_OFFICER", organization)
    codes = []
    for days in (1, 2):
        case = open_invented_case(organization, worker=me, on=DAY + dt.timedelta(days=days))
        Case.objects.filter(pk=case.pk).update(review_on=DAY + dt.timedelta(days=days))
        codes.append(case.code)

    page = client.get(reverse("cases:list"), {"sort": "review"}).content.decode()

    assert page.index(codes[1]) < page.index(codes[0])
