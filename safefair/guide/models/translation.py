"""An article in another language: words of each of its texts, and who signed them off."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import User
from safefair.guide.models.article import Article


class Translation(models.Model):
    """Keys of `words` and `signed_words` are digests of English texts: a text that changes loses its words.

    Readers get `signed_words` only; `source_digest` is of the English article that was signed off.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=10)
    words = models.JSONField(default=dict)
    words_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    words_at = models.DateTimeField()
    signed_words = models.JSONField(default=dict)
    signed_off_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    signed_off_at = models.DateTimeField(null=True)
    source_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "language"], name="guide_one_translation_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.language}"
