"""An old phone on a slow network, played by Debian's chromium: what a page costs it.

360 by 640, CPU six times slower, 400 kbit/s and 400 ms. The browser slows itself down over loopback, so looking up the
name, connecting and TLS are not in the times: at 400 ms a first visit pays about three times that on top.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = os.environ.get("SAFEFAIR_TEST_CHROMIUM", "/usr/bin/chromium")
SLOWER = 6
BYTES_A_SECOND = 400_000 / 8
LATENCY_MS = 400
LARGEST = """() => new Promise(done => {
  new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
    .observe({type: "largest-contentful-paint", buffered: true});
})"""
BLOCKING = """() => performance.getEntriesByType("resource").filter(one => one.renderBlockingStatus === "blocking").length"""


@dataclass(frozen=True)
class Cost:
    """What a first visit took: bytes as sent, headers included."""

    wire_bytes: int
    page_bytes: int
    """The page and its stylesheets alone."""
    requests: int
    blocking: int
    """Answers that the browser waits for before it paints anything; the page itself is one."""
    lcp_ms: int


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as play:
        found = play.chromium.launch(
            executable_path=CHROMIUM, args=[*sandbox, "--disable-background-networking"]
        )
        yield found
        found.close()


def phone(found: Browser) -> BrowserContext:
    """A phone that was never here."""
    return found.new_context(viewport={"width": 360, "height": 640}, device_scale_factor=2, is_mobile=True)


class Meter:
    """Counts what comes over the wire to one tab."""

    def __init__(self, page: Page, *, slow: bool = True) -> None:
        self.kinds: dict[str, str] = {}
        self.sent: dict[str, int] = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        if slow:
            rates = {"downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
            session.send(
                "Network.emulateNetworkConditions", {"offline": False, "latency": LATENCY_MS, **rates}
            )
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        session.on("Network.responseReceived", self._began)
        session.on("Network.loadingFinished", self._ended)

    def _began(self, event: dict[str, Any]) -> None:
        if event["response"]["url"].startswith("http"):
            self.kinds[event["requestId"]] = event["type"]

    def _ended(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self.kinds:
            self.sent[event["requestId"]] = int(event["encodedDataLength"])

    def total(self, *kinds: str) -> int:
        """Bytes of these kinds of answers, or of all."""
        return sum(size for one, size in self.sent.items() if not kinds or self.kinds[one] in kinds)


def visit(found: Browser, address: str) -> Cost:
    """One first visit."""
    context = phone(found)
    page = context.new_page()
    meter = Meter(page)
    page.goto(address, wait_until="networkidle")
    lcp = page.evaluate(LARGEST)
    blocking = 1 + int(page.evaluate(BLOCKING))
    cost = Cost(meter.total(), meter.total("Document", "Stylesheet"), len(meter.sent), blocking, round(lcp))
    context.close()
    return cost


def typical(found: Browser, address: str, times: int) -> Cost:
    """Several first visits: bytes and requests are the same in each, the time is the middle one."""
    costs = [visit(found, address) for _ in range(times)]
    return Cost(**{**vars(costs[-1]), "lcp_ms": round(median(cost.lcp_ms for cost in costs))})
