"""Addresses of `cases`: random UUIDs, never a name."""

from django.urls import URLPattern, URLResolver, path

from safefair.cases.views import access, cases, exports, intake

app_name = "cases"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", cases.case_list, name="list"),
    path("find/", cases.case_find, name="find"),
    path("new/", intake.intake, name="intake"),
    path("new/candidates/", intake.candidates, name="candidates"),
    path("export/", exports.export, name="export"),
    path("exception/", access.exception, name="exception"),
    path("exception/<uuid:admittance>/seen/", access.exception_seen, name="exception_seen"),
    path("<uuid:address>/", cases.case_detail, name="detail"),
    path("<uuid:address>/correct/", intake.correct, name="correct"),
    path("<uuid:address>/access/", access.access, name="access"),
    path("<uuid:address>/access/<uuid:admittance>/end/", access.admittance_end, name="admittance_end"),
]
