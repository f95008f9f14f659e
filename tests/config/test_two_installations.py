"""Two installations on one machine: a packet goes, is accepted and taken back, while things go wrong in the middle.

What she is called, her number and her words may be read on both sides' pages, and nowhere else.
"""

import http.client
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.config.installation import Running, children_of, unused_port, wait_until
from tests.config.prepared import unpack_installation
from tests.test_canary import NAME, PHONE, VILLAGE, found_in

pytestmark = [pytest.mark.slow, pytest.mark.allow_hosts(["127.0.0.1"])]
CARD = """
from safefair.accounts.models import Organization
from safefair.cases.operations.installation import name_installation, own_card
from tests.accounts.factories import UserFactory
from safefair.core.rls import Scope, row_security
from tests.cases.factories import case_worker
organization = Organization.objects.create(name="Invented Centre", code="INVENTED", kind="MRC", country="MY")
user = case_worker(organization)
with row_security(organization_id=None, user_id=user.pk, scope=Scope.PROGRAMME):
    ours = name_installation(
        name=arguments["name"], address=arguments["address"], receives=["INVENTED"], by=UserFactory.create())
    answer = {"user": user.pk, "organization": organization.pk, "card": own_card(ours)[1]}
"""
TRUST = """
from django.utils import timezone
from safefair.cases.exchange.cards import read_card
from safefair.cases.operations.installation import add_partner, confirm_partner
from safefair.accounts.models import Organization, User
from safefair.core.rls import Scope, row_security
user, organization = User.objects.get(pk=arguments["user"]), Organization.objects.get()
at = timezone.now()
with row_security(organization_id=None, user_id=user.pk, scope=Scope.PROGRAMME):
    confirm_partner(add_partner(read_card(arguments["card"]), at=at, by=user), at=at, by=user)
answer = "trusted"
"""
REFER = f"""{TRUST}
import uuid
from safefair.cases.operations.referrals import Outgoing, send_referral
from safefair.cases.queries.partners import elsewhere
from tests.cases.factories import agree_invented, open_invented_case
from tests.people.factories import register_invented
with row_security(organization_id=organization.pk, user_id=user.pk):
    person = register_invented(organization, full_name_latin=arguments["name"], phone=arguments["phone"])
    case = open_invented_case(
        organization, worker=user, registration=person, wishes=arguments["wishes"], contact=arguments["phone"])
    receiver = elsewhere().get()
    categories = ["name", "contact", "wishes"]
    agree_invented(case, receiver.label, *categories)
    outgoing = Outgoing(receiver=receiver, service="legal_assistance_service", categories=categories,
                        question=arguments["wishes"])
    sent = send_referral(case, outgoing, entry_id=uuid.uuid4(), at=at, by=user)
answer = str(sent.uuid)
"""
ACCEPT = """
from django.utils import timezone
from safefair.accounts.models import Organization, User
from safefair.cases.models import Referral
from safefair.cases.operations.answers import accept_referral
from safefair.cases.packets import open_referral, read_packet
from safefair.core.rls import row_security
user, organization = User.objects.get(pk=arguments["user"]), Organization.objects.get()
with row_security(organization_id=organization.pk, user_id=user.pk):
    referral = accept_referral(Referral.objects.get(), at=timezone.now(), by=user)
    packet = read_packet(referral, key=open_referral(referral, by_id=user.pk, organization_id=organization.pk))
answer = packet
"""
TAKE_BACK = """
from django.utils import timezone
from safefair.accounts.models import User
from safefair.cases.models import Consent
from safefair.cases.operations import withdraw_consent
from safefair.core.rls import row_security
user = User.objects.get(pk=arguments["user"])
with row_security(organization_id=arguments["organization"], user_id=user.pk):
    withdraw_consent(Consent.objects.get(), at=timezone.now(), by=user)
answer = "taken back"
"""
REFUSE = "ALTER TABLE cases_referral ADD CONSTRAINT refuses_all CHECK (false) NOT VALID"
DUE = "UPDATE cases_parcel SET next_at = now() WHERE next_at IS NOT NULL"
EACH_MINUTE = """
INSERT INTO procrastinate_jobs (queue_name, task_name, args)
VALUES ('default', 'cases.deliver_waiting', '{"timestamp": 0}')
"""
OWN_WORK = """
INSERT INTO procrastinate_jobs (queue_name, task_name, args)
VALUES ('default', 'core.seal_readings', '{"timestamp": 1}')
"""
OWN_WORK_DONE = """
SELECT count(*) FROM procrastinate_jobs
WHERE task_name = 'core.seal_readings' AND args ->> 'timestamp' = '1' AND status = 'succeeded'
"""
# What two minutes bring: a worker without a sign of life is given up, and its jobs are asked for again.
TWO_MINUTES = """
UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'
WHERE id IN (SELECT worker_id FROM procrastinate_jobs WHERE status = 'doing');
INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('default', 'core.rescue_jobs', '{"timestamp": 0}');
"""


