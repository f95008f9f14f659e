"""Protect a release and let the attacker fail before anybody sees it."""

import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from safefair.results.disclosure.audit import AuditResult, Finding, Kind, audit
from safefair.results.disclosure.errors import CannotProtect, TableError
from safefair.results.disclosure.flow import Need
from safefair.results.disclosure.model import Role, build_system
from safefair.results.disclosure.resort import withhold_most
from safefair.results.disclosure.round import base_for, round_cells
from safefair.results.disclosure.suppress import Suppression
from safefair.results.disclosure.tables import Design, Key, Published, count_cells

MOST_CELLS = 50_000
ATTEMPTS = 4
Progress = Callable[[int, int], None]
Attack = Callable[[Mapping[Key, int | None]], tuple[Published, AuditResult]]


class Method(StrEnum):
    """How small counts are protected."""

    SUPPRESS = "suppress"  # printed figures are true; some are withheld
    ROUND = "round"  # every figure is a multiple of the base; none is withheld


class Zeros(StrEnum):
    """What readers know of a withheld cell."""

    SHOWN = "shown"  # zeros are printed, so it is at least 1
    HIDDEN = "hidden"  # zeros may be withheld too, so it may be 0


@dataclass(frozen=True, slots=True)
class Protected:
    """A release that passed its audit.

    `input_hash` and `output_hash` are hexadecimal. The one of the input is keyed with the secret: a bare
    digest of counts would let anybody try the few tables that fit what is printed.
    """

    published: Published
    audit: AuditResult
    method: Method
    zeros: Zeros
    threshold: int
    base: int | None
    seconds: float
    input_hash: str
    output_hash: str

    @property
    def withheld(self) -> int:
        """How many cells are withheld, small ones and others; which are which is told nowhere."""
        return sum(value is None for value in self.published.cells.values())


def protect(  # noqa: PLR0913 - one call does it all, by keyword
    counts: Mapping[Key, int],
    design: Design,
    *,
    threshold: int,
    zeros: Zeros = Zeros.SHOWN,
    earlier: Sequence[Published] = (),
    method: Method = Method.SUPPRESS,
    secret: bytes | None = None,
    reread: Callable[[Published], Published] = lambda published: published,
    progress: Progress | None = None,
) -> Protected:
    """Protect all tables of a release together, against all earlier releases, and audit the result.

    Args:
        counts: base cells, as `count_cells` takes them.
        threshold: k; 0 < count < k is small.
        earlier: earlier releases with overlapping records, oldest first, keys over the same dimensions.
        secret: seed of the unpublished part of costs and order; the same secret gives the same release.
            `None` draws a new one.
        reread: writes the release and reads it back, so that what is audited is what will be published.
        progress: told how much is done, of how much.

    Raises:
        TableError: for input that cannot be used.
        CannotProtect: when no release passes the audit; nothing may then be published.
    """
    if threshold < 2:
        raise TableError("the threshold must be 2 or more")
    began = time.monotonic()
    secret = secret or secrets.token_bytes(32)
    cells = count_cells(design, counts)
    if len(cells) > MOST_CELLS:
        raise TableError(f"{len(cells)} cells are too many; use fewer dimensions or broader categories")
    shown = zeros is Zeros.SHOWN
    base = base_for(threshold) if method is Method.ROUND else None

    def attack(candidate: Mapping[Key, int | None]) -> tuple[Published, AuditResult]:
        published = reread(Published(design, candidate))
        return published, audit(
            published, threshold=threshold, zeros_shown=shown, earlier=earlier, base=base, progress=progress
        )

    task = _Task(design, cells, threshold, earlier, secret, zeros_shown=shown, base=base)
    published, result = _search(task, attack, progress)
    return Protected(
        published,
        result,
        method,
        zeros,
        threshold,
        base,
        round(time.monotonic() - began, 1),
        hmac.new(secret, _canonical(cells), hashlib.sha256).hexdigest(),
        hashlib.sha256(_canonical(published.cells)).hexdigest(),
    )


def _canonical(cells: Mapping[Key, int | None]) -> bytes:
    return json.dumps(sorted(([*key], value) for key, value in cells.items())).encode()


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be protected, against what."""

    design: Design
    cells: Mapping[Key, int]
    threshold: int
    earlier: Sequence[Published]
    secret: bytes
    zeros_shown: bool
    base: int | None

    def random(self, attempt: int) -> np.random.Generator:
        digest = hashlib.sha256(b"%d|" % attempt + self.secret).digest()
        return np.random.default_rng(int.from_bytes(digest, "big"))

    def printed_before(self) -> dict[Key, int]:
        """The newest printed figure of each cell."""
        shown = ((key, value) for release in self.earlier for key, value in release.cells.items())
        return {key: value for key, value in shown if value is not None}


def _search(task: _Task, attack: Attack, progress: Progress | None) -> tuple[Published, AuditResult]:
    """The first candidate that passes: as a sequel of the earlier releases, as a revision, as the last resort."""
    problem = CannotProtect("no release of these tables passed the audit; use fewer or broader categories")
    revisable = bool(task.earlier) and not task.base
    for linked in (True, False) if revisable else (True,):
        try:
            release = _Release(task, linked=linked)
            for attempt in range(ATTEMPTS):
                published, result = attack(release.make(attempt, progress))
                if result.passed:
                    return published, result
                release.learn(result.findings)
        except CannotProtect as error:
            problem = error
    if revisable:
        before = task.printed_before()
        found = withhold_most(
            task.cells,
            task.threshold,
            zeros_shown=task.zeros_shown,
            fallen=[key for key, n in task.cells.items() if before.get(key, 0) - n >= task.threshold],
            random=task.random(ATTEMPTS),
            passes=lambda candidate: attack(candidate)[1].passed,
        )
        if found is not None:
            return attack(found)
    raise problem


class _Release:
    """Makes a release, and a better one from what the audit found."""

    def __init__(self, task: _Task, *, linked: bool) -> None:
        self.task = task
        self.system = build_system(
            task.design,
            task.cells,
            () if task.base else task.earlier,
            zeros_shown=task.zeros_shown,
            linked=linked,
        )
        self.extra: list[Need] = []
        self.forced: set[int] = set()

    def make(self, attempt: int, progress: Progress | None) -> dict[Key, int | None]:
        task, random = self.task, self.task.random(attempt)
        if task.base:
            before = task.printed_before()
            return dict(
                round_cells(self.system, task.design, base=task.base, random=random, printed_before=before)
            )
        search = Suppression(self.system, task.threshold, zeros_shown=task.zeros_shown, random=random)
        withheld = search.run(progress, extra=self.extra, forced=self.forced)
        hidden = {cell.key for cell, out in zip(self.system.cells, withheld, strict=True) if out}
        return {key: None if key in hidden else value for key, value in task.cells.items()}

    def learn(self, findings: Sequence[Finding]) -> None:
        """Ask for more protection where the attacker got through."""
        index: dict[tuple[int, Key], list[int]] = {}
        for at, cell in enumerate(self.system.cells):
            if cell.role is not Role.PRINTED:
                index.setdefault((cell.release, cell.key), []).append(at)
        asked = {need.cell: need.amount for need in self.extra}
        for finding in findings:
            if finding.kind in (Kind.CONTRADICTION, Kind.MISSING) or self.task.base:
                continue
            for at in index.get((finding.release, finding.key), ()):
                if finding.kind is Kind.RESTATED:
                    self.forced.add(at)
                asked[at] = max(asked.get(at, 0), self.task.threshold - int(self.system.value[at]), 0) + 1
        self.extra = [Need(at, 1, amount) for at, amount in asked.items()]
