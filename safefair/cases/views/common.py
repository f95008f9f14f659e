"""What the pages of cases share: finding a case for the reader, and opening it once the reading is logged."""

import uuid

from django.db.models import Subquery
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safefair.accounts.membership import membership_of
from safefair.cases.identity import words_to_review
from safefair.cases.models import Case
from safefair.cases.queries.access import openable_cases, with_identity
from safefair.cases.sealing import open_case, read_words
from safefair.cases.sections import CasePage

CRUMB = (_("Cases"), reverse_lazy("cases:list"))


def find_case(request: HttpRequest, address: uuid.UUID, **beside: Subquery) -> Case:
    """The case of an address if the reader may open it; else 404, the same as for no case at all.

    `beside`: what is asked along with it, so that a page of many parts is not a question for each.
    """
    cases = openable_cases(membership_of(request)).select_related("registration", "worker", "organization")
    cases = with_identity(cases, membership_of(request)).annotate(**beside)
    case: Case = get_object_or_404(cases, uuid=address)
    return case


def open_page(request: HttpRequest, case: Case) -> CasePage:
    """The case opened for its page, without identity for a reviewer; 404 if it was erased."""
    if case.erased_at is not None:
        raise Http404
    membership = membership_of(request)
    key = open_case(case, by_id=membership.user.pk)
    words = read_words(case, key=key)
    shows_identity = bool(getattr(case, "shows_identity", False))
    if not shows_identity:
        words = words_to_review(words)
    return CasePage(case, key, words, membership, timezone.localdate(), shows_identity)


def crumbs(case: Case, *last: object) -> list[tuple[object, object]]:
    """Where a page below a case stands."""
    here = (case.code, reverse("cases:detail", args=[case.uuid]) if last else "")
    return [CRUMB, here, *((text, "") for text in last)]
