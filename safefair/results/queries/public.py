"""What the public site may know of a programme: its facts, what it reported itself, never a live figure."""

from dataclasses import dataclass

from safefair.results.enums import Bound, FigureKind
from safefair.results.models import (
    Programme,
    ProgrammeDocument,
    ProgrammeOrganization,
    ReportedFigure,
    Result,
)


@dataclass(frozen=True)
class PublicReported:
    """A figure the programme itself reported, with its source; never computed here."""

    statement: str
    value: int | None
    bound: str
    kind: str
    kind_label: str
    countries: tuple[str, ...]
    source: str
    as_of: str

    @property
    def kind_words(self) -> str:
        """The kind as it stands beside the value."""
        return FigureKind(self.kind).beside(self.value)

    @property
    def bound_label(self) -> str:
        """The words before the number: at least, more than; nothing for an exact one."""
        return str(Bound(self.bound).label) if self.bound in (Bound.AT_LEAST, Bound.MORE_THAN) else ""


@dataclass(frozen=True)
class PublicResult:
    """One outcome and what was reported for it."""

    code: str
    title: str
    reported: tuple[PublicReported, ...]


@dataclass(frozen=True)
class PublicProgramme:
    """The programme of this installation. `programme` is handed on to `published_release`."""

    programme: Programme
    partners: tuple[ProgrammeOrganization, ...]
    documents: tuple[ProgrammeDocument, ...]
    results: tuple[PublicResult, ...]


def public_programme() -> PublicProgramme | None:
    """The programme with its partners, documents and reported figures; None before one was loaded. Five queries."""
    programme = Programme.objects.order_by("id").first()
    if programme is None:
        return None
    return PublicProgramme(
        programme=programme,
        partners=tuple(programme.participating_organizations.order_by("position")),
        documents=tuple(programme.documents.order_by("-published", "title")),
        results=tuple(
            _result(result)
            for result in programme.results.prefetch_related("reported_figures").order_by("code")
        ),
    )


def _result(result: Result) -> PublicResult:
    reported = sorted(result.reported_figures.all(), key=lambda figure: figure.position)
    return PublicResult(result.code, result.title, tuple(_reported(figure) for figure in reported))


def _reported(figure: ReportedFigure) -> PublicReported:
    return PublicReported(
        statement=figure.statement,
        value=None if figure.value is None else int(figure.value),
        bound=figure.bound,
        kind=figure.kind,
        kind_label=str(figure.get_kind_display()),
        countries=tuple(figure.countries),
        source=figure.source,
        as_of=figure.as_of,
    )
