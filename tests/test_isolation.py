"""Another organisation's record is a record that does not exist: page by page, with and without Django's filters."""

import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from safefair.accounts.models import Invitation, Organization, RoleAssignment
from safefair.directory.models import Location
from safefair.outreach.models import Visit
from safefair.people.models import Registration
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.harness.belongings import NAME, PHONE, Belongings, belongings
from tests.people.factories import invented_identity

pytestmark = pytest.mark.django_db
ROLES = ("COUNSELLOR", "COORDINATOR", "CASE_WORKER", "CASE_SUPERVISOR", "TEAM_LEADER", "SHELTER_MANAGER")
# What belongs to the programme and to no organisation, and the directory, which all read to refer people. What strangers
# read by the API is the same for everybody: tests/api looks for what must not be there.
SHARED = {
    "results", "api", "accounts:organization_edit", "people:linkage_run", "people:linkage_restore",
    "people:linkage_progress", "directory:detail", "directory:service_new_of", "cases:installation", "cases:installation_confirm",
    "cases:installation_end",
}  # fmt: skip
# Tables that are read before anybody has a role, or by everybody: only the operations guard them.
OPEN_TABLES = {"accounts_roleassignment", "accounts_roleassignmentevent", "accounts_invitation", "core_task"}


# Which kind of thing an address names: by app and name of its part, sometimes by the page's name too.
KINDS: dict[tuple[str, str], Callable[[str], str]] = {
    ("people", "registration"): lambda _: "person",
    ("people", "pair"): lambda _: "pair",
    ("people", "batch"): lambda _: "batch",
    ("outreach", "entry"): lambda _: "line",
    ("outreach", "address"): lambda page: "visit" if page.startswith("visit") else "session",
    ("trainings", "address"): lambda page: "course" if page.startswith("course") else "run",
    ("trainings", "sitting"): lambda _: "sitting",
    ("trainings", "participant"): lambda _: "participation",
    ("accounts", "assignment"): lambda _: "assignment",
    ("accounts", "invitation"): lambda _: "invitation",
    ("contact", "address"): lambda _: "question",
    ("contact", "enclosure"): lambda _: "enclosure",
    ("contact", "channel"): lambda _: "channel",
    ("channels", "address"): lambda _: "channel",
    ("cases", "question"): lambda _: "question",
    ("cases", "address"): lambda _: "case",
    ("cases", "admittance"): lambda _: "admittance",
    ("cases", "document"): lambda _: "document",
    ("cases", "team"): lambda _: "team",
    ("cases", "goal"): lambda _: "goal",
    ("cases", "action"): lambda _: "action",
    ("cases", "contact"): lambda _: "contact",
    ("cases", "complaint"): lambda _: "complaint",
    ("cases", "step"): lambda _: "step",
    ("cases", "amount"): lambda _: "amount",
    ("cases", "group"): lambda _: "group",
    ("cases", "consent"): lambda _: "consent",
    ("cases", "referral"): lambda _: "referral",
    ("cases", "parcel"): lambda _: "parcel",
    ("cases", "house"): lambda _: "house",
    ("cases", "bed"): lambda _: "bed",
    ("cases", "stay"): lambda _: "stay",
    ("cases", "turned"): lambda _: "turned",
    ("cases", "incident"): lambda _: "incident",
    ("directory", "location"): lambda _: "location",
    ("directory", "service"): lambda _: "service",
    ("directory", "proposal"): lambda _: "proposal",
    ("directory", "call"): lambda _: "call",
    ("directory", "file"): lambda _: "file",
}


