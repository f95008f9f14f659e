"""Burmese that is probably in an older encoding."""

import re

# Zawgyi is an older Burmese encoding in the same code points. These orders do not occur in Unicode Burmese:
# a vowel sign E before any consonant, a virama with nothing stacked below, and the code points that
# Zawgyi uses for its stacked forms, which in Unicode belong to Shan, Karen and Mon.
_ZAWGYI_ORDER = re.compile(
    "(?:^|[\\s\u1031\u1040-\u104f])[\u1031\u103b]|\u1039(?:$|[^\u1000-\u1021])|\u1031\u1031"
)
_ZAWGYI_FORMS = re.compile("[\u105a\u1060-\u1097]")


def is_probably_zawgyi(text: str) -> bool:
    """Whether Burmese `text` is likely to be in Zawgyi encoding: its letters stand in an order Unicode forbids.

    Such a name is flagged for a person to look at and never converted silently: short names are often valid
    in both encodings with different readings.
    """
    burmese = any("\u1000" <= c <= "\u109f" for c in text)
    return burmese and bool(_ZAWGYI_ORDER.search(text) or _ZAWGYI_FORMS.search(text))
