"""Addresses of `directory`."""

from django.urls import URLPattern, URLResolver, path

from safefair.directory.views import checks, editing, hours, imports, organizations, review, services

app_name = "directory"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", organizations.organization_list, name="list"),
    path("places/new/", organizations.location_edit, name="location_new"),
    path("places/<uuid:location>/", organizations.location_edit, name="location"),
    path("services/", services.service_list, name="services"),
    path("services/new/", editing.service_new, name="service_new"),
    path("services/new/<uuid:organization>/", editing.service_new, name="service_new_of"),
    path("services/<uuid:service>/", services.service_detail, name="service"),
    path("services/<uuid:service>/edit/", editing.service_edit, name="service_edit"),
    path("services/<uuid:service>/hours/", hours.service_hours, name="service_hours"),
    path("services/<uuid:service>/words/<str:language>/", editing.service_words, name="service_words"),
    path("services/<uuid:service>/checked/", checks.check_confirm, name="check_confirm"),
    path("services/checks/", checks.check_list, name="checks"),
    path("services/checks/<uuid:call>/undo/", checks.check_undo, name="check_undo"),
    path("services/changes/", review.proposal_list, name="proposals"),
    path("services/changes/<uuid:proposal>/", review.proposal_detail, name="proposal"),
    path("services/changes/<uuid:proposal>/accept/", review.proposal_accept, name="proposal_accept"),
    path("services/changes/<uuid:proposal>/decline/", review.proposal_decline, name="proposal_decline"),
    path("services/changes/<uuid:proposal>/withdraw/", review.proposal_withdraw, name="proposal_withdraw"),
    path("services/changes/<uuid:proposal>/undo/", review.proposal_undo, name="proposal_undo"),
    path("services/files/", imports.import_start, name="imports"),
    path("services/files/template/", imports.import_template, name="import_template"),
    path("services/files/<uuid:file>/", imports.import_detail, name="import"),
    path("services/files/<uuid:file>/progress/", imports.import_progress, name="import_progress"),
    path("services/files/<uuid:file>/faults/", imports.import_faults, name="import_faults"),
    path("services/files/<uuid:file>/confirm/", imports.import_confirm, name="import_confirm"),
    path("services/files/<uuid:file>/discard/", imports.import_discard, name="import_discard"),
    path("services/files/<uuid:file>/accept/", imports.import_accept, name="import_accept"),
    path("services/files/<uuid:file>/take-back/", imports.import_take_back, name="import_take_back"),
    path("<uuid:organization>/", organizations.organization_detail, name="detail"),
]
