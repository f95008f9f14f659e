"""Telephone numbers of services: whole ones as E.164, short ones as they are dialled, names in chat apps as they are."""

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    PhoneNumberType,
    is_possible_short_number_for_region,
)

from safefair.core.text import ascii_digits
from safefair.directory.enums import Channel

WITH_NUMBERS = (Channel.VOICE, Channel.SMS, Channel.WHATSAPP, Channel.VIBER, Channel.ZALO)


def parse_number(text: str, country: str, channel: str = Channel.VOICE) -> str:
    """The number as it is stored; ValueError with a sentence where nobody could dial it."""
    text = ascii_digits(text).strip()
    if channel not in WITH_NUMBERS and not text.lstrip("+").replace(" ", "").isdigit():
        return text
    try:
        parsed = phonenumbers.parse(text, country)
    except NumberParseException:
        raise ValueError(_("This is no telephone number.")) from None
    if phonenumbers.is_possible_number(parsed) and (
        text.startswith("+") or len(str(parsed.national_number)) > 6
    ):
        return phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    digits = "".join(filter(str.isdigit, text))
    if (not text.startswith("+") and 2 < len(digits) <= 6) or is_possible_short_number_for_region(
        parsed, country
    ):
        return digits
    raise ValueError(_("This number is too short or too long for the country."))


def is_mobile(number: str) -> bool:
    """Whether this may be somebody's own telephone: a number of a mobile network."""
    try:
        parsed = phonenumbers.parse(number)
    except NumberParseException:
        return False
    kinds = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
    return phonenumbers.number_type(parsed) in kinds


def spoken(number: str, country: str) -> str:
    """The number as one writes it in its country."""
    try:
        parsed = phonenumbers.parse(number)
    except NumberParseException:
        return number
    kind = (
        PhoneNumberFormat.NATIONAL
        if phonenumbers.region_code_for_number(parsed) == country
        else PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(parsed, kind)
