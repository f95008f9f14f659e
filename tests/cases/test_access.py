"""Who lists, opens and breaks the glass; and PostgreSQL, which asks for none of our filters."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from safefair.cases.enums.intake import ExceptionReason
from safefair.cases.models import Admittance, Case, TimelineEntry
from safefair.cases.operations import admit, assign_case, open_by_exception
from safefair.core.rls import Scope, row_security
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import DAY, WISH, case_worker, open_invented_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def organization():
    return OrganizationFactory.create()


def opens(client: Client, case: Case) -> int:
    """The status of the case's page for whoever is signed in."""
    return client.get(reverse("cases:detail", args=[case.uuid])).status_code


def test_a_worker_lists_and_opens_her_own_cases_and_no_colleagues(client, organization):
    me = sign_in(client, "CASE_WORKER", organization)
    mine, other = open_invented_case(organization, worker=me), open_invented_case(organization)

    page = client.get(reverse("cases:list")).content.decode()

    assert mine.code in page
    assert other.code not in page
    assert (opens(client, mine), opens(client, other)) == (200, 404)


def test_a_supervisor_opens_all_but_the_protected_and_sees_no_name(client, organization):
    sign_in(client, "CASE_SUPERVISOR", organization)
    plain, protected = open_invented_case(organization), open_invented_case(organization, is_protected=True)

    page = client.get(reverse("cases:list")).content.decode()

    assert plain.code in page
    assert protected.code in page
    assert str(plain.uuid) in page
    assert str(protected.uuid) not in page
    assert (opens(client, plain), opens(client, protected)) == (200, 404)
    assert plain.registration is not None
    assert client.get(reverse("people:detail", args=[plain.registration.uuid])).status_code == 403


@pytest.mark.parametrize("role", ["COUNSELLOR", "COORDINATOR", "TRAINER"])
def test_other_roles_of_the_organisation_see_no_case(client, organization, role):
    sign_in(client, role, organization)

    assert client.get(reverse("cases:list")).status_code == 403
    assert opens(client, open_invented_case(organization)) == 403


@pytest.mark.parametrize("role", ["PROGRAMME_MANAGER", "STEWARD", "ADMINISTRATOR", "DONOR"])
def test_nobody_of_the_programme_sees_a_case(client, organization, role):
    sign_in(client, role)

    assert opens(client, open_invented_case(organization)) == 403


def test_who_was_let_in_opens_it_until_it_ends(client, organization):
    me = sign_in(client, "CASE_WORKER", organization)
    case = open_invented_case(organization, is_protected=True)
    admittance = admit(case, user=me, by=case.worker)
    assert opens(client, case) == 200

    Admittance.objects.filter(pk=admittance.pk).update(expires_at=timezone.now() - dt.timedelta(seconds=1))

    assert opens(client, case) == 404


@pytest.mark.parametrize(
    ("role", "is_worker"), [("CASE_WORKER", True), ("CASE_WORKER", False), ("CASE_SUPERVISOR", False)]
)
def test_the_page_offers_who_may_open_it_to_whoever_may_look_there(client, organization, role, is_worker):
    me = sign_in(client, role, organization)
    case = open_invented_case(organization, worker=me if is_worker else None)
    admit(case, user=me, by=case.worker)
    url = reverse("cases:access", args=[case.uuid])

    is_offered = url in client.get(reverse("cases:detail", args=[case.uuid])).content.decode()

    assert is_offered is (client.get(url).status_code == 200)


def test_whoever_gave_a_case_away_opens_it_no_more(client, organization):
    me = sign_in(client, "CASE_WORKER", organization)
    case = open_invented_case(organization, worker=me)

    assign_case(case, worker=case_worker(organization), on=DAY, by=me)

    assert opens(client, case) == 404


def test_the_glass_breaks_for_four_hours_and_the_worker_is_told(client, organization):
    worker = case_worker(organization)
    case = open_invented_case(organization, worker=worker, is_protected=True)
    sign_in(client, "CASE_WORKER", organization)

    response = client.post(reverse("cases:exception"), {"code": case.code.lower(), "reason": "danger"})

    assert response.status_code == 302
    assert opens(client, case) == 200
    assert TimelineEntry.objects.filter(case=case, kind="opened_by_exception").count() == 1
    client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    home = client.get(reverse("workspace:home")).content.decode()
    assert "Opened by exception" in home
    assert case.code in home


def test_the_glass_of_another_organisation_does_not_break(client, organization):
    case = open_invented_case(OrganizationFactory.create())
    sign_in(client, "CASE_WORKER", organization)

    response = client.post(reverse("cases:exception"), {"code": case.code, "reason": "danger"})

    assert b"No case of your organisation has this code." in response.content
    assert not Admittance.objects.exists()


def test_another_organisations_case_is_no_case(client, organization):
    case = open_invented_case(OrganizationFactory.create())
    sign_in(client, "CASE_SUPERVISOR", organization)

    theirs = client.get(reverse("cases:detail", args=[case.uuid]))
    nobodys = client.get(reverse("cases:detail", args=[organization.uuid]))

    assert (theirs.status_code, theirs.content) == (404, nobodys.content)


def test_postgresql_shows_no_case_to_others_whatever_the_filters_say(organization):
    case = open_invented_case(organization)
    open_by_exception(case, reason=ExceptionReason.DANGER, at=timezone.now(), by=case.worker)
    other = OrganizationFactory.create()

    with row_security(organization_id=other.pk, user_id=None):
        assert not Case.objects.exists()
        assert not TimelineEntry.objects.exists()
        assert not Admittance.objects.exists()
    with row_security(organization_id=None, user_id=None, scope=Scope.PROGRAMME):
        assert not Case.objects.exists()
    with row_security(organization_id=organization.pk, user_id=None):
        assert Case.objects.count() == 1


def test_every_table_of_cases_has_forced_row_security():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname LIKE 'cases\\_%' AND relkind = 'r'"
            " AND NOT (relrowsecurity AND relforcerowsecurity)"
        )
        bare = [name for (name,) in cursor.fetchall()]

    assert bare == []


def test_no_name_and_no_word_of_hers_stands_in_the_list_or_a_title(client, organization):
    me = sign_in(client, "CASE_WORKER", organization)
    case = open_invented_case(organization, worker=me)

    listed = client.get(reverse("cases:list")).content.decode()
    page = client.get(reverse("cases:detail", args=[case.uuid])).content.decode()

    assert WISH not in listed
    assert "Invented Daisy" not in listed
    assert WISH in page
    assert WISH not in page.split("</title>")[0]
