"""What do the public pages cost an old phone on a slow network, and the same page in three known design systems?

    python -m benchmarks.public_browser [ADDRESS] [--times N] [--out F.json] [--no-peers]

ADDRESS is a running site (`make run` prints it); without one, a trial of its own is started and removed. To reach, at a first
visit: 30 kB over the wire, 14 kB of page and stylesheet, one answer that blocks, largest paint within 1.5 s, and 60 kB from a
poster's code to a number to call. See `phone.py` for the phone, `peer_pages.py` for the peers.
"""

import argparse
import json
import subprocess
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Browser

from benchmarks.installation import served
from benchmarks.peer_pages import PACKAGES, SAID, peers
from benchmarks.phone import Cost, Meter, browser, phone, typical

PAGES = {
    "home": "/",
    "contents": "/a/",
    "article": "/a/1",
    "article, Khmer": "/km/a/1",
    "article, Burmese": "/my/a/1",
    "finder's result": "/near/TH/",
    "ask: where": "/ask/",
    "ask: form": "/ask/TH/",
    "keep": "/a/1/keep",
}
COMPARED = "/a/1"
MOST = Cost(wire_bytes=30_000, page_bytes=14_000, requests=2, blocking=1, lcp_ms=1_500)
MOST_TO_A_NUMBER = 60_000
MOST_TAPS = 4


def to_a_number(found: Browser, address: str) -> dict[str, int]:
    """From the address on a poster to the first number to call: taps, and bytes of all pages on the way."""
    context = phone(found)
    page = context.new_page()
    meter = Meter(page, slow=False)
    page.goto(urljoin(address, "/km/a/1"), wait_until="networkidle")
    taps = 0
    while not page.locator("a[href^='tel:']").count() and taps < MOST_TAPS:
        link = page.locator("main a[href$='/near/'], main ul.places a[href*='/near/']").first
        page.goto(urljoin(address, str(link.get_attribute("href"))), wait_until="networkidle")
        taps += 1
    result = {"taps": taps, "wire_bytes": meter.total(), "numbers": page.locator("a[href^='tel:']").count()}
    context.close()
    return result


def said_by_ours(found: Browser, address: str) -> dict[str, Any]:
    """Our article as plain values."""
    page = found.new_page()
    page.goto(urljoin(address, COMPARED))
    said: dict[str, Any] = page.evaluate(SAID)
    page.close()
    return said


def beside(found: Browser, address: str, times: int) -> dict[str, Cost]:
    """The same article in each peer's markup; none if the registry does not answer."""
    try:
        with peers(said_by_ours(found, address)) as addresses:
            return {
                f"{name} {PACKAGES[name].rsplit('@')[-1]}": typical(found, at, times)
                for name, at in addresses.items()
            }
    except (subprocess.CalledProcessError, FileNotFoundError):
        print("  The package registry cannot be reached, or npm is not there: no peers beside ours.")
        return {}


def show(name: str, cost: Cost, ours: Cost | None = None) -> None:
    """A line of the table; beside a peer's figures how many times ours they are."""
    figures = [cost.wire_bytes, cost.page_bytes, cost.requests, cost.blocking, cost.lcp_ms]
    row = f"  {name:22}" + "".join(f"{figure:>12,}" for figure in figures)
    if ours is None:
        over = [
            field for field, most in vars(MOST).items() if field != "requests" and getattr(cost, field) > most
        ]
        print(row + ("   over: " + ", ".join(over) if over else "   within"))
    else:
        print(
            f"{row}   {cost.wire_bytes / ours.wire_bytes:.1f} × bytes, {cost.lcp_ms / ours.lcp_ms:.1f} × LCP"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("address", nargs="?")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    with (
        nullcontext(options.address) if options.address else served("public-browser") as address,
        browser() as found,
    ):
        names = ("wire bytes", "html + css", "requests", "blocking", "LCP ms")
        print(f"  {'first visit':22}" + "".join(f"{name:>12}" for name in names))
        costs = {}
        for name, path in PAGES.items():
            costs[name] = typical(found, urljoin(address, path), options.times)
            show(name, costs[name])
        way = to_a_number(found, address)
        verdict = "within" if way["numbers"] and way["wire_bytes"] <= MOST_TO_A_NUMBER else "over"
        print(f"  poster to a number: {way['wire_bytes']:,} bytes, {way['taps']} taps   {verdict}")
        others = {} if options.no_peers else beside(found, address, options.times)
        for name, cost in others.items():
            show(name, cost, costs["article"])
    if options.out:
        results = {name: vars(cost) for name, cost in (costs | others).items()}
        options.out.write_text(json.dumps({**results, "poster to a number": way}, indent=1))


if __name__ == "__main__":
    main()
