"""What of Wagtail's menus our editors need: the articles, and nothing about accounts or settings."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet

from safefair.guide.content import is_fit
from safefair.guide.models import Article

HIDDEN_ITEMS = {"reports", "settings", "help"}


def leave_out(_request: HttpRequest, items: list[Any]) -> None:
    """Take away what our addresses do not answer."""
    items[:] = [item for item in items if item.name not in HIDDEN_ITEMS]


def say_if_unfit(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Tell an editor why readers do not get what she has just published."""
    if isinstance(page, Article) and not is_fit(page):
        messages.warning(
            request,
            _(
                "Readers do not get it yet: it needs a source, the day its facts were checked and the day of the next check."
            ),
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def answer_for_what_is_not_installed(router: Any) -> None:
    """Every page of Wagtail names the lists of documents and images; we have articles only, so those stand there."""
    for name in ("documents", "images"):
        router.register_endpoint(name, PagesAdminAPIViewSet)


hooks.register("construct_main_menu", leave_out)
hooks.register("after_publish_page", say_if_unfit)
hooks.register("construct_admin_api", answer_for_what_is_not_installed)
