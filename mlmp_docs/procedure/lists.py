"""The annual list of each tilbud and rådgiver: who stands on it, in which order, and remarks (R1–R4, A11–A13)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from mlmp_docs.plan.alphabet import sort_key
from mlmp_docs.plan.cpr import CprNummer
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.people import BorgersTilbud
from mlmp_docs.plan.settings import Lister, Opsætning, SendtListe
from mlmp_docs.procedure.meetings import meetings_in
from mlmp_docs.procedure.protected_address import for_others
from mlmp_docs.procedure.roles import counts_in, gets_list


class CitizenLike(Protocol):
    """A citizen with a readable plan; `id` is the file name without .yaml."""

    @property
    def id(self) -> str: ...
    @property
    def plan(self) -> Plan: ...


@dataclass(frozen=True)
class ListRow:
    """One row in the annex's words; `måned` is None while no month is planned."""

    borger: str
    måned: int | None
    navn: str
    cpr: CprNummer
    ønske_til_sted: str
    øvrige_deltagere: str
    bemærkninger: str


Order = tuple[int, tuple[str, str], str, date]
"""Month, name as it is sorted, citizen and day."""


@dataclass(frozen=True)
class ListEntry:
    """One citizen's row on one list, and where it stands there: all that a list needs of a plan."""

    tilbud: str
    rådgiver: str
    order: Order
    row: ListRow


@dataclass(frozen=True)
class AnnualList:
    """The list that one rådgiver sends to one tilbud for one year."""

    tilbud: str
    rådgiver: str
    år: int
    rows: tuple[ListRow, ...]


@dataclass(frozen=True)
class _Entry:
    """A citizen's meeting on the list of a tilbud; `møde` is None when the year has none."""

    borger: str
    plan: Plan
    tilbud: str
    rådgiver: str
    møde: Møde | None
    regular: bool
    """Whether it is the citizen's regular meeting: the one that a sent list is compared with."""


def lists(
    citizens: Sequence[CitizenLike], opsætning: Opsætning, lister: Lister, år: int, brevdato: date | None = None
) -> tuple[AnnualList, ...]:
    """Every list of the year with at least one citizen, by tilbud and rådgiver.

    Rows stand in calendar order, then by name in Danish order; those without a month come last. `brevdato` dates
    a citizen added now.
    """
    return lists_of((entry for citizen in citizens for entry in entries(citizen, opsætning, lister, år, brevdato)), år)


def entries(
    citizen: CitizenLike, opsætning: Opsætning, lister: Lister, år: int, brevdato: date | None = None
) -> tuple[ListEntry, ...]:
    """What one citizen adds to the lists of the year."""
    return tuple(entry for entry, _ in entries_and_meetings(citizen, opsætning, lister, år, brevdato))


def entries_and_meetings(
    citizen: CitizenLike, opsætning: Opsætning, lister: Lister, år: int, brevdato: date | None = None
) -> tuple[tuple[ListEntry, Møde | None], ...]:
    """What one citizen adds to the lists of the year, each with the meeting it is about; None for a year without."""
    return tuple(
        (
            ListEntry(
                entry.tilbud,
                entry.rådgiver,
                _order(entry),
                _row(entry, opsætning, _Sent.of(entry, lister, år), år, brevdato),
            ),
            entry.møde,
        )
        for entry in _entries(citizen, opsætning, år)
    )


def lists_of(entries: Iterable[ListEntry], år: int) -> tuple[AnnualList, ...]:
    """The lists that the entries of all citizens make."""
    found: dict[tuple[str, str], list[ListEntry]] = {}
    for entry in entries:
        found.setdefault((entry.tilbud, entry.rådgiver), []).append(entry)
    return tuple(
        AnnualList(tilbud, rådgiver, år, tuple(entry.row for entry in sorted(rows, key=lambda entry: entry.order)))
        for (tilbud, rådgiver), rows in sorted(found.items())
    )


def _order(entry: _Entry) -> Order:
    month = entry.møde.planlagt_måned if entry.møde else None
    return month or 13, sort_key(entry.plan.borger.navn), entry.borger, entry.møde.rolledag if entry.møde else date.max


def _entries(citizen: CitizenLike, opsætning: Opsætning, år: int) -> Iterator[_Entry]:
    """A11: a row on the list of each tilbud that counts in the year, for each meeting it takes part in.

    A tilbud that comes or goes without a meeting in its time has the regular one's month, and a citizen without
    a meeting has a row without month: nobody is forgotten. The rådgiver is the one of the meeting's day.
    """
    plan = for_others(citizen.plan)
    if plan.afsluttet is not None:
        return
    meetings = meetings_in(plan, år)
    for tilbud in dict.fromkeys(each.id for each in plan.tilbud if counts_in(each, år)):
        if not gets_list(tilbud, opsætning):
            continue
        shared = [møde for møde in meetings if any(each.id == tilbud for each in plan.tilbud_den(møde.rolledag))]
        regular = regular_meeting(shared or meetings)
        rows: Sequence[Møde | None] = shared or [regular]
        for møde in rows:
            rådgiver = plan.rådgiver_den(møde.rolledag) if møde else plan.rådgiver
            if rådgiver in opsætning.rådgivere:
                yield _Entry(citizen.id, plan, tilbud, rådgiver, møde, regular=møde is regular)


