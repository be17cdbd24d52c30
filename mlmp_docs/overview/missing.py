"""What is to be mended: what `tjek` tells, and what documents wait for, each with its file and line."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from mlmp_docs.codes import CODES
from mlmp_docs.content.danish import capital_first
from mlmp_docs.content.overview import CitizenOverview, GapOverview
from mlmp_docs.diagnostic import Diagnostic, Level, Place
from mlmp_docs.overview.names import Names

_PLANS = "citizens"
_SETTINGS = "mlmp.yaml"
_WAITING = "mangler"
_ORDER = (Level.FEJL, _WAITING, Level.ADVARSEL, Level.RÅD)

Row = list[object]
"""Level, code, place, text, remedy, citizen, rådgivere, tilbud and months."""


class _Found(NamedTuple):
    level: str
    code: str
    place: str
    text: str
    hint: str


def gaps(
    citizens: Sequence[CitizenOverview], names: Names, today: date, meetings: frozenset[tuple[str, str]]
) -> Iterator[Row]:
    """Documents that cannot be made yet, of the shown `meetings` or of none; one row for each place to mend."""
    for citizen in citizens:
        of_citizen = {meeting.frister.møde for meeting in citizen.møder}
        by_place: dict[tuple[object, ...], list[GapOverview]] = {}
        for gap in citizen.mangler:
            due = gap.mangel.efter is None or gap.mangel.efter < today
            shown = gap.mangel.møde not in of_citizen or (citizen.id, gap.mangel.møde) in meetings
            if due and shown:
                by_place.setdefault((gap.mangel.møde, gap.mangel.sti, gap.mangel.rådgiver), []).append(gap)
        for together in by_place.values():
            reasons = dict.fromkeys(names.with_place(gap.mangel.mangler) for gap in together)
            waiting = dict.fromkeys(titel for gap in together for titel in gap.mangel.dokumenter)
            hint = f"Venter på det: {', '.join(waiting)}." if waiting else ""
            sted = together[0].sted
            place = _place(sted.file, sted.line) if sted else _SETTINGS
            text = f"{capital_first(', '.join(reasons))}."
            yield _row(_Found(_WAITING, "", place, text, hint), citizen, names)


def concerning(
    diagnostics: Sequence[Diagnostic], known: Sequence[CitizenOverview], shown: Sequence[CitizenOverview]
) -> Iterator[tuple[Diagnostic, CitizenOverview | None]]:
    """What `tjek` tells of the shown citizens, of mlmp.yaml, and of plans that could be anybody's."""
    by_id, others = {each.id: each for each in shown}, {each.id for each in known}
    for each in diagnostics:
        path = PurePosixPath(each.place.file)
        in_plan = path.parts[:1] == (_PLANS,)
        citizen = by_id.get(path.stem) if in_plan else None
        if citizen or not in_plan or path.stem not in others:
            yield each, citizen


def without_names(told: Diagnostic) -> Diagnostic:
    """What the code means in general; nothing that names a citizen, a place or a file."""
    file = "en plan" if told.place.file.startswith(_PLANS) else told.place.file
    return Diagnostic(told.code, told.level, Place(file), CODES.get(told.code, ""))


def told(
    diagnostics: Sequence[Diagnostic],
    known: Sequence[CitizenOverview],
    shown: Sequence[CitizenOverview],
    names: Names,
) -> Iterator[Row]:
    """The same as rows."""
    for each, citizen in concerning(diagnostics, known, shown):
        place = _place(each.place.file, each.place.line)
        yield _row(_Found(str(each.level), each.code, place, each.message, each.hint), citizen, names)


def worst_first(rows: Sequence[Row]) -> list[Row]:
    """Each *fejl*, then what documents wait for, then the warnings."""
    return sorted(rows, key=lambda row: _ORDER.index(str(row[0])))


def _place(file: str, line: int | None) -> str:
    return f"{file}:{line}" if line else file


def _row(found: _Found, citizen: CitizenOverview | None, names: Names) -> Row:
    if names.anonym:
        found = _without_names(found, names.citizen_called(citizen) if citizen else "")
    meetings = citizen.møder if citizen else ()
    advisers = {meeting.frister.rådgiver for meeting in meetings} or ({citizen.rådgiver} if citizen else set())
    tilbud = {id_ for meeting in meetings for id_ in meeting.frister.tilbud}
    return [
        *found,
        names.citizen(citizen.id) if citizen else -1,
        [names.adviser(each) for each in sorted(advisers)],
        [names.place(each) for each in sorted(tilbud or set(citizen.tilbud if citizen else ()))],
        sorted({meeting.frister.måned or 0 for meeting in meetings}),
    ]


def _without_names(found: _Found, called: str) -> _Found:
    """What a code means in general instead of the message; the citizen instead of the file."""
    file = "en plan" if found.place.startswith(_PLANS) else found.place.partition(":")[0]
    text = CODES.get(found.code, "") if found.code else found.text
    return found._replace(place=called or file, text=text, hint="")
