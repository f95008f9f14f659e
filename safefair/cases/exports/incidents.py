"""Which incidents may leave in a file, with what belongs to them; one statement a table."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet

from safefair.cases.enums.incident import CoreType
from safefair.cases.models import Action, Case, Incident, Perpetrator, Referral


@dataclass(slots=True)
class Told:
    """An incident with its case, the alleged perpetrators (the main ones first), the steps and referrals of the case."""

    incident: Incident
    perpetrators: list[Perpetrator] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)

    @property
    def case(self) -> Case:
        """The case of the incident."""
        return self.incident.case

    @property
    def primary(self) -> Perpetrator | None:
        """The one alleged perpetrator that columns about one person speak of."""
        return next((one for one in self.perpetrators if one.is_primary), None)


def incidents_to_export(organization_id: int, *, start: dt.date, end: dt.date) -> QuerySet[Incident]:
    """Incidents told from `start` up to, not including, `end`, of women who agreed to be counted.

    Consent is a condition, not a column: where nobody asked (None) nothing leaves. Neither does what was removed, of
    an erased case, or not classified yet.
    """
    return (
        Incident.objects.filter(
            organization_id=organization_id,
            case__counts=True,
            case__erased_at=None,
            removed_at=None,
            reported_on__gte=start,
            reported_on__lt=end,
        )
        .exclude(core_type=CoreType.UNDECIDED)
        .select_related("case__registration", "case__worker", "organization")
        .order_by("reported_on", "pk")
    )


def gather(incidents: QuerySet[Incident]) -> list[Told]:
    """The incidents with what belongs to them."""
    told = {incident.pk: Told(incident) for incident in incidents}
    by_case: dict[int, list[Told]] = defaultdict(list)
    for one in told.values():
        by_case[one.incident.case_id].append(one)
    for perpetrator in Perpetrator.objects.filter(incident__in=told).order_by("-is_primary", "pk"):
        told[perpetrator.incident_id].perpetrators.append(perpetrator)
    for action in Action.objects.filter(case__in=by_case):
        for one in by_case[action.case_id]:
            one.actions.append(action)
    for referral in Referral.objects.filter(case__in=by_case):
        for one in by_case[referral.case_id or 0]:
            one.referrals.append(referral)
    return list(told.values())
