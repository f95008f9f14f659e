"""What tests of pages share."""

import re

RANDOM = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|csrfmiddlewaretoken\" value=\"\w+"
)
HTMX = {"HTTP_HX_REQUEST": "true"}


def main_of(response) -> str:
    """The main part of a page without what is random in it."""
    found = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    return re.sub(r"\n\s*\n+", "\n", RANDOM.sub("…", found.group())) if found else ""
