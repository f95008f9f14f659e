"""That she has a case already, told before another one is opened for her."""

from typing import Any

from safefair.accounts.membership import Membership
from safefair.cases.models import Case
from safefair.cases.operations.cases import entry_of
from safefair.cases.queries.access import open_cases_of


def her_open_cases(form: Any, membership: Membership) -> list[Case]:
    """Open cases of whom a valid form chose, unless the reader was told of them already, or this form has made one."""
    if form.registration is None or form.cleaned_data["is_another"]:
        return []
    made = entry_of(form.cleaned_data["entry_id"], form.organization)
    hers = open_cases_of(form.registration, membership)
    return [] if hers.filter(entry_id=made).exists() else list(hers.order_by("-opened_on", "-pk"))
