"""How the case work of one organisation goes, in numbers that say what they are of.

Every share keeps its numerator and denominator. What is not due yet, and what nobody asked, is in neither; unknown is a
class of its own and never nought. Periods are half-open: from `start` up to, not including, `end`.
"""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from django.db.models import F, Min, Q

from safefair.cases.classification import reporting_delay
from safefair.cases.enums.complaint import AmountKind, ComplaintOutcome
from safefair.cases.enums.counted import Delay
from safefair.cases.enums.incident import ReportedElsewhere
from safefair.cases.enums.intake import CaseStatus
from safefair.cases.enums.plan import Decided, RiskLevel
from safefair.cases.enums.referral import DeclineReason, Feedback, ReferralStatus
from safefair.cases.models import Amount, Case, Closure, Complaint, Incident, Referral, SafetyPlan

ASSESSED_WITHIN = 3
"""Days from the opening of a case in which danger is to be assessed."""
ANSWERED = (
    ReferralStatus.ACCEPTED,
    ReferralStatus.DECLINED,
    ReferralStatus.DECLINED_BY_HER,
    ReferralStatus.DONE,
)
ORDER = {RiskLevel.LOW: 1, RiskLevel.MEDIUM: 2, RiskLevel.HIGH: 3}


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`; no percentage where the whole is nought."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """Whole per cent, None of nothing."""
        return round(100 * self.part / self.whole) if self.whole else None


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to, not including, `end`; `today` says what is due already."""

    start: dt.date
    end: dt.date
    today: dt.date


@dataclass(frozen=True, slots=True)
class CaseNumbers:
    """Cases opened in the period and what became of them; open ones are those of today."""

    opened: int
    open_now: int
    closed: int
    overdue: int
    assessed_in_time: Share
    median_days_open: float | None
    by_need: list[tuple[str, int]] = field(default_factory=list)


def case_numbers(organization_id: int, period: Period) -> CaseNumbers:
    """Cases by what they need, whether danger was assessed in time, how long they stayed open."""
    own = Case.objects.filter(organization_id=organization_id)
    opened = own.filter(opened_on__gte=period.start, opened_on__lt=period.end).exclude(
        status=CaseStatus.DUPLICATE
    )
    rows = list(
        opened.annotate(first=Min("riskassessments__assessed_on")).values("opened_on", "needs", "first")
    )
    limit = dt.timedelta(days=ASSESSED_WITHIN)
    # Who was opened within the last days may still be assessed in time: counted when it is decided.
    due = [row for row in rows if row["opened_on"] + limit < period.today or row["first"] is not None]
    in_time = sum(row["first"] is not None and row["first"] <= row["opened_on"] + limit for row in due)
    ended = own.filter(closed_on__gte=period.start, closed_on__lt=period.end, status=CaseStatus.CLOSED)
    days = [(closed - start).days for closed, start in ended.values_list("closed_on", "opened_on") if closed]
    still = own.filter(status=CaseStatus.OPEN)
    needs = Counter(need for row in rows for need in row["needs"])
    return CaseNumbers(
        opened=len(rows),
        open_now=still.count(),
        closed=len(days),
        overdue=still.filter(review_on__lt=period.today).count(),
        assessed_in_time=Share(in_time, len(due)),
        median_days_open=median(days) if days else None,
        by_need=needs.most_common(),
    )


def telling_delays(organization_id: int, period: Period) -> list[tuple[str, int]]:
    """Incidents told of in the period by days until she told; not those that another organisation counts."""
    told = Incident.objects.filter(
        organization_id=organization_id,
        reported_on__gte=period.start,
        reported_on__lt=period.end,
        removed_at=None,
    ).exclude(reported_elsewhere=ReportedElsewhere.GBVIMS)
    found = Counter(reporting_delay(*days) for days in told.values_list("happened_on", "reported_on"))
    return [(str(delay.label), found[delay]) for delay in Delay] if found else []


def plans_among_needed(organization_id: int) -> Share:
    """Open cases in high danger, or whose plan says that one is needed: how many have a plan that was made."""
    still = Case.objects.filter(organization_id=organization_id, status=CaseStatus.OPEN)
    current = SafetyPlan.objects.filter(case__in=still, replaced_at=None)
    needing = {*still.filter(risk=RiskLevel.HIGH).values_list("pk", flat=True)}
    needing |= {*current.filter(is_needed=True).values_list("case", flat=True)}
    needing -= {*current.filter(is_needed=False).values_list("case", flat=True)}
    made = {*current.filter(is_needed=True, made_on__isnull=False).values_list("case", flat=True)}
    return Share(len(needing & made), len(needing))


@dataclass(frozen=True, slots=True)
class ReferralNumbers:
    """Referrals sent in the period to organisations here. An answer that is overdue stays in the denominator."""

    sent: int
    median_hours: float | None
    answered: Share
    accepted: Share
    completed: Share
    declined_by_her: int
    reasons: list[tuple[str, int]] = field(default_factory=list)


def referral_numbers(organization_id: int, period: Period) -> ReferralNumbers:
    """How long an answer takes, how often it is yes, how often the service was given, why not.

    What she declined herself is no decision of the provider.
    """
    rows = list(
        Referral.objects.filter(
            Q(to__isnull=False) | Q(goes_to__isnull=False),
            organization_id=organization_id,
            came_from=None,
            sent_at__date__gte=period.start,
            sent_at__date__lt=period.end,
        )
        .exclude(status=ReferralStatus.REVOKED)
        .values("status", "sent_at", "responded_at", "answer_by", "decline_reason", "feedback")
    )
    answered = [row for row in rows if row["status"] in ANSWERED and row["responded_at"]]
    overdue = [row for row in rows if row not in answered and row["answer_by"].date() < period.today]
    hours = [(at - row["sent_at"]).total_seconds() / 3600 for row in answered if (at := row["responded_at"])]
    accepted = [row for row in answered if row["status"] in (ReferralStatus.ACCEPTED, ReferralStatus.DONE)]
    by_her = sum(row["status"] == ReferralStatus.DECLINED_BY_HER for row in answered)
    given = sum(row["feedback"] in (Feedback.GIVEN, Feedback.PARTLY) for row in accepted)
    reasons = Counter(row["decline_reason"] for row in answered if row["decline_reason"])
    return ReferralNumbers(
        sent=len(rows),
        median_hours=round(median(hours), 1) if hours else None,
        answered=Share(len(answered), len(answered) + len(overdue)),
        accepted=Share(len(accepted), len(answered) - by_her),
        completed=Share(given, len(accepted)),
        declined_by_her=by_her,
        reasons=[(str(DeclineReason(code).label), number) for code, number in reasons.most_common()],
    )


@dataclass(frozen=True, slots=True)
class Money:
    """One currency: what was claimed and received of complaints lodged in the period. Never added to another currency."""

    currency: str
    claimed: Decimal
    received: Decimal
    recovery: int | None


@dataclass(frozen=True, slots=True)
class ComplaintNumbers:
    """Labour complaints lodged in the period, and their money by currency."""

    lodged: int
    ended: int
    resolved: Share
    money: list[Money] = field(default_factory=list)


def complaint_numbers(organization_id: int, period: Period) -> ComplaintNumbers:
    """How many ended well, and what share of the money claimed is in their hands."""
    lodged = Complaint.objects.filter(
        organization_id=organization_id, opened_on__gte=period.start, opened_on__lt=period.end
    )
    outcomes = Counter(lodged.values_list("outcome", flat=True))
    ended = sum(outcomes.values()) - outcomes[ComplaintOutcome.PENDING]
    won = outcomes[ComplaintOutcome.FULL] + outcomes[ComplaintOutcome.PARTIAL]
    sums: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for currency, kind, amount in Amount.objects.filter(complaint__in=lodged).values_list(
        "currency", "kind", "amount"
    ):
        sums[currency, kind] += amount
    money = []
    for currency in sorted({currency for currency, _kind in sums}):
        claimed, received = sums[currency, AmountKind.CLAIMED], sums[currency, AmountKind.RECEIVED]
        money.append(Money(currency, claimed, received, round(100 * received / claimed) if claimed else None))
    return ComplaintNumbers(sum(outcomes.values()), ended, Share(won, ended), money)


@dataclass(frozen=True, slots=True)
class OutcomeNumbers:
    """Cases whose closure was approved in the period: danger at the start beside the end, and what women said."""

    less_danger: Share
    more_danger: int
    satisfied: Share


def outcome_numbers(organization_id: int, period: Period) -> OutcomeNumbers:
    """Only where danger is known at both ends and not low at both, and where she was asked; 4 and 5 of 5 are satisfied."""
    closures = Closure.objects.filter(
        organization_id=organization_id,
        status=Decided.APPROVED,
        decided_on__gte=period.start,
        decided_on__lt=period.end,
    )
    pairs = closures.exclude(Q(risk="") | Q(case__risk_at_start="")).values_list(
        F("case__risk_at_start"), "risk"
    )
    steps = [
        ORDER[RiskLevel(end)] - ORDER[RiskLevel(start)]
        for start, end in pairs
        if {start, end} != {RiskLevel.LOW}
    ]
    said = list(closures.exclude(satisfaction=None).values_list("satisfaction", flat=True))
    return OutcomeNumbers(
        less_danger=Share(sum(step < 0 for step in steps), len(steps)),
        more_danger=sum(step > 0 for step in steps),
        satisfied=Share(sum(value >= 4 for value in said if value is not None), len(said)),
    )
