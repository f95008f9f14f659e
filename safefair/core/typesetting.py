"""PDF and pictures by Typst with the fonts of this installation only: the same on every machine, in every script."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FONTS = Path(__file__).resolve().parent / "sheets" / "fonts"


POINTS_TO_PIXELS = 2
"""Of a picture: sharp on a phone, and no larger than a chat passes on unchanged."""


def typeset(template: Path, content: Mapping[str, object]) -> bytes:
    """The PDF of a template, which reads its content from `sys.inputs.sheet` (JSON); nothing is written to the disk."""
    return _compiled(template, content, format="pdf")


def typeset_picture(template: Path, content: Mapping[str, object]) -> bytes:
    """The same of a template of one page, as PNG."""
    return _compiled(template, content, format="png", ppi=72 * POINTS_TO_PIXELS)


def _compiled(template: Path, content: Mapping[str, object], **output: Any) -> bytes:
    import typst  # noqa: PLC0415  reason: thirty megabytes that only this function needs

    document: bytes = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(content, ensure_ascii=False)},
        **output,
    )
    return document
