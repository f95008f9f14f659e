"""What writers and editors keep in Wagtail. No public page reads these tables."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from safefair.core.codes import Country
from safefair.guide.blocks import BODY, SOURCES
from safefair.guide.enums import Moment
from safefair.guide.models.numbered import Numbered


class Shelf(Page):
    """The one place where all articles, publications and campaigns stand."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["guide.Article", "guide.Publication", "guide.Campaign"]
    preview_modes: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("shelf of articles")


class Article(Numbered):
    """One thing she may need to know, in English, with its sources."""

    moment = models.CharField(_("when she needs it"), max_length=10, choices=Moment)
    country = models.CharField(_("for whoever is in"), max_length=2, choices=Country, blank=True)
    origin = models.CharField(_("and comes from"), max_length=2, choices=Country, blank=True)
    summary = models.CharField(_("in one sentence"), max_length=240)
    body = StreamField(BODY, verbose_name=_("text"))
    sources = StreamField(SOURCES, blank=True, verbose_name=_("sources"))
    checked_on = models.DateField(_("facts checked on"), null=True, blank=True)
    check_again_by = models.DateField(_("check again by"), null=True, blank=True)
    missing = models.TextField(_("what is still missing"), blank=True)
    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("moment"), FieldPanel("country"), FieldPanel("origin")], heading=_("For whom")
        ),
        FieldPanel("body"),
        FieldPanel("sources"),
        MultiFieldPanel(
            [FieldPanel("checked_on"), FieldPanel("check_again_by"), FieldPanel("missing")],
            heading=_("How sure we are"),
        ),
    ]
    preview_modes: ClassVar[list[Any]] = [("article", _("As readers see it"))]

    class Meta:
        verbose_name = _("article")

    def get_url_parts(self, *_args: Any, **_kwargs: Any) -> tuple[int, str, str]:
        """Where readers find it; Wagtail's own addresses answer nobody."""
        return 0, "", f"/a/{self.number}"

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        """The template that readers get, too."""
        return "guide/article.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        """The article as a snapshot of this moment would show it."""
        from safefair.guide.shown import preview_of  # noqa: PLC0415 reason: reads this module

        return preview_of(self)
