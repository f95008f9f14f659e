"""The pages of an import, from the file to the end, without a script; and what a stranger gets."""

import io
import re
import uuid

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from syrupy.assertion import SnapshotAssertion

from safefair.accounts.models import Organization
from safefair.core.models import ReadLog
from safefair.outreach.models import SessionAttendance
from safefair.people.models import ImportBatch, Registration
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.outreach.factories import InformationSessionFactory
from tests.people.imports.conftest import run_import_jobs
from tests.people.imports.lists import ROWS, as_csv, as_xlsx
from tests.trainings.factories import TrainingRunFactory

pytestmark = pytest.mark.django_db

WRONG = ("", "Team dinner", "soon", '=HYPERLINK("x")', "F", "31", "", "Invented village 1")
ODD = ("", "Team dinner", "2026-03-05", "Invented Iris Four", "?!", "31", "", "Invented village 1")


@pytest.fixture
def centre(client: Client) -> Organization:
    centre = OrganizationFactory.create()
    sign_in(client, "COUNSELLOR", centre)
    return centre


def bring(client: Client, data: bytes, name: str = "list.csv") -> str:
    """Where the browser is after the file was brought."""
    answer = client.post(
        reverse("people:imports_upload"), {"file": SimpleUploadedFile(name, data)}, follow=True
    )
    return str(answer.request["PATH_INFO"])


def page(client: Client, address: str) -> str:
    return client.get(address, follow=True).content.decode()


def fields_of(html: str) -> dict[str, str]:
    """What a browser would send of the selects of a page, as they stand."""
    found = {}
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def check(client: Client, data: bytes) -> str:
    """Bring, take the guesses, leave other activities out, check; the address of the preview."""
    columns = bring(client, data)
    client.post(columns, fields_of(page(client, columns)))
    activities = columns.replace("/columns/", "/activities/")
    kinds = {name: kind or "LEAVE_OUT" for name, kind in fields_of(page(client, activities)).items()}
    client.post(activities, kinds)
    run_import_jobs()
    return columns.replace("/columns/", "/preview/")


def test_a_list_goes_all_the_way_without_a_script(client: Client, centre: Organization) -> None:
    preview = check(client, as_xlsx([*ROWS, WRONG]))
    shown = page(client, preview)

    assert (
        "3 people are new" in shown,
        "4 attendances at 2 activities" in shown,
        "1 rows cannot be read" in shown,
    ) == (
        True,
        True,
        True,
    )
    assert (Registration.objects.count(), SessionAttendance.objects.count()) == (0, 0)

    waiting = client.post(preview.replace("/preview/", "/confirm/"), follow=True).content.decode()
    run_import_jobs()
    done = page(client, preview)

    assert ("Storing the rows" in waiting, "The list is imported" in done) == (True, True)
    assert (Registration.objects.count(), SessionAttendance.objects.count()) == (3, 4)
    assert "The file was destroyed" in done
    batch = ImportBatch.objects.get()
    assert f"{reverse('outreach:sessions')}?batch={batch.uuid}" in done


def test_the_last_page_links_to_what_the_import_made(client: Client, centre: Organization) -> None:
    other = InformationSessionFactory.create(organization=centre, organizer=centre, title="Held before")
    other_run = TrainingRunFactory.create(course__organization=centre, title="Taught before")
    taught = ("", "Invented course", "2026-03-07", "Invented Iris Four", "F", "31", "", "Invented village 1")
    columns = bring(client, as_csv([*ROWS, taught]))
    client.post(columns, fields_of(page(client, columns)))
    activities = columns.replace("/columns/", "/activities/")
    kinds = list(fields_of(page(client, activities)))
    client.post(
        activities, dict.fromkeys(kinds, "INFORMATION_SESSION") | dict.fromkeys(kinds[:1], "TRAINING")
    )
    run_import_jobs()
    preview = columns.replace("/columns/", "/preview/")
    client.post(preview.replace("/preview/", "/confirm/"))
    run_import_jobs()

    done = page(client, preview)
    links = dict(re.findall(r'<a href="([^"]+[?]batch=[^"]+)">[^<]*: (\d+)</a>', done))

    assert len(links) == 2, done
    for address, number in links.items():
        shown = page(client, address)
        assert (shown.count('<th scope="row"'), "Only what one import brought." in shown) == (
            int(number),
            True,
        )
        assert [title for title in (other.title, other_run.title) if title in shown] == []
        assert shown.count('name="batch"') == 1  # so that another filter keeps it


