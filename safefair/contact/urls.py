"""Addresses of `contact` in the workspace: random UUIDs."""

from django.urls import path

from safefair.contact.views import answers, desk

app_name = "contact"
urlpatterns = [
    path("", answers.request_list, name="list"),
    path("desk/", desk.desk_edit, name="desk"),
    path("<uuid:address>/", answers.request_detail, name="detail"),
    path("<uuid:address>/take/", answers.request_take, name="take"),
    path("<uuid:address>/close/", answers.request_close, name="close"),
    path("<uuid:address>/pass-on/", answers.request_pass_on, name="pass_on"),
]
