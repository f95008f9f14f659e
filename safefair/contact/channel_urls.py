"""Addresses for the providers of channels; none of them names an organisation or anybody."""

from django.urls import path

from safefair.contact.views import provider

app_name = "channels"
urlpatterns = [
    path("<uuid:address>/receive", provider.channel_receive, name="receive"),
    path("<uuid:address>/sent", provider.channel_news, {"status": "sent"}, name="sent"),
    path("<uuid:address>/delivered", provider.channel_news, {"status": "delivered"}, name="delivered"),
    path("<uuid:address>/failed", provider.channel_news, {"status": "failed"}, name="failed"),
    path("<uuid:address>/stopped", provider.channel_stopped, name="stopped"),
]
