"""Our article in the markup of three public design systems, with the files that each of them publishes.

The files come from the package registry when this runs, in the versions named here, into a folder that is gone afterwards.
Each page loads what its documentation says: the whole stylesheet in the head, the script as it is meant to be loaded. They
are sent compressed like ours.
"""

import gzip
import shutil
import subprocess
import tarfile
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PACKAGES = {
    "GOV.UK Frontend": "govuk-frontend@6.6.0",
    "Bootstrap": "bootstrap@5.3.9",
    "USWDS": "@uswds/uswds@3.14.0",
}
FILES = {
    "GOV.UK Frontend": ("dist/govuk/govuk-frontend.min.css", "dist/govuk/govuk-frontend.min.js"),
    "Bootstrap": ("dist/css/bootstrap.min.css", "dist/js/bootstrap.bundle.min.js"),
    "USWDS": ("dist/css/uswds.min.css", "dist/js/uswds-init.min.js", "dist/js/uswds.min.js"),
}
# What each system calls: body, width, heading, lead, text, list, link, alert; and its way of loading.
CLASSES = {
    "GOV.UK Frontend": {
        "body": "govuk-template__body", "width": "govuk-width-container", "main": "govuk-main-wrapper",
        "h1": "govuk-heading-xl", "h2": "govuk-heading-m", "lead": "govuk-body-l", "p": "govuk-body",
        "ol": "govuk-list govuk-list--number", "ul": "govuk-list govuk-list--bullet", "a": "govuk-link",
        "header": "govuk-header", "footer": "govuk-footer", "leave": "govuk-button govuk-button--warning",
        "panel": "govuk-inset-text",
    },
    "Bootstrap": {
        "body": "", "width": "container", "main": "py-4", "h1": "display-5", "h2": "h3", "lead": "lead", "p": "",
        "ol": "list-group list-group-numbered", "ul": "", "a": "link-primary", "header": "navbar bg-body-tertiary",
        "footer": "bg-dark text-light py-4", "leave": "btn btn-warning sticky-top", "panel": "card card-body",
    },
    "USWDS": {
        "body": "", "width": "grid-container", "main": "usa-section", "h1": "font-heading-xl", "h2": "font-heading-lg",
        "lead": "usa-intro", "p": "", "ol": "usa-process-list", "ul": "usa-list", "a": "usa-link",
        "header": "usa-header usa-header--basic", "footer": "usa-footer usa-footer--slim", "leave": "usa-button",
        "panel": "usa-summary-box",
    },
}  # fmt: skip
HEADS = {
    "GOV.UK Frontend": "<link rel=stylesheet href=/0>",
    "Bootstrap": "<link rel=stylesheet href=/0>",
    "USWDS": "<script src=/1></script><link rel=stylesheet href=/0>",
}
TAILS = {
    "GOV.UK Frontend": "<script type=module>import {initAll} from '/1'; initAll()</script>",
    "Bootstrap": "<script src=/1></script>",
    "USWDS": "<script src=/2></script>",
}
# What our page says, in its order; their markup is put around it.
SAID = """() => ({
  lang: document.documentElement.lang, title: document.title,
  leave: document.querySelector(".leave").innerText.split("\\n").filter(Boolean),
  nav: [...document.querySelectorAll(".bar a")].map(a => [a.getAttribute("href"), a.textContent, a.lang]),
  parts: [...document.querySelectorAll("main :is(h1, h2, p, ol, ul)")].filter(one => !one.closest("li")).map(one => ({
    name: one.tagName.toLowerCase(), is_lead: one.classList.contains("lead"), panel: !!one.closest(".panel, [class^=part-]:not(.part-paragraph, .part-steps)"),
    links: [...one.querySelectorAll(":scope > a")].map(a => [a.getAttribute("href"), a.textContent]),
    texts: one.children.length && /^[ou]l$/i.test(one.tagName) ? [...one.children].map(li => li.innerText) : [one.innerText],
  })),
  foot: document.querySelector(".foot").innerText,
})"""


