"""Calendar files (iCalendar, RFC 5545): events in, bytes out, the same bytes for the same events.

Written by hand: what we need of the format is escaping and folding, 25 lines. The library `icalendar` would bring two
more to every user's machine; in the tests it reads what is written here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from unicodedata import category

PRODUCT = "-//mlmp-docs//mlmp//DA"
_LINE = 75
"""Octets in a line; a longer one goes on in the next, after a blank (RFC 5545, 3.1)."""


@dataclass(frozen=True)
class AllDayEvent:
    """Something on a day that takes no time of it."""

    uid: str
    """The same for the same thing in every file, so that a calendar replaces what it has."""

    dag: date
    titel: str
    beskrivelse: str = ""
    kategori: str = ""


def calendar(name: str, events: Iterable[AllDayEvent], stamp: date) -> bytes:
    """A calendar of these events, as of the day `stamp`."""
    lines = [
        line("BEGIN", "VCALENDAR"),
        line("VERSION", "2.0"),
        line("PRODID", PRODUCT),
        line("CALSCALE", "GREGORIAN"),
        line("METHOD", "PUBLISH"),
        line("X-WR-CALNAME", text(name)),
    ]
    for event in events:
        lines += _all_day(event, stamp)
    return b"".join([*lines, line("END", "VCALENDAR")])


def is_ours(content: bytes) -> bool:
    """Whether a calendar file was written here."""
    return content.startswith(b"BEGIN:VCALENDAR\r\n") and line("PRODID", PRODUCT) in content


def _all_day(event: AllDayEvent, stamp: date) -> Sequence[bytes]:
    optional = [("DESCRIPTION", event.beskrivelse), ("CATEGORIES", event.kategori)]
    return [
        line("BEGIN", "VEVENT"),
        line("UID", text(event.uid)),
        line("DTSTAMP", f"{stamp:%Y%m%d}T000000Z"),
        line("DTSTART;VALUE=DATE", f"{event.dag:%Y%m%d}"),
        line("DTEND;VALUE=DATE", f"{event.dag + timedelta(days=1):%Y%m%d}"),
        line("SUMMARY", text(event.titel)),
        *(line(key, text(value)) for key, value in optional if value),
        line("TRANSP", "TRANSPARENT"),
        line("END", "VEVENT"),
    ]


def text(value: str) -> str:
    """A text as a property holds it: one line, and nothing in it that means something else."""
    value = "\n".join(value.splitlines())
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        value = value.replace(sign, written)
    return "".join(sign for sign in value if category(sign) != "Cc")


def line(name: str, value: str) -> bytes:
    """One property, folded between characters so that no part is longer than a line may be."""
    whole = f"{name}:{value}".encode()
    if len(whole) <= _LINE:
        return whole + b"\r\n"
    parts, part = [], b""
    for sign in f"{name}:{value}":
        octets = sign.encode()
        if len(part) + len(octets) > _LINE:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"
