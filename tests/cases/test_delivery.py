"""Where files may be delivered, and what an answer means."""

import json
import socket
from contextlib import nullcontext
from typing import Any

import pytest

from safefair.cases.enums.exchange import Fault
from safefair.cases.exchange.delivery import NotDelivered, deliver
from safefair.core import posting
from safefair.core.addresses import AddressRefused, Place, network_addresses, read_place, read_root
from tests.cases.listening import invented_certificate, listening

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2", "localhost"])
FILE = b"sealed"


@pytest.mark.parametrize(
    "address",
    ["http://centre.example", "https://", "ftp://centre.example", "https://a@centre.example", "https://centre.example/x",
     "https://centre.example/?a=1", "https://centre.example:99999", "https://centre.example\\@other.example",
     "https://cen tre.example", "http://localhost.example", "https://[::1", "centre.example", "https://c\r\nx: y"],
)  # fmt: skip
def test_only_the_root_of_a_host_by_https_is_an_address(address):
    with pytest.raises(AddressRefused):
        read_root(address)


@pytest.mark.parametrize(
    "address",
    ["https://a@centre.example/send", "https://centre.example/send#here", "https://centre.example/a b"],
)
def test_an_address_with_a_path_holds_no_name_and_nothing_odd(address):
    assert read_place("https://centre.example/send?to=1").target == "/send?to=1"
    with pytest.raises(AddressRefused):
        read_place(address)


def test_plain_http_goes_to_this_machine_in_trial_and_tests_alone(settings):
    assert read_place("https://centre.example:8443/") == Place(
        "centre.example:8443", "centre.example", 8443, is_secure=True
    )
    assert read_place("http://localhost:8000").port == 8000
    settings.SENDS_TO_LOOPBACK = False
    with pytest.raises(AddressRefused):
        read_place("http://localhost:8000")


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "192.168.1.1", "172.20.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1",
     "fc00::1", "fe80::1", "::ffff:192.168.0.1", "64:ff9b::a00:1", "2002:a00:1::", "2001:db8::1"],
)  # fmt: skip
def test_nothing_goes_into_our_own_networks(settings, host):
    settings.SENDS_TO_LOOPBACK = False

    with pytest.raises(AddressRefused):
        network_addresses(Place(host, host, 443, is_secure=True))


def test_a_name_with_one_public_and_one_private_address_is_refused(settings, monkeypatch):
    def look_up(*_args: object, **_kwargs: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", (ip, 443)) for ip in ("93.184.216.34", "192.168.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)

    with pytest.raises(AddressRefused):
        network_addresses(Place("centre.example", "centre.example", 443, is_secure=True))


@pytest.mark.parametrize(
    ("status", "headers", "body", "fault"),
    [(302, {"Location": "http://localhost:1/"}, b"", Fault.ADDRESS), (503, {}, b"", Fault.UNREACHABLE),
     (200, {}, b"x" * 70000, Fault.UNREACHABLE), (403, {}, b"<html>", Fault.UNREACHABLE),
     (403, {}, json.dumps({"code": "not_trusted"}).encode(), Fault.NOT_TRUSTED),
     (429, {}, json.dumps({"code": "too_often"}).encode(), Fault.UNREACHABLE),
     (400, {}, json.dumps({"code": "address"}).encode(), Fault.UNREACHABLE),
     (400, {}, json.dumps(["code"]).encode(), Fault.UNREACHABLE)],
)  # fmt: skip
def test_what_is_no_receipt_is_a_fault(status, headers, body, fault):
    with listening(lambda _: (status, headers, body)) as there, pytest.raises(NotDelivered) as refused:
        deliver(there.address, FILE)

    assert refused.value.fault == fault
    assert there.came == [FILE]


def test_a_file_is_handed_over_with_nothing_else():
    with listening(lambda _: (200, {}, b"receipt")) as there:
        assert deliver(there.address, FILE) == b"receipt"
    with listening(lambda _: (204, {}, b"")) as silent:
        assert deliver(silent.address, FILE) is None

    ((_method, path, headers),) = there.said
    assert path == "/exchange/v1/packets"
    assert set(headers) <= {"Host", "Content-Type", "Content-Length", "User-Agent", "Accept-Encoding"}


def test_where_nobody_listens_it_waits():
    with listening(lambda _: (204, {}, b"")) as there:
        pass

    with pytest.raises(NotDelivered) as refused:
        deliver(there.address, FILE)

    assert refused.value.fault == Fault.UNREACHABLE


@pytest.mark.parametrize(("name", "known", "arrives"), [("localhost", True, True), ("other.example", True, False),
                                                        ("localhost", False, False)])  # fmt: skip
def test_by_https_only_the_host_of_the_address_with_a_known_certificate_gets_it(
    tmp_path, monkeypatch, name, known, arrives
):
    certificate = invented_certificate(tmp_path / "invented.pem", name=name)
    if known:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    refusal = nullcontext() if arrives else pytest.raises(NotDelivered, match="unreachable")
    with listening(lambda _: (204, {}, b""), certificate=certificate) as there, refusal:
        deliver(there.address, FILE)

    assert there.came == ([FILE] if arrives else [])


def test_where_one_network_address_of_a_name_takes_no_connection_the_next_is_tried(monkeypatch):
    look_up = socket.getaddrinfo

    def with_a_dead_one(host: str, *args: Any, **kwargs: Any) -> list[Any]:
        rows: list[Any] = look_up(host, *args, **kwargs)
        return [(2, 1, 6, "", ("127.0.0.2", rows[0][4][1])), *rows] if host == "localhost" else rows

    with listening(lambda _: (204, {}, b"")) as there:
        monkeypatch.setattr(socket, "getaddrinfo", with_a_dead_one)
        assert deliver(there.address, FILE) is None

    assert there.came == [FILE]


def test_a_slow_line_takes_longer_than_a_connection_may(monkeypatch):
    monkeypatch.setattr(posting, "CONNECTING", 0.3)
    large = b"x" * 10_000_000
    with listening(lambda _: (204, {}, b""), pause=0.01) as slow:
        assert deliver(slow.address, large) is None
    monkeypatch.setattr(posting, "SENDING", 0.3)
    with listening(lambda _: (204, {}, b""), pause=0.01) as too_slow, pytest.raises(NotDelivered):
        deliver(too_slow.address, large)

    assert slow.came == [large]
    assert [len(data) < len(large) for data in too_slow.came] == [True] * len(too_slow.came)
