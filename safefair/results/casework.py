"""Which tables of case work there are: what each counts, and by what. Only these can be asked for.

A unit is one set of records: all its tables are protected together, as margins of one model. A unit holds no table by
organisation: the numbers of one organisation are its own, and a country with one shelter would show it. What a record has
several of (needs, what is complained of) is a dimension of its own for each, with "yes" and "no": else a count near the whole
would give the rest away.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safefair.cases.enums import complaint, counted, intake, plan, referral, shelter
from safefair.cases.measures import SHARES
from safefair.core.codes import AgeBand, country_name
from safefair.results.dimensions import OTHERS, UNKNOWN

THRESHOLD = 11
"""Smallest count shown, as in releases."""
YES, NO = "Y", "N"
BROADENED = ("country", "corridor")
"""Dimensions whose small codes are put together, before anything is protected."""
Words = Mapping[str, str | Promise]

NEEDS: Mapping[str, tuple[str | Promise, frozenset[str]]] = {
    "need_safety": (_("a safe place or protection"), frozenset({plan.Service.SHELTER, plan.Service.POLICE})),
    "need_care": (_("health or counselling"), frozenset({plan.Service.HEALTH, plan.Service.PSYCHOSOCIAL})),
    "need_law": (
        _("legal aid, labour complaint, compensation"),
        frozenset({plan.Service.LEGAL, plan.Service.LABOUR, plan.Service.COMPENSATION}),
    ),
    "need_papers": (
        _("papers, status or the way home"),
        frozenset({plan.Service.CONSULAR, plan.Service.IMMIGRATION, plan.Service.REPATRIATION}),
    ),
    "need_living": (
        _("income, cash, education, starting again"),
        frozenset({
            plan.Service.LIVELIHOODS, plan.Service.CASH, plan.Service.EDUCATION, plan.Service.REINTEGRATION,
        }),
    ),
}  # fmt: skip
ABOUT: Mapping[str, tuple[str | Promise, frozenset[str]]] = {
    "about_pay": (
        _("pay"),
        frozenset({
            complaint.ComplaintType.UNPAID_WAGES, complaint.ComplaintType.UNDERPAYMENT,
            complaint.ComplaintType.UNPAID_OVERTIME, complaint.ComplaintType.ILLEGAL_DEDUCTION,
            complaint.ComplaintType.SOCIAL_SECURITY,
        }),
    ),
    "about_recruitment": (
        _("recruitment, contract or dismissal"),
        frozenset({
            complaint.ComplaintType.RECRUITMENT_FEE, complaint.ComplaintType.JOB_NOT_DELIVERED,
            complaint.ComplaintType.CONTRACT_SUBSTITUTION, complaint.ComplaintType.UNFAIR_DISMISSAL,
            complaint.ComplaintType.FORCED_EARLY_RETURN,
        }),
    ),
    "about_freedom": (
        _("documents held back or locked in"),
        frozenset({complaint.ComplaintType.WITHHELD_DOCUMENTS, complaint.ComplaintType.CONFINEMENT}),
    ),
    "about_conditions": (
        _("hours, housing, injury or illness"),
        frozenset({
            complaint.ComplaintType.EXCESSIVE_HOURS, complaint.ComplaintType.NO_REST_DAY,
            complaint.ComplaintType.POOR_HOUSING, complaint.ComplaintType.WORK_INJURY,
            complaint.ComplaintType.OCCUPATIONAL_DISEASE,
        }),
    ),
}  # fmt: skip

CHANGE: Words = {
    "less": _("less danger than at the start"),
    "same": _("the same danger"),
    "more": _("more danger"),
    "low": _("low at the start and at the end"),
    UNKNOWN: _("not known at one of the ends"),
}
RESULT: Words = {
    "accepted": _("accepted"),
    "provider": _("declined by the provider"),
    "her": _("declined by her"),
    "none": _("no answer"),
}
GIVEN: Words = {
    "given": _("she received the service, or a part"),
    "not": _("accepted, and she did not receive it"),
    "open": _("accepted, not ended yet"),
    "none": _("not accepted"),
}


@dataclass(frozen=True)
class Facet:
    """One dimension: its heading and its codes in words. Without a list, a code is said by `say`."""

    label: str | Promise
    words: Words = field(default_factory=dict)
    say: Callable[[str], str] | None = None

    def word(self, code: str) -> str:
        """A code in the reader's words."""
        if code in self.words:
            return str(self.words[code])
        if AND in code:
            return f" {AND} ".join(map(self.word, code.split(AND)))
        return self.say(code) if self.say and code not in ("", UNKNOWN) else str(_("not known"))

    def sort(self, codes: set[str]) -> list[str]:
        """In the order of the list; others by themselves, "not known" last."""
        order = {code: place for place, code in enumerate(self.words)}
        return sorted(
            codes, key=lambda code: (code in ("", UNKNOWN, OTHERS), order.get(code, len(order)), code)
        )


def say_corridor(code: str) -> str:
    """The code MM-TH as Myanmar → Thailand."""
    origin, _dash, destination = code.partition("-")
    return f"{country_name(origin)} → {country_name(destination)}"


def _risk() -> Words:
    return {code or UNKNOWN: label for code, label in plan.RiskLevel.choices}