def test_imports_are_put_in_order_and_come_as_a_file(client: Client, centre: Organization) -> None:
    for number in (2, 3, 1):
        bring(client, as_csv(ROWS[:number]))
    first, second, third = ImportBatch.objects.order_by("pk")
    for batch, rows in ((first, 2), (second, 30), (third, None)):
        ImportBatch.objects.filter(pk=batch.pk).update(summary={} if rows is None else {"rows": rows})
    url = reverse("people:imports")

    def order(sort: str) -> list[str]:
        return re.findall(
            r'scope="row"[^>]*><a href="[^"]*/imports/([^/]+)/', page(client, f"{url}?sort={sort}")
        )

    ids = {batch: str(batch.uuid) for batch in (first, second, third)}
    assert order("") == [ids[third], ids[second], ids[first]]
    assert order("on") == [ids[first], ids[second], ids[third]]
    assert order("rows") == [ids[first], ids[second], ids[third]]
    assert order("-rows") == [ids[second], ids[first], ids[third]]

    lines = client.get(f"{url}?sort=-rows&format=csv").content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[3] for line in lines] == ["Rows", "30", "2", ""]
    assert client.get(f"{url}?status=STORED&format=csv").content.decode("utf-8-sig").count("\n") == 1


def test_what_is_wrong_is_shown_by_row_and_column(client: Client, centre: Organization) -> None:
    shown = page(client, check(client, as_csv([*ROWS, WRONG, ODD])))

    lines = [re.sub(r"\s*<[^>]+>\s*", "|", line) for line in re.findall(r"<tr>(.*?)</tr>", shown, re.DOTALL)]
    text = [re.sub(r"\|+", "|", line).strip("| \n") for line in lines]
    assert [line for line in text if "row left out" in line or "row kept" in line] == [
        "6|C: Date|soon|This is no date that can be read. Write it as 2026-05-31.|row left out",
        "7|E: Sex|?!|The sex cannot be read. It counts as not known.|row kept",
    ]


def test_faults_are_filtered(client: Client, centre: Organization) -> None:
    preview = check(client, as_csv([*ROWS, WRONG, ODD]))

    shown = page(client, f"{preview}?fault=SEX_UNREADABLE&fate=LEFT_OUT")

    assert ("row kept" in shown, "row left out" in shown, "Invented Iris Four" in shown) == (
        True,
        False,
        True,
    )


def test_wrong_rows_come_back_as_text_with_what_is_wrong(client: Client, centre: Organization) -> None:
    preview = check(client, as_csv([*ROWS, WRONG]))

    answer = client.get(preview.replace("/preview/", "/wrong-rows/"))

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Organisation", "Activity", "Date", "Name", "Sex", "Age", "Phone", "Village", "What is wrong"],
        [
            *WRONG,
            "Row 6. C: Date: This is no date that can be read. Write it as 2026-05-31.",
        ],
    ]
    assert sheet["D2"].data_type == "s"


def test_corrected_rows_can_be_brought(client: Client, centre: Organization) -> None:
    preview = check(client, as_csv([*ROWS, WRONG]))
    answer = client.get(preview.replace("/preview/", "/wrong-rows/"))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    book.active["B2"], book.active["C2"], book.active["D2"] = ROWS[0][1], "2026-03-05", "Invented Iris Four"
    file = io.BytesIO()
    book.save(file)

    shown = page(client, check(client, file.getvalue()))

    assert ("1 people are new" in shown, "0 rows cannot be read" in shown) == (True, True)


def test_identifying_samples_are_masked_where_columns_are_confirmed(
    client: Client, centre: Organization
) -> None:
    shown = page(client, bring(client, as_csv()))

    assert ("Invented Daisy One" in shown, "0555 000001" in shown, "…01" in shown) == (False, False, True)


def test_columns_without_a_name_or_twice_the_same_are_refused(client: Client, centre: Organization) -> None:
    columns = bring(client, as_csv())

    nobody = client.post(columns, {"date": "2"}).content.decode()
    twice = client.post(columns, {"date": "2", "sex": "3", "full_name_latin": "3"}).content.decode()

    assert ("Choose the column of the name" in nobody, "chosen above for something else" in twice) == (
        True,
        True,
    )


