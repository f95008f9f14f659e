"""Makes the fonts in this folder anew: parts of Noto, under the SIL Open Font License (OFL.txt).

    python safefair/core/sheets/fonts/make_fonts.py NOTO_FOLDER CJK_TTC

`NOTO_FOLDER` holds the fonts of Debian's fonts-noto-core, `CJK_TTC` is NotoSansCJK-Regular.ttc of fonts-noto-cjk;
fontTools (`pyftsubset`) must be installed. Nothing else of the product needs any of them.

Thai, Burmese, Khmer and Lao are whole. Latin has what our languages and Vietnamese write. Of Chinese there are the
3,755 characters of the first level of GB 2312, which hold over 99 % of running text, and none in bold.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LATIN = "U+0020-007E,U+00A0-017F,U+01A0-01B0,U+01CD-01DC,U+0218-021B,U+02C6-02DD,U+0300-0304,U+0309,U+0323,U+1E00-1EFF"
SIGNS = "U+2010-2027,U+2030-203A,U+20AB,U+20AC,U+20B1,U+2116,U+2122,U+2190-2193,U+2212,U+2713,U+25CC"
WHOLE = ("NotoSansThai", "NotoSansMyanmar", "NotoSansKhmer", "NotoSansLao")


def first_level() -> str:
    """The characters of rows 16 to 55 of GB 2312."""
    cells = (bytes((0xA0 + row, 0xA0 + cell)) for row in range(16, 56) for cell in range(1, 95))
    return "".join(cell.decode("gb2312", errors="ignore") for cell in cells)


def subset(source: Path, target: str, *options: str) -> None:
    """Write the part of `source` that `options` name, without hinting: sheets are printed."""
    command = ["pyftsubset", str(source), f"--output-file={HERE / target}", "--no-hinting", *options]
    subprocess.run([*command, "--name-IDs=0,1,2,3,4,5,6,13,14", "--notdef-outline"], check=True)


def main(noto: Path, cjk: Path) -> None:
    """Write every font."""
    for style in ("Regular", "Bold"):
        name = f"NotoSans-{style}.ttf"
        subset(noto / name, name, f"--unicodes={LATIN},{SIGNS}", "--layout-features=ccmp,locl,mark,mkmk,kern")
        for family in WHOLE:
            name = f"{family}-{style}.ttf"
            subset(noto / name, name, "--unicodes=*", "--layout-features=*")
    signs = "".join(map(chr, [*range(0x3000, 0x3018), *range(0xFF01, 0xFF5F)])) + "·—…“”‘’"
    options = ("--font-number=2", f"--text={first_level()}{signs}", "--layout-features=", "--desubroutinize")
    subset(cjk, "NotoSansCJKsc-Regular.otf", *options)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
