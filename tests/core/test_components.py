"""Components, base pages, forms and the public stylesheet."""

import base64
import gzip
import hashlib
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template import Context, engines
from django.template.base import Node
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler
from django_cotton.templatetags._component import CottonComponentNode
from django_cotton.templatetags._vars import CottonVarsNode
from syrupy.assertion import SnapshotAssertion

from safefair.core import gallery, styles
from safefair.core.icons import ICONS
from safefair.core.models import Task, TaskStatus
from safefair.core.templatetags.safefair import number, page_numbers, page_url, sort_state

CORE = Path(gallery.__file__).parent
TEMPLATES = CORE / "templates"
STATIC = CORE / "static" / "core"


def render_gallery() -> str:
    return render_to_string("core/gallery.html", gallery.sample_context())


def render_component(source: str, **context: object) -> str:

    return engines["django"].from_string(CottonCompiler().process(source)).render(context)


def test_the_gallery_looks_as_agreed(snapshot: SnapshotAssertion) -> None:
    main = re.search(r"<main.*</main>", render_gallery(), re.DOTALL)

    assert main is not None
    assert re.sub(r"\n\s*\n+", "\n", main.group()) == snapshot


def test_the_gallery_knows_every_component() -> None:
    files = {path.stem.replace("_", "-") for path in (TEMPLATES / "cotton").glob("*.html")}
    pages = [*TEMPLATES.rglob("core/*.html"), *(TEMPLATES / "cotton").glob("*.html")]

    used = set(re.findall(r"<c-([a-z-]+)", "".join(path.read_text("utf-8") for path in pages)))

    assert used - {"slot", "vars"} == files


def test_pages_give_components_only_props_that_they_have() -> None:
    def nodes(name: str, kind: type[Node]) -> list[Any]:
        return get_template(name).template.nodelist.get_nodes_by_type(kind)  # type: ignore[attr-defined]

    open_to_more, props = {"button", "link_button", "form"}, {}
    for path in CORE.parent.glob("*/templates/cotton/*.html"):
        declared = [
            var.accessible_key
            for node in nodes(f"cotton/{path.name}", CottonVarsNode)
            for var in node._prepared_vars
        ]
        props[path.stem] = {*declared, "is"}
    names = {
        str(path.relative_to(folder))
        for folder in CORE.parent.glob("*/templates")
        for path in folder.rglob("*.html")
    }

    unknown = {
        (name, node.component_name, key)
        for name in names
        for node in nodes(name, CottonComponentNode)
        for key in (attr.lstrip(":").replace("-", "_") for attr in node.attrs)
        if (component := node.component_name.replace("-", "_")) not in open_to_more
        and key not in props[component]
    }

    assert unknown == set()


def test_no_template_has_inline_code() -> None:
    inline = re.compile(r"""\sstyle=|\son[a-z]+=|<script(?![^>]*(src=|application/json))|javascript:""")

    found = [path.name for path in TEMPLATES.rglob("*.html") if inline.search(path.read_text("utf-8"))]

    assert found == []


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(KeyError):
        render_component('<c-icon name="unicorn" />')


def test_icons_are_well_formed_strokes() -> None:
    assert [name for name, strokes in ICONS.items() if not len(ET.fromstring(f"<g>{strokes}</g>"))] == []


def test_text_in_a_component_is_escaped() -> None:
    page = render_component(
        '<c-badge tone="{{ x }}">{{ x }}</c-badge><c-stat label="{{ x }}" :value="x" />'
        '<c-definitions :items="items" /><c-link-button href="{{ x }}">{{ x }}</c-link-button>',
        x='"><script>',
        items=[("<script>", "<script>")],
    )

    assert "<script" not in page


@pytest.mark.parametrize(
    ("status", "polls"),
    [
        (TaskStatus.WAITING, True),
        (TaskStatus.RUNNING, True),
        (TaskStatus.DONE, False),
        (TaskStatus.FAILED, False),
    ],
)
def test_progress_asks_again_until_the_task_is_over(status: TaskStatus, *, polls: bool) -> None:
    task = Task(status=status, done=5, total=10)

    page = render_component('<c-progress :task="task" url="/p/" title="Checking" />', task=task)

    assert ('hx-get="/p/" hx-trigger="every 1s"' in page) is polls


def test_a_withheld_figure_shows_neither_value_nor_range() -> None:
    page = render_component(
        '<c-stat label="Women" :value="7" :low="5" :high="9" withheld="1" kind="unique people" />'
    )

    assert re.findall(r"\d", page) == []


def test_no_data_is_not_zero() -> None:
    assert [number(None), number(0), number(1234567), number(0.25), number("n/a")] == [
        "no data",
        "0",
        "1,234,567",
        "0.3",
        "n/a",
    ]


@pytest.mark.parametrize("language", ["en-gb", "my", "km", "lo"])
def test_thousands_are_marked_in_every_language(language: str) -> None:
    with translation.override(language):
        assert number(1234567) == "1,234,567"


def test_pages_to_link_to() -> None:
    pages = Paginator(range(100), 10)

    assert page_numbers(pages.page(1)) == [1, 2, None, 10]
    assert page_numbers(pages.page(3)) == [1, 2, 3, 4, None, 10]
    assert page_numbers(pages.page(4)) == [1, 2, 3, 4, 5, None, 10]
    assert page_numbers(Paginator([1], 10).page(1)) == [1]


