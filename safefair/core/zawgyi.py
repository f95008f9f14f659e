"""Burmese in Zawgyi, which older phones write: the same letters in other places, unreadable elsewhere.

The rules spoil what is Unicode already, so only what is surely Zawgyi is shown in Unicode, beside what came.
"""

import warnings
from functools import cache

from myanmartools import ZawgyiDetector
from para.convert import zg_to_unicode

SURE = 0.95  # short words of Unicode come up to 0.04, sentences of Zawgyi above 0.999


@cache
def _detector() -> ZawgyiDetector:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # it reads its own model in an old way
        return ZawgyiDetector()


def from_zawgyi(text: str) -> str:
    """The text in Unicode where it is surely Zawgyi; empty for every other text."""
    is_zawgyi = _detector().get_zawgyi_probability(text) > SURE
    return str(zg_to_unicode(text, force=True)) if is_zawgyi else ""
