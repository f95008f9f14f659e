"""In which language a short text probably is: by its letters, where a script belongs to one of our languages."""

BLOCKS = (
    ("th", 0x0E00, 0x0E7F),
    ("lo", 0x0E80, 0x0EFF),
    ("my", 0x1000, 0x109F),
    ("km", 0x1780, 0x17FF),
    ("zh-hans", 0x4E00, 0x9FFF),
    ("vi", 0x1EA0, 0x1EF9),
)


def language_by_letters(text: str, *, otherwise: str) -> str:
    """The language of the first letter that belongs to one alone; Latin letters without marks tell nothing."""
    for letter in text:
        for language, first, last in BLOCKS:
            if first <= ord(letter) <= last:
                return language
    return otherwise
