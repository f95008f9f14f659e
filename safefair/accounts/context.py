"""What every page's template may read of the role in use."""

from typing import Any

from django.http import HttpRequest


def membership(request: HttpRequest) -> dict[str, Any]:
    """`membership`: the role in use, or None."""
    return {"membership": getattr(request, "membership", None)}
