"""By what figures are crossed: the dimensions of countable rows, their codes in words, and how a person gets hers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safefair.accounts.enums import OrganizationKind
from safefair.core.codes import AgeBand, Country, Sex, country_name
from safefair.outreach.enums import Relation
from safefair.trainings.enums import FRONT_LINE, ParticipantRole

UNKNOWN = "U"
"""The category of people of whom a fact is not known: they stay in the total."""
TOTAL = "*"
OTHERS = "others"
"""Codes of which too little is published to show each, together."""
REACHED, PART = "reached", "Y"
"""Of a share: by what its records are crossed, and the code of those that are its part."""


class Rule(Enum):
    """Which of a person's rows says where she stands in a dimension.

    `FIRST`: her first row of the period, by date. A longer period with the same first day leaves her there, so that
    figures of such periods differ by new people only and can be protected together.
    `ANY`: the strongest code of all her rows.
    """

    FIRST = "first"
    ANY = "any"


def _or_unknown(code: str) -> str:
    return code or UNKNOWN


@dataclass(frozen=True)
class Dimension:
    """One way to cross. `column` is the standard dimension it is read from; `strength` orders codes for `ANY`."""

    name: str
    label: str | Promise
    column: str
    codes: tuple[str, ...]
    words: Callable[[str], str]
    recode: Callable[[str], str] = _or_unknown
    rule: Rule = Rule.FIRST
    strength: Mapping[str, int] | None = None


def _roles() -> dict[str, str | Promise]:
    return {**dict(Relation.choices), **dict(ParticipantRole.choices)}


def _front_line(role: str) -> str:
    if role in FRONT_LINE:
        return "Y"
    return UNKNOWN if role in ("", UNKNOWN) else "N"


def _say(words: Mapping[str, str | Promise]) -> Callable[[str], str]:
    return lambda code: str(words.get(code, code))


FRONT_LINE_WORDS = {
    "Y": _("front-line service providers"),
    "N": _("others"),
    UNKNOWN: pgettext_lazy("role", "not known"),
}
REACHED_WORDS = {"Y": pgettext_lazy("reached", "yes"), "N": pgettext_lazy("reached", "no")}
COUNTRIES = tuple(Country.values)

DIMENSIONS = {
    dimension.name: dimension
    for dimension in (
        Dimension("country", _("Country"), "country", COUNTRIES, country_name),
        Dimension("sex", _("Sex"), "sex", tuple(Sex.values), _say(dict(Sex.choices))),
        Dimension("age_band", _("Age"), "age_band", tuple(AgeBand.values), _say(dict(AgeBand.choices))),
        Dimension("role", _("Reached or trained as"), "role", tuple(_roles()), _say(_roles())),
        Dimension(
            "organization_kind",
            _("Kind of organisation"),
            "organization_kind",
            tuple(OrganizationKind.values),
            _say(dict(OrganizationKind.choices)),
        ),
        Dimension("nationality", _("Nationality"), "nationality", (), country_name),
        Dimension(
            "front_line",
            _("Front line"),
            "role",
            ("Y", "N", UNKNOWN),
            _say(FRONT_LINE_WORDS),
            recode=_front_line,
            rule=Rule.ANY,
            strength={UNKNOWN: 0, "N": 1, "Y": 2},
        ),
        Dimension(REACHED, _("Reached"), REACHED, ("Y", "N"), _say(REACHED_WORDS)),
    )
}


def words_of(dimension: str, code: str) -> str:
    """A code in the reader's words; the total is "All"."""
    if code == TOTAL:
        return str(_("All"))
    if code == UNKNOWN:
        return str(_("not known"))
    if code == OTHERS:
        return str(_("others"))
    return DIMENSIONS[dimension].words(code)


@cache
def order_of(dimension: str) -> Mapping[str, int]:
    """Where each code stands in a table: the order of the code list, "not known" last, the total after it."""
    codes = [code for code in DIMENSIONS[dimension].codes if code != UNKNOWN]
    return {code: place for place, code in enumerate([*codes, UNKNOWN, TOTAL])}


def sort_codes(dimension: str, codes: set[str]) -> list[str]:
    """Codes in the order of their list; unlisted ones by themselves."""
    order = order_of(dimension)
    return sorted(codes, key=lambda code: (order.get(code, len(order)), code))
