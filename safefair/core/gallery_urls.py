"""Address of the gallery of components."""

from django.urls import path

from safefair.core.gallery import components

app_name = "gallery"
urlpatterns = [path("", components, name="components")]
