"""What the editors' pages show: articles with their languages, and how often each was read."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Sum

from safefair.guide.content import digest_of, source_digest, texts_of
from safefair.guide.enums import Moment
from safefair.guide.models import Article, DayOfReads, Translation

FEWEST = 5
"""Smaller counts are not shown: in a small place they could be one woman."""
OTHERS = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


@dataclass(frozen=True)
class LanguageState:
    """How far one language of an article is; `tone` as of a badge."""

    code: str
    done: int
    total: int
    is_signed: bool
    is_stale: bool

    @property
    def tone(self) -> str:
        """Green what readers get and is current; amber what they get of an older English text."""
        return ("warn" if self.is_stale else "ok") if self.is_signed else "none"


def articles_with_languages() -> list[tuple[Article, list[LanguageState]]]:
    """All articles in the order of her way, each with the languages that have words."""
    moments = list(Moment)
    translations: dict[int, list[Translation]] = {}
    for translation in Translation.objects.order_by("language"):
        translations.setdefault(translation.article_id, []).append(translation)
    articles = sorted(
        Article.objects.order_by("number"),
        key=lambda one: (moments.index(Moment(one.moment)), one.number),
    )
    return [
        (article, [state_of(article, each) for each in translations.get(article.pk, [])])
        for article in articles
    ]


def state_of(article: Article, translation: Translation) -> LanguageState:
    """How one translation stands against the English article as it is now."""
    texts = [digest_of(text) for text in texts_of(article)]
    return LanguageState(
        code=translation.language,
        done=sum(digest in translation.words for digest in texts),
        total=len(texts),
        is_signed=bool(translation.signed_words),
        is_stale=bool(translation.signed_words) and translation.source_digest != source_digest(article),
    )


@dataclass(frozen=True)
class Reads:
    """How often one page was read in one language; None when too few to be shown."""

    number: int
    title: str
    country: str
    language: str
    reads: int | None


def reads_since(day: dt.date) -> list[Reads]:
    """Readings of each page in each language from a day on, most first."""
    articles = {article.number: article for article in Article.objects.all()}
    rows = DayOfReads.objects.filter(day__gte=day).values_list("number", "language")
    counted = rows.annotate(total=Sum("reads")).order_by("-total", "number", "language")
    return [
        Reads(
            number,
            articles[number].title,
            articles[number].country,
            language,
            total if total >= FEWEST else None,
        )
        for number, language, total in counted
        if number in articles
    ]
