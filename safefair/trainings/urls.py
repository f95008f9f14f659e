"""Addresses of `trainings`."""

from django.urls import URLPattern, URLResolver, path

from safefair.trainings.views import corrections, courses, participants, runs

app_name = "trainings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", runs.run_list, name="list"),
    path("new/", runs.run_create, name="create"),
    path("courses/", courses.course_list, name="courses"),
    path("courses/new/", courses.course_create, name="course_create"),
    path("courses/<uuid:address>/", courses.course_edit, name="course_edit"),
    path("<uuid:address>/", runs.run_detail, name="detail"),
    path("<uuid:address>/edit/", runs.run_edit, name="edit"),
    path("<uuid:address>/cancel/", runs.run_cancel, name="cancel"),
    path("<uuid:address>/close/", runs.run_close, name="close"),
    path("<uuid:address>/reopen/", runs.run_reopen, name="reopen"),
    path("<uuid:address>/print/", runs.run_print, name="print"),
    path("<uuid:address>/sittings/", runs.sitting_add, name="sitting_add"),
    path("<uuid:address>/sittings/<uuid:sitting>/", runs.sitting_remove, name="sitting_remove"),
    path("<uuid:address>/people/", participants.participants, name="participants"),
    path("<uuid:address>/people/add/", participants.participant_add, name="participant_add"),
    path(
        "<uuid:address>/people/candidates/",
        participants.participant_candidates,
        name="participant_candidates",
    ),
    path("<uuid:address>/people/minutes/", participants.grid_save, name="grid_save"),
    path(
        "<uuid:address>/people/<uuid:participant>/correct/",
        corrections.participant_correct,
        name="participant_correct",
    ),
    path(
        "<uuid:address>/people/<uuid:participant>/undo/",
        corrections.participant_undo,
        name="participant_undo",
    ),
    path(
        "<uuid:address>/people/<uuid:participant>/",
        participants.participant_toggle,
        name="participant_toggle",
    ),
]
