"""The invented people of the trial who can sign in: one for each role. Never made outside the trial."""

from dataclasses import dataclass

from safefair.accounts.models import User
from safefair.accounts.roles import ROLE_BY_CODE

PASSWORD = "nothing here is real"  # noqa: S105  reason: printed on purpose; opens only invented records


@dataclass(frozen=True)
class TrialUser:
    """Somebody invented: address, name, role, and the code of her organisation ("" for the programme)."""

    email: str
    name: str
    role: str
    organization: str


TRIAL_USERS = (
    TrialUser("counsellor@trial.example", "Invented Counsellor", "COUNSELLOR", "TH-MRC-MAESOT"),
    TrialUser("coordinator@trial.example", "Invented Coordinator", "COORDINATOR", "TH-MRC-MAESOT"),
    TrialUser("caseworker@trial.example", "Invented Case Worker", "CASE_WORKER", "TH-MRC-MAESOT"),
    TrialUser("supervisor@trial.example", "Invented Supervisor", "CASE_SUPERVISOR", "TH-MRC-MAESOT"),
    TrialUser("teamlead@trial.example", "Invented Team Leader", "TEAM_LEADER", "TH-MRC-MAESOT"),
    TrialUser("shelter@trial.example", "Invented Shelter Manager", "SHELTER_MANAGER", "TH-SHELTER-1"),
    TrialUser("labour@trial.example", "Invented Labour Officer", "LABOUR_OFFICER", "TH-NGO-1"),
    TrialUser("trainer@trial.example", "Invented Trainer", "TRAINER", "VN-WOMEN-1"),
    TrialUser("manager@trial.example", "Invented Manager", "PROGRAMME_MANAGER", ""),
    TrialUser("monitoring@trial.example", "Invented Monitor", "MONITORING_OFFICER", ""),
    TrialUser("writer@trial.example", "Invented Writer", "GUIDE_WRITER", ""),
    TrialUser("editor@trial.example", "Invented Editor", "GUIDE_EDITOR", ""),
    TrialUser("donor@trial.example", "Invented Donor", "DONOR", ""),
    TrialUser("steward@trial.example", "Invented Steward", "STEWARD", ""),
    TrialUser("administrator@trial.example", "Invented Administrator", "ADMINISTRATOR", ""),
)


def sign_ins() -> list[tuple[str, str, str]]:
    """(role, e-mail address, password) of each invented person that this installation has."""
    here = set(User.objects.filter(email__in=[u.email for u in TRIAL_USERS]).values_list("email", flat=True))
    return [(str(ROLE_BY_CODE[u.role].title), u.email, PASSWORD) for u in TRIAL_USERS if u.email in here]
