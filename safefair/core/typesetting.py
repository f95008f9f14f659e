"""PDF by Typst with the fonts of this installation only: the same on every machine, in every script."""

import json
from collections.abc import Mapping
from pathlib import Path

FONTS = Path(__file__).resolve().parent / "sheets" / "fonts"


def typeset(template: Path, content: Mapping[str, object]) -> bytes:
    """The PDF of a template, which reads its content from `sys.inputs.sheet` (JSON); nothing is written to the disk."""
    import typst  # noqa: PLC0415  reason: thirty megabytes that only this function needs

    document: bytes = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(content, ensure_ascii=False)},
        format="pdf",
    )
    return document
