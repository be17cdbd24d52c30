"""The sheet on top of a pack for print: what lies in it, what does not and why; for a day also when, where and who."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mlmp_docs.content.danish import (
    NBSP,
    capital_first,
    join_with_og,
    long_date,
    lower_title,
    month_name,
    short_date,
    time_of_day,
)
from mlmp_docs.plan.dates import Tidsrum
from mlmp_docs.procedure.packs import OF_THE_DAY, MeetingInPack, Paper
from mlmp_docs.procedure.roles import Deltager

CONTENTS = ("Nr.", "Borger", "Dokument", "Møde", "Sider", "Bemærkning")
DAY = ("Kl.", "Borger", "Sted", "Hvem kommer", "Særlige behov", "I pakken")
_NO_TIME = "tid ikke aftalt"


@dataclass(frozen=True)
class Inside:
    """A document that lies in the pack. A list has no citizen."""

    titel: str
    sider: int
    navn: str = ""
    borger: str = ""
    møde: MeetingInPack | None = None
    note: str = ""


@dataclass(frozen=True)
class Outside:
    """A document that does not, and why."""

    titel: str
    navn: str
    """The citizen it is about; empty where it is so for all of them."""

    grund: str
    regel: str = ""


@dataclass(frozen=True)
class Cover:
    """What the sheet shows."""

    titel: str
    linjer: tuple[str, ...]
    hoved: tuple[str, ...]
    rækker: tuple[tuple[str, ...], ...]
    udeladt: tuple[tuple[str, str], ...]
    """Document, and whom it is about and why."""


def contents(titel: str, linjer: Sequence[str], inside: Sequence[Inside], outside: Iterable[Outside]) -> Cover:
    """The list of contents of a pack."""
    rows = tuple(
        (str(number), each.navn, each.titel, _meeting_day(each.møde), str(each.sider), each.note)
        for number, each in enumerate(inside, 1)
    )
    pages = sum(each.sider for each in inside)
    told = f"{_counted(len(inside), 'dokument', 'dokumenter')} på {_counted(pages, 'side', 'sider')}."
    return Cover(titel, (*linjer, told), CONTENTS, rows, left_out(outside))


def day(titel: str, linjer: Sequence[str], inside: Sequence[Inside], outside: Iterable[Outside]) -> Cover:
    """A rådgiver's day: one row for each meeting in the order of time, with the pauses between them."""
    by_meeting: dict[tuple[str, str], list[Inside]] = {}
    for each in inside:
        if each.møde is not None:
            by_meeting.setdefault((each.borger, each.møde.id), []).append(each)
    rows: list[tuple[str, ...]] = []
    before: Tidsrum | None = None
    for papers in by_meeting.values():
        møde = papers[0].møde
        assert møde is not None
        if between := _between(before, møde.kl):
            rows.append(("", between, "", "", "", ""))
        rows.append(
            (
                _clock(møde.kl),
                papers[0].navn,
                møde.sted or "sted ikke aftalt",
                "\n".join(_who(each) for each in _others(møde)),
                møde.særlige_behov,
                "\n".join(_inside(each) for each in papers),
            )
        )
        before = møde.kl or before
    return Cover(titel, tuple(linjer), DAY, tuple(rows), left_out(outside))


def order_of_day(paper: Paper) -> tuple[bool, str, str, int]:
    """Meetings in the order of time, those without a time last; of each first the agenda."""
    kl = paper.møde.kl if paper.møde else None
    place = OF_THE_DAY.index(paper.dokument) if paper.dokument in OF_THE_DAY else len(OF_THE_DAY)
    return kl is None, f"{kl.fra:%H%M}" if kl else "", paper.borger, place


def left_out(outside: Iterable[Outside]) -> tuple[tuple[str, str], ...]:
    """One line for each reason and those it is about: the documents, and the reason with the citizens."""
    names: dict[tuple[str, str, str], dict[str, None]] = {}
    for each in outside:
        names.setdefault((each.titel, each.grund, each.regel), {})[each.navn] = None
    titles: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for (titel, grund, regel), known in names.items():
        titles.setdefault((grund, regel, tuple(name for name in known if name)), []).append(titel)
    return tuple((join_with_og(found), _reason(*key)) for key, found in titles.items())


def months(numbers: Iterable[int], år: int) -> str:
    """'Møder i april og maj 2027'."""
    return f"Møder i {join_with_og(month_name(number) for number in sorted(numbers))} {år}"


def as_of(dato: date) -> str:
    """The day the pack was put together."""
    return f"Lagt sammen den {long_date(dato)}. Fortroligt."


def _reason(grund: str, regel: str, names: Sequence[str]) -> str:
    rule = f" ({regel})" if regel else ""
    about = f" Gælder {join_with_og(names)}." if names else ""
    return f"{capital_first(grund).rstrip('.')}{rule}.{about}"


def _meeting_day(møde: MeetingInPack | None) -> str:
    if møde is None:
        return ""
    return short_date(møde.dato) or month_name(møde.måned)


def _clock(kl: Tidsrum | None) -> str:
    return time_of_day(kl).removeprefix(f"kl.{NBSP}") or _NO_TIME


def _between(before: Tidsrum | None, after: Tidsrum | None) -> str:
    """The pause between two meetings, or that they overlap; nothing when nobody can tell."""
    if before is None or before.til is None or after is None:
        return ""
    minutes = Tidsrum(before.til, after.fra).minutter or 0
    if minutes < 0:
        return "Overlapper mødet før"
    if minutes == 0:
        return "Ingen pause før næste møde"
    hours, rest = divmod(minutes, 60)
    parts = [_counted(hours, "time", "timer")] if hours else []
    parts += [_counted(rest, "minut", "minutter")] if rest else []
    return f"Pause: {join_with_og(parts)}"


def _others(møde: MeetingInPack) -> Iterator[Deltager]:
    """Everybody who comes but the rådgiver, whose day it is."""
    yield from (each for each in møde.deltagere.indkaldt if each.rolle != "rådgiver")
    yield from møde.deltagere.inviteret


def _who(person: Deltager) -> str:
    """'Jonas Bak, pædagog, Bostedet Fjordglimt'; 'Birthe Jensen (mor)'."""
    if person.rolle in ("borger", "tilbud"):
        return person.navn
    role = person.rolle if person.rolle in ("værge", "partsrepræsentant") else lower_title(person.titel or "")
    name = f"{person.navn} ({person.relation})" if person.relation else person.navn
    place = person.fra if person.fra and person.rolle != "rådgiver" and person.fra != person.navn else ""
    return ", ".join(part for part in (name, role, place) if part)


def _inside(each: Inside) -> str:
    note = f" – {each.note}" if each.note else ""
    return f"{each.titel} ({_counted(each.sider, 'side', 'sider')}){note}"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
