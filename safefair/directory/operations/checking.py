"""Somebody called, and everything was as it is written: from then on the service counts as checked."""

import datetime as dt

from safefair.accounts.models import User
from safefair.directory.enums import ServiceStatus
from safefair.directory.errors import AlreadyDecided, NotChecked, NotComplete
from safefair.directory.models import CallBack, Service
from safefair.directory.operations.writing import for_programme


def confirm_by_call(service: Service, *, on: dt.date, today: dt.date, by: User) -> CallBack:
    """Write down that somebody called on a day and found number, hours and words right.

    NotComplete where a file brought too little to show it to anybody.
    """
    with for_programme(by):
        service = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
        if on > today or service.status != ServiceStatus.ACTIVE:
            raise NotChecked
        if not (service.description and service.kinds and service.operator_kind):
            raise NotComplete
        call = CallBack.objects.create(
            organization_id=service.organization_id, service=service, called_on=on, by=by
        )
        _assure(service)
        return call


def undo_call(call: CallBack, *, at: dt.datetime, by: User) -> None:
    """It was another number, or another day: the check before counts again."""
    with for_programme(by):
        call = CallBack.objects.select_for_update(of=("self",)).get(pk=call.pk)
        if call.undone_at:
            raise AlreadyDecided
        call.undone_at = at
        call.save(update_fields=["undone_at"])
        _assure(Service.objects.select_for_update(of=("self",)).get(pk=call.service_id))


def _assure(service: Service) -> None:
    last = service.calls.filter(undone_at=None).order_by("-called_on", "-pk").first()
    service.assured_on, service.assured_by = (last.called_on, last.by) if last else (None, None)
    service.save(update_fields=["assured_on", "assured_by", "updated_at"])