def fetch(folder: Path) -> None:
    """The packages, each in a folder of its own."""
    for name, package in PACKAGES.items():
        packed = subprocess.run(
            ["npm", "pack", "--silent", "--pack-destination", str(folder), package],
            check=True, capture_output=True, text=True, cwd=folder,
        ).stdout.split()[-1]  # fmt: skip
        with tarfile.open(folder / packed) as archive:
            archive.extractall(folder / name, filter="data")


def page_of(name: str, said: dict[str, Any]) -> str:
    """The page in one system's markup."""
    of = CLASSES[name]
    links = "".join(
        f'<li><a class="{of["a"]}" href="{escape(to)}" lang="{lang}">{escape(text)}</a></li>'
        for to, text, lang in said["nav"]
    )
    words, leave = said["leave"][0], said["leave"][-1]
    return (
        f'<!doctype html><html lang="{said["lang"]}"><head><meta charset=utf-8>'
        f'<meta name=viewport content="width=device-width, initial-scale=1"><title>{escape(said["title"])}</title>'
        f'<link rel=icon href="data:,">{HEADS[name]}</head><body class="{of["body"]}">'
        f'<header class="{of["header"]}"><div class="{of["width"]}"><p class="{of["p"]}">{escape(words)}</p>'
        f'<a class="{of["leave"]}" href="/">{escape(leave)}</a><nav><ul class="{of["ul"]}">{links}</ul></nav></div></header>'
        f'<div class="{of["width"]}"><main class="{of["main"]}">{"".join(_part(of, part) for part in said["parts"])}</main></div>'
        f'<footer class="{of["footer"]}"><div class="{of["width"]}"><p class="{of["p"]}">{escape(said["foot"])}</p></div></footer>'
        f"{TAILS[name]}</body></html>"
    )


def _part(of: dict[str, str], part: dict[str, Any]) -> str:
    name = part["name"]
    if part["links"]:
        inner = " ".join(
            f'<a class="{of["a"]}" href="{escape(to)}">{escape(text)}</a>' for to, text in part["links"]
        )
    elif name in {"ol", "ul"}:
        inner = "".join(f"<li>{escape(text)}</li>" for text in part["texts"])
    else:
        inner = escape(part["texts"][0])
    made = f'<{name} class="{of["lead"] if part["is_lead"] else of[name]}">{inner}</{name}>'
    return f'<div class="{of["panel"]}">{made}</div>' if part["panel"] else made


@contextmanager
def peers(said: dict[str, Any]) -> Iterator[dict[str, str]]:
    """The address of our article in each system."""
    folder = Path(tempfile.mkdtemp(prefix="peers-"))
    servers = []
    try:
        fetch(folder)
        for name, files in FILES.items():
            bodies = {
                f"/{at}": (folder / name / "package" / file).read_bytes() for at, file in enumerate(files)
            }
            types = {f"/{at}": f"text/{'css' if at == 0 else 'javascript'}" for at in range(len(files))}
            servers.append(_serve({"/": page_of(name, said).encode(), **bodies}, {"/": "text/html", **types}))
        yield {
            name: f"http://127.0.0.1:{server.server_port}/"
            for name, server in zip(FILES, servers, strict=True)
        }
    finally:
        for server in servers:
            server.shutdown()
        shutil.rmtree(folder, ignore_errors=True)


def _serve(bodies: dict[str, bytes], types: dict[str, str]) -> ThreadingHTTPServer:
    packed = {path: gzip.compress(body, 6) for path, body in bodies.items()}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path not in packed:
                self.send_error(404)  # its fonts and pictures, which are not ours to compare
                return
            self.send_response(200)
            self.send_header("Content-Type", types[self.path] + "; charset=utf-8")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(packed[self.path])))
            self.end_headers()
            self.wfile.write(packed[self.path])

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
