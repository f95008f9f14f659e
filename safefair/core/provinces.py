"""Provinces as a reader calls them: names of the Unicode CLDR where it has one in her language, else ISO's in Latin."""

import json
from functools import cache
from pathlib import Path

from safefair.core.codes import area_name

FILE = Path(__file__).parent / "provinces.json"
OWN_SCRIPT = frozenset({"th", "my", "km", "lo"})


def province_name(code: str, language: str) -> str:
    """An area for a reader. In another script the Latin name stands behind: CLDR calls its names provisional."""
    latin = area_name(code)
    own = _names().get(language, {}).get(code, "")
    if not own:
        return latin
    return f"{own} ({latin})" if language in OWN_SCRIPT else own


def province_names(code: str) -> list[str]:
    """Every name of an area, for whoever looks for it in any language."""
    return [area_name(code), *(names[code] for names in _names().values() if code in names)]


@cache
def _names() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(FILE.read_text("utf-8"))
    return found
