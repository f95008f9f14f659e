"""Articles that come with this version, from files: new ones are published, changed ones unless an editor changed them."""

import hashlib
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from safefair.guide.content import digest_of, is_fit, texts_of
from safefair.guide.models import Article, Shelf, Translation
from safefair.guide.operations.translating import save_words

FOLDER = Path(__file__).resolve().parents[1] / "articles"
TEXTS = {"paragraph": "text", "warning": "text", "call": "text", "steps": "items", "keep": "items"}


@transaction.atomic
def load_articles(folder: Path = FOLDER) -> int:
    """Load what is new or changed in the files; how many articles were."""
    shelf = find_shelf()
    known = {article.number: article for article in Article.objects.all()}
    loaded = sum(_load(shelf, known.get(_number(path)), path) for path in sorted(folder.glob("*.yaml")))
    for path in sorted(folder.glob("translations/*.yaml")):
        _load_draft(Article.objects.get(number=_number(path)), path)
    return loaded


def _number(path: Path) -> int:
    return int(path.stem.split("-", 1)[0])


def _load_draft(article: Article, path: Path) -> None:
    """Words that came with this version and that nobody has signed off; none where there are words already."""
    language = path.stem.rsplit(".", 1)[-1]
    if Translation.objects.filter(article=article, language=language).exists():
        return
    texts, words = texts_of(article), yaml.safe_load(path.read_text("utf-8"))
    if len(texts) == len(words):  # an article that an editor has changed may have other texts
        by_digest = {digest_of(text): word for text, word in zip(texts, words, strict=True)}
        save_words(article, language, by_digest, at=timezone.now(), by=None)


def find_shelf() -> Shelf:
    """The shelf; made where there is none, in place of the page that Wagtail makes to say welcome."""
    found = Shelf.objects.first()
    if found is not None:
        return found
    root = Page.get_first_root_node()
    for welcome in root.get_children().filter(slug="home"):
        welcome.delete()
    root.refresh_from_db()
    shelf: Shelf = root.add_child(instance=Shelf(title="Guide", slug="guide"))
    Site.objects.get_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": shelf})
    return shelf


def _load(shelf: Shelf, article: Article | None, path: Path) -> bool:
    text = path.read_text("utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    if article is not None and (article.loaded_digest == digest or _is_edited(article)):
        return False
    facts = yaml.safe_load(text)
    fresh = article or Article(number=_number(path), slug=path.stem, live=False)
    fill(fresh, facts)
    fresh.loaded_digest = digest
    if article is None:
        shelf.add_child(instance=fresh)
    revision = fresh.save_revision(log_action=False)
    if not facts.get("missing") and is_fit(fresh):
        revision.publish(log_action=False)
    else:
        fresh.save()
    return True


def _is_edited(article: Article) -> bool:
    """Whether somebody has written in it since it was loaded: every hand leaves its name on the revision."""
    latest = article.latest_revision
    return latest is not None and latest.user_id is not None


def fill(article: Article, facts: dict[str, Any]) -> None:
    """Put what a file says into an article."""
    for name in ("title", "summary", "moment"):
        setattr(article, name, facts[name].strip())
    for name in ("country", "origin", "missing"):
        setattr(article, name, facts.get(name, "").strip())
    article.checked_on, article.check_again_by = facts.get("checked_on"), facts.get("check_again_by")
    article.body = [_block(part) for part in facts["body"]]
    article.sources = [("source", source) for source in facts["sources"]]
    article.draft_title = article.title


def _block(part: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    kind = next(name for name in TEXTS if name in part)
    value = part[kind]
    words = value.strip() if isinstance(value, str) else [item.strip() for item in value]
    return kind, {"heading": part.get("heading", ""), TEXTS[kind]: words}
