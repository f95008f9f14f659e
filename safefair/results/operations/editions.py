"""Make the tables of case work of a quarter: count, protect, write, read back, attack; once and for good."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import User
from safefair.core.crypto.custody import tables_secret
from safefair.core.errors import DomainError
from safefair.core.jobs import start_task
from safefair.core.rls import Scope, row_security
from safefair.results.casework import BROADENED, THRESHOLD, UNITS, Unit, groups_of
from safefair.results.dimensions import OTHERS, TOTAL
from safefair.results.disclosure.errors import CannotProtect
from safefair.results.disclosure.protect import protect
from safefair.results.disclosure.tables import Design, Key, Published
from safefair.results.enums import EditionStatus
from safefair.results.models import CaseEdition
from safefair.results.protection import Tell
from safefair.results.quarters import Quarter, due_quarters
from safefair.results.queries.casework import Material, gather_unit
from safefair.results.unitcells import read_cells, write_cells

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
    material = broaden(unit, material, threshold)
    design = Design(unit.dimensions, tables_without_uniform_rows(unit, material.counts), groups_of(unit))
    for number in range(TRIES):
        try:
            found = protect(
                _leaves(unit, design, material.counts),
                design,
                threshold=threshold,
                secret=b"cases|%d|" % number + unit.name.encode() + tables_secret(0),
                reread=lambda published: Published(design, read_cells(write_cells(published))),
            )
            break
        except CannotProtect:
            if number == TRIES - 1:
                raise
    whole = (TOTAL,) * len(unit.dimensions)
    # Of a few records even which codes occur tells what they have in common.
    is_small = found.published.cells[whole] is None
    shown = Published(design, {whole: None}) if is_small else found.published
    cells = shown.cells
    tables = {
        "csv": write_cells(shown),
        "sums": {name: _sums(material, name, cells, threshold) for name in unit.sums},
    }
    audit = {
        "passed": found.audit.passed,
        "cells": len(cells),
        "withheld": found.withheld,
        "digest": found.output_hash,
    }
    return tables, audit


def broaden(unit: Unit, material: Material, threshold: int) -> Material:
    """Put codes of countries and ways with few records together.

    A row of withheld cells beside noughts says what all of its few women have in common.
    """
    renamed: dict[tuple[int, str], str] = {}
    for at in (unit.dimensions.index(name) for name in BROADENED if name in unit.dimensions):
        totals: Counter[str] = Counter()
        for key, value in material.counts.items():
            totals[key[at]] += value
        small = [code for code, value in totals.items() if code != TOTAL and value < threshold]
        renamed |= {(at, code): OTHERS for code in small}
    counts: Counter[Key] = Counter()
    for key, value in material.counts.items():
        counts[tuple(renamed.get((at, code), code) for at, code in enumerate(key))] += value
    if not material.largest and material.sums:
        sums = {name: _merged(of_code, renamed) for name, of_code in material.sums.items()}
        return Material(counts, sums)
    return replace(material, counts=counts)


def _merged(
    of_code: Mapping[str, Decimal | None], renamed: Mapping[tuple[int, str], str]
) -> dict[str, Decimal | None]:
    sums: dict[str, Decimal | None] = {}
    for code, value in of_code.items():
        name = renamed.get((0, code), code)
        sums[name] = (sums.get(name) or Decimal(0)) + (value or Decimal(0))
    return sums


def tables_without_uniform_rows(unit: Unit, counts: Mapping[Key, int]) -> tuple[tuple[str, ...], ...]:
    """The tables of a unit; a cross in which all records of a row are of one kind is given as its two margins.

    Such a row tells what happened to each woman in it, however many they are.
    """
    found: list[tuple[str, ...]] = []
    for table in unit.tables:
        places = [unit.dimensions.index(name) for name in table]
        kinds: defaultdict[str, set[str]] = defaultdict(set)
        for key, value in counts.items():
            if value and all((code != TOTAL) == (at in places) for at, code in enumerate(key)):
                kinds[key[places[0]]].add(key[places[-1]])
        is_uniform = len(table) > 1 and any(len(codes) == 1 for codes in kinds.values())
        found += [(name,) for name in table] if is_uniform else [table]
    return tuple(found)


def _leaves(unit: Unit, design: Design, counts: Mapping[Key, int]) -> dict[Key, int]:
    """Counts of the tables of a design, from those of the unit: where a cross was given up, its margins."""
    leaves: Counter[Key] = Counter()
    for table in unit.tables:
        places = {unit.dimensions.index(name) for name in table}
        own = {
            k: n for k, n in counts.items() if {at for at, code in enumerate(k) if code != TOTAL} == places
        }
        kept = [table] if table in design.tables else [(name,) for name in table]
        for margin in kept:
            at_margin = {unit.dimensions.index(name) for name in margin}
            for key, value in own.items():
                leaves[tuple(code if at in at_margin else TOTAL for at, code in enumerate(key))] += value
    return leaves


def _sums(material: Material, name: str, cells: Mapping[Key, int | None], threshold: int) -> dict[str, str]:
    """Sums behind counts that are shown; of money only where no single part makes up half of it."""
    found = {}
    for code, value in material.sums.get(name, {}).items():
        whole = material.sums["amount"][code] if "amount" in material.sums else None
        is_one_persons = whole is not None and 2 * material.largest[code] >= whole
        if value is not None and cells.get((code,)) and not is_one_persons:
            found[code] = str(value)
    if name == "usd" and cells.get((TOTAL,)) and _is_nobodys(material, found, threshold):
        found[TOTAL] = str(sum((value or Decimal(0) for value in material.sums["usd"].values()), Decimal(0)))
    if name in ("nights", "bed_nights") and cells.get((TOTAL,)):
        found[TOTAL] = str(sum((value or Decimal(0) for value in material.sums[name].values()), Decimal(0)))
    return found


def _is_nobodys(material: Material, shown: Mapping[str, str], threshold: int) -> bool:
    """Whether dollars of all currencies together tell of no single complaint, nor does what is left of them beside `shown`."""
    usd = material.sums["usd"]
    for codes in (set(usd), set(usd) - set(shown)):
        behind = sum(material.counts[code,] for code in codes)
        whole = sum((usd[code] or Decimal(0) for code in codes), Decimal(0))
        largest = max((material.largest_usd.get(code, Decimal(0)) for code in codes), default=Decimal(0))
        if any(usd[code] is None for code in codes) or (
            codes and (behind < threshold or 2 * largest >= whole)
        ):
            return False
    return True
