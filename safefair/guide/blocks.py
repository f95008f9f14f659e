"""The parts an article is made of, as its writers fill them in. Plain text only: what reads well reads well aloud."""

from django.conf import settings
from wagtail import blocks

from safefair.guide.enums import BlockKind

HEADING = {"required": False, "max_length": 90}


class Paragraph(blocks.StructBlock):
    """A few sentences below a heading."""

    heading = blocks.CharBlock(**HEADING)
    text = blocks.TextBlock(max_length=1200)


class Points(blocks.StructBlock):
    """Steps in their order, or things to keep."""

    heading = blocks.CharBlock(**HEADING)
    items = blocks.ListBlock(blocks.TextBlock(max_length=400), min_num=1)


class Source(blocks.StructBlock):
    """Where a fact comes from, and when somebody read it there."""

    title = blocks.CharBlock(max_length=200)
    publisher = blocks.CharBlock(max_length=120)
    address = blocks.URLBlock(max_length=400)
    read_on = blocks.DateBlock()


class Elsewhere(blocks.StructBlock):
    """A form of a publication that lies on another site."""

    title = blocks.CharBlock(max_length=200, help_text="As it is called in that language.")
    language = blocks.ChoiceBlock(choices=settings.LANGUAGES)
    form = blocks.CharBlock(max_length=40, help_text="Such as: PDF, video, web page.")
    address = blocks.URLBlock(max_length=400)


BODY = [
    (BlockKind.PARAGRAPH.value, Paragraph(icon="pilcrow")),
    (BlockKind.STEPS.value, Points(icon="list-ol")),
    (BlockKind.KEEP.value, Points(icon="list-ul")),
    (BlockKind.WARNING.value, Paragraph(icon="warning")),
    (BlockKind.CALL.value, Paragraph(icon="help", help_text="A way to ask is added below by itself.")),
]
STORY = [BODY[0], BODY[1]]
"""Of a campaign: paragraphs, and what one can do."""
ELSEWHERE = [("elsewhere", Elsewhere(icon="link"))]
SOURCES = [("source", Source(icon="link"))]