def regular_meeting(meetings: Sequence[Møde]) -> Møde | None:
    """The year's borgerplansmøde, rather than an extra meeting before it."""
    first = meetings[0] if meetings else None
    return next((møde for møde in meetings if møde.slags == "borgerplansmøde"), first)


def _row(entry: _Entry, opsætning: Opsætning, sent: "_Sent", år: int, brevdato: date | None) -> ListRow:
    møde = entry.møde
    remarks = [*_remarks(entry, sent, år, brevdato), (møde and møde.bemærkninger) or ""]
    return ListRow(
        borger=entry.borger,
        måned=møde.planlagt_måned if møde else None,
        navn=entry.plan.borger.navn,
        cpr=entry.plan.borger.cpr,
        ønske_til_sted=(møde and møde.ønske_til_sted) or "",
        øvrige_deltagere=(møde and møde.øvrige_deltagere) or _other_tilbud(entry, opsætning, år),
        bemærkninger=". ".join(remark for remark in remarks if remark),
    )


def _other_tilbud(entry: _Entry, opsætning: Opsætning, år: int) -> str:
    if entry.møde is not None:
        count: Iterable[BorgersTilbud] = entry.plan.tilbud_den(entry.møde.rolledag)
    else:
        count = (tilbud for tilbud in entry.plan.tilbud if counts_in(tilbud, år))
    others = dict.fromkeys(tilbud.id for tilbud in count if tilbud.id != entry.tilbud)
    return ", ".join(opsætning.tilbud[each].navn for each in others if each in opsætning.tilbud)


# --- what changed since the list was sent -----------------------------------------------------------------------


@dataclass(frozen=True)
class _Sent:
    """What the tilbud has been told before, the oldest first."""

    this: tuple[SendtListe, ...]
    """Sendings of this very list."""

    months: tuple[int, ...]
    """The citizen's months on the lists of this tilbud, also those from an earlier rådgiver."""

    unnamed: bool
    """Whether a list was recorded as sent without saying who stood on it."""

    @staticmethod
    def of(entry: _Entry, lister: Lister, år: int) -> "_Sent":
        to_tilbud = sorted(
            (sent for sent in lister.lister if sent.tilbud == entry.tilbud and sent.år == år),
            key=lambda sent: sent.sendt,
        )
        return _Sent(
            this=tuple(sent for sent in to_tilbud if sent.rådgiver == entry.rådgiver and sent.borgere),
            months=tuple(sent.borgere[entry.borger] for sent in to_tilbud if entry.borger in sent.borgere),
            unnamed=any(not sent.borgere for sent in to_tilbud),
        )


def _remarks(entry: _Entry, sent: _Sent, år: int, brevdato: date | None) -> Iterator[str]:
    """The tool's own remarks, once a list was sent; they stay on later sendings too.

    A sending records one month for each citizen, so a second meeting the same year has none, nor has a row without
    month.
    """
    if not entry.regular or entry.møde is None or entry.møde.planlagt_måned is None:
        return
    if before := _moved_from(entry, sent, år):
        yield f"Flyttet fra {MÅNEDER[before - 1]}"
    if sent.this and entry.borger not in sent.this[0].borgere:
        added = _added(entry, sent.this, brevdato)
        yield f"Tilføjet {added.day}.{added.month}.{added.year}" if added else "Tilføjet"


def _moved_from(entry: _Entry, sent: _Sent, år: int) -> int | None:
    """A12: the newest month the tilbud was told that the citizen has no meeting in any more."""
    møde = entry.møde
    if møde is None or møde.planlagt_måned is None:
        return None
    if sent.unnamed and not sent.months:
        return møde.flyttet.fra if møde.flyttet else None
    now = {each.planlagt_måned for each in meetings_in(entry.plan, år)}
    return next((month for month in reversed(sent.months) if month not in now), None)


def _added(entry: _Entry, sendings: tuple[SendtListe, ...], brevdato: date | None) -> date | None:
    """A13: the day the citizen came on the list, as far as anything tells it."""
    on_list = (sent.sendt for sent in sendings[1:] if entry.borger in sent.borgere)
    begun = (each.fra for each in entry.plan.tilbud if each.id == entry.tilbud and each.fra)
    return next(on_list, None) or next((fra for fra in begun if fra > sendings[0].sendt), None) or brevdato
