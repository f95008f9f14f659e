"""Code lists that every domain shares: countries and their areas, sex, age bands, languages."""

from functools import cache

import pycountry
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PROGRAMME_COUNTRIES = ("BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "VN")

ZONES = (
    "Asia/Bangkok", "Asia/Brunei", "Asia/Dili", "Asia/Ho_Chi_Minh", "Asia/Jakarta", "Asia/Jayapura", "Asia/Kuala_Lumpur",
    "Asia/Makassar", "Asia/Manila", "Asia/Phnom_Penh", "Asia/Singapore", "Asia/Vientiane", "Asia/Yangon",
)  # fmt: skip
MAIN_ZONES = {
    "BN": "Asia/Brunei", "ID": "Asia/Jakarta", "KH": "Asia/Phnom_Penh", "LA": "Asia/Vientiane", "MM": "Asia/Yangon",
    "MY": "Asia/Kuala_Lumpur", "PH": "Asia/Manila", "SG": "Asia/Singapore", "TH": "Asia/Bangkok", "TL": "Asia/Dili",
    "VN": "Asia/Ho_Chi_Minh",
}  # fmt: skip
"""The zone of a country's capital, or of most of its people."""
ZONE_CHOICES = [(zone, zone.partition("/")[2].replace("_", " ")) for zone in ZONES]


class Country(models.TextChoices):
    """ISO 3166-1 alpha-2 of the ten countries of the programme and their near neighbour."""

    BN = "BN", _("Brunei Darussalam")
    KH = "KH", _("Cambodia")
    ID = "ID", _("Indonesia")
    LA = "LA", _("Lao PDR")
    MY = "MY", _("Malaysia")
    MM = "MM", _("Myanmar")
    PH = "PH", _("Philippines")
    SG = "SG", _("Singapore")
    TH = "TH", _("Thailand")
    TL = "TL", _("Timor-Leste")
    VN = "VN", _("Viet Nam")


class Sex(models.TextChoices):
    """Sex as recorded; ISO/IEC 5218 says unknown and not applicable apart, an attendance sheet cannot."""

    FEMALE = "F", pgettext_lazy("sex", "women")
    MALE = "M", pgettext_lazy("sex", "men")
    OTHER = "X", pgettext_lazy("sex", "another")
    UNKNOWN = "U", pgettext_lazy("sex", "not known")


class AgeBand(models.TextChoices):
    """Age in completed years on the day of the record. `U` keeps people whose age nobody wrote."""

    UNDER_18 = "0-17", _("under 18")
    TO_24 = "18-24", _("18 to 24")
    TO_34 = "25-34", _("25 to 34")
    TO_49 = "35-49", _("35 to 49")
    FROM_50 = "50+", _("50 and over")
    UNKNOWN = "U", _("not known")


BAND_STARTS = ((50, AgeBand.FROM_50), (35, AgeBand.TO_49), (25, AgeBand.TO_34), (18, AgeBand.TO_24))


def age_band(age: int | None) -> AgeBand:
    """The band of an age in completed years."""
    if age is None or age < 0:
        return AgeBand.UNKNOWN
    return next((band for start, band in BAND_STARTS if age >= start), AgeBand.UNDER_18)


@cache
def areas(country: str) -> list[tuple[str, str]]:
    """First-level areas of a country as (ISO 3166-2 code, name), by name."""
    found = pycountry.subdivisions.get(country_code=country) or []
    return sorted(((a.code, a.name) for a in found if a.parent_code is None), key=lambda pair: pair[1])


@cache
def area_name(code: str) -> str:
    """The name of an ISO 3166-2 area; the code itself where it is not known."""
    found = pycountry.subdivisions.get(code=code)
    return found.name if found else code


def country_name(code: str) -> str:
    """The name of a country in the reader's language where we have it, else in English."""
    if code in Country.values:
        return str(Country(code).label)
    found = pycountry.countries.get(alpha_2=code)
    return found.name if found else code
