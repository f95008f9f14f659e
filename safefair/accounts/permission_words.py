"""What each permission lets somebody do, in words that a steward can sign, by part of the workspace."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safefair.accounts.roles import Permission as P

WORDS: dict[P, str | Promise] = {
    P.SEARCH_PERSON: _("Look for people of the own organisation"),
    P.REGISTER_PERSON: _("Register and correct people"),
    P.OPEN_PERSON: _("Open who somebody is"),
    P.RESOLVE_DUPLICATE: _("Decide on possible duplicates"),
    P.RUN_LINKAGE: _("Start the linkage across organisations"),
    P.VIEW_LINKAGE: _("See how the linkage went"),
    P.ERASE_PERSON: _("Erase somebody at her request"),
    P.RECORD_VISIT: _("Write down visits"),
    P.VIEW_VISITS: _("See visits"),
    P.HOLD_SESSION: _("Hold information sessions and enter sheets"),
    P.VIEW_SESSIONS: _("See information sessions"),
    P.IMPORT_ATTENDANCE: _("Import attendance lists"),
    P.HOLD_TRAINING: _("Hold trainings and enter participants"),
    P.VIEW_TRAININGS: _("See trainings"),
    P.VIEW_DIRECTORY: _("See organisations and places"),
    P.EDIT_DIRECTORY: _("Keep places and services"),
    P.VIEW_INDICATORS: _("See indicators and releases"),
    P.VIEW_LIVE_FIGURES: _("See figures before they are released"),
    P.EDIT_FRAMEWORK: _("Set targets and periods"),
    P.COMPUTE_FIGURES: _("Compute figures"),
    P.OPEN_FIGURE_ROWS: _("Open a figure into its rows"),
    P.MAKE_RELEASE: _("Prepare releases"),
    P.PUBLISH_RELEASE: _("Publish releases"),
    P.MANAGE_MEMBERS: _("Invite members and end roles"),
    P.MANAGE_ORGANIZATIONS: _("Add and close organisations"),
    P.VIEW_ROLES: _("See who may do what"),
    P.VIEW_ACCESS_LOG: _("See who read what"),
}
