"""What of a case could tell who she is or how to reach her: for her worker, whoever was let in, and an exception in force.

Whoever reviews a case (a supervisor, at the receiver of a referral too) reads codes, plan, danger and what she wants. Of a
safety plan she reads which parts were written, and those that need no name and no place; of goals and steps what is to
be done, of contacts and of what became of a step the codes; of messages those to her, in a referral those written before
anybody there knew who she is.
"""

from collections.abc import Collection

from safefair.cases.enums.consent import DataCategory
from safefair.cases.sealing import Words

OPEN_TO_REVIEW = ("wishes",)
"""Of the case's own words, those that a review needs."""
SAFETY_OPEN_TO_REVIEW = ("signs", "prepare")
"""Of a safety plan, what can be judged without a name, a place or a number in it."""
DANGER_OPEN_TO_REVIEW = ("lowered_because",)
"""Of an assessment, the reason that a reviewer decides on."""
PLAN_OPEN_TO_REVIEW = ("text",)
"""Of a goal or a step, what is to be done; what somebody noted of it, or of a contact, may tell who she is."""
OF_PACKET = {
    DataCategory.CONTACT: ("contact", "safe_hours", "code_word", "contact_person", "contact_note"),
    DataCategory.MIGRATION: ("employer", "recruiter"),
    DataCategory.RISK: ("concern", "steps", "children"),
    DataCategory.INCIDENT: ("account",),
    DataCategory.COMPLAINT: ("respondent_name", "facts", "demand"),
}


def words_to_review(words: Words, names: Collection[str] = OPEN_TO_REVIEW) -> Words:
    """Of the words of a case, or of a row with other `names`, what a reviewer reads."""
    return {name: words[name] for name in names if name in words}


def packet_to_review(packet: Words) -> tuple[Words, list[str]]:
    """A packet without identity, and the categories of which something was held back.

    What is asked of the receiver is written in free words, so it stands there for its writer only.
    """
    shown, held_back = dict(packet), []
    for category, names in OF_PACKET.items():
        part = packet.get(category)
        if not part:
            continue
        rows = part if isinstance(part, list) else [part]
        left = [{name: value for name, value in row.items() if name not in names} for row in rows]
        if left != rows:
            held_back.append(str(category.label))
        shown[category] = left if isinstance(part, list) else left[0]
    shown.pop("question", None)
    if shown.pop(DataCategory.DOCUMENTS, None):
        held_back.append(str(DataCategory.DOCUMENTS.label))
    return shown, held_back
