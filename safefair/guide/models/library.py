"""Publications and campaigns as editors keep them in Wagtail, and the files of publications. No public page reads the pages."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from safefair.accounts.models import User
from safefair.core.codes import Country
from safefair.guide.blocks import ELSEWHERE, STORY
from safefair.guide.enums import FileFormat, Licence, PublicationKind
from safefair.guide.models.numbered import Numbered


class Campaign(Numbered):
    """What is said to whom for some weeks, and what it asks for."""

    summary = models.CharField(_("in one or two sentences"), max_length=400)
    country = models.CharField(_("about"), max_length=2, choices=Country, blank=True)
    organizers = models.CharField(_("organised by"), max_length=300)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    body = StreamField(STORY, verbose_name=_("text"))

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("organizers", "country", "starts_on", "ends_on")],
            heading=_("Who, where, when"),
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("campaign")

    def get_url_parts(self, *_args: Any, **_kwargs: Any) -> tuple[int, str, str]:
        """Where readers find it."""
        return 0, "", f"/campaigns/{self.number}"


class Publication(Numbered):
    """A text or other work with its languages, formats and licence."""

    summary = models.CharField(_("in one or two sentences"), max_length=400)
    country = models.CharField(_("about"), max_length=2, choices=Country, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=PublicationKind)
    authors = models.CharField(_("authors, as printed"), max_length=300, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200)
    published_on = models.DateField(_("published on"))
    licence = models.CharField(_("licence"), max_length=12, choices=Licence)
    doi = models.CharField("DOI", max_length=100, blank=True)
    material_of = models.ForeignKey(
        Campaign, models.SET_NULL, null=True, blank=True, related_name="materials", verbose_name=_("campaign")
    )
    elsewhere = StreamField(ELSEWHERE, blank=True, verbose_name=_("on other sites"))

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("kind", "authors", "publisher", "published_on", "doi", "licence")],
            heading=_("Imprint"),
        ),
        MultiFieldPanel([FieldPanel("country"), FieldPanel("material_of")], heading=_("Belongs to")),
        FieldPanel("elsewhere"),
    ]

    class Meta:
        verbose_name = _("publication")

    def get_url_parts(self, *_args: Any, **_kwargs: Any) -> tuple[int, str, str]:
        """Where readers find it."""
        return 0, "", f"/publications/{self.number}"


class PublicationFile(models.Model):
    """One language and form of a publication, as readers download it. `title`: as it is called in that language."""

    number = models.PositiveIntegerField()
    language = models.CharField(_("language"), max_length=10)
    form = models.CharField(_("form"), max_length=3, choices=FileFormat)
    title = models.CharField(_("title"), max_length=200)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number", "language", "form"], name="guide_one_file_a_language_and_form"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.language} {self.form}"
