"""Whom a sent calendar invitation went to, and whom the plan would invite now.

The plan says that it was sent, not to whom; that the recipients' list of the drafts tells. The invitation lies in the
rådgiver's own calendar by now, and only from there can somebody be taken off the meeting, so nothing is made here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mlmp_docs.build.draft_plan import CALENDAR, Planned, planned, stem
from mlmp_docs.outbox.check_list import Row
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.distribution import KALENDER
from mlmp_docs.procedure.postings import Posting


@dataclass(frozen=True)
class AttendeeChange:
    """A meeting in the calendar whose attendees are others than the plan's."""

    borger: str
    møde: str
    fjernes: tuple[Row, ...]
    """Who has the invitation and is not to come any more (a tilbud or kontaktperson that left, for example)."""

    tilføjes: tuple[Row, ...]
    """Who is to come instead."""


def attendee_changes(
    postings: Iterable[Posting], known: Sequence[Row], opsætning: Opsætning
) -> Iterator[AttendeeChange]:
    """The meetings ahead, recorded as sent to calendars, whose attendees have changed since."""
    for posting in postings:
        sent = posting.sendt is not None or (posting.ny_tid and posting.indkaldt)
        if posting.dokument != KALENDER or posting.aflyst or not sent:
            continue
        prefix = f"{CALENDAR}/{stem(posting)}--"
        had = tuple(row for row in known if row.fil.startswith(prefix))
        each = (one.row for one in planned(posting, opsætning) if isinstance(one, Planned) and one.way == CALENDAR)
        now = tuple(each)
        may_come = {_folded(who.mail) for who in posting.modtagere} | {_folded(who.navn) for who in posting.modtagere}
        gone = tuple(row for row in had if may_come.isdisjoint((_folded(row.hvortil), _folded(row.navn))))
        if gone:
            new = tuple(row for row in now if not any(_is_same(row, other) for other in had))
            yield AttendeeChange(posting.borger, posting.møde_id or "", gone, new)


def _is_same(one: Row, other: Row) -> bool:
    """Whether two rows are about one person, perhaps with another address."""
    return _folded(one.hvortil) == _folded(other.hvortil) or _folded(one.navn) == _folded(other.navn)


def _folded(text: str | None) -> str:
    return (text or "").casefold()
