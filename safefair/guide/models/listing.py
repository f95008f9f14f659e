"""What readers get of a publication or a campaign, without anything of Wagtail."""

from django.db import models

from safefair.core.codes import Country
from safefair.guide.enums import ListingKind


class Listing(models.Model):
    """One published page; `content` is laid out by `guide.listings`. `day`: published on, or begins on."""

    kind = models.CharField(max_length=11, choices=ListingKind)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=255)
    summary = models.CharField(max_length=400)
    country = models.CharField(max_length=2, choices=Country, blank=True)
    day = models.DateField()
    content = models.JSONField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="guide_one_listing_a_page")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
