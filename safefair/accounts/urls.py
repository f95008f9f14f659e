"""Addresses of `accounts`, below `/accounts/` beside allauth's own."""

from django.urls import path

from safefair.accounts import views

app_name = "accounts"
urlpatterns = [
    path("members/", views.member_list, name="members"),
    path("members/invite/", views.invite, name="invite"),
    path("members/roles/<uuid:assignment>/", views.end_role, name="end_role"),
    path("members/invitations/<uuid:invitation>/", views.withdraw, name="withdraw"),
    path("invitation/<str:token>/", views.accept, name="accept"),
    path("password/reset/", views.reset_password, name="reset_password"),
    path("role/", views.choose_role, name="choose_role"),
    path("language/", views.choose_language, name="language"),
    path("roles/", views.role_list, name="roles"),
    path("access-log/", views.access_log, name="access_log"),
    path("organizations/", views.organization_list, name="organizations"),
    path("organizations/new/", views.organization_edit, name="organization_new"),
    path("organizations/<uuid:organization>/", views.organization_edit, name="organization_edit"),
]
