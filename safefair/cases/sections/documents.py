"""The documents of a case."""

from safefair.accounts.roles import Permission
from safefair.cases.enums.attachment import DocumentKind
from safefair.cases.sealing import read_words
from safefair.cases.sections import CasePage, Section


def documents(page: CasePage) -> Section | None:
    """Names and kinds; each is opened, and its opening logged, on its own."""
    if not page.membership.may(Permission.ATTACH_DOCUMENT):
        return None
    rows = []
    for one in page.heads.documents:
        words = read_words(one, key=page.key)
        kind = DocumentKind(words["kind"]).label if words else ""
        rows.append((one, words.get("name") or kind, kind))
    return Section(
        "cases/sections/documents.html",
        {
            "case": page.case,
            "rows": [row for row in rows if row[0].removed_at is None],
            "removed": [row for row in rows if row[0].removed_at is not None],
        },
        is_aside=True,
    )
