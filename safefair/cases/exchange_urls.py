"""Addresses between installations; none of them names anything of a woman."""

from django.urls import path

from safefair.cases.views import deliveries

app_name = "exchange"
urlpatterns = [
    path("", deliveries.card, name="card"),
    path("packets", deliveries.packets, name="packets"),
]
