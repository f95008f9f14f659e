"""The workspace's home page and menu, for every role: whatever they offer opens."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from safefair.accounts.models import Organization
from safefair.accounts.roles import ROLES
from safefair.core.rls import Scope
from safefair.outreach.enums import SheetStatus
from safefair.people.imports.operations import upload_import
from safefair.results.enums import ReleaseStatus
from safefair.results.models import Release
from safefair.trainings.models import Course, TrainingRun
from safefair.website.navigation import ENTRIES
from tests.accounts.factories import OrganizationFactory, RoleAssignmentFactory, sign_in
from tests.harness.queries import captured_queries
from tests.outreach.factories import InformationSessionFactory
from tests.people.factories import invented_pair
from tests.people.imports.lists import as_csv
from tests.results.factories import PeriodFactory

pytestmark = pytest.mark.django_db
MOST_QUERIES = 14  # two of them belong to the test: it runs inside a transaction of its own
LINK = re.compile(r"""<a\s[^>]*href="(/[^"]*)\"""")


@pytest.fixture
def organization() -> Organization:
    """A centre where something of every kind waits."""
    organization = OrganizationFactory.create()
    InformationSessionFactory.create(organization=organization, sheet_status=SheetStatus.EXPECTED)
    invented_pair(organization)
    soon = timezone.localdate() + dt.timedelta(days=10)
    member = RoleAssignmentFactory.create(organization=organization, ends_on=soon).user
    upload_import(as_csv(), organization=organization, by=member)
    period = PeriodFactory.create()
    release = Release.objects.create(
        programme=period.programme, period=period, number=1, title="Invented release", created_by=member
    )
    for status in (ReleaseStatus.CHECKING, ReleaseStatus.FAILED):
        Release.objects.filter(pk=release.pk).update(status=status)
    course = Course.objects.create(organization=organization, title="Invented course", competences=["GBV"])
    TrainingRun.objects.create(
        course=course, organization=organization, organization_kind="MRC", title="Invented run",
        starts_on=dt.date(2026, 3, 2), ends_on=dt.date(2026, 3, 3), country="TH", sheet_code="INVENTED",
    )  # fmt: skip
    return organization


def open_home(client: Client, role: str, organization: Organization):
    kind = next(found for found in ROLES if found.code == role)
    sign_in(client, role, organization if kind.scope == Scope.OWN else None)
    return client.get(reverse("workspace:home"))


@pytest.mark.parametrize("role", [role.code for role in ROLES])
def test_every_link_of_home_and_menu_opens(client: Client, organization: Organization, role: str):
    home = open_home(client, role, organization)
    offered = sorted(set(LINK.findall(home.content.decode())))

    # A page may lead on to the step that is due.
    closed = {url: status for url in offered if (status := client.get(url).status_code) not in {200, 302}}

    assert (home.status_code, closed) == (200, {})
    assert len(offered) >= 4


def test_the_menu_names_pages_that_exist():
    assert [reverse(entry.view) for entry in ENTRIES]


@pytest.mark.parametrize("role", [role.code for role in ROLES])
def test_home_asks_the_same_however_much_waits(client: Client, organization: Organization, role: str):
    open_home(client, role, organization)
    with captured_queries() as few:
        client.get(reverse("workspace:home"))
    for _ in range(3):
        InformationSessionFactory.create(organization=organization, sheet_status=SheetStatus.EXPECTED)
        invented_pair(organization)

    with captured_queries() as more:
        client.get(reverse("workspace:home"))

    assert len(more) == len(few)
    assert len(few) <= MOST_QUERIES, "\n".join(few)


def test_somebody_without_a_role_is_told_so(client: Client):
    ended = RoleAssignmentFactory.create(ends_on=dt.date(2025, 2, 1))
    client.force_login(ended.user, backend="allauth.account.auth_backends.AuthenticationBackend")

    response = client.get(reverse("workspace:home"))

    assert (response.status_code, "You have no role" in response.content.decode()) == (403, True)
