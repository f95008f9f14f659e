"""What becomes of a service in a file: new, changed, the same, or left out with a plain reason at its row and column."""

import pytest

from safefair.accounts.enums import OrganizationKind
from safefair.directory.entries import entry_of
from safefair.directory.models import Proposal, Service
from tests.accounts.factories import OrganizationFactory
from tests.directory.factories import LocationFactory, invented_service, phone
from tests.directory.imports.files import HEADS, LINE, as_csv, brought, confirmed, entry_in, fates, faults
from tests.directory.test_services import proposed

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return OrganizationFactory.create(country="TH", name="Invented Centre of Ours")


def test_a_row_becomes_a_proposal_only_once_it_is_confirmed(centre):
    batch = brought(as_csv(LINE), centre)
    before = Proposal.objects.count()

    confirmed(batch)

    entry = Proposal.objects.get().entry
    assert (before, fates(batch), faults(batch)) == (0, ["new"], [])
    assert {name: entry[name] for name in ("name", "kinds", "areas", "visibility", "operator_kind")} == {
        "name": "Invented desk", "kinds": ["wages"], "areas": ["TH-63"], "visibility": "public", "operator_kind": "ngo",
    }  # fmt: skip
    assert entry["phones"][0]["number"] == "+6620000123"
    assert not Service.objects.exists()


def test_the_same_file_twice_changes_nothing(centre):
    confirmed(brought(as_csv(LINE), centre))

    again = brought(as_csv(LINE), centre)

    assert fates(again) == ["same"]
    assert Proposal.objects.count() == 1


def test_what_is_there_is_found_by_name_and_place_and_only_what_is_said_changes(centre):
    here = invented_service(centre, name="Invented Desk", areas=["TH-63"], fees_description="Nothing.")
    elsewhere = invented_service(centre, name="Invented desk", areas=["TH-50"])

    batch = brought(as_csv(LINE), centre)

    row = batch.rows.get()
    assert (row.fate, row.service, row.before) == ("changed", here, entry_of(here))
    assert entry_in(batch)["fees_description"] == "Nothing."
    assert entry_in(batch)["phones"] == [dict(sorted(phone().items()))]
    assert entry_of(elsewhere)["areas"] == ["TH-50"]


def test_an_identifier_finds_a_service_that_has_another_name_by_now(centre):
    service = invented_service(centre, name="Old name")

    batch = brought(as_csv((*LINE, str(service.uuid)), heads=(*HEADS, "identifier")), centre)

    assert batch.rows.get().service == service


def test_a_change_that_was_made_meanwhile_is_left_alone(centre):
    service = invented_service(centre, name="Invented desk")
    batch = brought(as_csv(LINE), centre)
    Service.objects.filter(pk=service.pk).update(description="Changed by hand.")

    confirmed(batch)

    assert (fates(batch), Proposal.objects.count()) == (["moved"], 0)


@pytest.mark.parametrize("kind", [OrganizationKind.SHELTER, OrganizationKind.NGO])
def test_the_address_of_a_shelter_is_refused_at_its_row_and_kept_nowhere(centre, kind):
    centre.kind = kind
    centre.save()
    kinds = "shelter" if kind == OrganizationKind.NGO else "talk"
    row = ("Invented house", "Rest.", kinds, "TH", "TH-63", "02 000 0123", "ngo", "12 Planted Road")

    batch = brought(as_csv(LINE, row, heads=(*HEADS, "address")), centre)

    assert (fates(batch)[1], faults(batch)) == ("wrong", [(3, "address", "SHELTER_PLACE")])
    assert batch.content is None
    assert batch.rows.get(number=3).entry is None
    assert "Planted" not in str(list(batch.rows.values()))


