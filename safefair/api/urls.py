"""Addresses of the API."""

from django.urls import path

from safefair.api import hsds

app_name = "api"
urlpatterns = [
    path("hsds/", hsds.about, name="about"),
    path("hsds/openapi.json", hsds.description, name="openapi"),
    path("hsds/services", hsds.service_list, name="services"),
    path("hsds/services/<uuid:service>", hsds.service_detail, name="service"),
    path("hsds/organizations", hsds.organization_list, name="organizations"),
    path("hsds/organizations/<uuid:organization>", hsds.organization_detail, name="organization"),
    path("hsds/service_at_locations", hsds.place_list, name="places"),
    path("hsds/service_at_locations/<uuid:place>", hsds.place_detail, name="place"),
    path("hsds/taxonomies", hsds.taxonomy_list, name="taxonomies"),
    path("hsds/taxonomies/<str:taxonomy>", hsds.taxonomy_detail, name="taxonomy"),
    path("hsds/taxonomy_terms", hsds.term_list, name="terms"),
    path("hsds/taxonomy_terms/<str:term>", hsds.term_detail, name="term"),
    path("hsds/<path:rest>", hsds.nothing, name="nothing"),
]
