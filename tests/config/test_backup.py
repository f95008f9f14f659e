"""A backup and its restore: every row comes back, whoever was erased does not, and secrets are in no file."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.config.conftest import throw_away
from tests.config.installation import Installation
from tests.config.prepared import unpack_installation

pytestmark = pytest.mark.slow
NAMES = ("Invented Daisy", "Invented Rose")
WISHES = ("Invented wish: to be forgotten.", "Invented wish: my wages.")
REGISTER = """
import datetime as dt
from safefair.accounts.models import Organization, User
from safefair.core.rls import row_security
from safefair.people.enums import RegistrationSource
from safefair.people.facts import RegistrationFacts
from safefair.people.identities import IdentityData
from safefair.people.operations import register_person
organization = Organization.objects.create(name="Invented Centre", code="invented", kind="MRC", country="TH")
user = User.objects.create_user("invented@test.example", "invented words for a test")
with row_security(organization_id=organization.pk, user_id=user.pk):
    for name in arguments["names"]:
        register_person(
            IdentityData(full_name_latin=name), RegistrationFacts(country="TH"), organization=organization, by=user,
            on=dt.date(2026, 3, 5), source=RegistrationSource.DESK,
        )
    import uuid
    from safefair.cases.operations.cases import Intake, take_in
    for wish in arguments["wishes"]:
        take_in(
            Intake(facts={}, words={"wishes": wish}), organization=organization, registration=None,
            entry_id=uuid.uuid4(), on=dt.date(2026, 3, 5), by=user,
        )
from django.contrib.sessions.backends.db import SessionStore
session = SessionStore()
session["invented"] = "a living sign-in"
session.save()
answer = organization.pk
"""
READ = """
from safefair.accounts.models import User
from safefair.core.rls import row_security
from safefair.people.identities import open_identity
from safefair.people.models import Registration
from django.contrib.sessions.models import Session
from safefair.cases.models import Case
from safefair.core.crypto.custody import KeyUnavailable
from safefair.core.keys.store import open_key
from safefair.core.sealed import read_words
def wish_of(case):
    try:
        return read_words(case, key=open_key(case.key_id))["wishes"]
    except KeyUnavailable:
        return ""
user = User.objects.get()
with row_security(organization_id=arguments["organization"], user_id=user.pk):
    people = list(Registration.objects.order_by("pk"))
    answer = [open_identity(person, user_id=user.pk, reason="test").display_name for person in people]
    wishes = [wish_of(case) for case in Case.objects.order_by("pk")]
answer = {"names": answer, "wishes": wishes, "sessions": Session.objects.count()}
"""
ERASE = """
from safefair.accounts.models import User
from safefair.core.rls import row_security
from safefair.people.enums import ErasureReason
from safefair.people.models import Registration
from safefair.people.operations import erase_person
user = User.objects.get()
with row_security(organization_id=arguments["organization"], user_id=user.pk):
    person = Registration.objects.order_by("pk").first()
    erase_person(person, by=user, reason=ErasureReason.REQUEST)
    from django.utils import timezone
    from safefair.cases.models import Case
    from safefair.cases.operations.erasure import erase_case
    erase_case(Case.objects.order_by("pk").first(), reason=ErasureReason.REQUEST, at=timezone.now(), by=user)
answer = "erased"
"""


@pytest.fixture
def installations(environment: dict[str, str]) -> Iterator[Callable[[], Installation]]:
    """`installations()`: one more empty folder."""
    homes: list[Path] = []

    def make() -> Installation:
        homes.append(Path(tempfile.mkdtemp(prefix="safefair-")))
        homes[-1].chmod(0o755)
        return Installation(homes[-1], environment)

    yield make
    for home in homes:
        throw_away(home)


def test_a_backup_comes_back_and_whoever_was_erased_does_not(
    installations: Callable[[], Installation], environment: dict[str, str], tmp_path: Path
) -> None:
    there = unpack_installation(installations().home, environment)
    anew = installations()
    there.safefair("db", "start")
    organization = there.ask(REGISTER, names=NAMES, wishes=WISHES)
    saved = there.safefair("db", "backup", str(tmp_path / "old"))
    there.ask(ERASE, organization=organization)
    there.safefair("db", "backup", str(tmp_path / "new"))
    again = there.safefair("db", "backup", str(tmp_path / "new"))
    restore = [
        "db",
        "restore",
        str(tmp_path / "old"),
        "--destroyed",
        str(tmp_path / "new/keys/destroyed.txt"),
    ]

    early = anew.safefair(*restore)
    shutil.copytree(there.home / "secrets", anew.home / "secrets", dirs_exist_ok=True)
    restored = anew.safefair(*restore)
    twice = anew.safefair(*restore)

    assert (saved.returncode, restored.returncode) == (0, 0), (saved.stderr, restored.stderr)
    assert "Not in it: the secrets" in saved.stdout
    assert "is not empty" in again.stderr
    assert "Put the secrets of that installation" in early.stderr
    assert "is not empty" in twice.stderr
    assert anew.ask(READ, organization=organization) == {
        "names": ["", NAMES[1]],
        "wishes": ["", WISHES[1]],
        "sessions": 0,
    }
    assert_holds_no_secret(tmp_path, there.home / "secrets")


def assert_holds_no_secret(folder: Path, secrets: Path) -> None:
    """No file is open to others, and none has a secret in it, as bytes or as digits."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    written = b"".join(path.read_bytes() for path in files)
    for secret in secrets.iterdir():
        assert secret.read_bytes().strip() not in written
    assert {path.stat().st_mode & 0o077 for path in files} == {0}
    assert {path.name for path in files} == {"records.dump", "keys.dump", "contents.json", "destroyed.txt"}


def test_what_is_no_backup_is_not_restored(home: Path, environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "contents.json").write_text(json.dumps({"rows": 1}))

    refused = Installation(home, environment).safefair("db", "restore", str(tmp_path), "--nobody-erased")

    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "holds no backup" in refused.stderr
