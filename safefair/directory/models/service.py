"""Services (HSDS service): what an organisation does for somebody."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.core.models import Addressable
from safefair.directory.enums import KindOfHelp, ServiceStatus
from safefair.directory.models.safety import SafetyProfile

WORDS = ("name", "description", "eligibility_description", "fees_description", "application_process")
"""The fields that are said in several languages."""
NO_PLACE_OF_A_SHELTER = """
IF 'shelter' = ANY(NEW.kinds) AND EXISTS (SELECT 1 FROM directory_serviceatlocation a WHERE a.service_id = NEW.id) THEN
  RAISE EXCEPTION 'a shelter has no place' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


@pghistory.track(append_only=True, exclude=["search_text"])
class Service(Addressable, SafetyProfile):
    """What an organisation offers, with what one should know before calling.

    The words stand in the language `written_in`; `translations` holds others, as {language: {field: text}}.
    `search_text` is all that somebody may look for, normalised (see `core.searching`). A service that gives somebody a place to
    stay has areas, and no place.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="services")
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(_("what it does"), max_length=2000)
    status = models.CharField(_("status"), max_length=20, choices=ServiceStatus, default=ServiceStatus.ACTIVE)
    kinds = ArrayField(models.CharField(max_length=12, choices=KindOfHelp), verbose_name=_("kind of help"))
    languages = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    eligibility_description = models.TextField(_("for whom"), max_length=500, blank=True)
    fees_description = models.TextField(_("what it costs"), max_length=500, blank=True)
    application_process = models.TextField(_("how to reach it"), max_length=500, blank=True)
    written_in = models.CharField(_("written in"), max_length=10, default="en-gb")
    translations = models.JSONField(default=dict, blank=True)
    search_text = models.TextField(default="", editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["organization", "name"])]
        triggers = [
            pgtrigger.Trigger(
                name="no_place_of_a_shelter",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=NO_PLACE_OF_A_SHELTER,
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_words(self) -> list[str]:
        """The kinds of help, in the reader's language."""
        return [str(KindOfHelp(kind).label) for kind in self.kinds if kind in KindOfHelp.values]
