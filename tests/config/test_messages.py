"""The catalogues of translations: what is in them, and what the check of `.ci/messages.py` refuses."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, to_locale

SCRIPT = Path(__file__).parents[2] / ".ci" / "messages.py"
TEMPLATE = """<c-card title="{% translate "Sheet" %}">
    {% blocktranslate count n=count %}{{ n }} line{% plural %}{{ n }} lines{% endblocktranslate %}
  {{ x|default:_("None") }}</c-card>"""


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one template that everybody sees, with an empty Thai catalogue."""
    page = tmp_path / "safefair" / "website" / "templates" / "website" / "how.html"
    page.parent.mkdir(parents=True)
    page.write_text(TEMPLATE)
    (tmp_path / "safefair" / "views.py").write_text('pgettext_lazy("sex", "women")\n_("Only here")\n')
    thai = tmp_path / "safefair" / "config" / "locale" / "th" / "LC_MESSAGES"
    thai.mkdir(parents=True)
    (thai / "django.po").write_text('msgid ""\nmsgstr ""\n"Language: th\\n"\n')
    return tmp_path


HEAD = 'msgid ""\nmsgstr ""\n"Language: th\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'


def translate(project: Path, sheet: str, none: str, lines: str) -> None:
    path = project / "safefair" / "config" / "locale" / "th" / "LC_MESSAGES" / "django.po"
    path.write_text(
        f'{HEAD}msgid "Sheet"\nmsgstr "{sheet}"\n\nmsgid "None"\nmsgstr "{none}"\n\n'
        f'msgid "%(n)s line"\nmsgid_plural "%(n)s lines"\nmsgstr[0] "{lines}"\n\nmsgid "Gone"\nmsgstr "x"\n'
    )


def test_messages_of_code_and_templates_are_found(messages: ModuleType, project: Path):
    found = [(m.context, m.id) for m in messages.source_messages(project) if m.id]

    assert sorted(found, key=repr) == [
        ("sex", "women"),
        (None, "None"),
        (None, "Only here"),
        (None, "Sheet"),
        (None, ("%(n)s line", "%(n)s lines")),
    ]


def test_a_message_that_is_missing_from_the_catalogues_fails(
    messages: ModuleType, project: Path, capsys: pytest.CaptureFixture[str]
):
    assert messages.main("check", project) == 1
    assert "django.pot is not what the code says" in capsys.readouterr().err


def test_update_drops_what_is_gone_and_leaves_nothing_to_do(messages: ModuleType, project: Path):
    translate(project, "ใบรายชื่อ", "ไม่มี", "%(n)s บรรทัด")

    assert messages.main("update", project) == 0
    path = project / "safefair" / "config" / "locale" / "th" / "LC_MESSAGES" / "django.po"
    before = path.read_text()

    assert messages.main("check", project) == 0
    assert messages.main("update", project) == 0
    assert path.read_text() == before
    assert "Gone" not in before
    assert "not yet read by a native speaker" in before


def test_what_everybody_sees_must_be_translated(
    messages: ModuleType, project: Path, capsys: pytest.CaptureFixture[str]
):
    translate(project, "ใบรายชื่อ", "", "%(n)s บรรทัด")
    messages.main("update", project)
    capsys.readouterr()

    assert messages.main("check", project) == 1
    said = capsys.readouterr()
    assert said.err == "th: everybody sees 'None', and it is not translated\n"
    assert said.out == "th: 40 % of 5 messages\n"


@pytest.mark.parametrize(
    ("language", "said", "form", "fault"),
    [
        ("th", "%(n)s rows", "%(m)s แถว", "other placeholders"),
        ("th", "%(n)s rows", "แถว", "other placeholders"),
        ("th", "In {country}", "ใน {land}", "other placeholders"),
        ("th", "<b>Now</b>", "<b>เดี๋ยวนี้", "other placeholders"),
        ("th", "Now", "เดี๋ยวนี้ ", "space"),
        ("th", ("a row", "%(n)s rows"), ("%(n)s แถว", "%(n)s แถว"), "2 plural forms"),
        ("fil", ("a row", "%(n)s rows"), ("%(n)s hanay",), "1 plural forms"),
        ("fil", ("a row", "%(n)s rows"), ("isang hanay", "mga hanay"), "other placeholders"),
    ],
)
def test_what_would_break_a_page_is_a_fault(messages: ModuleType, language, said, form, fault):
    assert [fault in words for words in messages.faults(Message(said, form), language)] == [True]


@pytest.mark.parametrize(
    ("language", "said", "form"),
    [
        ("th", ("a row", "%(n)s rows"), ("%(n)s แถว",)),
        ("fil", ("a row", "%(n)s rows"), ("isang hanay", "%(n)s hanay")),
        ("km", "%(low)s to %(high)s", "ចាប់ពី %(low)s ដល់ %(high)s"),
    ],
)
def test_what_a_language_says_in_its_own_order_is_no_fault(messages: ModuleType, language, said, form):
    assert list(messages.faults(Message(said, form), language)) == []


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES if code != "en-gb"])
def test_every_language_offered_speaks(language: str):
    folder = settings.LOCALE_PATHS[0] / to_locale(language) / "LC_MESSAGES"

    assert (folder / "django.po").exists()
    with override(language):
        assert _("How a number is made") != "How a number is made"