class Side:
    """One of the two, with what it and its database write."""

    def __init__(self, home: Path, environment: dict[str, str], log: Path, name: str) -> None:
        self.there = unpack_installation(home, environment | {"SAFEFAIR_TRIAL": "1"})
        self.port, self.log = unused_port(), log
        self.there.server.start()
        address = f"http://localhost:{self.port}"
        self.ids: dict[str, Any] = self.there.ask(CARD, name=name, address=address)
        self.running = Running(self.there, self.port, log=log)

    def ask(self, program: str, **arguments: Any) -> Any:
        """As the worker of its organisation."""
        return self.there.ask(program, **{**self.ids, **arguments})

    def run(self, statement: str) -> None:
        """Something that happens to the database."""
        with self.there.server.connect("safefair") as records:
            records.execute(statement.encode())

    def parcels(self, condition: str) -> int:
        """How many files are so."""
        return self.there.count(f"SELECT count(*) FROM cases_parcel WHERE {condition}")

    def kill_worker(self) -> None:
        """kill -9; `safefair run` starts another."""
        os.killpg(children_of(self.running.process.pid)[-1], signal.SIGKILL)

    def written(self) -> str:
        """The logs of web server, worker and database, and whatever stands open in the records and jobs."""
        with self.there.server.connect("safefair") as records:
            names = records.execute("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
                                    " WHERE schemaname = 'public'").fetchall()  # fmt: skip
            rows = [records.execute(f"SELECT t::text FROM {name} t".encode()).fetchall() for (name,) in names]
        return self.log.read_text() + self.there.server.folder.log.read_text() + repr(rows)


@pytest.fixture
def sides(
    home: Path, other_home: Path, environment: dict[str, str], tmp_path: Path
) -> Iterator[tuple[Side, Side]]:
    with ThreadPoolExecutor() as both:
        shelter = both.submit(Side, home, environment, tmp_path / "shelter", "Invented shelter")
        centre = both.submit(Side, other_home, environment, tmp_path / "centre", "Invented centre")
    made = shelter.result(), centre.result()
    yield made
    for side in made:
        side.running.end()


def too_large(port: int) -> tuple[int, bytes]:
    """What an address answers to a file of which only the size is told."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.putrequest("POST", "/exchange/v1/packets")
        connection.putheader("Content-Length", "13000000")
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read()


def test_a_packet_goes_once_is_accepted_and_taken_back_and_no_log_knows_her(sides: tuple[Side, Side]) -> None:
    shelter, centre = sides
    words = f"Invented wish of {NAME} in {VILLAGE}"
    centre.ask(TRUST, card=shelter.ids["card"])

    centre.run(REFUSE)
    shelter.ask(REFER, card=centre.ids["card"], name=NAME, phone=PHONE, wishes=words)
    wait_until(lambda: shelter.parcels("fault = 'unreachable'"), "nothing was refused")
    centre.run("ALTER TABLE cases_referral DROP CONSTRAINT refuses_all")
    shelter.run(DUE)
    gate = shelter.there.server.connect("safefair")
    gate.execute("BEGIN")
    gate.execute("LOCK TABLE cases_parcel IN EXCLUSIVE MODE")
    shelter.run(EACH_MINUTE)
    wait_until(lambda: centre.parcels("kind = 'packet' AND is_incoming"), "it did not come")
    wait_until(
        lambda: shelter.there.count("SELECT count(*) FROM pg_locks WHERE NOT granted"), "noted at once"
    )
    shelter.run(OWN_WORK)
    wait_until(lambda: shelter.there.count(OWN_WORK_DONE), "a packet on its way held up its own work")
    shelter.kill_worker()
    gate.close()
    unnoted = shelter.parcels("kind = 'packet' AND delivered_at IS NULL")
    shelter.run(TWO_MINUTES)
    wait_until(lambda: shelter.parcels("kind = 'packet' AND delivered_at IS NOT NULL"), "never noted")

    packet = centre.ask(ACCEPT)
    accepted = "SELECT count(*) FROM cases_referral WHERE status = 'accepted'"
    wait_until(lambda: shelter.there.count(accepted), "never accepted")
    shelter.ask(TAKE_BACK)
    wait_until(lambda: shelter.parcels("kind = 'revoked' AND delivered_at IS NOT NULL"), "never taken back")

    assert unnoted == 1
    assert (packet["wishes"]["wishes"], packet["question"]) == (words, words)
    assert PHONE.replace(" ", "") in repr(packet["contact"]).replace(" ", "")
    assert centre.parcels("true") == shelter.parcels("true") == 5
    assert centre.there.count("SELECT count(*) FROM cases_referral WHERE status = 'revoked'") == 1
    assert shelter.parcels("kind = 'destroyed' AND is_incoming") == 1
    assert too_large(centre.port)[0] == 413
    assert "IntegrityError" in centre.log.read_text()
    assert [found_in(side.written()) for side in sides] == [[], []]
