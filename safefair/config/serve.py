"""`safefair run`: the database, the web server and the worker, until Ctrl-C."""

import argparse
import errno
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import nullcontext
from http import HTTPStatus

from safefair.config.home import installation_home
from safefair.config.postgres import Server, ServerError
from safefair.config.processes import PATIENCE, Child, stop_all

FIRST_PORT = 8000
FIRST_PAGE_PATIENCE = 180.0  # seconds
PORT_PATIENCE = PATIENCE + 5.0  # seconds: another `safefair run` may be stopping
DATABASE_BEAT = 6  # looks at the database each so many half seconds


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `run` to the `safefair` command."""
    parser = commands.add_parser("run", help="serve, with database and worker, until Ctrl-C")
    parser.add_argument("--port", type=int, help=f"default: the first free one from {FIRST_PORT}")
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (127.0.0.1: this machine only)"
    )
    parser.add_argument("--processes", type=int, default=2, help="web processes (2)")
    parser.set_defaults(run=serve)


def serve(options: argparse.Namespace) -> int:
    """Start everything, say where, and stop everything when told to."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    server = None if os.environ.get("DATABASE_URL") else Server(installation_home())
    children: list[Child] = []
    with server.use() if server else nullcontext():
        try:
            signs = prepare()
            port = options.port or free_port(options.host)
            if not wait_for_port(options.host, port, stop):
                return 0
            children += [web(options, port), worker()]
            address = f"http://{'localhost' if options.host == '127.0.0.1' else options.host}:{port}/"
            wait_for_page(options, port, children, stop)
            if not stop.is_set():
                greet(address, signs)
            return supervise(children, server, stop)
        finally:
            stop_all(children)


def prepare() -> list[list[str]]:
    """Migrate and load in a process of its own, as the tables' owner; the sign-ins of the trial."""
    environment = os.environ | {"SAFEFAIR_DB_ROLE": "migrate"}
    command = [sys.executable, "-m", "safefair.config.prepare"]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise ServerError("The installation could not be prepared; the reason stands above.")
    return list(json.loads(done.stdout or "[]"))


def web(options: argparse.Namespace, port: int) -> Child:
    """The web server."""
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "-c",
        "python:safefair.config.gunicorn",
        "safefair.config.wsgi",
    ]
    command += ["--bind", f"{options.host}:{port}", "--workers", str(options.processes)]
    return Child("web server", command, os.environ | {"SAFEFAIR_DB_ROLE": "app"})


def worker() -> Child:
    """The jobs."""
    command = [sys.executable, "-m", "safefair.config.command", "worker"]
    return Child("worker", command, os.environ | {"SAFEFAIR_DB_ROLE": "app"})


def free_port(host: str) -> int:
    """The first port from 8000 on that nobody listens on."""
    for port in range(FIRST_PORT, FIRST_PORT + 100):
        if refusal(host, port) is None:
            return port
    raise ServerError(f"No free port from {FIRST_PORT} on. Choose one with --port.")


def refusal(host: str, port: int) -> OSError | None:
    """Why nobody can listen there now; None when one can."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error
    return None


def wait_for_port(host: str, port: int, stop: threading.Event) -> bool:
    """Wait until whoever stops just now has left the port; False when told to stop meanwhile."""
    give_up = time.monotonic() + PORT_PATIENCE
    while error := refusal(host, port):
        if error.errno != errno.EADDRINUSE or time.monotonic() > give_up:
            raise ServerError(
                f"Nobody can listen on {host}:{port} ({error.strerror}). Choose a port with --port."
            )
        if stop.wait(0.2):
            return False
    return not stop.is_set()


def wait_for_page(
    options: argparse.Namespace, port: int, children: list[Child], stop: threading.Event
) -> None:
    """Return when the first page has been answered, so that nobody opens an address that is not there yet."""
    give_up = time.monotonic() + FIRST_PAGE_PATIENCE
    while not stop.wait(0.1):
        if time.monotonic() > give_up or children[0].process.poll() is not None:
            raise ServerError("The web server does not answer; the reason stands above.")
        status = first_page_status(options.host, port)
        if status is None:
            continue
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise ServerError(f"The first page answers with {status}; the reason stands above.")
        return


def first_page_status(host: str, port: int) -> int | None:
    """What the first page answers now; None when nobody does."""
    connection = http.client.HTTPConnection(host, port, timeout=30)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def greet(address: str, signs: list[list[str]]) -> None:
    """Say where it is and how to get in."""
    print(f"\nReady: {address}\nWorkspace: {address}workspace/    Ctrl-C stops everything")
    if signs:
        width, password_width = (max(len(row[column]) for row in signs) for column in (0, 1))
        print("\nSign in as one of these invented people (this is a trial, all records are invented):")
        for role, email, password in signs:
            print(f"  {role:{width}}  {email:{password_width}}  {password}")
    print(flush=True)


def supervise(children: list[Child], server: Server | None, stop: threading.Event) -> int:
    """Keep the children and the database alive until told to stop; 1 when one of them cannot be."""
    beats = 0
    while not stop.wait(0.5):
        beats += 1
        if server is not None and beats % DATABASE_BEAT == 0 and not server.answers():
            server.start()
        for child in children:
            if not child.keep_alive():
                print(f"The {child.name} ends again and again; stopping.", file=sys.stderr)
                return 1
    print("Stopping …", flush=True)
    return 0
