"""Calendar invitations to one meeting (RFC 5545, 5546): one recipient each, with a time zone of their own.

An invitation that replaces another has the same UID and a higher SEQUENCE, so that a calendar moves the meeting instead
of showing it twice. What Outlook needs: METHOD, ORGANIZER, ATTENDEE, a VTIMEZONE that is the one DTSTART names, and UID
and DTSTAMP in every event.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from mlmp_docs.outbox.calendar import PRODUCT, line, text
from mlmp_docs.outbox.fingerprint import fingerprint
from mlmp_docs.outbox.mail import Mailbox, one_line
from mlmp_docs.procedure.recipients import Recipient

ZONE = "Europe/Copenhagen"
_ZONE_LINES = (
    ("BEGIN", "VTIMEZONE"),
    ("TZID", ZONE),
    ("BEGIN", "DAYLIGHT"),
    ("TZNAME", "CEST"),
    ("TZOFFSETFROM", "+0100"),
    ("TZOFFSETTO", "+0200"),
    ("DTSTART", "19960331T020000"),
    ("RRULE", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
    ("END", "DAYLIGHT"),
    ("BEGIN", "STANDARD"),
    ("TZNAME", "CET"),
    ("TZOFFSETFROM", "+0200"),
    ("TZOFFSETTO", "+0100"),
    ("DTSTART", "19961027T030000"),
    ("RRULE", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
    ("END", "STANDARD"),
    ("END", "VTIMEZONE"),
)
"""The rule of the European Union since 1996: from the last Sunday of March to the last of October."""
_MARK = re.compile(rb"X-MLMP-KLADDE:([a-p]{40})\r\n")
"""A hash of everything else in the file: tells whether a person has changed it."""
_FACTS = ("METHOD", f"DTSTART;TZID={ZONE}", f"DTEND;TZID={ZONE}", "LOCATION")
"""What recipients must hear of when it changes."""


@dataclass(frozen=True)
class Invitation:
    """A meeting as one recipient is invited to it, or told that it is off."""

    uid: str
    titel: str
    beskrivelse: str
    fra: datetime
    til: datetime
    sted: str
    arrangør: Mailbox
    deltager: Recipient
    aflyst: bool = False

    @property
    def metode(self) -> str:
        return "CANCEL" if self.aflyst else "REQUEST"


def uid(*parts: str) -> str:
    """What a meeting is called in every calendar: always the same, and it tells nobody whose meeting it is."""
    return f"{fingerprint(repr(parts).encode())}@mlmp"


def invitation(event: Invitation, sequence: int, stamp: date) -> bytes:
    """The invitation as an .ics file, as of the day `stamp`. The recipient's address must be a safe one."""
    if not event.deltager.sikker_mail or not event.deltager.mail:
        raise ValueError("no invitation to an address that is not safe")
    taker = Mailbox(event.deltager.navn, event.deltager.mail)
    state = "CANCELLED" if event.aflyst else "CONFIRMED"
    asks = "ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;"
    lines = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", PRODUCT),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", event.metode),
        *_ZONE_LINES,
        ("BEGIN", "VEVENT"),
        ("UID", text(event.uid)),
        ("SEQUENCE", str(sequence)),
        ("DTSTAMP", f"{stamp:%Y%m%d}T120000Z"),
        (f"DTSTART;TZID={ZONE}", f"{event.fra:%Y%m%dT%H%M%S}"),
        (f"DTEND;TZID={ZONE}", f"{event.til:%Y%m%dT%H%M%S}"),
        ("SUMMARY", text(one_line(event.titel))),
        *([("LOCATION", text(one_line(event.sted)))] if event.sted else []),
        ("DESCRIPTION", text(event.beskrivelse)),
        (f"ORGANIZER;CN={_quoted(event.arrangør.navn)}", f"mailto:{event.arrangør.som_sendt}"),
        (f"ATTENDEE;{'' if event.aflyst else asks}CN={_quoted(taker.navn)}", f"mailto:{taker.som_sendt}"),
        ("STATUS", state),
        # Others who may look into the recipient's calendar see that the time is taken, and no more.
        ("CLASS", "PRIVATE"),
        ("TRANSP", "TRANSPARENT" if event.aflyst else "OPAQUE"),
        ("END", "VEVENT"),
        ("END", "VCALENDAR"),
    ]
    content = b"".join(line(name, value) for name, value in lines)
    before, product, after = content.partition(line("PRODID", PRODUCT))
    return before + product + line("X-MLMP-KLADDE", fingerprint(content)) + after


def is_ours(content: bytes) -> bool:
    """Whether it is an invitation made here that nobody has changed since."""
    found = _MARK.search(content)
    return found is not None and fingerprint(content[: found.start()] + content[found.end() :]) == found[1].decode()


@dataclass(frozen=True)
class Known:
    """What an invitation that was made before says."""

    sequence: int
    stamp: date
    facts: tuple[str, ...]
    """Method, beginning, end and place."""


def known(content: bytes) -> Known | None:
    """What an invitation of ours says; None for anything else."""
    if not is_ours(content):
        return None
    found: dict[str, str] = {}
    inside = False
    for each in content.replace(b"\r\n ", b"").decode().split("\r\n"):
        name, _, value = each.partition(":")
        inside = inside or each == "BEGIN:VEVENT"
        if inside or name == "METHOD":
            found.setdefault(name, value)
    stamp = datetime.strptime(found["DTSTAMP"], "%Y%m%dT%H%M%SZ").date()
    return Known(int(found["SEQUENCE"]), stamp, tuple(found.get(name, "") for name in _FACTS))


def next_sequence(event: Invitation, before: Known | None, *, told_before: bool) -> int:
    """One more than before when the method, the time or the place is another; else the same.

    Without an earlier invitation 0, or 1 when the recipients have been told something else.
    """
    if before is None:
        return int(told_before)
    now = known(invitation(event, 0, before.stamp))
    changed = now is None or now.facts != before.facts
    return before.sequence + int(changed)


def _quoted(name: str) -> str:
    """A name as the value of a parameter, which knows no way to write a quotation mark."""
    return '"' + one_line(name).replace('"', "'") + '"'
