"""The one stylesheet of a public page, inside the page, and the policy that allows exactly this one.

A second request would cost a phone on a slow network more than the bytes do; a nonce would make each page differ.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest
from django.http.response import HttpResponseBase

FOLDER = Path(__file__).parent / "static" / "core"
MARK = "has_inline_stylesheet"
SCRIPTS_MARK = "inline_scripts"


def compact(css: str) -> str:
    """The same rules without comments and without space that says nothing."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,])\s*", r"\1", css)
    css = re.sub(r"([{;][a-z-]+): ", r"\1:", css)
    return css.replace(";}", "}").strip()


@cache
def public_stylesheet() -> str:
    """Tokens and public rules, compacted; at most 5 kB once compressed."""
    return compact("".join((FOLDER / name).read_text("utf-8") for name in ("tokens.css", "public.css")))


@cache
def inline_script(name: str) -> str:
    """A script of her pages, as it stands in them.

    `leave` empties the page before any network, then takes its place in the history. A link of the page takes the page's
    place as well, so that Back leads to what was open before all of them. A browser that keeps the page in memory when it
    goes keeps an empty one, and shows the first page of the site instead of it. `keep` keeps pages on the phone and
    removes them; it does nothing before she taps.
    """
    return (FOLDER / f"{name}.js").read_text("utf-8").strip()


def source_of(text: str) -> str:
    """What a policy must name so that browsers take an inline sheet or script (CSP level 2, hash source)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def public_style_source() -> str:
    """The hash source of the sheet."""
    return source_of(public_stylesheet())


@cache
def script_source(name: str) -> str:
    """The hash source of a script."""
    return source_of(inline_script(name))


class StylesheetCSPMiddleware(CSPMiddleware):
    """Adds the hash of sheet and scripts to the policy of those responses that carry them, and to no other."""

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,  # the signature is csp's  # noqa: FBT001, FBT002
    ) -> PolicyParts:
        """As configured, plus the hash. A failed request never reached its template's context, so it counts too."""
        parts = super().get_policy_parts(request, response, report_only)
        if getattr(request, MARK, False) or response.status_code >= 500:
            parts.update = {**(parts.update or {}), "style-src": [public_style_source()]}
        if scripts := getattr(request, SCRIPTS_MARK, ()):
            parts.update = {**(parts.update or {}), "script-src": [script_source(name) for name in scripts]}
        return parts
