"""Address of the gallery of components."""

from django.urls import URLPattern, URLResolver

app_name = "gallery"
urlpatterns: list[URLPattern | URLResolver] = []
