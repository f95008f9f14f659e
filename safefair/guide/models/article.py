"""What writers and editors keep in Wagtail. No public page reads these tables."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from safefair.core.codes import Country
from safefair.guide.blocks import BODY, SOURCES
from safefair.guide.enums import Moment


class Shelf(Page):
    """The one place where all articles stand."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["guide.Article"]
    preview_modes: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("shelf of articles")


class Article(Page):
    """One thing she may need to know, in English, with its sources."""

    number = models.PositiveIntegerField(_("number"), unique=True, editable=False)
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
    promote_panels: ClassVar[list[Any]] = []
    parent_page_types: ClassVar[list[str]] = ["guide.Shelf"]
    subpage_types: ClassVar[list[str]] = []
    preview_modes: ClassVar[list[Any]] = [("article", _("As readers see it"))]
    search_fields: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("article")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Give a new article the next number: its address for ever."""
        if self.number is None:
            self.number = (Article.objects.aggregate(last=Max("number"))["last"] or 0) + 1
        super().full_clean(*args, **kwargs)

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
