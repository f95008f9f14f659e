"""Addresses of imports, below those of `people`."""

from django.urls import path

from safefair.people.imports import views

urlpatterns = [
    path("", views.import_list, name="imports"),
    path("upload/", views.upload, name="imports_upload"),
    path("example/<int:rows>/", views.example, name="imports_example"),
    path("<uuid:batch>/", views.detail, name="imports_detail"),
    path("<uuid:batch>/source/", views.source, name="imports_source"),
    path("<uuid:batch>/columns/", views.columns, name="imports_columns"),
    path("<uuid:batch>/activities/", views.activities, name="imports_activities"),
    path("<uuid:batch>/progress/", views.progress, name="imports_progress"),
    path("<uuid:batch>/preview/", views.preview, name="imports_preview"),
    path("<uuid:batch>/wrong-rows/", views.wrong_rows, name="imports_wrong_rows"),
    path("<uuid:batch>/confirm/", views.confirm, name="imports_confirm"),
    path("<uuid:batch>/discard/", views.discard, name="imports_discard"),
]
