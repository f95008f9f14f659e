"""Pages of files of services, from the file to the directory in four hands."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from safefair.directory.models import Proposal, Service
from safefair.directory.queries.services import public
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.directory.factories import invented_service
from tests.directory.imports.files import HEADS, LINE, as_csv, bring, run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return OrganizationFactory.create(country="TH", name="Invented Centre of Ours")


def read(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(f"directory:{name}", args=args)).content.decode()


def test_from_a_file_to_the_directory_in_four_hands_and_shown_to_nobody_before_a_call(client, centre):
    sign_in(client, "COUNSELLOR", centre)
    batch = bring(client, as_csv(LINE, ("Invented other desk", *LINE[1:])))
    preview = read(client, "import", batch.uuid)
    client.post(reverse("directory:import_confirm", args=[batch.uuid]))
    run_jobs()
    by_herself = client.post(reverse("directory:import_accept", args=[batch.uuid])).status_code
    other = Client()
    sign_in(other, "COORDINATOR", centre)
    page = read(other, "import", batch.uuid)

    other.post(reverse("directory:import_accept", args=[batch.uuid]))
    run_jobs()

    assert "2 services would be proposed" in preview
    assert "Invented people help." in preview
    assert "Accept all that is new" in page
    assert by_herself == 403
    service = Service.objects.get(name="Invented desk")
    assert (Service.objects.count(), service.visibility, service.assured_on) == (2, "public", None)
    assert not public(service.created_at.date()).exists()


def test_differences_stand_side_by_side_and_faults_are_a_file(client, centre):
    invented_service(centre, name="Invented desk", description="As it was.")
    sign_in(client, "COORDINATOR", centre)
    batch = bring(client, as_csv(LINE, ("=Invented", *LINE[1:5], "call us", "ngo")))

    page = read(client, "import", batch.uuid)
    changed = client.get(reverse("directory:import", args=[batch.uuid]) + "?fate=changed").content.decode()
    file = client.get(reverse("directory:import_faults", args=[batch.uuid])).content.decode("utf-8-sig")

    assert "This is no telephone number." in page
    assert "As it was." in changed
    assert "Invented people help." in changed
    assert "3,number,This is no telephone number. It is left out.,row kept" in file


def test_what_waits_can_be_taken_back_and_what_was_not_confirmed_discarded(client, centre):
    sign_in(client, "COORDINATOR", centre)
    first = bring(client, as_csv(LINE))
    client.post(reverse("directory:import_confirm", args=[first.uuid]))
    run_jobs()
    client.post(reverse("directory:import_take_back", args=[first.uuid]))
    second = bring(client, as_csv(LINE))
    client.post(reverse("directory:import_discard", args=[second.uuid]))

    assert set(Proposal.objects.values_list("status", flat=True)) == {"withdrawn"}
    assert (second.rows.count(), "discarded" in read(client, "import", second.uuid)) == (0, True)


def test_the_programme_brings_services_of_those_that_a_row_names(client, centre):
    sign_in(client, "STEWARD")
    rows = [(*LINE, "Invented centre of ours"), (*LINE, "")]

    batch = bring(client, as_csv(*rows, heads=(*HEADS, "organisation")))

    page = read(client, "import", batch.uuid)
    assert batch.rows.get(number=2).owner == centre
    assert "Nothing says whose service this is." in page


def test_a_file_that_cannot_be_read_says_why(client, centre):
    sign_in(client, "COORDINATOR", centre)
    batch = bring(client, b"%PDF-1.7", "list.pdf")

    assert "This is not a table." in read(client, "import", batch.uuid)


def test_the_template_holds_names_of_columns_and_answers_and_no_service(client, centre):
    sign_in(client, "COORDINATOR", centre)
    data = client.get(reverse("directory:import_template")).content

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    first = book.get_sheet_by_index(0).to_python()

    assert len(first) == 1
    assert set(HEADS) <= set(first[0])
    assert "This file cannot be read" in read(client, "import", bring(client, data, "services.xlsx").uuid)


def test_pages_ask_as_much_for_three_rows_as_for_one(client, centre, assert_same_queries):
    sign_in(client, "COORDINATOR", centre)
    batch = bring(client, as_csv(LINE))
    numbers = iter(range(100, 200))

    def more():
        row = batch.rows.order_by("number")[0]
        row.pk, row.number = None, next(numbers)
        row.save()

    assert_same_queries(reverse("directory:import", args=[batch.uuid]), more, at_most=12)
    assert_same_queries(reverse("directory:imports"), lambda: bring(client, as_csv(LINE)), at_most=12)
