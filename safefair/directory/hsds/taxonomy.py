"""Our two taxonomies: kinds of help, and the safety profile, for which HSDS has no fields.

A term of the safety profile is a question (`calls_recorded`) or an answer below it (`calls_recorded:yes`). Questions that
are answered in free words have no terms below; the attribute then has a `value`.
"""

import uuid
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import translation

from safefair.directory.entries import PROFILE
from safefair.directory.enums import KindOfHelp
from safefair.directory.hsds.documents import Document, derived, said
from safefair.directory.models import Service

KINDS, SAFETY = "kinds-of-help", "safety-profile"


@cache
def taxonomies() -> tuple[Document, ...]:
    """Both taxonomies (HSDS taxonomy)."""
    return (
        {"id": derived(KINDS), "name": KINDS, "description": "Kinds of help, in words of somebody who needs it."},
        {"id": derived(SAFETY), "name": SAFETY, "description": "What one should know of a service before calling."},
    )  # fmt: skip


@cache
def terms() -> dict[str, Document]:
    """Every term by its code (HSDS taxonomy_term)."""
    with translation.override(settings.LANGUAGE_CODE):
        made = [_term(KINDS, kind.value, str(kind.label)) for kind in KindOfHelp]
        for name in PROFILE:
            field: Any = Service._meta.get_field(name)
            question = str(field.verbose_name)
            made.append(_term(SAFETY, name, question))
            made += [
                _term(SAFETY, f"{name}:{code}", f"{question}: {answer}", parent=name)
                for code, answer in field.flatchoices
            ]
    return {term["code"]: term for term in made}


def attributes(service: Service) -> list[Document]:
    """The kinds of help and the safety profile of a service (HSDS attribute)."""
    made = [_attribute(service, kind) for kind in service.kinds if kind in KindOfHelp.values]
    for name in PROFILE:
        answer = getattr(service, name)
        if f"{name}:{answer}" in terms():
            made.append(_attribute(service, f"{name}:{answer}"))
        elif answer:
            made.append(_attribute(service, name, value=answer))
    return made


def having(term: uuid.UUID) -> Q:
    """Services with a term; a question stands for all who answer it. None for a term that nobody has."""
    code = next((code for code, known in terms().items() if known["id"] == str(term)), "")
    name, _colon, answer = code.partition(":")
    if answer:
        return Q(**{name: answer})
    if name in PROFILE:
        return ~Q(**{name: ""})
    return Q(kinds__contains=[name])


def _term(taxonomy: str, code: str, name: str, *, parent: str = "") -> Document:
    return said(
        id=derived(taxonomy, code),
        code=code,
        name=name,
        description=name,
        parent_id=derived(taxonomy, parent) if parent else "",
        taxonomy=taxonomy,
        taxonomy_id=derived(taxonomy),
        language="en",
    )


def _attribute(service: Service, code: str, *, value: str = "") -> Document:
    term = terms()[code]
    return said(
        id=derived(service.uuid, code),
        link_id=str(service.uuid),
        taxonomy_term_id=term["id"],
        link_type=term["taxonomy"],
        link_entity="service",
        value=value,
        taxonomy_term=term,
    )
