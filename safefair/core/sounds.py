"""Spoken messages made anew: sound only, without place, time, telephone or pictures.

FFmpeg reads what phones record; formats in which a stranger's file could do harm are many, so it runs in a process of its
own with little memory and time, without files or network, and is told which format to expect instead of guessing.
"""

import subprocess
import sys
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from safefair.core.errors import DomainError

MOST_BYTES = 10 * 1024 * 1024
MOST_SECONDS = 300
PATIENCE = 25.0  # seconds for the whole process
TOO_LONG = 2  # exit status of the child
CHILD = [sys.executable, "-I", "-m", "safefair.core.sounds_child"]
FORMATS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"OggS", "ogg"),
    (4, b"ftyp", "mov"),  # MP4, M4A and 3GP
    (0, b"#!AMR", "amr"),
    (0, b"\x1aE\xdf\xa3", "matroska"),  # WebM
    (0, b"ID3", "mp3"),
    (0, b"fLaC", "flac"),
    (0, b"caff", "caf"),
    (8, b"WAVE", "wav"),
)
"""Where in a file which bytes stand, and FFmpeg's word for such a file."""


class SoundRefused(DomainError):
    """A file that is no recording that we can make safe."""

    message = _("We cannot open this recording. Record it once more, or write instead.")


class SoundTooLarge(SoundRefused):
    """More than a phone should send."""

    message = _("The recording is too long. Five minutes or 10 MB can be sent; say it in two parts.")


@dataclass(frozen=True, slots=True, repr=False)
class Sound:
    """MP3 of one channel, and how many seconds of speech it holds."""

    content: bytes
    seconds: int


def remake_sound(data: bytes) -> Sound:
    """The recording made anew. SoundRefused or SoundTooLarge, with words for whoever sent it."""
    if len(data) > MOST_BYTES:
        raise SoundTooLarge
    name = _format_of(data)
    if name is None:
        raise SoundRefused
    try:
        done = subprocess.run(
            [*CHILD, name, str(MOST_SECONDS)], input=data, capture_output=True, timeout=PATIENCE, check=False, env={}
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise SoundRefused from None
    if done.returncode == TOO_LONG:
        raise SoundTooLarge
    head, _line, content = done.stdout.partition(b"\n")
    if done.returncode or not head.isdigit() or not content:
        raise SoundRefused
    return Sound(content, int(head))


def _format_of(data: bytes) -> str | None:
    for start, mark, name in FORMATS:
        if data[start : start + len(mark)] == mark:
            return name
    if data[:1] == b"\xff" and len(data) > 1:
        if data[1] & 0xF6 == 0xF0:
            return "aac"
        if data[1] & 0xE0 == 0xE0:
            return "mp3"
    return None
