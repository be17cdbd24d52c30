"""Which sending of an annual list a list belongs to (R1, R4, A12, A13).

A list is sent in September; when a month has to move or a citizen arrives, it is sent again with the change
marked. Each sending keeps its own file: what was sent stays sent.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mlmp_docs.diagnostic import Diagnostic, Level
from mlmp_docs.plan.nearest import did_you_mean
from mlmp_docs.plan.settings import Lister, Opsætning, SendtListe
from mlmp_docs.plan.source import Source


@dataclass(frozen=True)
class SendingOfList:
    """The number of the sending, from 1, and its day; None when it is still to be sent."""

    nummer: int
    sendt: date | None

    @property
    def ending(self) -> str:
        """What tells the file of this sending from the first one's."""
        return "" if self.nummer == 1 else f"-{self.nummer}"


def sendings(lister: Lister, tilbud: str, rådgiver: str, år: int) -> tuple[SendtListe, ...]:
    """The recorded sendings of one list, the oldest first."""
    found = [e for e in lister.lister if (e.tilbud, e.rådgiver, e.år) == (tilbud, rådgiver, år)]
    return tuple(sorted(found, key=lambda entry: entry.sendt))


def newest_sending(lister: Lister, tilbud: str, rådgiver: str, år: int) -> int | None:
    """The number, in lister.yaml, of the last recorded sending of a list."""
    found = [n for n, e in enumerate(lister.lister) if (e.tilbud, e.rådgiver, e.år) == (tilbud, rådgiver, år)]
    return max(found, key=lambda number: (lister.lister[number].sendt, number), default=None)


def months_of(rows: Iterable[tuple[str, int | None]]) -> dict[str, int | None]:
    """Each citizen's month, from rows of citizen id and month; a second meeting the same year is not counted."""
    months: dict[str, int | None] = {}
    for borger, måned in rows:
        months.setdefault(borger, måned)
    return months


def sending_of(sent: tuple[SendtListe, ...], months: Mapping[str, int | None]) -> SendingOfList:
    """The sending that a list with these citizens and months is: the last recorded one, or the next.

    Who stands on the list without a month was told nothing, and is not recorded.
    """
    if sent and dict(sent[-1].borgere) == {borger: month for borger, month in months.items() if month}:
        return SendingOfList(len(sent), sent[-1].sendt)
    return SendingOfList(len(sent) + 1, None)


def of_nobody(lister: Lister, source: Source, opsætning: Opsætning) -> Iterator[Diagnostic]:
    """K014: a recorded list is to a tilbud and from a rådgiver of mlmp.yaml, or it counts for none (R1)."""
    for number, sent in enumerate(lister.lister):
        for key, id_, known, kind in (
            ("tilbud", sent.tilbud, opsætning.tilbud, "Tilbuddet"),
            ("rådgiver", sent.rådgiver, opsætning.rådgivere, "Rådgiveren"),
        ):
            if id_ not in known:
                message = f"{kind} står ikke i mlmp.yaml, så listen tæller ikke som sendt."
                hint = did_you_mean(id_, known) or "Ret id'et. Er det et, I ikke bruger mere, kan linjen blive stående."
                yield source.diagnostic("K014", Level.ADVARSEL, ("lister", number, key), message, hint)
