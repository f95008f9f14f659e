"""A form sent twice makes one registration: its address comes from the form's own random id."""

import uuid

from safefair.accounts.models import Organization
from safefair.people.models import Registration


def submission_address(submission: uuid.UUID, organization: Organization) -> uuid.UUID:
    """The address of what a form makes; of this organisation, so that a guess tells nothing about another's."""
    return uuid.uuid5(submission, f"people|{organization.uuid}")


def find_submission(submission: uuid.UUID | None, organization: Organization) -> Registration | None:
    """What a form made when it was sent before."""
    if submission is None:
        return None
    address = submission_address(submission, organization)
    return Registration.objects.filter(organization=organization, uuid=address).first()
