"""Addresses of `directory`."""

from django.urls import URLPattern, URLResolver, path

from safefair.directory import views

app_name = "directory"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.organization_list, name="list"),
    path("places/new/", views.location_edit, name="location_new"),
    path("places/<uuid:location>/", views.location_edit, name="location"),
    path("<uuid:organization>/", views.organization_detail, name="detail"),
]
