"""Addresses of the workspace's home page."""

from django.urls import path

from safefair.website import workspace

app_name = "workspace"
urlpatterns = [path("", workspace.home, name="home")]
