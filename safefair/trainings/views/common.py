"""What the pages of this app share."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from safefair.accounts.membership import membership_of
from safefair.core.errors import DomainError
from safefair.trainings.models import TrainingRun
from safefair.trainings.queries import runs_of, with_people


def run_at(request: HttpRequest, address: uuid.UUID) -> TrainingRun:
    """The run at an address that the role in use may see, with the number of its people; else 404."""
    runs = with_people(runs_of(membership_of(request).organization))
    return get_object_or_404(runs.select_related("course", "organization", "organizer"), uuid=address)


def attempt(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Do it; where it cannot be done, leave the reason as a message and say False."""
    try:
        act()
    except DomainError as error:
        messages.error(request, str(error.message))
        return False
    return True
