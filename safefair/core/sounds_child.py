"""The process that reads a stranger's recording: standard input to standard output, under limits that it sets itself first.

    python -m safefair.core.sounds_child FORMAT MOST_SECONDS < recording > seconds, line end, MP3

Imports nothing of the application. Ends with 1 where there is no sound in it, with 2 where it is longer.
"""

import resource
import sys

MOST_MEMORY = 1 << 30
MOST_PROCESSOR = 40  # seconds
RATE, BITS = 24_000, 32_000  # of a second: speech, about 240 kB a minute


def limit() -> None:
    """Little memory and time, and no file that could be written."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_PROCESSOR, MOST_PROCESSOR))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main(name: str, most_seconds: int) -> int:
    """Decode, mix to one channel, write again."""
    import io  # noqa: PLC0415  reason: the limits stand before anything else

    import av  # noqa: PLC0415  reason: as above

    av.logging.set_level(av.logging.PANIC)
    heard, out = 0, io.BytesIO()
    try:
        with (
            av.open(io.BytesIO(sys.stdin.buffer.read()), "r", format=name) as source,
            av.open(out, "w", format="mp3") as target,
        ):
            stream = target.add_stream("libmp3lame", rate=RATE, layout="mono")
            stream.bit_rate = BITS
            mixer = av.AudioResampler(format="s16p", layout="mono", rate=RATE)
            for frame in source.decode(audio=0):
                for part in mixer.resample(frame):
                    heard += part.samples
                    target.mux(stream.encode(part))
                if heard > most_seconds * RATE:
                    return 2
            target.mux(stream.encode(None))
    except (av.FFmpegError, IndexError, ValueError, MemoryError):
        return 1
    if heard < RATE // 4:
        return 1
    sys.stdout.buffer.write(b"%d\n" % round(heard / RATE))
    sys.stdout.buffer.write(out.getvalue())
    return 0


if __name__ == "__main__":
    limit()
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
