"""Pages of the shelf with a number for ever: their address, whatever their title becomes."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Numbered(Page):
    """A page that gets the next number of its kind when it is first saved, as a draft too."""

    number = models.PositiveIntegerField(_("number"), unique=True, editable=False)

    promote_panels: ClassVar[list[Any]] = []
    parent_page_types: ClassVar[list[str]] = ["guide.Shelf"]
    subpage_types: ClassVar[list[str]] = []
    preview_modes: ClassVar[list[Any]] = []
    search_fields: ClassVar[list[Any]] = []

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """What Wagtail asks before a page is published."""
        self._number()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """What Wagtail asks before a draft is saved."""
        self._number()
        super().minimal_clean()

    def _number(self) -> None:
        if self.number is None:
            kind: Any = type(self)
            self.number = (kind.objects.aggregate(last=Max("number"))["last"] or 0) + 1
