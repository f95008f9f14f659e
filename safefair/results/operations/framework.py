"""Load the programme's framework from its file of facts; again and again with the same outcome."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from django.db import transaction

from safefair.results.models import (
    Indicator,
    Programme,
    ProgrammeDocument,
    ProgrammeOrganization,
    ReportedFigure,
    ReportingPeriod,
    Result,
    Target,
)

Facts = Mapping[str, Any]
PROGRAMME_FIELDS = (
    "title", "short_title", "part_of", "objective", "budget", "currency", "funding_instrument", "starts_on",
    "ends_on", "countries", "mrc_countries",
)  # fmt: skip
TRIAL_TARGET = "Set for the trial; the programme's public pages name no target."


@cache
def framework_facts(name: str = "safe_and_fair") -> Facts:
    """The facts of one programme as they stand in `results/fixtures`."""
    text = files("safefair.results").joinpath("fixtures", f"{name}.yaml").read_text(encoding="utf-8")
    facts: Facts = yaml.safe_load(text)
    return facts


@transaction.atomic
def load_framework(facts: Facts) -> Programme:
    """Write a programme with its results, indicators, periods, targets and reported figures.

    What is there under the same code is brought up to date and keeps its address and its figures; nothing is removed
    that figures hang on. Reported figures, partners and documents are replaced as a whole.
    """
    values = {name: facts[name] for name in PROGRAMME_FIELDS if name in facts}
    programme, _new = Programme.objects.update_or_create(code=facts["code"], defaults=values)
    _replace_partners(programme, facts)
    periods = {
        period["label"]: ReportingPeriod.objects.update_or_create(
            programme=programme,
            starts_on=period["starts_on"],
            ends_before=period["ends_before"],
            defaults={"label": period["label"]},
        )[0]
        for period in facts["periods"]
    }
    for row in facts["results"]:
        result, _new = Result.objects.update_or_create(
            programme=programme, code=row["code"], defaults={"title": row["title"]}
        )
        for position, indicator in enumerate(row.get("indicators", ())):
            _load_indicator(result, position, indicator, periods)
        _replace_reported(result, row.get("reported", ()), facts["sources"])
    return programme


def _replace_partners(programme: Programme, facts: Facts) -> None:
    programme.participating_organizations.all().delete()
    programme.documents.all().delete()
    ProgrammeOrganization.objects.bulk_create(
        ProgrammeOrganization(programme=programme, position=position, **row)
        for position, row in enumerate(facts.get("organizations", ()))
    )
    ProgrammeDocument.objects.bulk_create(
        ProgrammeDocument(programme=programme, **row) for row in facts.get("documents", ())
    )


def _load_indicator(
    result: Result, position: int, row: Facts, periods: Mapping[str, ReportingPeriod]
) -> Indicator:
    values = {
        "title": row["title"],
        "definition": row["definition"],
        "kind": row["kind"],
        "measure": row["measure"],
        "filters": row.get("filters", {}),
        "tables": row.get("tables", []),
        "position": position,
        "is_public": row.get("is_public", True),
    }
    indicator, _new = Indicator.objects.update_or_create(result=result, code=row["code"], defaults=values)
    for label, value in row.get("targets", {}).items():
        Target.objects.update_or_create(
            indicator=indicator,
            period=periods[label],
            country="",
            defaults={"value": value, "comment": TRIAL_TARGET},
        )
    return indicator


def _replace_reported(result: Result, rows: Iterable[Facts], sources: Mapping[str, str]) -> None:
    kept = [
        ReportedFigure(result=result, position=position, **{**row, "source": sources[row["source"]]})
        for position, row in enumerate(rows)
    ]
    stored = list(result.reported_figures.order_by("position"))
    if [_facts_of(figure) for figure in stored] != [_facts_of(figure) for figure in kept]:
        result.reported_figures.all().delete()
        ReportedFigure.objects.bulk_create(kept)


def _facts_of(figure: ReportedFigure) -> tuple[object, ...]:
    return (
        figure.statement,
        None if figure.value is None else int(figure.value),
        figure.bound,
        figure.kind,
        list(figure.countries),
        figure.source,
        figure.as_of,
        figure.position,
    )
