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


def compact(css: str) -> str:
    """The same rules without comments and without space that says nothing."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,])\s*", r"\1", css)
    css = re.sub(r"([{;][a-z-]+): ", r"\1:", css)
    return css.replace(";}", "}").strip()


@cache
def public_stylesheet() -> str:
    """Tokens and public rules, compacted; at most 14 kB."""
    return compact("".join((FOLDER / name).read_text("utf-8") for name in ("tokens.css", "public.css")))


@cache
def public_style_source() -> str:
    """What `style-src` must name so that browsers take the sheet (CSP level 2, hash source)."""
    digest = hashlib.sha256(public_stylesheet().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


class StylesheetCSPMiddleware(CSPMiddleware):
    """Adds the sheet's hash to the policy of those responses that carry the sheet, and to no other."""

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
        return parts
