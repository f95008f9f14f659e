"""The sections of a case's page in their order."""

from safefair.cases.queries.complaints import with_case
from safefair.cases.sections import CasePage, Section, SectionMaker
from safefair.cases.sections.basics import contact, migration, next_steps, timeline, wishes
from safefair.cases.sections.closing import closing
from safefair.cases.sections.complaints import complaints
from safefair.cases.sections.consent import consent
from safefair.cases.sections.danger import danger
from safefair.cases.sections.documents import documents
from safefair.cases.sections.incidents import incidents
from safefair.cases.sections.messages import messages
from safefair.cases.sections.plan import plan
from safefair.cases.sections.referrals import referrals
from safefair.cases.sections.shelter import shelter

MAKERS: tuple[SectionMaker, ...] = (
    next_steps,
    wishes,
    danger,
    plan,
    complaints,
    consent,
    referrals,
    shelter,
    incidents,
    contact,
    migration,
    messages,
    documents,
    closing,
    timeline,
)
BESIDE = {"complaint_rows": with_case()}
"""What sections ask along with the case itself."""


def sections_of(page: CasePage) -> list[Section]:
    """Those that have something to say to the role in use."""
    return [section for section in (maker(page) for maker in MAKERS) if section is not None]
