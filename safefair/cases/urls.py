"""Addresses of `cases`: random UUIDs, never a name."""

from django.urls import URLPattern, URLResolver, path

from safefair.cases.views import (
    access,
    attachments,
    cases,
    danger,
    erasure,
    exports,
    intake,
    messages,
    numbers,
    paper,
    plan,
)

app_name = "cases"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", cases.case_list, name="list"),
    path("find/", cases.case_find, name="find"),
    path("new/", intake.intake, name="intake"),
    path("new/candidates/", intake.candidates, name="candidates"),
    path("export/", exports.export, name="export"),
    path("numbers/", numbers.case_work, name="numbers"),
    path("retention/", erasure.retention, name="retention"),
    path("exception/", access.exception, name="exception"),
    path("exception/<uuid:admittance>/seen/", access.exception_seen, name="exception_seen"),
    path("<uuid:address>/", cases.case_detail, name="detail"),
    path("<uuid:address>/correct/", intake.correct, name="correct"),
    path("<uuid:address>/documents/add/", attachments.document_add, name="document_add"),
    path("<uuid:address>/documents/<uuid:document>/", attachments.document_open, name="document"),
    path(
        "<uuid:address>/documents/<uuid:document>/remove/",
        attachments.document_remove,
        name="document_remove",
    ),
    path("<uuid:address>/messages/", messages.case_messages, name="messages"),
    path("<uuid:address>/copy/", paper.her_copy, name="her_copy"),
    path("<uuid:address>/hold/", erasure.hold, name="hold"),
    path("<uuid:address>/erase/", erasure.erase, name="erase"),
    path("<uuid:address>/access/", access.access, name="access"),
    path("<uuid:address>/access/<uuid:admittance>/end/", access.admittance_end, name="admittance_end"),
    path("<uuid:address>/danger/", danger.danger, name="danger"),
    path("<uuid:address>/safety/", danger.safety, name="safety"),
    path("<uuid:address>/safety/new/", danger.safety_new, name="safety_new"),
    path("<uuid:address>/safety/not-wanted/", danger.safety_not_wanted, name="safety_not_wanted"),
    path("<uuid:address>/safety/review/", danger.safety_review, name="safety_review"),
    path("<uuid:address>/safety/paper/", danger.safety_paper, name="safety_paper"),
    path("<uuid:address>/plan/", plan.plan, name="plan"),
    path("<uuid:address>/plan/goals/<uuid:goal>/", plan.goal, name="goal"),
    path("<uuid:address>/plan/steps/<uuid:action>/", plan.action, name="action"),
    path("<uuid:address>/plan/steps/<uuid:action>/undo/", plan.action_undo, name="action_undo"),
    path("<uuid:address>/plan/contacts/<uuid:contact>/", plan.contact, name="contact"),
    path("<uuid:address>/plan/contacts/<uuid:contact>/undo/", plan.contact_undo, name="contact_undo"),
]
