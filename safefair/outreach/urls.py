"""Addresses of `outreach`."""

from django.urls import URLPattern, URLResolver, path

from safefair.outreach.views import corrections, sessions, sheets, visits

app_name = "outreach"
urlpatterns: list[URLPattern | URLResolver] = [
    path("visits/", visits.visit_list, name="visits"),
    path("visits/record/", visits.visit_record, name="visit_record"),
    path("visits/candidates/", visits.visit_candidates, name="visit_candidates"),
    path("visits/<uuid:address>/undo/", visits.visit_undo, name="visit_undo"),
    path("sessions/", sessions.session_list, name="sessions"),
    path("sessions/new/", sessions.session_create, name="session_create"),
    path("sessions/by-code/", sessions.sheet_find, name="sheet_find"),
    path("sessions/<uuid:address>/", sessions.session_detail, name="session_detail"),
    path("sessions/<uuid:address>/edit/", sessions.session_edit, name="session_edit"),
    path("sessions/<uuid:address>/cancel/", sessions.session_cancel, name="session_cancel"),
    path("sessions/<uuid:address>/print/", sessions.session_print, name="session_print"),
    path("sessions/<uuid:address>/sheet/", sheets.sheet, name="sheet"),
    path("sessions/<uuid:address>/sheet/line/", sheets.sheet_line, name="sheet_line"),
    path(
        "sessions/<uuid:address>/sheet/<uuid:entry>/correct/",
        corrections.line_correct,
        name="line_correct",
    ),
    path("sessions/<uuid:address>/sheet/<uuid:entry>/undo/", corrections.line_undo, name="line_undo"),
    path("sessions/<uuid:address>/sheet/candidates/", sheets.sheet_candidates, name="sheet_candidates"),
    path("sessions/<uuid:address>/sheet/headcount/", sheets.headcount, name="headcount"),
    path("sessions/<uuid:address>/sheet/close/", sheets.sheet_close, name="sheet_close"),
    path("sessions/<uuid:address>/sheet/reopen/", sheets.sheet_reopen, name="sheet_reopen"),
    path("sessions/<uuid:address>/sheet/none/", sheets.sheet_none, name="sheet_none"),
    path("sessions/<uuid:address>/sheet/<uuid:entry>/", sheets.line_toggle, name="line_toggle"),
]
