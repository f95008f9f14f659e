"""Make the tables of case work of a quarter: count, protect, write, read back, attack; once and for good."""

import csv
import datetime as dt
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import User
from safefair.core.crypto.custody import tables_secret
from safefair.core.errors import DomainError
from safefair.core.jobs import start_task
from safefair.core.rls import Scope, row_security
from safefair.results.casework import THRESHOLD, UNITS, Unit
from safefair.results.dimensions import TOTAL
from safefair.results.disclosure.errors import CannotProtect
from safefair.results.disclosure.protect import protect
from safefair.results.disclosure.tables import Design, Key, Published
from safefair.results.enums import EditionStatus
from safefair.results.models import CaseEdition
from safefair.results.protection import Tell
from safefair.results.quarters import Quarter, due_quarters
from safefair.results.queries.casework import Material, gather_unit

TRIES = 3


class QuarterNotOver(DomainError):
    """Its tables would change, and the difference would tell of single women."""

    message = _("The tables of a quarter are made once, when it has been over for fifteen days.")


class EditionExists(DomainError):
    """Made twice, two tables would stand beside each other."""

    message = _("The tables of this quarter are made already.")


@transaction.atomic
def start_edition(quarter: Quarter, *, today: dt.date, by: User | None) -> CaseEdition:
    """Ask for the tables of a quarter; a failed try is tried again.

    Raises:
        QuarterNotOver: it is not over for long enough, or too long ago to be counted.
        EditionExists: it was made, or is being made.
    """
    if quarter not in due_quarters(today):
        raise QuarterNotOver
    edition, is_new = CaseEdition.objects.select_for_update(of=("self",)).get_or_create(
        starts_on=quarter.start, defaults={"ends_before": quarter.end, "threshold": THRESHOLD}
    )
    if not is_new and edition.status != EditionStatus.FAILED:
        raise EditionExists
    edition.status = EditionStatus.MAKING
    edition.task = start_task("results.make_case_edition", by_id=by.pk if by else None, edition_id=edition.pk)
    edition.save(update_fields=["status", "task"])
    return edition


def make_edition(edition_id: int, *, at: dt.datetime, tell: Tell) -> CaseEdition:
    """Count, protect and keep; a unit for which no safe pattern is found fails the whole, and nothing of it is kept.

    Counted in scope `system`, since houses and people turned away have no coded rows; only what is published is stored.
    """
    edition = CaseEdition.objects.get(pk=edition_id)
    if edition.status == EditionStatus.READY:
        return edition
    made: dict[str, Any] = {}
    audits: dict[str, Any] = {}
    try:
        for done, unit in enumerate(UNITS):
            tell(done, len(UNITS), str(unit.title))
            with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
                material = gather_unit(unit.name, edition.starts_on, edition.ends_before)
            made[unit.name], audits[unit.name] = protect_unit(unit, material, threshold=edition.threshold)
    except CannotProtect:
        edition.status = EditionStatus.FAILED
    else:
        edition.status, edition.tables, edition.audit, edition.made_at = EditionStatus.READY, made, audits, at
    edition.save()
    tell(len(UNITS), len(UNITS), "")
    return edition


def protect_unit(unit: Unit, material: Material, *, threshold: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """What of a unit is published, and what the attacker found (nothing).

    Raises:
        CannotProtect: no pattern is safe.
    """
    design = Design(unit.dimensions, unit.tables)
    for number in range(TRIES):
        try:
            found = protect(
                material.counts,
                design,
                threshold=threshold,
                secret=b"cases|%d|" % number + unit.name.encode() + tables_secret(0),
                reread=lambda published: Published(design, read_cells(write_cells(published))),
            )
            break
        except CannotProtect:
            if number == TRIES - 1:
                raise
    cells = found.published.cells
    tables = {
        "csv": write_cells(found.published),
        "sums": {name: _sums(material, name, cells) for name in unit.sums},
    }
    audit = {
        "passed": found.audit.passed,
        "cells": len(cells),
        "withheld": found.withheld,
        "digest": found.output_hash,
    }
    return tables, audit


def _sums(material: Material, name: str, cells: Mapping[Key, int | None]) -> dict[str, str]:
    """Sums behind counts that are shown; of money only where no single part makes up half of it."""
    found = {}
    for code, value in material.sums.get(name, {}).items():
        whole = material.sums["amount"][code] if "amount" in material.sums else None
        is_one_persons = whole is not None and 2 * material.largest[code] >= whole
        if value is not None and cells.get((code,)) and not is_one_persons:
            found[code] = str(value)
    if name in ("nights", "bed_nights") and cells.get((TOTAL,)):
        found[TOTAL] = str(sum((value or Decimal(0) for value in material.sums[name].values()), Decimal(0)))
    return found


def write_cells(published: Published) -> str:
    """Every cell of a unit as CSV: a code for each dimension, `*` for a total, the value or nothing."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*published.design.dimensions, "value"])
    for key, value in sorted(published.cells.items()):
        writer.writerow([*key, "" if value is None else value])
    return out.getvalue()


def read_cells(text: str) -> dict[Key, int | None]:
    """The cells of a unit, read back from what is kept."""
    rows = list(csv.reader(io.StringIO(text)))
    return {tuple(codes): int(value) if value else None for *codes, value in rows[1:]}
