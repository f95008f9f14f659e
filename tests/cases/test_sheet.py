"""A case on one page: what must be known, and no name."""

import pytest
from django.urls import reverse

from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import WISH, open_invented_case
from tests.cases.test_danger import find

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "sees"), [("CASE_WORKER", True), ("LABOUR_OFFICER", False)])
def test_the_sheet_holds_no_name_and_no_danger_for_who_reads_none(client, role, sees):
    organization = OrganizationFactory.create()
    case = open_invented_case(organization, worker=sign_in(client, role, organization))
    find(case, "high")

    page = client.get(reverse("cases:sheet", args=[case.uuid])).content.decode()
    sheet = page.split("<main")[1]

    assert case.code in sheet
    assert WISH in sheet
    assert "Case opened" in sheet
    assert ("high danger" in sheet) is sees
    assert ("Danger assessed" in sheet) is sees
    assert case.worker.name not in sheet
    assert "Invented Daisy" not in sheet


def test_another_organisations_case_has_no_sheet(client):
    case = open_invented_case()
    sign_in(client, "CASE_SUPERVISOR", OrganizationFactory.create())

    assert client.get(reverse("cases:sheet", args=[case.uuid])).status_code == 404
