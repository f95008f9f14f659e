"""Which parts of a case may go to one receiver, and why the others may not."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safefair.accounts.membership import Membership
from safefair.cases.enums.consent import DataCategory
from safefair.cases.models import Consent
from safefair.cases.packets import may_read

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Offered:
    """One category: `why_not` is empty where it may go."""

    code: str
    label: Text
    why_not: Text = ""


def offered_categories(
    membership: Membership,
    consent: Consent | None,
    *,
    has_documents: bool = True,
    is_elsewhere: bool = False,
) -> list[Offered]:
    """Every category for one receiver; without consent (a supervisor's override) all that the role itself reads.

    `has_documents`: whether there are any to choose from. `is_elsewhere`: the receiver is of another installation.
    """
    offered = [
        Offered(one.value, one.label, _why_not(one, membership, consent, is_elsewhere=is_elsewhere))
        for one in DataCategory
    ]
    if has_documents:
        return offered
    nothing = Offered(DataCategory.DOCUMENTS, DataCategory.DOCUMENTS.label, _("there is none yet"))
    return [nothing if one.code == DataCategory.DOCUMENTS and not one.why_not else one for one in offered]


def _why_not(
    category: DataCategory, membership: Membership, consent: Consent | None, *, is_elsewhere: bool
) -> Text:
    is_on_paper = consent is not None and consent.recipient_id is None and not is_elsewhere
    if category == DataCategory.DOCUMENTS and is_on_paper:
        return _("they go from hand to hand")
    if consent is not None and category not in consent.categories:
        return _("she did not agree to share it with them")
    if not may_read(membership, category):
        return _("your role does not read it")
    return ""
