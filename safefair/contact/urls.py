"""Addresses of `contact` in the workspace: random UUIDs."""

from django.urls import path

from safefair.contact.views import answers, channels, desk, enclosures, numbers, sending

app_name = "contact"
urlpatterns = [
    path("", answers.request_list, name="list"),
    path("numbers/", numbers.questions, name="numbers"),
    path("desk/", desk.desk_edit, name="desk"),
    path("desk/channels/", channels.channel_add, name="channel_add"),
    path("desk/channels/<uuid:channel>/", channels.channel_edit, name="channel"),
    path("desk/channels/<uuid:channel>/test/", channels.channel_test, name="channel_test"),
    path("desk/channels/<uuid:channel>/secret/", channels.channel_secret, name="channel_secret"),
    path("desk/channels/<uuid:channel>/switch/", channels.channel_switch, name="channel_switch"),
    path("<uuid:address>/", answers.request_detail, name="detail"),
    path("<uuid:address>/with/<uuid:enclosure>/", enclosures.request_enclosure, name="enclosure"),
    path("<uuid:address>/send/", sending.send, name="send"),
    path("<uuid:address>/take/", answers.request_take, name="take"),
    path("<uuid:address>/close/", answers.request_close, name="close"),
    path("<uuid:address>/pass-on/", answers.request_pass_on, name="pass_on"),
]
