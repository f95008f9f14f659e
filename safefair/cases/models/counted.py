"""What of case work may be counted: coded rows with a random number, a month and no way back to the case.

PostgreSQL writes them (see `counting_sql`), only for women who agreed to be counted. Their number says nothing of their
order, and no history is kept of them: it would hold the days, and what a woman took back.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from safefair.accounts.models import Organization
from safefair.cases.enums.counted import Answered, Assessed, CaseKind, Delay, Harm, OpenFor, Planned, Said
from safefair.cases.models.case import Case


class CountLink(models.Model):
    """Which coded row stands for which record; its own organisation sees it and nobody else.

    `row_id` None, for a case only: she was erased, and what was counted stays as it was.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="count_links")
    noun = models.CharField(max_length=10)
    subject_id = models.BigIntegerField()
    row_id = models.BigIntegerField(null=True, unique=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["noun", "subject_id"], name="counted_once")]

    def __str__(self) -> str:
        return self.noun


class Counted(models.Model):
    """A coded row of an organisation; `month` is the first day of the month, never the day itself."""

    id = models.BigIntegerField(primary_key=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    organization_kind = models.CharField(max_length=20)
    month = models.DateField()
    country = models.CharField(max_length=2)
    sex = models.CharField(max_length=1)
    age_band = models.CharField(max_length=5)
    nationality = models.CharField(max_length=2, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.country}"


class CountedCase(Counted):
    """A case by the month in which it was opened; `closed_month` and what follows from a closure that was approved."""

    origin = models.CharField(max_length=2, blank=True)
    destination = models.CharField(max_length=2, blank=True)
    stage = models.CharField(max_length=16)
    sector = models.CharField(max_length=8)
    needs = ArrayField(models.CharField(max_length=30))
    kind = models.CharField(max_length=10, choices=CaseKind)
    risk_at_start = models.CharField(max_length=6, blank=True)
    assessed = models.CharField(max_length=10, choices=Assessed)
    plan = models.CharField(max_length=10, choices=Planned)
    closed_month = models.DateField(null=True)
    closure_reason = models.CharField(max_length=24, blank=True)
    open_for = models.CharField(max_length=10, choices=OpenFor, blank=True)
    risk_at_end = models.CharField(max_length=6, blank=True)
    satisfaction = models.CharField(max_length=10, choices=Said, blank=True)

    class Meta:
        indexes = [models.Index(fields=["month"]), models.Index(fields=["closed_month"])]


class CountedIncident(Counted):
    """An incident by the month in which she told of it. The type stands as a broad class only."""

    harm = models.CharField(max_length=10, choices=Harm)
    delay = models.CharField(max_length=10, choices=Delay)

    class Meta:
        indexes = [models.Index(fields=["month"])]


class CountedReferral(Counted):
    """A referral to an organisation here by the month in which it was sent; those taken back do not count."""

    service = models.CharField(max_length=30)
    answered = models.CharField(max_length=10, choices=Answered)
    status = models.CharField(max_length=24)
    decline_reason = models.CharField(max_length=24, blank=True)
    feedback = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = [models.Index(fields=["month"])]


class CountedComplaint(Counted):
    """A labour complaint by the month in which it was lodged."""

    types = ArrayField(models.CharField(max_length=28))
    respondent = models.CharField(max_length=20)
    forum = models.CharField(max_length=16)
    outcome = models.CharField(max_length=20)
    ended_month = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["month"]), models.Index(fields=["ended_month"])]


class CountedMoney(models.Model):
    """Money of a counted complaint in one currency, by kind and month. `usd`: at its dated rates, None where one is missing."""

    id = models.BigIntegerField(primary_key=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    complaint = models.ForeignKey(CountedComplaint, models.CASCADE, related_name="money")
    month = models.DateField()
    kind = models.CharField(max_length=10)
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    usd = models.DecimalField(max_digits=16, decimal_places=2, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "month", "kind", "currency"], name="counted_money_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.currency}"
