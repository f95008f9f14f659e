"""How old the last check by a call is, in words and as a tone."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from safefair.core.formats import write_number
from safefair.directory.models import Service
from safefair.directory.queries.services import HIDDEN, STALE


@dataclass(frozen=True, slots=True)
class Freshness:
    """`tone` is one of badges; `is_stale`: the public page says since when nobody has checked."""

    words: str
    tone: str
    is_stale: bool


def freshness(service: Service, on: dt.date) -> Freshness:
    """How a service stands on a day."""
    if service.assured_on is None:
        return Freshness(_("never checked by a call"), "warn", is_stale=True)
    age = on - service.assured_on
    if age >= HIDDEN:
        return Freshness(_("checked too long ago: hidden outside"), "danger", is_stale=True)
    if age >= STALE:
        return Freshness(_("not checked for %s days") % write_number(age.days), "warn", is_stale=True)
    return Freshness(_("checked"), "ok", is_stale=False)
