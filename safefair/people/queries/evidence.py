"""Why a run put registrations together or left them apart."""

from django.db.models import QuerySet

from safefair.people.models import LinkageRun, LinkEvidence


def evidence_of(
    run: LinkageRun, *, is_linked: bool | None = None, least: float | None = None, below: float | None = None
) -> QuerySet[LinkEvidence]:
    """The pairs of a run, the likeliest first, with the codes of their registrations and organisations."""
    pairs = LinkEvidence.objects.filter(run=run)
    if is_linked is not None:
        pairs = pairs.filter(is_linked=is_linked)
    if least is not None:
        pairs = pairs.filter(probability__gte=least)
    if below is not None:
        pairs = pairs.filter(probability__lt=below)
    return pairs.select_related("first__organization", "second__organization").order_by("-probability", "pk")
