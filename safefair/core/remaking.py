"""Photos and documents made anew: pixels only, without place, time, telephone or anything that runs.

An image is decoded, turned upright and written again as JPEG; the pages of a PDF are drawn and become a PDF of pictures.
What cannot be decoded is refused in words.
"""

import io
from dataclasses import dataclass

import pypdfium2
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from safefair.core.errors import DomainError

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 3000
MOST_PAGES = 30
DOTS = 150 / 72  # dots an inch over PDF's points an inch
QUALITY = 85
IMAGES = ("JPEG", "PNG", "WEBP")
HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
JPEG, PDF = "image/jpeg", "application/pdf"


class DocumentRefused(DomainError):
    """A file that is no photo or document that we can show safely."""


@dataclass(frozen=True, slots=True, repr=False)
class Remade:
    """A file that holds nothing but what can be seen."""

    media_type: str
    content: bytes


def remake(data: bytes) -> Remade:
    """The file made anew. DocumentRefused with words for whoever sent it."""
    if not data:
        raise DocumentRefused(_("The file is empty."))
    if len(data) > MOST_BYTES:
        raise DocumentRefused(
            _("The file is larger than 10 MB. Take the photo in a lower quality, or split the PDF.")
        )
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return Remade(PDF, _remake_pdf(data))
    return Remade(JPEG, _remake_image(data))


def remake_photo(data: bytes) -> bytes:
    """A photo alone, as JPEG. DocumentRefused for whatever else."""
    if len(data) > MOST_BYTES:
        raise DocumentRefused
    return _remake_image(data)


def page_of(file: Remade, number: int) -> tuple[bytes, int]:
    """One page of a file made anew, from 1, as JPEG, and how many there are; the last one where there are fewer."""
    if file.media_type != PDF:
        return file.content, 1
    document = pypdfium2.PdfDocument(file.content)
    try:
        number = min(max(number, 1), len(document))
        return _jpeg(_draw(document[number - 1])), len(document)
    finally:
        document.close()


def _remake_image(data: bytes) -> bytes:
    if data[4:8] == b"ftyp" and data[8:12] in HEIC:
        raise DocumentRefused(
            _(
                "This photo is in the format of an iPhone (HEIC), which we cannot open. Choose it again from the photos of the "
                "iPhone itself, which then sends a JPEG, or set the camera to the most compatible format."
            )
        )
    try:
        with Image.open(io.BytesIO(data), formats=IMAGES) as image:
            if image.width * image.height > MOST_PIXELS:
                raise DocumentRefused(_("The picture has too many points. Take it in a lower quality."))
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise DocumentRefused(
            _("This is no photo or PDF that we can read. JPEG, PNG, WebP and PDF can be added.")
        ) from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return _jpeg(upright)


def _jpeg(image: Image.Image) -> bytes:
    file = io.BytesIO()
    # A new image: not even a comment of the old one comes along.
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    bare.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


def _remake_pdf(data: bytes) -> bytes:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise DocumentRefused(
            _("This PDF cannot be read. If it has a password, take it off first.")
        ) from None
    try:
        if not 1 <= len(document) <= MOST_PAGES:
            raise DocumentRefused(_("A PDF of 1 to 30 pages can be added. Split a longer one."))
        pages = [_draw(document[number]) for number in range(len(document))]
    finally:
        document.close()
    file = io.BytesIO()
    pages[0].save(file, "PDF", save_all=True, append_images=pages[1:], resolution=150.0, quality=QUALITY)
    return file.getvalue()


def _draw(page: pypdfium2.PdfPage) -> Image.Image:
    width, height = page.get_size()
    scale = min(DOTS, LONGEST_SIDE / max(width, height, 1.0))
    drawn: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    page.close()
    return drawn