def test_a_refused_file_says_why_beside_its_field(client: Client, centre: Organization) -> None:
    shown = client.post(
        reverse("people:imports_upload"), {"file": SimpleUploadedFile("a.xls", b"%PDF-1.7 x")}
    )

    assert (shown.status_code, "This is not a table." in shown.content.decode()) == (200, True)
    assert ImportBatch.objects.count() == 0


def test_the_same_file_is_said_to_be_there(client: Client, centre: Organization) -> None:
    preview = check(client, as_csv())
    client.post(preview.replace("/preview/", "/confirm/"))
    run_import_jobs()

    shown = client.post(reverse("people:imports_upload"), {"file": SimpleUploadedFile("again.csv", as_csv())})

    assert "there is nothing to do" in shown.content.decode()


def test_a_discarded_file_is_destroyed(client: Client, centre: Organization) -> None:
    preview = check(client, as_csv())

    client.post(preview.replace("/preview/", "/discard/"))

    batch = ImportBatch.objects.get()
    assert (batch.status, batch.sealed, batch.key_id, batch.rows.count()) == ("DISCARDED", None, None, 0)


def test_every_look_into_the_file_is_logged(client: Client, centre: Organization) -> None:
    columns = bring(client, as_csv())
    page(client, columns)

    log = ReadLog.objects.filter(subject="people.ImportBatch").values_list(
        "kind", "record_ids", "organization_id"
    )
    assert set(map(str, log)) == {str(("OPENED", [ImportBatch.objects.get().pk], centre.pk))}


@pytest.mark.parametrize(
    "name",
    ["detail", "columns", "activities", "progress", "preview", "wrong_rows", "confirm", "discard", "source"],
)
def test_another_organisations_import_is_not_there(client: Client, name: str) -> None:
    sign_in(client, "COUNSELLOR", OrganizationFactory.create())
    bring(client, as_csv())
    batch = ImportBatch.objects.get()
    stranger = Client()
    sign_in(stranger, "COUNSELLOR", OrganizationFactory.create())
    ask = stranger.post if name in ("confirm", "discard", "source") else stranger.get

    theirs = ask(reverse(f"people:imports_{name}", args=[batch.uuid]))
    nobodys = ask(reverse(f"people:imports_{name}", args=[uuid.uuid4()]))

    assert (theirs.status_code, theirs.content) == (404, nobodys.content)


@pytest.mark.parametrize("role", ["PROGRAMME_MANAGER", "DONOR", "STEWARD"])
def test_programme_roles_import_nothing(client: Client, role: str) -> None:
    sign_in(client, role)

    assert client.get(reverse("people:imports")).status_code == 403


def test_the_list_asks_as_much_for_three_imports_as_for_one(client: Client, assert_same_queries) -> None:
    centre = OrganizationFactory.create()
    sign_in(client, "COUNSELLOR", centre)
    files = iter([as_csv(ROWS[:n]) for n in (1, 2, 3)])

    assert_same_queries(reverse("people:imports"), lambda: bring(client, next(files)), at_most=12)


def test_no_page_holds_a_name_in_its_address_or_title(client: Client, centre: Organization) -> None:
    preview = check(client, as_csv())

    titles = re.findall(r"<title>(.*?)</title>", page(client, preview), re.DOTALL)
    assert titles == ["Import a list – Workspace"]


VARYING = re.compile(
    r'csrfmiddlewaretoken" value="[^"]+"|[0-9a-f]{8}-[0-9a-f-]{27}|Invented (?:Staff|Centre) \d+'
    r"|\d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d"
)


def main_of(client: Client, address: str) -> str:
    """The main part of a page without what differs from run to run."""
    found = re.search(r"<main.*</main>", page(client, address), re.DOTALL)
    assert found
    return re.sub(r"\n\s*\n+", "\n", VARYING.sub("…", found[0]))


def test_pages_look_as_agreed(client: Client, centre: Organization, snapshot: SnapshotAssertion) -> None:
    upload = main_of(client, reverse("people:imports_upload"))
    columns = bring(client, as_csv([*ROWS, WRONG, ODD]))
    asked = [main_of(client, columns), main_of(client, columns.replace("/columns/", "/activities/"))]
    preview = check(client, as_csv([*ROWS, WRONG, ODD]))
    checked = main_of(client, preview)
    client.post(preview.replace("/preview/", "/confirm/"))
    waiting = main_of(client, preview)
    run_import_jobs()

    done = [main_of(client, preview), main_of(client, reverse("people:imports"))]

    assert [upload, *asked, checked, waiting, *done] == snapshot