FACETS: Mapping[str, Facet] = {
    "country": Facet(_("Country"), {OTHERS: _("other countries")}, say=country_name),
    "corridor": Facet(_("From where to where"), {OTHERS: _("other ways")}, say=say_corridor),
    "sector": Facet(_("Work"), dict(intake.Sector.choices)),
    "age_band": Facet(_("Age"), dict(AgeBand.choices)),
    "kind": Facet(_("What it is about"), dict(counted.CaseKind.choices)),
    "risk": Facet(_("Danger at the start"), _risk()),
    "assessed": Facet(_("Danger assessed within three days"), dict(counted.Assessed.choices)),
    "plan": Facet(_("Safety plan"), dict(counted.Planned.choices)),
    "change": Facet(_("Danger at the end"), CHANGE),
    "said": Facet(_("What she said of the help"), dict(counted.Said.choices)),
    "open_for": Facet(_("Days open"), dict(counted.OpenFor.choices)),
    "reason": Facet(_("Why it ended"), dict(plan.ClosureReason.choices)),
    "harm": Facet(_("Violence"), dict(counted.Harm.choices)),
    "delay": Facet(_("Days until she told"), dict(counted.Delay.choices)),
    "service": Facet(_("Service"), dict(plan.Service.choices)),
    "answered": Facet(_("Time to an answer"), dict(counted.Answered.choices)),
    "result": Facet(_("Answer"), RESULT),
    "given": Facet(_("What came of it"), GIVEN),
    "declined": Facet(_("Why declined"), {**dict(referral.DeclineReason.choices), NO: _("not declined by the provider")}),
    "respondent": Facet(_("Against"), dict(complaint.Respondent.choices)),
    "outcome": Facet(_("Outcome"), dict(complaint.ComplaintOutcome.choices)),
    "turned": Facet(_("Why there was no place"), dict(shelter.TurnAwayReason.choices)),
    "currency": Facet(_("Currency"), say=str),
    **{
        name: Facet(label, {YES: _("yes"), NO: _("no")}) for name, (label, _codes) in {**NEEDS, **ABOUT}.items()
    },
}  # fmt: skip


@dataclass(frozen=True)
class Unit:
    """A set of records and its tables. `noun`: what one of them is; `whole`: what all of them are."""

    name: str
    title: str | Promise
    noun: str | Promise
    note: str | Promise
    tables: tuple[tuple[str, ...], ...]
    grouped: tuple[tuple[str | Promise, tuple[str, ...]], ...] = ()
    sums: tuple[str, ...] = ()

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Every dimension of its tables, each once."""
        return tuple(dict.fromkeys(name for table in self.tables for name in table))


UNITS = (
    Unit(
        "opened",
        _("Cases opened"),
        _("cases"),
        _("A case is one matter of one woman. A woman with two cases is two cases: nothing here says who is one person."),
        (
            ("country", "kind"), ("corridor",), ("sector",), ("age_band",), ("risk",), ("assessed",), ("plan",),
            *((name,) for name in NEEDS),
        ),
        ((_("What women need"), tuple(NEEDS)),),
    ),
    Unit(
        "closed",
        _("Cases closed"),
        _("cases"),
        _("Cases whose closure somebody else approved in these months, whenever they were opened."),
        (("country",), ("change",), ("said",), ("open_for",), ("reason",)),
    ),
    Unit(
        "told",
        _("Incidents told of"),
        _("incidents"),
        _("A case may hold several. An incident that another organisation counts already is left out; a day that is not "
          "known is not nought days."),
        (("country",), ("harm",), ("delay",)),
    ),
    Unit(
        "sent",
        _("Referrals sent"),
        _("referrals"),
        _("To organisations here; those taken back are left out. Who has not answered stays in."),
        (("country",), ("service",), ("answered",), ("result",), ("given",), ("declined",)),
    ),
    Unit(
        "lodged",
        _("Labour complaints lodged"),
        _("complaints"),
        _("A complaint of each woman for herself, also where several file together."),
        (("country",), ("respondent",), *((name,) for name in ABOUT)),
        ((_("What they are about"), tuple(ABOUT)),),
    ),
    Unit(
        "ended",
        _("Labour complaints ended"),
        _("complaints"),
        _("Whenever they were lodged."),
        (("country",), ("outcome",)),
    ),
    Unit(
        "paid",
        _("Money in their hands"),
        _("complaints with money received"),
        _("Currencies are added in US dollars only. Amounts are shown where enough complaints are behind them and none of them makes up "
          "most of the sum. US dollars at the rates written down with each payment; where one is missing there is no sum."),
        (("currency",),),
        sums=("amount", "usd"),
    ),
    Unit(
        "admitted",
        _("Women and children taken in"),
        _("admissions"),
        _("Of all houses, named to nobody. Nights are shown where enough admissions are behind them."),
        (("country",),),
        sums=("nights", "bed_nights"),
    ),
    Unit(
        "turned",
        _("Turned away"),
        _("people"),
        _("Women and children who could not be taken in; nobody's name was written down."),
        (("country",), ("turned",)),
    ),
)  # fmt: skip
UNIT = {unit.name: unit for unit in UNITS}

SHARES_OF: Mapping[str, tuple[str, ...]] = {
    "opened": ("danger_assessed", "plans_made"),
    "closed": ("danger_fell", "women_content"),
    "sent": ("referrals_answered", "referrals_accepted", "services_received"),
    "ended": ("complaints_resolved",),
}
"""By unit, the shares that its published cells give."""
AND = "+"


def groups_of(unit: Unit) -> dict[str, dict[str, frozenset[str]]]:
    """By dimension, the codes that a share adds up: a sum may be safe to show where none of its parts is."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for name in SHARES_OF.get(unit.name, ()):
        share = SHARES[name]
        for codes in (share.part, tuple(code for code in share.whole if code not in share.part)):
            if len(codes) > 1:
                found.setdefault(share.fact, {})[AND.join(codes)] = frozenset(codes)
    return found
