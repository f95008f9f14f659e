"""A labour officer works on complaints: of violence and danger her pages say nothing."""

import datetime as dt

import pytest
from django.urls import reverse

from safefair.cases.enums.intake import EntryKind
from safefair.cases.models import Case
from safefair.cases.operations import admit
from safefair.cases.operations.timeline import record_entry
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import DAY, WISH, case_worker, open_invented_case

pytestmark = pytest.mark.django_db
OF_VIOLENCE = {
    EntryKind.INCIDENT: "Incident written down",
    EntryKind.ASSESSED: "Danger assessed",
    EntryKind.SAFETY_PLAN: "Safety plan made",
    EntryKind.SAFETY_REVIEWED: "Safety plan reviewed",
}


@pytest.fixture
def organization():
    return OrganizationFactory.create()


def shared_case(organization, user) -> Case:
    """A case in great danger whose review is overdue, into which a colleague was let."""
    case = open_invented_case(organization, worker=case_worker(organization), employer="Invented Mill")
    for kind in OF_VIOLENCE:
        record_entry(case, kind, on=DAY, by=case.worker)
    Case.objects.filter(pk=case.pk).update(risk="high", review_on=DAY + dt.timedelta(days=1))
    admit(case, user=user, by=case.worker)
    return case


def texts(client, case) -> dict[str, str]:
    """The pages that show something of a case."""
    return {
        name: client.get(url).content.decode()
        for name, url in {
            "detail": reverse("cases:detail", args=[case.uuid]),
            "list": reverse("cases:list"),
            "home": reverse("workspace:home"),
        }.items()
    }


def test_a_labour_officer_reads_wishes_and_migration_and_nothing_of_danger(client, organization):
    case = shared_case(organization, sign_in(client, "LABOUR_OFFICER", organization))

    shown = texts(client, case)

    assert WISH in shown["detail"]
    assert "Migration and work" in shown["detail"]
    assert "How to reach her safely" in shown["detail"]
    words = [*OF_VIOLENCE.values(), "tone-danger", "look at the danger again", "overdue", "Look again"]
    assert [(page, word) for page, text in shown.items() for word in words if word in text] == []


def test_a_case_worker_reads_all_of_that(client, organization):
    """Else the test above would pass on pages that say nothing to anybody."""
    case = shared_case(organization, sign_in(client, "CASE_WORKER", organization))

    shown = texts(client, case)

    assert [word for word in OF_VIOLENCE.values() if word not in shown["detail"]] == []
    assert "look at the danger again" in shown["home"]
    assert "Look again" in shown["list"]


def test_filters_of_danger_are_not_hers(client, organization):
    user = sign_in(client, "LABOUR_OFFICER", organization)
    case = shared_case(organization, user)

    page = client.get(f"{reverse('cases:list')}?risk=low&overdue=on").content.decode()

    assert case.code in page
    assert "overdue only" not in page
