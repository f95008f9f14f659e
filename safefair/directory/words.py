"""An entry in words, line by line, and what differs between two."""

from typing import Any

from django.conf import settings
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from safefair.core.codes import area_name, country_name
from safefair.core.languages import OWN_NAMES
from safefair.directory.entries import PROFILE, Entry
from safefair.directory.enums import Channel, KindOfHelp
from safefair.directory.models import Location, Service
from safefair.directory.models.service import WORDS
from safefair.directory.numbers import spoken

LANGUAGES = dict(settings.LANGUAGES)
Line = tuple[str, str]
Difference = tuple[str, str, str, str]


def area_words(code: str) -> str:
    """A province with its country, or a whole country."""
    return f"{area_name(code)}, {country_name(code[:2])}" if "-" in code else country_name(code)


def language_words(codes: list[str]) -> str:
    """Languages in the reader's own."""
    return ", ".join(str(LANGUAGES[code]) for code in codes if code in LANGUAGES)


def phone_words(row: Entry) -> str:
    """A number with what it is for."""
    parts = (
        str(Channel(row["channel"]).label),
        spoken(row["number"], row["country"]),
        _("extension %s") % row["extension"] if row["extension"] else "",
        language_words(row["languages"]),
    )
    return f"{', '.join(filter(None, parts))} ({country_name(row['country'])})"


def schedule_words(row: Entry) -> str:
    """Days and hours."""
    days = ", ".join(str(WEEKDAYS_ABBR[day]) for day in row["days"])
    span = "–".join(filter(None, (row["valid_from"], row["valid_to"])))
    words = ", ".join(filter(None, (_("by appointment") if row.get("by_appointment") else "", span)))
    return f"{days} {row['opens_at']}–{row['closes_at']}" + (f" ({words})" if words else "")


def lines(entry: Entry) -> list[Line]:
    """What an entry says, as (what, text); several lines of one kind each for itself."""
    said: list[Line] = [(_label(name), entry[name]) for name in WORDS]
    said.append((_label("kinds"), ", ".join(str(KindOfHelp(kind).label) for kind in entry["kinds"])))
    said += [(_label(name), _choice(name, entry[name])) for name in ("status", *PROFILE)]
    said.append((_("Languages"), language_words(entry["languages"])))
    said.append((_("Numbers"), "\n".join(map(phone_words, entry["phones"]))))
    said.append((_("Hours"), "\n".join(map(schedule_words, entry["schedules"]))))
    said.append((_("Areas"), "\n".join(map(area_words, entry["areas"]))))
    places = Location.objects.filter(uuid__in=entry["places"]).order_by("name") if entry["places"] else []
    said.append((_("Places"), "\n".join(place.name for place in places)))
    said.append((_label("written_in"), language_words([entry["written_in"]])))
    for code, words in entry["translations"].items():
        said += [
            (f"{_label(name)} – {OWN_NAMES.get(code, code)}", words.get(name, ""))
            for name in WORDS
            if name in words
        ]
    return said


def differences(before: Entry, after: Entry) -> list[Difference]:
    """The lines that differ, as the component `compare` takes them: label, before, after, "differs" or "missing"."""
    old, new = dict(lines(before)), dict(lines(after))
    return [
        (
            label,
            old.get(label, ""),
            new.get(label, ""),
            "differs" if old.get(label) and new.get(label) else "missing",
        )
        for label in dict.fromkeys((*new, *old))
        if old.get(label, "") != new.get(label, "")
    ]


def _label(name: str) -> str:
    field: Any = Service._meta.get_field(name)
    text = str(field.verbose_name)
    return text[:1].upper() + text[1:]


def _choice(name: str, value: str) -> str:
    field: Any = Service._meta.get_field(name)
    return str(dict(field.flatchoices).get(value, value)) if field.choices else value
