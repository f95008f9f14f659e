"""Addresses of `people`. No address ever holds a name; a registration is addressed by a random UUID."""

from django.urls import URLPattern, URLResolver, include, path

from safefair.people.views import duplicates, linkage, persons, register

app_name = "people"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", persons.person_list, name="list"),
    path("register/", register.register, name="register"),
    path("duplicates/", duplicates.pair_list, name="duplicates"),
    path("duplicates/<uuid:pair>/", duplicates.pair_detail, name="pair"),
    path("duplicates/<uuid:pair>/decide/", duplicates.pair_decide, name="pair_decide"),
    path("duplicates/<uuid:pair>/undo/", duplicates.pair_undo, name="pair_undo"),
    path("imports/", include("safefair.people.imports.urls")),
    path("linkage/", linkage.linkage, name="linkage"),
    path("linkage/start/", linkage.linkage_start, name="linkage_start"),
    path("linkage/<uuid:run>/", linkage.linkage_run, name="linkage_run"),
    path("linkage/<uuid:run>/restore/", linkage.linkage_restore, name="linkage_restore"),
    path("linkage/<uuid:run>/progress/", linkage.linkage_progress, name="linkage_progress"),
    path("<uuid:registration>/", persons.person_detail, name="detail"),
    path("<uuid:registration>/correct/", persons.person_correct, name="correct"),
    path("<uuid:registration>/erase/", persons.person_erase, name="erase"),
]