def pages(resolver: URLResolver, app: str = "") -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """App, page and the names of the uuids of every address of ours that takes some."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from pages(pattern, pattern.namespace or app)
        elif pattern.callback.__module__.startswith("safefair"):
            names: tuple[str, ...] = tuple(re.findall(r"<uuid:(\w+)>", str(pattern.pattern)))
            if names:
                yield app, pattern.name or "", names


# Parts of an address beside the uuids.
BESIDE: dict[tuple[str, str], dict[str, str]] = {
    ("cases", "draft"): {"kind": "danger"},
    ("cases", "draft_drop"): {"kind": "danger"},
    ("directory", "service_words"): {"language": "th"},
}
OWNED = [
    (app, page, names)
    for app, page, names in dict.fromkeys(pages(get_resolver()))
    if not {app, f"{app}:{page}"} & SHARED
]


def address_of(app: str, page: str, names: tuple[str, ...], values: list[Any]) -> str:
    """The address of a page about these uuids."""
    parts = dict(zip(names, values, strict=True)) | BESIDE.get((app, page), {})
    return reverse(f"{app}:{page}", kwargs=parts)


def answer(client: Client, method: str, url: str) -> tuple[int, bytes, dict[str, str]]:
    """Everything that comes back."""
    response = client.generic(method, url, content_type="application/x-www-form-urlencoded")
    return response.status_code, response.content, dict(response.headers)


@pytest.fixture
def theirs() -> Belongings:
    """What another organisation has."""
    return belongings(OrganizationFactory.create())


@pytest.fixture
def ours() -> tuple[Organization, Belongings]:
    """The organisation of whoever looks, and what it has."""
    organization = OrganizationFactory.create()
    return organization, belongings(organization)


@pytest.fixture
def without_filters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django forgets to ask for the organisation, everywhere: only the database still knows."""
    kept = QuerySet._filter_or_exclude  # type: ignore[attr-defined]  # Django's own, where all filters pass

    def forgetful(self: QuerySet[Any], negate: Any, args: Any, kwargs: dict[str, Any]) -> QuerySet[Any]:
        kwargs = {
            name: value
            for name, value in kwargs.items()
            if name.split("__")[-1].removesuffix("_id") != "organization"
        }
        return kept(self, negate, args, kwargs)

    monkeypatch.setattr(QuerySet, "_filter_or_exclude", forgetful)


def wrong_answers(
    client: Client, mine: Belongings, theirs: Belongings, *, leave_out: set[str]
) -> list[tuple[Any, ...]]:
    """Pages that answer otherwise to a stranger's uuid than to one that nobody has, or with anything but 404."""
    wrong: list[tuple[Any, ...]] = []
    for app, page, names in OWNED:
        kinds = [KINDS[app, name](page) for name in names]
        if leave_out & set(kinds):
            continue
        if not may_open(client, address_of(app, page, names, [theirs[kind] for kind in kinds])):
            continue
        for position in range(len(kinds)):
            front = [mine[kind] for kind in kinds[:position]]
            back = [theirs[kind] for kind in kinds[position:]]
            nobody = [uuid.uuid4() for _ in back]
            for method in ("GET", "POST"):
                got = answer(client, method, address_of(app, page, names, [*front, *back]))
                expected = answer(client, method, address_of(app, page, names, [*front, *nobody]))
                if got != expected or (position == 0 and got[0] not in {404, 405, 403}):
                    wrong.append((method, f"{app}:{page}", position, got[0], expected[0]))
    if client.get(reverse("workspace:home")).status_code != 200:
        wrong.append(("signed out",))
    return wrong


def may_open(client: Client, url: str) -> bool:
    """Whether the role may open pages of this kind at all: who may not is refused before any record is looked for."""
    return client.get(url).status_code != 403


def test_every_address_with_a_uuid_is_known_here():
    unknown = [(app, page, name) for app, page, names in OWNED for name in names if (app, name) not in KINDS]

    assert unknown == []
    assert len(OWNED) >= 30


@pytest.mark.parametrize("role", ROLES)
def test_a_strangers_uuid_is_one_that_nobody_has(client: Client, ours, theirs: Belongings, role: str):
    organization, mine = ours
    sign_in(client, role, organization)

    assert wrong_answers(client, mine, theirs, leave_out=set()) == []


@pytest.mark.parametrize("role", ROLES)
def test_so_it_is_when_django_forgets_to_ask(
    client: Client, ours, theirs: Belongings, without_filters, role: str
):
    organization, mine = ours
    sign_in(client, role, organization)

    # Roles are read before anybody has one, places by all who refer people to them: see the tests below.
    wrong = wrong_answers(client, mine, theirs, leave_out={"assignment", "invitation", "location"})

    assert wrong == []


def test_a_strangers_place_cannot_be_written_even_then(
    client: Client, ours, theirs: Belongings, without_filters
):
    organization, _mine = ours
    sign_in(client, "COORDINATOR", organization)
    client.raise_request_exception = False

    client.post(
        reverse("directory:location", args=[theirs["location"]]),
        {"name": "Invented by a stranger", "country": "TH"},
    )

    assert Location.objects.get(uuid=theirs["location"]).name == "Invented place elsewhere"


