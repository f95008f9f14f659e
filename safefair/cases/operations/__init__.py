"""What is done with cases, from pages and jobs alike; by noun."""

from safefair.cases.operations.access import admit, end_admittance, open_by_exception, see_exception
from safefair.cases.operations.cases import Intake, assign_case, correct_case, take_in
from safefair.cases.operations.consent import Answer, give_consent, refuse, withdraw_consent
from safefair.cases.operations.drafts import Drawer, drop_draft, load_draft, save_draft

__all__ = [
    "Answer",
    "Drawer",
    "Intake",
    "admit",
    "assign_case",
    "correct_case",
    "drop_draft",
    "end_admittance",
    "give_consent",
    "load_draft",
    "open_by_exception",
    "refuse",
    "save_draft",
    "see_exception",
    "take_in",
    "withdraw_consent",
]
