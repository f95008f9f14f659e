"""What counts of case work lets go of a woman whose words are erased; PostgreSQL does the counting itself."""

from django.db import connection

from safefair.cases.models import Case, CountLink

CASE = "case"


def let_go_of_counted(case: Case) -> None:
    """Cut what was counted of a case from it, for good: the coded rows stay, and no later change reaches them.

    To be called before anything else of an erasure, so that no figure moves with it.
    """
    CountLink.objects.filter(case=case).exclude(noun=CASE).delete()
    CountLink.objects.update_or_create(
        noun=CASE,
        subject_id=case.pk,
        defaults={"case": case, "organization_id": case.organization_id, "row_id": None},
    )


def recount_all_cases() -> None:
    """Bring every coded row in line with its record, for a job: sets right what another way of writing has missed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT security.recount_all_cases()")
