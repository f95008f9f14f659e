"""Recordings as phones make them: a tone, since nobody's voice is in a test."""

import io

import av
import numpy as np


def recorded(form: str, codec: str, rate: int, *, seconds: int = 2, title: str = "") -> bytes:
    """A file of that form (FFmpeg's words for container and codec), with a title as recorders write one."""
    samples = (np.sin(np.arange(rate * seconds) * 2 * np.pi * 440 / rate) * 8000).astype(np.int16)
    file = io.BytesIO()
    with av.open(file, "w", format=form) as target:
        target.metadata["title"] = title
        stream = target.add_stream(codec, rate=rate, layout="mono")
        assert isinstance(stream, av.AudioStream)
        mixer = av.AudioResampler(format=stream.codec_context.format, layout="mono", rate=rate)
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
        frame.sample_rate = rate
        size = stream.codec_context.frame_size or 1024
        queue = av.AudioFifo()
        for part in mixer.resample(frame):
            queue.write(part)
        while piece := queue.read(size, partial=True):
            target.mux(stream.encode(piece))
        target.mux(stream.encode(None))
    return file.getvalue()
