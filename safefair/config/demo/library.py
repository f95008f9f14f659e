"""Invented publications and a campaign of the trial; each says on its one page that it is invented."""

import datetime as dt
from pathlib import Path
from typing import Any

from safefair.accounts.models import User
from safefair.core.typesetting import typeset
from safefair.guide.enums import FileFormat
from safefair.guide.models import Campaign, Publication
from safefair.guide.operations.files import add_file
from safefair.guide.operations.loading import find_shelf

PAGE = Path(__file__).with_name("brief.typ")
PUBLISHER = "Invented research centre"
PUBLICATIONS: tuple[tuple[dict[str, str], dict[str, tuple[str, str]]], ...] = (
    (
        {"kind": "brief", "country": "TH", "licence": "by"},
        {
            "en-gb": ("Invented brief: rest days in house work", "An invented brief of one page, to try this site with."),
            "th": ("เอกสารสมมติ: วันหยุดของงานบ้าน", "เอกสารสมมติหนึ่งหน้า ใช้ทดลองเว็บไซต์นี้"),
        },
    ),
    (
        {"kind": "material", "country": "KH", "licence": "by-nc-sa-igo"},
        {
            "en-gb": ("Invented leaflet: before you sign", "An invented leaflet of the invented campaign."),
            "km": ("ខិត្តបណ្ណសន្មត៖ មុនពេលចុះហត្ថលេខា", "ខិត្តបណ្ណសន្មតនៃយុទ្ធនាការសន្មត។"),
        },
    ),
)  # fmt: skip


def make_library(by: User, today: dt.date) -> None:
    """Two publications in two languages each; the leaflet belongs to the campaign."""
    campaign = _campaign(today)
    for number, (facts, languages) in enumerate(PUBLICATIONS, 1):
        published_on = today - dt.timedelta(days=60 * number)
        page = Publication(
            title=languages["en-gb"][0], summary=languages["en-gb"][1], slug=f"invented-publication-{number}", live=False,
            publisher=PUBLISHER, published_on=published_on, material_of=campaign if facts["kind"] == "material" else None,
            **facts,
        )  # fmt: skip
        _publish(page)
        at = dt.datetime.combine(published_on, dt.time(3), dt.UTC)
        for language, (title, summary) in languages.items():
            content = {"lang": language[:2], "title": title, "summary": summary, "note": "Invented"}
            add_file(
                page, typeset(PAGE, content), language=language, form=FileFormat.PDF, title=title, at=at, by=by
            )  # fmt: skip


def _campaign(today: dt.date) -> Campaign:
    starts_on = today - dt.timedelta(days=130)
    page = Campaign(
        title="Invented campaign: ask before you sign", slug="invented-campaign", live=False, country="KH",
        summary="Two invented weeks at bus stations and in chat groups.", organizers="Invented centre in Phnom Penh",
        starts_on=starts_on, ends_on=starts_on + dt.timedelta(days=14),
        body=[
            ("paragraph", {"heading": "", "text": "An invented campaign, to try this site with."}),
            ("steps", {"heading": "What you can do", "items": ["Read the leaflet.", "Pass it on to a friend."]}),
        ],
    )  # fmt: skip
    _publish(page)
    return page


def _publish(page: Any) -> None:
    find_shelf().add_child(instance=page)
    page.save_revision(log_action=False).publish(log_action=False)
    page.refresh_from_db()
