"""Addresses of the public site: nothing in them says more than "programme", "numbers", "data"."""

from django.urls import path

from safefair.website import asking, public

app_name = "website"
urlpatterns = [
    path("", public.programme, name="programme"),
    path("ask/", asking.start, name="ask"),
    path("ask/back/", asking.back, name="ask_back"),
    path("ask/back/again/", asking.again, name="ask_again"),
    path("ask/back/end/", asking.take_back, name="ask_end"),
    path("ask/<str:country>/", asking.ask_country, name="ask_country"),
    path("numbers/", public.how_numbers_are_made, name="how"),
    path("numbers/<int:release>/<str:code>/", public.number, name="number"),
    path("data/", public.open_data, name="open_data"),
    path("data/<int:release>/<str:name>", public.release_file, name="release_file"),
]
