"""Files that leave: the standard's columns in order, only those who agreed, no name, nothing that runs."""

import csv
import datetime as dt
import io
import uuid
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from safefair.cases.enums.export import ExportKind, ExportReason
from safefair.cases.exports.files import Wanted, export_incidents
from safefair.cases.exports.htcds import FIELDS
from safefair.cases.exports.incident_recorder import COLUMNS
from safefair.cases.models import Action, Case, Incident, Perpetrator, TimelineEntry
from safefair.core.models import ReadLog
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import WISH, open_invented_case

pytestmark = pytest.mark.django_db
MARCH, APRIL = dt.date(2026, 3, 1), dt.date(2026, 4, 1)


def incident_of(case: Case, *, counts: bool | None = True, **given: Any) -> Incident:
    """An incident of a case whose woman agreed to be counted, unless said otherwise."""
    Case.objects.filter(pk=case.pk).update(counts=counts)
    facts = {"reported_on": dt.date(2026, 3, 9), "core_type": "physical_assault", "place": "employers_home"}
    return Incident.objects.create(
        case=case, organization=case.organization, code=f"I{uuid.uuid4().hex[:6]}", recorded_by=case.worker,
        entry_id=uuid.uuid4(), **{**facts, **given},
    )  # fmt: skip


def rows_of(case: Case, kind: ExportKind = ExportKind.INCIDENT_RECORDER, sheet: int = 0) -> list[list[Any]]:
    """The rows of the first sheet of a file of March, the headings first."""
    file = export_incidents(
        Wanted(kind, MARCH, APRIL, ExportReason.REPORT),
        organization=case.organization,
        at=timezone.now(),
        by=case.worker,
    )
    if kind == ExportKind.HTCDS_CSV:
        return list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    book = openpyxl.load_workbook(io.BytesIO(file.content))
    return [[cell.value or "" for cell in row] for row in book.worksheets[sheet].iter_rows()]


def test_the_recorder_has_its_42_columns_and_both_sheets():
    case = open_invented_case()
    incident_of(case)

    rows = rows_of(case)
    menu = rows_of(case, sheet=1)

    assert rows[0] == [heading for heading, _ in COLUMNS]
    assert len(rows[0]) == 42
    assert len(menu[0]) == 6
    assert dict(zip(rows[0], rows[1], strict=True))["GBV TYPE"] == "Physical Assault"
    assert dict(zip(rows[0], rows[1], strict=True))["INCIDENT LOCATION"] == "Other"


@pytest.mark.parametrize("counts", [None, False])
def test_who_did_not_agree_to_be_counted_stays(counts):
    case = open_invented_case()
    incident_of(case, counts=counts, forced_labour=["deception"])

    assert len(rows_of(case)) == 1
    assert len(rows_of(case, ExportKind.HTCDS)) == 1


@pytest.mark.parametrize(
    "given",
    [
        {"removed_at": dt.datetime(2026, 3, 10, tzinfo=dt.UTC)},
        {"core_type": "undecided"},
        {"reported_on": APRIL},
        {"reported_on": dt.date(2026, 2, 28)},
    ],
)
def test_removed_undecided_and_other_days_stay(given):
    case = open_invented_case()
    incident_of(case, **given)

    assert len(rows_of(case)) == 1


def test_columns_about_one_perpetrator_speak_of_the_same_main_one():
    case = open_invented_case()
    incident = incident_of(case)
    common = {"incident": incident, "organization": case.organization}
    Perpetrator.objects.create(**common, is_primary=False, sex="F", age_group="61+", relationship="coworker")
    Perpetrator.objects.create(
        **common,
        is_primary=True,
        sex="M",
        age_group="26_40",
        relationship="supervisor_employer",
        has_done_before=False,
    )

    row = dict(zip(*rows_of(case), strict=True))

    assert row["No. ALLEGED PRIMARY PERPETRATOR(S)"] == "1"
    assert row["ALLEGED PERPETRATOR SEX"] == "Both"
    assert row["PREVIOUS INCIDENT WITH THIS PERPETRATOR"] == "No"
    assert row["ALLEGED PERPETRATOR AGE GROUP"] == "26-40"
    assert row["ALLEGED PERPETRATOR - SURVIVOR RELATIONSHIP"] == "Supervisor / Employer"


