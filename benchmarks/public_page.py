"""What does the public programme page cost a phone on a slow network?

    python -m benchmarks.public_page [ADDRESS] [--requests N] [--out F.json]

ADDRESS is a running site (`make run` prints it); without one, a trial of its own is started and removed. Bytes as they stand and as they are sent, what the page asks
for beside itself, cookies, and milliseconds a request of one client on this machine. To reach: at most 60 kB in all,
nothing beside itself, no cookie.
"""

import argparse
import gzip
import http.client
import json
import re
import time
from contextlib import nullcontext
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlsplit

from benchmarks.installation import served

# Whatever makes a browser fetch: sources, sheets, imports; what somebody has to follow, another language of the page too, is none.
FETCHED = re.compile(
    rb"""<(?:script|img|iframe|source)\s[^>]*src=["'](?!data:)|<link\s(?![^>]*rel=["'](?:alternate|canonical))[^>]*href=["'](?!data:)|@import|url\((?!["']?data:)"""
)


def get(address: str) -> tuple[bytes, http.client.HTTPMessage, float]:
    """Body, headers and milliseconds of one request on a connection of its own, compressed on the way as browsers ask."""
    parts = urlsplit(address)
    began = time.perf_counter()
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
    connection.request("GET", parts.path or "/", headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    if response.status != 200:
        raise SystemExit(f"{address} answers {response.status}")
    taken = 1000 * (time.perf_counter() - began)
    if response.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    return body, response.headers, taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("address", nargs="?")
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    with nullcontext(options.address) if options.address else served("public-page") as address:
        results = measure(address, options.requests)
    for name, value in results.items():
        print(f"  {name:16} {value}")
    if options.out:
        options.out.write_text(json.dumps(results, indent=1))


def measure(address: str, requests: int) -> dict[str, Any]:
    """Sizes, what is fetched beside the page, and milliseconds a request."""
    body, headers, _first = get(address)
    times = [get(address)[2] for _ in range(requests)]
    return {
        "bytes": len(body),
        "sent_bytes": int(headers["Content-Length"]),
        "head_bytes": len(str(headers).encode()),
        "fetched_beside": len(FETCHED.findall(body)),
        "cookies": len(headers.get_all("Set-Cookie") or []),
        "varies_by": headers.get("Vary", ""),
        "p50_ms": round(median(times), 1),
        "p95_ms": round(quantiles(times, n=20)[-1], 1),
    }


if __name__ == "__main__":
    main()
