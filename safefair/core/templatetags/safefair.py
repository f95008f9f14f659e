"""What templates may ask: numbers as people write them, links that keep the filters, icons, the public stylesheet."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from safefair.core import codes, styles
from safefair.core.charts import maps as charts
from safefair.core.formats import Number, write_number
from safefair.core.icons import ICONS
from safefair.core.languages import Language, public_languages, workspace_languages

register = template.Library()

NOTICE_ICONS = {"info": "info", "ok": "check", "warn": "warning", "danger": "stop"}
MESSAGE_TONES = {"success": "ok", "warning": "warn", "error": "danger"}
TASK_TONES = {"RUNNING": "info", "DONE": "ok", "FAILED": "danger"}


@register.filter
def number(value: Number | str | None) -> str:
    """A number with its thousands marked; no value is "no data", never 0. Text passes unchanged."""
    return value if isinstance(value, str) else write_number(value)


@register.filter
def page_numbers(page: Page[Any]) -> list[int | None]:
    """Pages to link to from this one: first, neighbours, last; None is a gap."""
    last = page.paginator.num_pages
    shown = sorted({1, page.number - 1, page.number, page.number + 1, last} & set(range(1, last + 1)))
    numbers: list[int | None] = []
    for before, here in zip([0, *shown], shown, strict=False):
        if here - before == 2:
            numbers.append(here - 1)
        elif here - before > 2:
            numbers.append(None)
        numbers.append(here)
    return numbers


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon, silent beside a word or speaking by its label; an unknown name is an error, not an empty picture."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" {} focusable="false">{}</svg>',
        format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"'),
        mark_safe(ICONS[name]),  # noqa: S308 our own drawings
    )


@register.simple_tag
def notice_icon(tone: str) -> str:
    """The icon that says the tone without colour."""
    return NOTICE_ICONS[tone]


@register.simple_tag
def message_tone(level: str) -> str:
    """The tone of a flash message's level."""
    return MESSAGE_TONES.get(level, "info")


@register.simple_tag
def task_tone(status: str) -> str:
    """The tone of a background task's status."""
    return TASK_TONES.get(status, "")


@dataclass(frozen=True)
class SortState:
    """How a column stands: the link that sorts by it next, and what a screen reader hears now."""

    href: str
    aria: str
    icon: str


@register.simple_tag(takes_context=True)
def sort_state(context: Context, key: str) -> SortState:
    """The state of a sortable column under `?sort=key` or `?sort=-key`; sorting starts again at page 1."""
    query = _query(context)
    current = query.get("sort", "")
    query.pop("page", None)
    query["sort"] = f"-{key}" if current == key else key
    aria, icon = {key: ("ascending", "up"), f"-{key}": ("descending", "down")}.get(current, ("", "sort"))
    return SortState(href=f"?{query.urlencode()}", aria=aria, icon=icon)


@register.simple_tag(takes_context=True)
def page_url(context: Context, number: int, param: str = "page") -> str:
    """The same list on another page, filters and order kept."""
    query = _query(context)
    query[param] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def public_styles(context: Context) -> SafeString:
    """The stylesheet of a public page, and a mark on the request so that the policy allows it."""
    request = context.get("request")
    if request is not None:
        setattr(request, styles.MARK, True)
    return format_html("<style>{}</style>", mark_safe(styles.public_stylesheet()))  # noqa: S308 our own file


@register.simple_tag(takes_context=True)
def inline_script(context: Context, name: str) -> SafeString:
    """A script of her pages, and a mark on the request so that the policy allows it."""
    request = context["request"]
    setattr(request, styles.SCRIPTS_MARK, (*getattr(request, styles.SCRIPTS_MARK, ()), name))
    return format_html("<script>{}</script>", mark_safe(styles.inline_script(name)))  # noqa: S308 our own file


@register.simple_tag(takes_context=True)
def languages_of_page(context: Context) -> list[Language]:
    """The same public page in other languages."""
    request = context.get("request")
    return public_languages(request) if request is not None else []


@register.simple_tag
def languages_of_work() -> list[tuple[str, str]]:
    """Languages to choose for the workspace."""
    return workspace_languages()


def _query(context: Context) -> QueryDict:
    request = context.get("request")
    return request.GET.copy() if request is not None else QueryDict(mutable=True)


@register.simple_tag
def allauth_button(attrs: dict[str, Any]) -> str:
    """Our look for the tags that allauth's own pages put on a button."""
    tags = attrs.get("tags", [])
    if "danger" in tags or "delete" in tags:
        return "danger"
    if "link" in tags or "cancel" in tags:
        return "quiet"
    return "secondary" if "secondary" in tags or "outline" in tags else ""


@register.simple_tag
def country_name(code: str) -> str:
    """The name of a country by its ISO 3166-1 code."""
    return codes.country_name(code)


@register.simple_tag
def map_disclaimer() -> str:
    """What stands below every map."""
    return charts.map_disclaimer()