@pytest.mark.parametrize(
    ("changed", "column", "code"),
    [
        ({"name": ""}, "name", "NAME_MISSING"),
        ({"country": "Atlantis", "areas": ""}, "country", "COUNTRY_UNKNOWN"),
        ({"areas": "TH-99"}, "areas", "AREA_UNKNOWN"),
        ({"number": "call us"}, "number", "NUMBER_UNREADABLE"),
        ({"number": "02 000 0123 (mornings)"}, "number", "NUMBER_NOTE"),
        ({"kinds": "wages; magic"}, "kinds", "KIND_UNKNOWN"),
        ({"operator_kind": "pirates"}, "operator_kind", "ANSWER_UNKNOWN"),
        ({"description": "x" * 2001}, "description", "TOO_LONG"),
        ({"organization": "Nobody at all"}, "organization", "OWNER_UNKNOWN"),
        ({"organization": "Invented Other"}, "organization", "OWNER_OTHER"),
        ({"hours": "when the cock crows"}, "hours", "HOURS_UNREADABLE"),
        ({"channel": "voice; LINE"}, "channel", "CHANNEL_UNKNOWN"),
        ({"languages": "th; Elvish"}, "languages", "LANGUAGE_UNKNOWN"),
        ({"place": "Nowhere office"}, "place", "PLACE_UNKNOWN"),
        ({"number_from_abroad": "1300"}, "number_from_abroad", "NUMBER_UNREADABLE"),
        ({"number": "", "place": ""}, "number", "NO_WAY"),
    ],
)
def test_what_is_wrong_is_said_at_its_row_and_column(centre, changed, column, code):
    OrganizationFactory.create(name="Invented Other")
    cells = dict(zip(HEADS, LINE, strict=True)) | changed

    batch = brought(as_csv(tuple(cells.values()), heads=tuple(cells)), centre)

    assert (2, column, code) in faults(batch)


def test_two_rows_that_contradict_each_other_and_two_that_agree(centre):
    other = (*LINE[:5], "02 000 0999", *LINE[6:])

    batch = brought(as_csv(LINE, other, LINE), centre)

    assert fates(batch) == ["new", "wrong", "same"]


def test_several_of_one_name_want_an_identifier(centre):
    for area in ("TH-63", "TH-50"):
        invented_service(centre, name="Invented desk", areas=[area])
    row = (*LINE[:4], "", *LINE[5:])

    assert faults(brought(as_csv(row), centre)) == [(2, "name", "AMBIGUOUS")]


def test_places_are_those_of_the_organisation(centre):
    place = LocationFactory.create(organization=centre, name="Invented office")
    LocationFactory.create(name="Office of others")

    batch = brought(as_csv((*LINE, "invented office; office of others"), heads=(*HEADS, "place")), centre)

    assert entry_in(batch)["places"] == [str(place.uuid)]
    assert faults(batch) == [(2, "place", "PLACE_UNKNOWN")]


def test_a_waiting_change_is_replaced_and_an_equal_one_is_the_same(centre):
    service = invented_service(centre, name="Invented desk")
    proposed(centre, service, name="Invented desk", description="Somebody else wrote this.")
    confirmed(brought(as_csv(LINE), centre))

    assert Proposal.objects.filter(status="waiting").get().entry["description"] == "Invented people help."
    assert fates(brought(as_csv(LINE), centre)) == ["same"]


def test_hotlines_as_their_own_table_calls_things(centre):
    heads = (
        "country",
        "service",
        "number",
        "number_from_abroad",
        "channel",
        "hours",
        "languages",
        "who",
        "status",
        "source",
    )
    rows = [
        ("TH", "Invented national line", "1999", "+6620000123 (abroad)", "voice;sms(abroad no.)", "24h", "th;en", "everybody", "unverified", "x"),
        ("KH", "No number", "(no number in source)", "", "visit", "", "km", "", "unverified", "x"),
        ("SG", "Two numbers", "1999 / 1888", "", "voice", "Mon-Fri 08:30-16:30; Sat 9-12", "en", "", "unverified", "x"),
    ]  # fmt: skip

    batch = brought(as_csv(*rows, heads=heads), owner=centre, visibility="staff")

    assert fates(batch) == ["new", "wrong", "new"]
    first, third = entry_in(batch, 2), entry_in(batch, 4)
    assert (first["areas"], first["number_from_abroad"], first["places"], first["eligibility_description"]) == (
        ["TH"], "+6620000123", [], "everybody",
    )  # fmt: skip
    assert first["schedules"][0]["days"] == [0, 1, 2, 3, 4, 5, 6]
    assert [one["number"] for one in third["phones"]] == ["1888", "1999"]
    assert [(one["days"], one["opens_at"], one["timezone"]) for one in third["schedules"]] == [
        ([5], "09:00", "Asia/Singapore"), ([0, 1, 2, 3, 4], "08:30", "Asia/Singapore"),
    ]  # fmt: skip
    assert batch.summary["unread"] == ["source"]


def test_formulas_stay_text(centre):
    batch = brought(as_csv(("'=1+1", *LINE[1:])), centre)

    assert entry_in(batch)["name"] == "=1+1"