def test_nothing_is_said_of_a_perpetrator_nobody_named():
    case = open_invented_case()
    incident_of(case)

    row = dict(zip(*rows_of(case), strict=True))

    assert row["PREVIOUS INCIDENT WITH THIS PERPETRATOR"] == ""
    assert row["No. ALLEGED PRIMARY PERPETRATOR(S)"] == ""


def test_the_furthest_of_several_steps_of_a_service_is_written():
    case = open_invented_case()
    incident_of(case)
    for outcome in ("service_unavailable", "service_provided_by_your_agency"):
        Action.objects.create(
            case=case,
            organization=case.organization,
            service="health_medical_service",
            outcome=outcome,
            entry_id=uuid.uuid4(),
        )

    row = dict(zip(*rows_of(case), strict=True))

    assert row["HEALTH / MEDICAL SERVICES"] == "Service provided by your agency"
    assert row["SAFE HOUSE / SHELTER"] == ""


def test_no_name_telephone_or_word_of_hers_leaves():
    case = open_invented_case()
    incident_of(case, forced_labour=["withholding_of_wages"], trafficking="PossibleVictimOfTrafficking")

    for kind in ExportKind:
        text = str(rows_of(case, kind))
        assert "Daisy" not in text
        assert "+66" not in text
        assert WISH not in text
        assert "1994-05-12" not in text


def test_htcds_has_84_fields_and_values_of_its_lists():
    case = open_invented_case(sector="T")
    incident_of(case, forced_labour=["withholding_of_wages", "retention_of_identity_documents"])

    for kind in (ExportKind.HTCDS, ExportKind.HTCDS_CSV):
        header, row = rows_of(case, kind)
        facts = dict(zip(header, row, strict=True))
        assert tuple(header) == FIELDS
        assert len(header) == 84
        assert facts["vic_MethodsOfControl"] == "TakesEarnings;WithholdsDocuments"
        assert facts["vic_ForcedLabourIndustry"] == "T_ActivitiesOfHouseholdsAsEmployers"
        assert facts["cas_Status"] == "Active"


def test_violence_without_a_sign_of_trafficking_is_not_in_htcds():
    case = open_invented_case()
    incident_of(case)

    assert len(rows_of(case, ExportKind.HTCDS)) == 1


def test_a_name_that_is_a_formula_stays_text():
    case = open_invented_case(OrganizationFactory.create(name="=1+1"))
    incident_of(case, forced_labour=["deception"])

    header, row = rows_of(case, ExportKind.HTCDS_CSV)
    assert row[header.index("org_Name")] == "'=1+1"
    assert rows_of(case, ExportKind.HTCDS)[1][0] == "=1+1"


def test_the_taking_is_on_record_with_its_reason(client):
    organization = OrganizationFactory.create()
    supervisor = sign_in(client, "CASE_SUPERVISOR", organization)
    case = open_invented_case(organization)
    incident_of(case)
    form = {
        "kind": "incident_recorder",
        "start": "2026-03-01",
        "last": "2026-03-31",
        "reason": "coordination",
    }

    response = client.post(reverse("cases:export"), form)

    assert (
        response["Content-Disposition"] == 'attachment; filename="incident-recorder-20260301-20260331.xlsx"'
    )
    log = ReadLog.objects.get(kind="EXPORTED", subject="cases.Case")
    assert (log.user_id, log.record_ids, log.reason) == (supervisor.pk, [case.pk], "coordination")
    assert TimelineEntry.objects.filter(case=case, kind="exported").count() == 1


def test_nothing_to_export_is_said_in_words(client):
    sign_in(client, "CASE_SUPERVISOR", OrganizationFactory.create())
    form = {"kind": "htcds", "start": "2026-03-31", "last": "2026-03-01", "reason": "audit"}

    assert b"This day lies before the first one." in client.post(reverse("cases:export"), form).content
    form["last"] = "2026-03-31"
    assert b"No incident of these days may leave" in client.post(reverse("cases:export"), form).content


def test_workers_export_nothing(client):
    sign_in(client, "CASE_WORKER", OrganizationFactory.create())

    assert client.get(reverse("cases:export")).status_code == 403
