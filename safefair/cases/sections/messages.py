"""That there are messages, and how many she has not seen."""

from safefair.cases.sections import CasePage, Section


def messages(page: CasePage) -> Section:
    """The number of messages and of new ones; they are read on a page of their own."""
    counts = {"count": page.heads.messages, "new": page.heads.new_messages}
    return Section("cases/sections/messages.html", {"case": page.case, **counts}, is_aside=True)
