"""Somebody who listens on this machine where another installation would, and answers as a test wants."""

import datetime as dt
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Answer = tuple[int, dict[str, str], bytes]


class Listener:
    """What came, and the address to which it came."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.came: list[bytes] = []
        self.said: list[tuple[str, str, dict[str, str]]] = []


@contextmanager
def listening(
    answer: Callable[[bytes], Answer], *, certificate: Path | None = None, pause: float = 0.0
) -> Iterator[Listener]:
    """A server on a free port; with a certificate it speaks TLS; it reads with a pause (seconds) after each 64 KiB."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data, length = b"", int(self.headers["Content-Length"])
            while part := self.rfile.read(min(65536, length - len(data))):
                data += part
                time.sleep(pause)
            listener.came.append(data)
            listener.said.append((self.command, self.path, dict(self.headers)))
            status, headers, body = answer(data)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Tests print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    listener = Listener(f"{'https' if certificate else 'http'}://localhost:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield listener
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def invented_certificate(path: Path, *, name: str) -> Path:
    """A certificate that nobody but a test trusts, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(name), x509.IPAddress(ip_address("192.0.2.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    text = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(text + made.public_bytes(serialization.Encoding.PEM))
    return path
