"""Spoken messages: what phones record is made anew, and says nothing any more of phone and place."""

import pytest

from safefair.core.sounds import MOST_BYTES, SoundRefused, SoundTooLarge, remake_sound
from tests.harness.sounds import recorded

CANARY = "Invented Phone Model 7"
RECORDERS = [
    ("mp4", "aac", 16000),
    ("3gp", "aac", 16000),
    ("amr", "libopencore_amrnb", 8000),
    ("ogg", "libopus", 48000),
    ("webm", "libopus", 48000),
    ("adts", "aac", 16000),
    ("mp3", "libmp3lame", 24000),
    ("wav", "pcm_s16le", 16000),
]


@pytest.mark.parametrize(("form", "codec", "rate"), RECORDERS)
def test_every_recorder_of_a_phone_becomes_mp3_without_what_it_says_of_itself(
    form: str, codec: str, rate: int
) -> None:
    made = remake_sound(recorded(form, codec, rate, title=CANARY))

    assert made.seconds == 2
    assert CANARY.encode() not in made.content
    assert len(made.content) < 20_000
    assert remake_sound(made.content).seconds == 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Invented words",
        b"#EXTM3U\n#EXTINF:2,\nhttp://192.0.2.1/invented.mp3\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"OggS" + bytes(500),
        b"\x00\x00\x00\x18ftypmp42" + bytes(500),
    ],
)
def test_what_is_no_recording_is_refused(data: bytes) -> None:
    with pytest.raises(SoundRefused):
        remake_sound(data)


def test_what_is_too_long_is_refused_and_not_cut() -> None:
    with pytest.raises(SoundTooLarge):
        remake_sound(recorded("amr", "libopencore_amrnb", 8000, seconds=302))
    with pytest.raises(SoundTooLarge):
        remake_sound(b"OggS" + bytes(MOST_BYTES))
