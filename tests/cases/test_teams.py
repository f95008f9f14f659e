"""Teams: a leader lists and opens the cases of those who work in her team, and no others."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from safefair.accounts.membership import choose_membership
from safefair.cases.enums.intake import ExceptionReason
from safefair.cases.errors import NobodyToHelp
from safefair.cases.models import Team, TeamMember
from safefair.cases.operations import assign_case, open_by_exception
from safefair.cases.operations.teams import Crew, end_team, save_team
from safefair.cases.queries.access import exceptions_to_see, listed_cases, openable_cases
from safefair.core.rls import row_security
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.complaints import invented_complaint
from tests.cases.factories import DAY, case_worker, open_invented_case
from tests.cases.sending import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def organization():
    return OrganizationFactory.create()


def as_role(user):
    """Her membership today."""
    return choose_membership(user, on=timezone.localdate(), wanted=None)


def invented_team(organization, members, leaders, name="Invented team") -> Team:
    """A team made in the product's own way."""
    by = case_worker(organization, "CASE_SUPERVISOR")
    crew = Crew(name=name, members=members, leaders=leaders)
    return save_team(None, crew, organization=organization, by=by)


def test_a_leader_lists_and_opens_the_cases_of_her_team_and_no_others(client, organization):
    leader = sign_in(client, "TEAM_LEADER", organization)
    worker, stranger = case_worker(organization), case_worker(organization)
    ours, theirs = (open_invented_case(organization, worker=user) for user in (worker, stranger))
    protected = open_invented_case(organization, worker=worker, is_protected=True)
    invented_team(organization, [worker], [leader])

    page = client.get(reverse("cases:list")).content.decode()

    assert [case.code in page for case in (ours, theirs, protected)] == [True, False, True]
    statuses = [
        client.get(reverse("cases:detail", args=[case.uuid])).status_code
        for case in (ours, theirs, protected)
    ]
    assert statuses == [200, 404, 404]


def test_a_case_changes_its_team_with_its_worker(organization):
    leader, worker, other = (
        case_worker(organization, "TEAM_LEADER"),
        case_worker(organization),
        case_worker(organization),
    )
    case = open_invented_case(organization, worker=worker)
    invented_team(organization, [worker], [leader])
    assert list(openable_cases(as_role(leader))) == [case]

    assign_case(case, worker=other, on=DAY, by=worker)

    assert not listed_cases(as_role(leader)).exists()


def test_a_leader_without_a_team_and_one_whose_team_ended_see_nothing(organization):
    leader, worker = case_worker(organization, "TEAM_LEADER"), case_worker(organization)
    open_invented_case(organization, worker=worker)
    assert not listed_cases(as_role(leader)).exists()
    team = invented_team(organization, [worker], [leader])
    assert listed_cases(as_role(leader)).count() == 1

    end_team(team, by=leader)

    assert not listed_cases(as_role(leader)).exists()
    assert not TeamMember.objects.exists()


def test_to_lead_without_the_role_and_to_work_in_a_team_gives_no_right(organization):
    worker, colleague = case_worker(organization), case_worker(organization)
    case = open_invented_case(organization, worker=colleague)
    invented_team(organization, [colleague], [worker])

    assert not listed_cases(as_role(worker)).exists()
    assert list(listed_cases(as_role(case_worker(organization, "CASE_SUPERVISOR")))) == [case]


def test_a_leader_is_told_of_exceptions_in_her_team_only(organization):
    leader, worker = case_worker(organization, "TEAM_LEADER"), case_worker(organization)
    ours, theirs = open_invented_case(organization, worker=worker), open_invented_case(organization)
    invented_team(organization, [worker], [leader])
    for case in (ours, theirs):
        open_by_exception(
            case, reason=ExceptionReason.DANGER, at=timezone.now(), by=case_worker(organization)
        )

    assert [row.case for row in exceptions_to_see(as_role(leader))] == [ours]


def test_complaints_of_other_teams_stand_in_no_list_of_a_leader(client, organization):
    leader, worker = sign_in(client, "TEAM_LEADER", organization), case_worker(organization)
    ours = invented_complaint(open_invented_case(organization, worker=worker))
    theirs = invented_complaint(open_invented_case(organization))
    invented_team(organization, [worker], [leader])

    page = client.get(reverse("cases:complaints")).content.decode()

    assert [one.code in page for one in (ours, theirs)] == [True, False]


def test_a_supervisor_narrows_the_list_to_a_team_and_to_her_own(client, organization):
    me, worker = sign_in(client, "CASE_SUPERVISOR", organization), case_worker(organization)
    ours, theirs = open_invented_case(organization, worker=worker), open_invented_case(organization)
    mine = assign_case(open_invented_case(organization), worker=me, on=DAY, by=me)
    team = invented_team(organization, [worker], [])

    def shown(whose: str) -> list[bool]:
        page = client.get(reverse("cases:list"), {"whose": whose}).content.decode()
        return [case.code in page for case in (ours, theirs, mine)]

    assert shown("") == [True, True, True]
    assert shown("mine") == [False, False, True]
    assert shown(str(team.uuid)) == [True, False, False]


@pytest.mark.parametrize("role", ["CASE_SUPERVISOR", "COORDINATOR"])
def test_a_team_is_made_changed_and_ended_on_its_page(client, organization, role):
    sign_in(client, role, organization)
    worker, leader = case_worker(organization), case_worker(organization, "TEAM_LEADER")
    sent = {"name": " Invented north ", "members": [str(worker.uuid)], "leaders": [str(leader.uuid)]}

    client.post(reverse("cases:team_new"), sent)
    team = Team.objects.get()
    assert (team.name, listed_cases(as_role(leader)).count()) == ("Invented north", 0)
    assert b"There is a team with this name." in client.post(reverse("cases:team_new"), sent).content
    send(client, reverse("cases:team", args=[team.uuid]), leaders=[])

    assert list(team.members.values_list("user", "is_leader")) == [(worker.pk, False)]
    assert worker.name in client.get(reverse("cases:teams")).content.decode()
    client.post(reverse("cases:team_end", args=[team.uuid]))
    assert not Team.objects.exists()


@pytest.mark.parametrize("role", ["CASE_WORKER", "TEAM_LEADER", "SHELTER_MANAGER", "COUNSELLOR"])
def test_nobody_makes_herself_a_leader(client, organization, role):
    sign_in(client, role, organization)

    assert client.get(reverse("cases:team_new")).status_code == 403


def test_nobody_of_another_organisation_gets_into_a_team(client, organization):
    sign_in(client, "CASE_SUPERVISOR", organization)
    stranger = case_worker(OrganizationFactory.create())

    page = client.post(reverse("cases:team_new"), {"name": "Invented", "members": [str(stranger.uuid)]})

    assert page.status_code == 200
    assert not Team.objects.exists()
    with pytest.raises(NobodyToHelp):
        invented_team(organization, [], [])


def test_postgresql_shows_no_team_to_another_organisation(organization):
    invented_team(organization, [case_worker(organization)], [], name=f"Invented {uuid.uuid4().hex}"[:80])

    with row_security(organization_id=OrganizationFactory.create().pk, user_id=None):
        assert not Team.objects.exists()
        assert not TeamMember.objects.exists()
