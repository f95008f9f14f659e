"""The empty sheet of a session, to be printed before it is held."""

from safefair.core.sheets.pdf import SheetFacts, SheetKind, print_sheet
from safefair.outreach.enums import Sensitivity
from safefair.outreach.models import InformationSession

# Head of the column that a member of a migrant's family ticks. As all words of sheets, waiting for native readers.
FAMILY = {
    "en-gb": "Family member",
    "th": "คนในครอบครัว",
    "my": "မိသားစုဝင်",
    "km": "សមាជិកគ្រួសារ",
    "lo": "ຄົນໃນຄອບຄົວ",
    "vi": "Thân nhân",
    "id": "Anggota keluarga",
    "ms": "Ahli keluarga",
    "fil": "Kapamilya",
    "zh-hans": "家属",
}


def sheet_of(session: InformationSession, *, pages: int) -> bytes:
    """A PDF in the language of the session: `pages` of twenty lines, or with room for codes where names are a danger."""
    is_coded = session.sensitivity == Sensitivity.CODES
    facts = SheetFacts(
        code=session.sheet_code,
        title=session.title,
        held_on=session.held_on,
        place=session.place,
        held_by=session.organizer_name or session.organization.name,
        keeper=session.organization.name,
    )
    return print_sheet(
        facts,
        language=session.language,
        kind=SheetKind.CODED if is_coded else SheetKind.PEOPLE,
        pages=pages,
        extra=FAMILY.get(session.language, FAMILY["en-gb"]),
    )