def test_sorting_keeps_filters_and_begins_at_the_first_page(rf: RequestFactory) -> None:
    context = Context({"request": rf.get("/?q=a%26b&page=4&sort=name")})

    name, place = sort_state(context, "name"), sort_state(context, "place")

    assert (name.href, name.aria) == ("?q=a%26b&sort=-name", "ascending")
    assert (place.href, place.aria) == ("?q=a%26b&sort=place", "")
    assert page_url(context, 5) == "?q=a%26b&page=5&sort=name"


class PersonForm(forms.Form):
    """A form with each of the two ways in which a label stands."""

    name = forms.CharField(label="Name", help_text="In any script.")
    agrees = forms.BooleanField(label="She agrees")


def test_a_form_says_first_what_is_wrong_and_links_there() -> None:
    page = str(PersonForm({}))

    assert re.findall(r'<a href="#(\w+)">([^<]*)</a>', page) == [
        ("id_name", "Name: This field is required."),
        ("id_agrees", "She agrees: This field is required."),
    ]
    assert 'aria-invalid="true"' in page
    assert re.findall(r'aria-describedby="([^"]*)"', page)[0] == "id_name_helptext id_name_error"
    assert {"id_name_helptext", "id_name_error", "id_agrees_error"} <= set(re.findall(r' id="(\w+)"', page))


def test_a_fresh_form_has_no_summary() -> None:
    assert "error-summary" not in str(PersonForm())


def test_the_public_stylesheet_is_small() -> None:
    assert len(gzip.compress(styles.public_stylesheet().encode(), 6)) <= 5_000
    assert len((STATIC / "workspace.js").read_bytes()) <= 4_000


def test_compacting_changes_no_rule() -> None:
    css = "/* note */\n:root { --s: 1px; }\na :hover, b { margin: 0 calc(1px + 2px);\n  font: 1px/2 x; }\n"

    assert styles.compact(css) == ":root{--s:1px}a :hover,b{margin:0 calc(1px + 2px);font:1px/2 x}"


def test_the_policy_names_exactly_the_sheet_in_the_page(rf: RequestFactory) -> None:
    plain, public = rf.get("/plain/"), rf.get("/public/")
    middleware = styles.StylesheetCSPMiddleware(lambda _request: HttpResponse())
    page = render_to_string("404.html", {}, public)

    plain_policy, policy = (
        middleware.process_response(request, HttpResponse(page))["Content-Security-Policy"]
        for request in (plain, public)
    )

    sheet = re.search(r"<style>(.*)</style>", page, re.DOTALL)
    assert sheet is not None
    digest = base64.b64encode(hashlib.sha256(sheet.group(1).encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{digest}';" in policy + ";"
    assert "sha256" not in plain_policy


def test_a_page_not_found_is_the_same_whatever_was_asked(rf: RequestFactory) -> None:
    one, two = (
        render_to_string("404.html", {}, rf.get(path)) for path in ("/people/1/", "/nothing/?q=secret")
    )

    assert one == two


def rgb(colour: str) -> tuple[float, float, float]:
    value = colour.lstrip("#")
    value = "".join(c * 2 for c in value) if len(value) == 3 else value
    channels = [int(value[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return linear[0], linear[1], linear[2]


def contrast(one: str, two: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    light, dark = sorted(
        (0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (rgb(one), rgb(two))), reverse=True
    )
    return (light + 0.05) / (dark + 0.05)


def tokens(mode: str) -> dict[str, str]:
    light, dark = (STATIC / "tokens.css").read_text("utf-8").split("@media (prefers-color-scheme: dark)")
    found = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6});")
    first = light.split(":lang")[0]
    return dict(found.findall(first)) | (
        dict(found.findall(dark.split("*, ::before")[0])) if mode == "dark" else {}
    )


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_is_readable(mode: str) -> None:
    colour = tokens(mode)
    pairs = [(ink, ground) for ink in ("ink", "muted", "link") for ground in ("paper", "surface", "sunk")]
    pairs += [(tone, f"{tone}-bg") for tone in ("info", "ok", "warn", "danger")]
    pairs += [("ink", f"{tone}-bg") for tone in ("info", "ok", "warn", "danger")]
    pairs += [("on-brand", "brand"), ("brand", "surface"), ("danger", "surface")]

    low = {pair: round(contrast(colour[pair[0]], colour[pair[1]]), 2) for pair in pairs}

    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_marks_and_edges_are_visible(mode: str) -> None:
    colour = tokens(mode)
    marks = ["edge", *(f"c{i}" for i in range(1, 6))]

    low = {mark: round(contrast(colour[mark], colour["surface"]), 2) for mark in marks}

    assert {mark: ratio for mark, ratio in low.items() if ratio < 3} == {}


# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
BLINDNESS = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}


def lab(colour: tuple[float, float, float]) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of linear RGB."""
    r, g, b = colour
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (c ** (1 / 3) if c > 0.008856 else 7.787 * max(c, 0) + 16 / 116 for c in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("kind", BLINDNESS)
def test_series_differ_for_colour_blind_readers(kind: str, mode: str) -> None:
    colour = tokens(mode)
    names = [f"c{i}" for i in range(1, 6)]
    seen = {}
    for name in names:
        r, g, b = (sum(m * c for m, c in zip(row, rgb(colour[name]), strict=True)) for row in BLINDNESS[kind])
        seen[name] = lab((r, g, b))

    close = {
        (one, two): round(distance, 1)
        for i, one in enumerate(names)
        for two in names[i + 1 :]
        if (distance := sum((a - b) ** 2 for a, b in zip(seen[one], seen[two], strict=True)) ** 0.5) < 15
    }

    assert close == {}
