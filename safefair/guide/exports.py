"""An article's texts as a file of gettext (PO), which every translator's program opens."""

import json
from collections.abc import Mapping

from safefair.guide.content import digest_of, texts_of
from safefair.guide.models import Article

HEAD = 'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def po_file(article: Article, language: str, words: Mapping[str, str]) -> str:
    """Each English text with its words; texts that say the same stand once."""
    entries = [
        f"msgid {json.dumps(text, ensure_ascii=False)}\n"
        f"msgstr {json.dumps(words.get(digest_of(text), ''), ensure_ascii=False)}\n"
        for text in texts_of(article)
    ]
    return "\n".join([HEAD.format(language=language), *entries])
