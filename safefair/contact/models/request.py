"""A question, and what was written in both directions."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.contact.enums import EnclosureKind, HowSoon, Reach, RequestStatus, Topic, Wish
from safefair.core.codes import area_name, country_name
from safefair.core.languages import OWN_NAMES
from safefair.core.models import Addressable
from safefair.core.sealed import Sealed

STAFF = settings.AUTH_USER_MODEL


@pghistory.track(append_only=True, level=pghistory.Statement)
class HelpRequest(Addressable, Sealed):
    """What somebody asked, without a name. Coded facts in the open, her words sealed under `key_id`.

    `lookup` stands for her receipt (see `receipts`). `entry_id` is the form, `digest` what it held, keyed: the same form
    twice is one question. `waits_since`: her oldest note without an answer. `taken_up_as`: the case it became, with her
    consent of `agreed_on`. Sealed: contact, hours, code_word, who.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    code = models.CharField(_("code"), max_length=12)
    lookup = models.BinaryField(unique=True)
    key_id = models.UUIDField()
    entry_id = models.UUIDField(unique=True)
    digest = models.BinaryField()
    wish = models.CharField(_("what she wants"), max_length=8, choices=Wish, default=Wish.ASK)
    topics = ArrayField(models.CharField(max_length=10, choices=Topic), default=list, verbose_name=_("about"))
    how_soon = models.CharField(_("how soon"), max_length=4, choices=HowSoon, default=HowSoon.ANY)
    country = models.CharField(_("country"), max_length=2)
    area = models.CharField(_("province or state"), max_length=10, blank=True)
    language = models.CharField(_("language"), max_length=10)
    reach = models.CharField(_("how to reach her"), max_length=4, choices=Reach, default=Reach.NOT)
    may_pass_on = models.BooleanField(_("another organisation may answer"), default=False)
    status = models.CharField(_("status"), max_length=9, choices=RequestStatus, default=RequestStatus.WAITING)
    asked_at = models.DateTimeField(_("asked"))
    waits_since = models.DateTimeField(_("waits since"), null=True)
    first_answer_at = models.DateTimeField(null=True)
    last_note_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        STAFF, models.PROTECT, null=True, related_name="+", verbose_name=_("who answers")
    )
    agreed_on = models.DateField(null=True)
    taken_up_as = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "code"], name="request_code_in_organization"),
            models.CheckConstraint(
                condition=Q(taken_up_as=None) | Q(agreed_on__isnull=False), name="request_taken_up_by_consent"
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "status", "waits_since"]),
            models.Index(fields=["organization", "-asked_at", "-id"]),
            models.Index(fields=["last_note_at"], condition=Q(status__in=["waiting", "answered", "closed"]),
                         name="requests_that_expire"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.code

    @property
    def topic_words(self) -> list[str]:
        """What it is about, in the reader's language."""
        return [str(Topic(topic).label) for topic in self.topics if topic in Topic.values]

    @property
    def language_word(self) -> str:
        """The name of her language in that language."""
        return OWN_NAMES.get(self.language, self.language)

    @property
    def place_words(self) -> str:
        """Country and area."""
        parts = [country_name(self.country), area_name(self.area) if self.area else ""]
        return ", ".join(part for part in parts if part)


class RequestNote(Addressable, Sealed):
    """What she or the desk wrote, sealed with the question. Sealed: text."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    request = models.ForeignKey(HelpRequest, models.PROTECT, related_name="notes")
    is_hers = models.BooleanField()
    by = models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    entry_id = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(is_hers=True, by=None) | Q(is_hers=False, by__isnull=False),
                                   name="note_by_one_side"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["request", "sent_at"])]

    def __str__(self) -> str:
        return str(self.uuid)


class Enclosure(Addressable):
    """A photo or a spoken message with a note of hers, made anew and sealed with the question; none once that is over.

    `size` in bytes and `seconds` of speech are those of what is sealed: JPEG or MP3.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    note = models.ForeignKey(RequestNote, models.PROTECT, related_name="enclosures")
    kind = models.CharField(max_length=5, choices=EnclosureKind)
    seconds = models.PositiveSmallIntegerField(null=True)
    size = models.PositiveIntegerField()
    content = models.BinaryField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "kind"], name="one_enclosure_of_a_kind")]

    def __str__(self) -> str:
        return self.kind

    @property
    def length(self) -> str:
        """Minutes and seconds of a spoken message, such as 0:43."""
        return "" if self.seconds is None else f"{self.seconds // 60}:{self.seconds % 60:02}"


class Tries(models.Model):
    """How often something was tried from one network, or in all, in one span of ten minutes. No address is kept."""

    span = models.DateTimeField()
    source = models.BinaryField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["span", "source"], name="tries_of_a_source_in_a_span")]

    def __str__(self) -> str:
        return f"{self.span:%H:%M}"
