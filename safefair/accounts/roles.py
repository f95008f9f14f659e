"""What can be done, and the roles that bundle it. A steward signs this file; the page "who may do what" is made of it."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safefair.core.rls import Scope


class Permission(StrEnum):
    """What can be done; the value is `app.verb_noun`."""

    SEARCH_PERSON = "people.search_person"
    REGISTER_PERSON = "people.register_person"
    OPEN_PERSON = "people.open_person"
    RESOLVE_DUPLICATE = "people.resolve_duplicate"
    RUN_LINKAGE = "people.run_linkage"
    VIEW_LINKAGE = "people.view_linkage"
    ERASE_PERSON = "people.erase_person"
    RECORD_VISIT = "outreach.record_visit"
    VIEW_VISITS = "outreach.view_visits"
    HOLD_SESSION = "outreach.hold_session"
    VIEW_SESSIONS = "outreach.view_sessions"
    IMPORT_ATTENDANCE = "outreach.import_attendance"
    HOLD_TRAINING = "trainings.hold_training"
    VIEW_TRAININGS = "trainings.view_trainings"
    VIEW_DIRECTORY = "directory.view_directory"
    EDIT_DIRECTORY = "directory.edit_directory"
    PROPOSE_SERVICE = "directory.propose_service"
    REVIEW_SERVICE = "directory.review_service"
    VIEW_INDICATORS = "results.view_indicators"
    VIEW_LIVE_FIGURES = "results.view_live_figures"
    VIEW_CASE_FIGURES = "results.view_case_figures"
    EDIT_FRAMEWORK = "results.edit_framework"
    COMPUTE_FIGURES = "results.compute_figures"
    OPEN_FIGURE_ROWS = "results.open_figure_rows"
    MAKE_RELEASE = "results.make_release"
    PUBLISH_RELEASE = "results.publish_release"
    MANAGE_MEMBERS = "accounts.manage_members"
    MANAGE_ORGANIZATIONS = "accounts.manage_organizations"
    VIEW_ROLES = "accounts.view_roles"
    VIEW_ACCESS_LOG = "accounts.view_access_log"
    ANSWER_QUESTIONS = "contact.answer_questions"
    KEEP_DESK = "contact.keep_desk"
    VIEW_CASES = "cases.view_cases"
    VIEW_ALL_CASES = "cases.view_all_cases"
    VIEW_TEAM_CASES = "cases.view_team_cases"
    MANAGE_TEAMS = "cases.manage_teams"
    TAKE_IN = "cases.take_in"
    ASSIGN_CASE = "cases.assign_case"
    BREAK_GLASS = "cases.break_glass"
    RECORD_CONSENT = "cases.record_consent"
    OVERRIDE_CONSENT = "cases.override_consent"
    RECORD_INCIDENT = "cases.record_incident"
    ASSESS_RISK = "cases.assess_risk"
    PLAN_CASE = "cases.plan_case"
    APPROVE_CLOSURE = "cases.approve_closure"
    REFER = "cases.refer"
    ANSWER_REFERRAL = "cases.answer_referral"
    VIEW_BEDS = "cases.view_beds"
    MANAGE_SHELTER = "cases.manage_shelter"
    RECORD_COMPLAINT = "cases.record_complaint"
    ATTACH_DOCUMENT = "cases.attach_document"
    EXPORT_CASES = "cases.export_cases"
    ERASE_CASE = "cases.erase_case"
    TRUST_INSTALLATION = "cases.trust_installation"
    WRITE_GUIDE = "guide.write_guide"
    PUBLISH_GUIDE = "guide.publish_guide"
    VIEW_GUIDE_READS = "guide.view_reads"


P = Permission


@dataclass(frozen=True)
class Role:
    """One job. `sees_persons`: opens identities."""

    code: str
    title: str | Promise
    description: str | Promise
    scope: Scope
    permissions: frozenset[Permission]
    sees_persons: bool

    @property
    def needs_second_factor(self) -> bool:
        """Whoever opens identities, lets others in, sees who read what, or publishes proves twice who she is."""
        return self.sees_persons or bool(self.permissions & WEIGHTY)


WEIGHTY = frozenset(
    {
        P.MANAGE_MEMBERS,
        P.MANAGE_ORGANIZATIONS,
        P.VIEW_ACCESS_LOG,
        P.PUBLISH_RELEASE,
        P.TRUST_INSTALLATION,
        P.WRITE_GUIDE,
    }
)
DESK = {
    P.SEARCH_PERSON, P.REGISTER_PERSON, P.OPEN_PERSON, P.RECORD_VISIT, P.VIEW_VISITS, P.HOLD_SESSION,
    P.VIEW_SESSIONS, P.IMPORT_ATTENDANCE, P.HOLD_TRAINING, P.VIEW_TRAININGS, P.RESOLVE_DUPLICATE,
    P.VIEW_DIRECTORY, P.VIEW_ROLES,
}  # fmt: skip
PERSONS = {P.SEARCH_PERSON, P.REGISTER_PERSON, P.OPEN_PERSON, P.VIEW_DIRECTORY, P.VIEW_ROLES}
CASE_WORK = PERSONS | {
    P.VIEW_CASES, P.TAKE_IN, P.RECORD_CONSENT, P.RECORD_INCIDENT, P.ASSESS_RISK, P.PLAN_CASE, P.REFER, P.ANSWER_REFERRAL,
    P.VIEW_BEDS, P.RECORD_COMPLAINT, P.ATTACH_DOCUMENT, P.BREAK_GLASS, P.ANSWER_QUESTIONS,
}  # fmt: skip

ROLES = (
    Role(
        "COUNSELLOR",
        _("Counsellor"),
        _("Registers visits and people of her own organisation, holds sessions and trainings, enters and imports "
          "attendance, proposes changes of its services, and answers questions that were asked without an account. Opens the identities of her own organisation's people; every opening is logged."),
        Scope.OWN,
        frozenset(DESK | {P.ANSWER_QUESTIONS, P.PROPOSE_SERVICE}),
        sees_persons=True,
    ),
    Role(
        "TRAINER",
        _("Trainer"),
        _("Holds courses and sessions of her own organisation and enters their attendance. Finds and registers "
          "participants; does not see visits."),
        Scope.OWN,
        frozenset(DESK - {P.RECORD_VISIT, P.VIEW_VISITS}),
        sees_persons=True,
    ),
    Role(
        "COORDINATOR",
        _("Coordinator of an organisation"),
        _("Does what a counsellor does, invites and ends members of her own organisation, keeps its places, accepts what "
          "colleagues propose for its services, sees who opened which record there, sees which of its rows a figure counted, and erases a person "
          "at her request. Says who works in which team."),
        Scope.OWN,
        frozenset(DESK | {
            P.MANAGE_MEMBERS, P.EDIT_DIRECTORY, P.PROPOSE_SERVICE, P.REVIEW_SERVICE, P.ANSWER_QUESTIONS, P.KEEP_DESK, P.VIEW_ACCESS_LOG, P.VIEW_INDICATORS,
            P.VIEW_LIVE_FIGURES, P.OPEN_FIGURE_ROWS, P.ERASE_PERSON, P.MANAGE_TEAMS,
        }),
        sees_persons=True,
    ),
    Role(
        "CASE_WORKER",
        _("Case worker"),
        _("Takes women in, writes down what they want and agree to, assesses danger, plans, refers and answers referrals. "
          "Opens her own cases and those that she is let into; opens another one by exception only, which its worker and "
          "the supervisor are told."),
        Scope.OWN,
        frozenset(CASE_WORK),
        sees_persons=True,
    ),
    Role(
        "CASE_SUPERVISOR",
        _("Case supervisor"),
        _("Sees all cases of her own organisation by code, without the names; gives them to workers, decides on closures, "
          "and may send a referral without consent, for a reason that stays on record. Opens no identity."),
        Scope.OWN,
        frozenset({
            P.VIEW_CASES, P.VIEW_ALL_CASES, P.ASSIGN_CASE, P.APPROVE_CLOSURE, P.OVERRIDE_CONSENT, P.REFER,
            P.ANSWER_REFERRAL, P.ASSESS_RISK, P.PLAN_CASE, P.VIEW_BEDS, P.EXPORT_CASES, P.ERASE_CASE, P.BREAK_GLASS,
            P.MANAGE_TEAMS, P.VIEW_DIRECTORY, P.VIEW_ROLES,
        }),
        sees_persons=True,
    ),
    Role(
        "TEAM_LEADER",
        _("Leader of a team of case workers"),
        _("Does for the teams that she leads what a case supervisor does for the organisation, but neither sends without "
          "consent nor exports or erases. Sees no case of another team. Opens no identity."),
        Scope.OWN,
        frozenset({
            P.VIEW_CASES, P.VIEW_TEAM_CASES, P.ASSIGN_CASE, P.APPROVE_CLOSURE, P.REFER, P.ANSWER_REFERRAL, P.ASSESS_RISK,
            P.PLAN_CASE, P.VIEW_BEDS, P.BREAK_GLASS, P.VIEW_DIRECTORY, P.VIEW_ROLES,
        }),
        sees_persons=True,
    ),
    Role(
        "SHELTER_MANAGER",
        _("Shelter manager"),
        _("Does what a case worker does, and keeps houses and beds, takes women in and writes down whom the shelter could "
          "not take."),
        Scope.OWN,
        frozenset(CASE_WORK | {P.MANAGE_SHELTER, P.PROPOSE_SERVICE}),
        sees_persons=True,
    ),
    Role(
        "LABOUR_OFFICER",
        _("Labour officer or paralegal"),
        _("Takes workers in and keeps their labour complaints with dates and money. Writes down and reads no violence and no "
          "danger assessment: a case of violence of the same woman is another case, which she does not see."),
        Scope.OWN,
        frozenset(PERSONS | {
            P.VIEW_CASES, P.TAKE_IN, P.RECORD_CONSENT, P.PLAN_CASE, P.REFER, P.ANSWER_REFERRAL, P.RECORD_COMPLAINT,
            P.ATTACH_DOCUMENT, P.ANSWER_QUESTIONS,
        }),
        sees_persons=True,
    ),
    Role(
        "PROGRAMME_MANAGER",
        _("Programme manager"),
        _("Sees countable facts of all organisations without identities, starts the linkage job, computes figures, "
          "opens a figure into its rows, makes and publishes releases."),
        Scope.PROGRAMME,
        frozenset({
            P.VIEW_INDICATORS, P.VIEW_LIVE_FIGURES, P.EDIT_FRAMEWORK, P.COMPUTE_FIGURES, P.OPEN_FIGURE_ROWS,
            P.VIEW_CASE_FIGURES, P.MAKE_RELEASE, P.PUBLISH_RELEASE, P.RUN_LINKAGE, P.VIEW_LINKAGE, P.VIEW_SESSIONS, P.VIEW_VISITS, P.VIEW_TRAININGS,
            P.VIEW_DIRECTORY, P.VIEW_ROLES, P.VIEW_GUIDE_READS,
        }),
        sees_persons=False,
    ),
    Role(
        "MONITORING_OFFICER",
        _("Monitoring and evaluation officer"),
        _("As the programme manager, but does not publish: prepares figures and releases for her decision."),
        Scope.PROGRAMME,
        frozenset({
            P.VIEW_INDICATORS, P.VIEW_LIVE_FIGURES, P.EDIT_FRAMEWORK, P.COMPUTE_FIGURES, P.OPEN_FIGURE_ROWS,
            P.VIEW_CASE_FIGURES, P.MAKE_RELEASE, P.RUN_LINKAGE, P.VIEW_LINKAGE, P.VIEW_SESSIONS, P.VIEW_TRAININGS, P.VIEW_DIRECTORY, P.VIEW_ROLES,
            P.VIEW_GUIDE_READS,
        }),
        sees_persons=False,
    ),
    Role(
        "GUIDE_WRITER",
        _("Writer of the guide"),
        _("Writes and translates articles of the public guide and hands them in for review. Publishes nothing, and sees "
          "no record of a person."),
        Scope.OWN,
        frozenset({P.WRITE_GUIDE, P.VIEW_ROLES}),
        sees_persons=False,
    ),
    Role(
        "GUIDE_EDITOR",
        _("Editor of the guide"),
        _("Reviews, publishes and takes back articles of the public guide, and signs translations off that somebody else "
          "made. Sees how often pages were read, and no record of a person."),
        Scope.OWN,
        frozenset({P.WRITE_GUIDE, P.PUBLISH_GUIDE, P.VIEW_GUIDE_READS, P.VIEW_ROLES}),
        sees_persons=False,
    ),
    Role(
        "DONOR",
        _("Donor"),
        _("Reads indicators, targets and what was released. Sees no live figure, opens no rows and no people."),
        Scope.PROGRAMME,
        frozenset({P.VIEW_INDICATORS, P.VIEW_ROLES}),
        sees_persons=False,
    ),
    Role(
        "STEWARD",
        _("Data protection steward"),
        _("Grants and ends access, proves who read what, signs the roles, and is a second pair of eyes for services in the "
          "directory. Reads no record of a person."),
        Scope.PROGRAMME,
        frozenset({
            P.MANAGE_MEMBERS, P.VIEW_ACCESS_LOG, P.VIEW_ROLES, P.VIEW_INDICATORS, P.VIEW_LINKAGE, P.TRUST_INSTALLATION,
            P.VIEW_DIRECTORY, P.PROPOSE_SERVICE, P.REVIEW_SERVICE,
        }),
        sees_persons=False,
    ),
    Role(
        "ADMINISTRATOR",
        _("Administrator"),
        _("Keeps organisations, the directory and the running of the system. Reads no record of a person and publishes no "
          "figure."),
        Scope.PROGRAMME,
        frozenset({
            P.MANAGE_ORGANIZATIONS, P.MANAGE_MEMBERS, P.VIEW_DIRECTORY, P.EDIT_DIRECTORY, P.PROPOSE_SERVICE,
            P.REVIEW_SERVICE, P.VIEW_ROLES, P.TRUST_INSTALLATION,
        }),
        sees_persons=False,
    ),
)  # fmt: skip

ROLE_BY_CODE = {role.code: role for role in ROLES}
ROLE_CHOICES = [(role.code, role.title) for role in ROLES]