def test_what_is_ones_own_opens(client: Client, ours):
    """Else every test above would pass on a site that opens nothing."""
    organization, mine = ours
    sign_in(client, "COORDINATOR", organization)

    found = {
        page: client.get(reverse(page, args=[mine[kind]])).status_code
        for page, kind in (
            ("people:detail", "person"), ("people:pair", "pair"), ("outreach:session_detail", "session"),
            ("outreach:sheet", "session"), ("trainings:detail", "run"), ("people:imports_discard", "batch"),
        )
    }  # fmt: skip

    assert found == dict.fromkeys(found, 200) | {"people:imports_discard": 405}


LISTS = (
    "people:list", "people:duplicates", "people:imports", "outreach:visits", "outreach:sessions", "trainings:list",
    "directory:list", "directory:services",
)  # fmt: skip


@pytest.mark.parametrize("forgets", [False, True])
def test_lists_and_exports_hold_nothing_of_others(client: Client, ours, theirs: Belongings, request, forgets):
    organization, _mine = ours
    sign_in(client, "COORDINATOR", organization)
    codes = set(Registration.objects.exclude(organization=organization).values_list("code", flat=True))
    addresses = {str(address) for address in theirs.values()}
    if forgets:
        request.getfixturevalue("without_filters")

    found = []
    for name in LISTS:
        for url in (reverse(name), f"{reverse(name)}?format=csv"):
            text = client.get(url).content.decode()
            found += [(name, word) for word in codes | addresses if word in text]

    # Places of organisations are known to all who refer people to them.
    assert [hit for hit in found if hit[0] != "directory:list"] == []


def test_search_finds_nobody_of_others(client: Client, ours, theirs: Belongings, without_filters):
    organization, mine = ours
    sign_in(client, "COUNSELLOR", organization)
    Registration.objects.filter(uuid=mine["person"]).update(erased_at=timezone.now())
    code = Registration.objects.get(uuid=theirs["person"]).code
    ways = [
        (reverse("outreach:visit_candidates"), lambda text: {"q": text}),
        (reverse("outreach:sheet_candidates", args=[mine["session"]]), lambda text: {"q": text}),
        (reverse("people:register"), lambda text: {"step": "search", "full_name_latin": NAME, "phone": text}),
    ]

    found = [
        (url, text)
        for url, fields in ways
        for text in (NAME, PHONE, code, f"{NAME}, {invented_identity().village}")
        if (page := client.post(url, fields(text)).content.decode())
        and ((text != code and code in page) or str(theirs["person"]) in page)
    ]

    assert found == []


def test_a_form_that_names_a_strangers_person_writes_nothing(client: Client, ours, theirs: Belongings):
    organization, _mine = ours
    sign_in(client, "COUNSELLOR", organization)
    before = Visit.objects.count()
    line = {
        "visited_on": timezone.localdate().isoformat(), "channel": "WALK_IN", "services": ["INFORMATION"],
        "relation": "CURRENT", "sex": "F", "entry_id": str(uuid.uuid4()), "action": "save",
    }  # fmt: skip

    for person in (theirs["person"], uuid.uuid4()):
        client.post(reverse("outreach:visit_record"), line | {"person": str(person)})

    assert Visit.objects.count() == before


def test_a_role_of_somebody_else_cannot_be_chosen(client: Client, ours, theirs: Belongings):
    organization, _mine = ours
    sign_in(client, "COUNSELLOR", organization)

    client.post(reverse("accounts:choose_role"), {"organization": str(theirs["assignment"])})
    page = client.get(reverse("workspace:home"))

    assert page.context["membership"].organization == organization


def test_every_table_of_an_organization_is_protected():
    """Forced, so that not even the owner of the tables passes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id'"
            " JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'"
            " WHERE c.relkind = 'r' AND NOT a.attisdropped AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"
        )
        bare = {name for (name,) in cursor.fetchall()}

    assert bare == OPEN_TABLES


def test_assignments_are_counted_by_nobody_else(client: Client, ours, theirs: Belongings):
    organization, _mine = ours
    sign_in(client, "COORDINATOR", organization)

    client.post(reverse("accounts:end_role", args=[theirs["assignment"]]))
    client.post(reverse("accounts:withdraw", args=[theirs["invitation"]]))

    assert RoleAssignment.objects.get(uuid=theirs["assignment"]).ends_on is None
    assert Invitation.objects.get(uuid=theirs["invitation"]).withdrawn_at is None
