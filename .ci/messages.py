"""Catalogues of messages: `messages.py update` writes them anew from the code, `messages.py check` says what is wrong.

`django.pot` lists every message of the code, `<language>/LC_MESSAGES/django.po` those that a language has. Neither holds
a line number or a date, so that a change of code changes no more than the messages it changes.
"""

import ast
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "safefair" / "config" / "locale"
WIDTH = 110
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLURALS = {"": (2, "(n != 1)"), "fil": (2, "(n > 1)")}
"""English, and what differs from it; every other language offered has one form for any number."""
NOTE = "# Our own translation, not yet read by a native speaker: corrections are welcome.\n"
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals={number}; plural={rule};\\n"

"""
# What everybody sees: every language has all of it.
PUBLIC = re.compile(
    r"safefair/(website/(templates/website/((base|how|nothing_yet|number|open_data|programme)|(asking|finding|library)/\w+)\.html"
    r"|public\.py|published\.py|asking\.py|asking_forms\.py|enclosure_fields\.py|finding\.py)"
    r"|guide/templates/guide/(base|contents|article|share|keep|kept|kept_article)\.html|guide/(shown|paper)\.py|guide/enums\.py:(Moment|BlockKind|PublicationKind|Licence|FileFormat)"
    r"|directory/listings\.py|directory/enums\.py:(KindOfHelp|OperatorKind|WhoAnswers|Channel)"
    r"|contact/errors\.py|contact/enums\.py:(Topic|Wish|HowSoon|Reach|EnclosureKind)"
    r"|core/templates/((404|500)\.html|core/base_(public|error|sign_in)\.html|account/login\.html)"
    r"|core/templates/cotton/(chart|language_switch|stat|withheld)\.html"
    r"|core/(charts/.*|codes|dates|formats|sounds)\.py"
    r"|accounts/enums\.py:OrganizationKind|outreach/enums\.py:Relation|trainings/enums\.py:ParticipantRole"
    r"|results/enums\.py(:(FigureKind|Bound))?|results/(dimensions|shown)\.py|results/templates/results/(audit_words|grid)\.html)$"
)


def source_messages(root: Path) -> Catalog:
    """Every message of the Python files and templates below `root/safefair`, with the files it stands in."""
    found = Catalog()
    for path in sorted((root / "safefair").rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "migrations" in path.parts:
            continue
        text = path.read_text("utf-8")
        if path.suffix != ".py":
            # What is left of a template is calls and blanks; indented, Python's own reader would refuse it.
            text = "\n".join(line.strip() for line in templatize(text).splitlines())
        name, places = path.relative_to(root).as_posix(), _places(text) if path.name == "enums.py" else {}
        for line, message, _comments, context in extract(
            "python", io.BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"}
        ):
            found.add(message, locations=[(name + places.get(line, ""), 1)], context=context)
    return found


def _places(text: str) -> dict[int, str]:
    """The class of each line: of the words of an app's lists, some are for everybody and some are not."""
    classes = [node for node in ast.parse(text).body if isinstance(node, ast.ClassDef)]
    return {
        line: f":{node.name}" for node in classes for line in range(node.lineno, (node.end_lineno or 0) + 1)
    }


def read_language(folder: Path) -> Catalog:
    """What a language has."""
    with (folder / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file)


def written(catalog: Catalog, language: str = "") -> str:
    """A catalogue as its file should be; without a language, the list of all messages."""
    number, rule = PLURALS.get(language, (1, "0"))
    catalog.mime_headers = [("Plural-Forms", f"nplurals={number}; plural={rule};")]
    file = io.BytesIO()
    write_po(
        file,
        catalog,
        width=WIDTH,
        sort_output=True,
        omit_header=True,
        no_location=bool(language),
        include_lineno=False,
        ignore_obsolete=True,
    )
    header = HEADER.format(language=language, number=number, rule=rule)
    return (NOTE if language else "") + header + file.getvalue().decode().strip() + "\n"


def kept(known: Catalog, source: Catalog) -> Catalog:
    """The translations whose message is still in the code, with what the code says of it."""
    result = Catalog()
    for message in known:
        origin = source.get(message.id, message.context) if message.id else None
        if origin is not None and is_translated(message):
            result.add(origin.id, message.string, flags=origin.flags | message.flags, context=message.context)
    return result


def is_translated(message: Message) -> bool:
    """Whether every form has words, and somebody stands by them."""
    return not message.fuzzy and all(_forms(message.string))


def is_public(message: Message) -> bool:
    """Whether somebody without an account can meet it."""
    return any(PUBLIC.match(path) for path, _line in message.locations)


def faults(message: Message, language: str) -> Iterator[str]:
    """What would break a page, or lose what the English says."""
    said, forms = _forms(message.id), _forms(message.string)
    if len(said) > 1 and len(forms) != PLURALS.get(language, (1, ""))[0]:
        yield f"has {len(forms)} plural forms"
    for place, form in enumerate(forms, start=1):
        # A single thing may be said without its number, where the language has a form for one.
        wanted = [_parts(said[-1])] if place == len(forms) else [_parts(text) for text in said]
        if _parts(form) not in wanted:
            yield f"has other placeholders or tags: {form}"
        if form.strip() != form and said[0].strip() == said[0]:
            yield f"begins or ends with a space: {form}"


def _forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or [""])


def _parts(text: str) -> Counter[str]:
    return Counter(re.findall(r"%\(\w+\)[sd]|%[sd]|%%|\{\w*\}|</?\w+[^>]*>", text))


def check(source: Catalog, languages: dict[str, Catalog]) -> Iterator[str]:
    """The faults of all catalogues."""
    for language, catalog in languages.items():
        for message in catalog:
            if message.id:
                yield from (f"{language}: {message.id!r} {fault}" for fault in faults(message, language))
        for message in source:
            if message.id and is_public(message):
                found = catalog.get(message.id, message.context)
                if found is None or not is_translated(found):
                    yield f"{language}: everybody sees {message.id!r}, and it is not translated"


def main(verb: str, root: Path = ROOT) -> int:
    """Update or check; the exit status."""
    locale = root / LOCALE.relative_to(ROOT)
    source = source_messages(root)
    folders = sorted(path.parent.parent for path in locale.glob("*/LC_MESSAGES/django.po"))
    languages = {folder.name: read_language(folder) for folder in folders}
    files = {locale / "django.pot": written(source)} | {
        locale / name / "LC_MESSAGES" / "django.po": written(kept(catalog, source), name)
        for name, catalog in languages.items()
    }
    stale = [path for path, text in files.items() if not path.exists() or path.read_text("utf-8") != text]
    if verb == "update":
        for path in stale:
            path.write_text(files[path], "utf-8")
        stale = []
    wrong = [f"{path.relative_to(root)} is not what the code says: make messages" for path in stale]
    wrong += check(source, languages)
    for name, catalog in languages.items():
        share = 100 * len(kept(catalog, source)) // max(1, len(source))
        sys.stdout.write(f"{name}: {share} % of {len(source)} messages\n")
    sys.stderr.writelines(f"{line}\n" for line in wrong)
    return bool(wrong) and verb == "check"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
