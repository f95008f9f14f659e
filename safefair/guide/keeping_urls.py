"""Addresses of an article as a picture and as a copy on the phone, beside those of the public site."""

from django.urls import path

from safefair.guide import keeping, public

app_name = "keeping"
urlpatterns = [
    path("a/kept", keeping.kept, name="list"),
    path("a/w.js", keeping.worker, name="worker"),
    path("a/<int:number>/keep", keeping.keep, name="offer"),
    path("a/<int:number>/kept", keeping.kept_article, name="article"),
    path("a/<int:number>/picture.png", public.picture_file, name="picture"),
]
