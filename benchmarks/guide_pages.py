"""How fast and how small are the pages of the guide, on a busy server?

    python -m benchmarks.guide_pages [ADDRESS] [--rate N] [--seconds N] [--out F.json]

ADDRESS is a running site (`make run` prints it); without one, a trial of its own is started and removed. Every article and the contents page, in English and Khmer: bytes as
they stand and as gzip would send them. Then requests at an even rate over all of them, each on a connection of its own, from
as many clients as are needed. To reach: at most 14 kB compressed a page, nothing fetched beside it, and 95 of 100 answers
within 50 ms at 50 requests a second on two cores.
"""

import argparse
import gzip
import json
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urljoin

from benchmarks.installation import served
from benchmarks.public_page import FETCHED, get

ARTICLE = re.compile(rb'href="(/a/\d+)"')


def pages_of(address: str) -> list[str]:
    """Contents and articles in both languages."""
    body, _headers, _ms = get(urljoin(address, "/a/"))
    paths = ["/a/", *sorted({found.decode() for found in ARTICLE.findall(body)})]
    return [urljoin(address, prefix + path) for prefix in ("", "/km") for path in paths]


def sizes(pages: list[str]) -> dict[str, int]:
    """The largest page, and whatever a browser would fetch beside any of them."""
    bodies = [get(page)[0] for page in pages]
    return {
        "pages": len(pages),
        "largest_bytes": max(map(len, bodies)),
        "largest_gzip_bytes": max(len(gzip.compress(body, 6)) for body in bodies),
        "fetched_beside": sum(len(FETCHED.findall(body)) for body in bodies),
    }


def at_rate(pages: list[str], rate: int, seconds: int) -> list[float]:
    """Milliseconds of each answer, waiting for a free client included: a request is due when it is due."""
    began = time.perf_counter() + 0.5
    taken: list[float] = []
    lock = threading.Lock()

    def one(number: int) -> None:
        due = began + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        get(pages[number % len(pages)])
        with lock:
            taken.append(1000 * (time.perf_counter() - due))

    with ThreadPoolExecutor(max_workers=32) as pool:
        list(pool.map(one, range(rate * seconds)))
    return taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("address", nargs="?")
    parser.add_argument("--rate", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    with nullcontext(options.address) if options.address else served("guide-pages") as address:
        pages = pages_of(address)
        taken = at_rate(pages, options.rate, options.seconds)
        results: dict[str, float] = {
            **sizes(pages),
            "requests": len(taken),
            "p50_ms": round(median(taken), 1),
            "p95_ms": round(quantiles(taken, n=20)[-1], 1),
        }
    for name, value in results.items():
        print(f"  {name:20} {value}")
    if options.out:
        options.out.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
