"""Writes `provinces.json`: names of provinces in languages of the region, from the data of the Unicode CLDR.

    python -m safefair.core.make_provinces FOLDER

FOLDER holds `common/subdivisions/*.xml` of CLDR (here of 2025; Unicode-3.0, see `provinces.LICENSE`). The names there are
marked provisional: none is ours, and none is corrected here. Chinese is left out, as the file mixes its two scripts, and
Filipino, which has none.
"""

import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

from safefair.core.codes import Country, areas
from safefair.core.provinces import FILE

LANGUAGES = ("th", "my", "km", "lo", "vi", "id", "ms")


def main(folder: Path) -> None:
    """Read the release and write the file."""
    codes = [code for country in Country.values for code, _name in areas(country)]
    found = {}
    for language in LANGUAGES:
        tree = ET.parse(folder / "common" / "subdivisions" / f"{language}.xml")  # noqa: S314  a release, not a visitor's file
        names = {str(one.get("type")): one.text or "" for one in tree.iter("subdivision")}
        pairs = ((code, names.get(code.replace("-", "").lower(), "")) for code in codes)
        found[language] = {code: name for code, name in pairs if name}
    FILE.write_text(json.dumps(found, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
