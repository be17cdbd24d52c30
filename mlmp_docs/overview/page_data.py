"""What the page shows on a day, as plain data for its script: every text ready, nothing for the script to decide.

In the anonymous page a citizen is initials and a number; ids, places, free texts and names of files are left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mlmp_docs.content.danish import capital_first, short_date
from mlmp_docs.content.overview import CitizenOverview, MeetingOverview
from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.overview.missing import concerning, gaps, told, without_names, worst_first
from mlmp_docs.overview.names import Names
from mlmp_docs.overview.steps import STEPS, Chip, chips
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.duties import OPEN, Asked, Duty, MeetingDuties, Tilstand, duties

STATES: Mapping[Tilstand, str] = {
    "overskredet": "Overskredet",
    "snart": "Inden 14 dage",
    "kommende": "Inden 10 uger",
    "senere": "Senere",
    "venter": "Venter på dato",
    "bortfaldet": "Bortfaldet",
    "opfyldt": "Gjort",
}
_PLACE_OF_STATE = {state: place for place, state in enumerate(STATES)}
_NO_PLACE = "–"


@dataclass(frozen=True)
class View:
    """What the page is about."""

    år: int
    dato: date
    asked: Asked = field(default_factory=Asked)
    """Which rådgivere and tilbud it is for; all of them unless named."""

    anonym: bool = False


@dataclass(frozen=True)
class Months:
    """How many meetings the year has in a month: all, with a date, held. The last entry is without a month."""

    alle: tuple[int, ...]
    med_dato: tuple[int, ...]
    holdt: tuple[int, ...]


@dataclass(frozen=True)
class PageData:
    """The page's content."""

    måneder: Months
    tilstande: Mapping[Tilstand, int]
    """How many deadlines are in each state."""

    mangler: int
    values: Mapping[str, Any]
    """For the script; JSON can hold it."""


def page_data(
    citizens: Sequence[CitizenOverview],
    diagnostics: Sequence[Diagnostic],
    opsætning: Opsætning,
    view: View,
) -> PageData:
    """The content of the page for those citizens; `diagnostics` are what `tjek` tells of the whole project."""
    return _Page(opsætning, view).compose(citizens, diagnostics)


def diagnostics_shown(
    citizens: Sequence[CitizenOverview], diagnostics: Sequence[Diagnostic], view: View
) -> tuple[Diagnostic, ...]:
    """Those of `diagnostics` that the page tells; without names where the page has none."""
    shown = [each for each in citizens if _takes(view, each)]
    found = (told for told, _ in concerning(diagnostics, citizens, shown))
    return tuple(without_names(told) if view.anonym else told for told in found)


def _takes(view: View, citizen: CitizenOverview) -> bool:
    """A citizen with a meeting that is asked for; without meetings, by where the case is."""
    asked = view.asked
    if citizen.møder:
        return any(asked.takes_meeting(meeting.frister) for meeting in citizen.møder)
    return (not asked.rådgivere or citizen.rådgiver in asked.rådgivere) and (
        not asked.tilbud or not asked.tilbud.isdisjoint(citizen.tilbud)
    )


class _Page:
    """One page under way."""

    def __init__(self, opsætning: Opsætning, view: View) -> None:
        self._opsætning = opsætning
        self._view = view
        self._asked = view.asked
        self._names = Names(opsætning, (), anonym=view.anonym)
        self._hvad: dict[str, int] = {}
        self._møder: dict[tuple[str, str], int] = {}

    def compose(self, citizens: Sequence[CitizenOverview], diagnostics: Sequence[Diagnostic]) -> PageData:
        view, asked = self._view, self._asked
        shown = sorted((each for each in citizens if _takes(view, each)), key=self._order)
        names = self._names = Names(self._opsætning, shown, anonym=view.anonym)
        meetings = [(each, meeting) for each in shown for meeting in each.møder if self._takes_meeting(meeting)]
        meetings.sort(key=lambda pair: (_day(pair[1]), names.citizen(pair[0].id), pair[1].frister.møde))
        self._møder = {(each.id, meeting.frister.møde): number for number, (each, meeting) in enumerate(meetings)}
        of_year = duties((meeting.frister for _, meeting in meetings), view.dato, asked)
        of_next_year = duties((meeting for each in shown for meeting in each.næste_år), view.dato, asked)
        lists = [each for each in of_next_year if each.frist.regel == "R1"]
        rows = self._meetings(meetings, of_year)
        deadlines = [self._deadline(duty) for duty in sorted([*of_year, *lists], key=_when)]
        missing = worst_first(
            [
                *gaps(shown, names, view.dato, frozenset(self._møder)),
                *told(diagnostics, citizens, shown, names),
            ]
        )
        values = {
            "anonym": view.anonym,
            "måneder": list(MÅNEDER),
            "tilstande": list(STATES.values()),
            "nøgler": list(STATES),
            "åbne": [_PLACE_OF_STATE[state] for state in OPEN],
            "trin": [step.overskrift for step in STEPS],
            "borgere": [self._citizen(each) for each in shown],
            "møder": rows,
            "frister": deadlines,
            "mangler": missing,
            "rådgivere": names.advisers,
            "tilbud": names.places,
            "hvad": list(self._hvad),
        }
        counted = {state: sum(row[0] == place for row in deadlines) for state, place in _PLACE_OF_STATE.items()}
        return PageData(_months([meeting for _, meeting in meetings]), counted, len(missing), values)

    # --- who is shown -----------------------------------------------------------------------------------------

    def _takes_meeting(self, meeting: MeetingOverview) -> bool:
        return self._asked.takes_meeting(meeting.frister)

    def _order(self, citizen: CitizenOverview) -> tuple[object, ...]:
        """By name; in the anonymous page by meeting, since the order of the names would tell of them."""
        if self._view.anonym:
            return min((_day(meeting) for meeting in citizen.møder), default="9"), citizen.initialer, citizen.id
        return citizen.orden

    # --- rows --------------------------------------------------------------------------------------------------

    def _citizen(self, citizen: CitizenOverview) -> list[object]:
        """Name, id and texts to copy."""
        called = self._names.citizen_called(citizen)
        if self._view.anonym:
            return [called, "", []]
        return [called, citizen.id, [[text.navn, text.tekst] for text in citizen.tekster]]

    def _meetings(
        self, meetings: Sequence[tuple[CitizenOverview, MeetingOverview]], of_year: Sequence[Duty]
    ) -> list[list[object]]:
        by_meeting: dict[tuple[str, str], list[Duty]] = {}
        for duty in of_year:
            if duty.møde is not None:
                by_meeting.setdefault((duty.borgere[0], duty.møde), []).append(duty)
        lists = {(duty.år, duty.rådgiver, duty.tilbud[0]): duty for duty in of_year if duty.møde is None}
        rows = []
        for citizen, meeting in meetings:
            frister = meeting.frister
            keys = [(frister.år, frister.rådgiver, each.tilbud or "") for each in frister.frister if each.regel == "R1"]
            own = [*by_meeting.get((citizen.id, frister.møde), ()), *(lists[key] for key in keys if key in lists)]
            rows.append(self._meeting(citizen, meeting, own))
        return rows

    def _meeting(self, citizen: CitizenOverview, meeting: MeetingOverview, own: Sequence[Duty]) -> list[object]:
        frister, names = meeting.frister, self._names
        several = len(frister.tilbud) > 1
        return [
            names.citizen(citizen.id),
            names.adviser(frister.rådgiver),
            [names.place(each) for each in frister.tilbud],
            frister.måned or 0,
            _day(meeting),
            _shown_day(frister),
            meeting.kl,
            "" if self._view.anonym else meeting.sted,
            list(meeting.bemærkninger),
            [
                [self._chip(chip, several=several) for chip in chips(step, own, meeting, self._view.dato)]
                for step in STEPS
            ],
            2 if meeting.holdt else 1 if frister.dag else 0,
        ]

    def _chip(self, chip: Chip, *, several: bool) -> list[object]:
        label = chip.navn or (self._names.place_called(chip.tilbud) if chip.tilbud and several else "")
        return [_PLACE_OF_STATE[chip.tilstand], chip.tekst, label]

    def _deadline(self, duty: Duty) -> list[object]:
        frist = duty.frist
        late = (self._view.dato - frist.nominel).days
        notes = [
            f"{late} {'dag' if late == 1 else 'dage'} over" if duty.tilstand == "overskredet" else "",
            f"fristen er {short_date(frist.nominel)}" if frist.nominel != frist.handl_senest else "",
            "foreløbig" if frist.foreløbig else "",
            f"gjort {short_date(frist.opfyldt)}".strip() + (", for sent" if frist.for_sent else "")
            if frist.gjort
            else "",
        ]
        about = self._møder[duty.borgere[0], duty.møde] if duty.møde is not None else -1
        return [
            _PLACE_OF_STATE[duty.tilstand],
            short_date(frist.handl_senest),
            ", ".join(note for note in notes if note),
            frist.regel,
            self._hvad.setdefault(frist.hvad, len(self._hvad)),
            frist.aktør,
            frist.styrke,
            about,
            f"Listen for {duty.år} ({_citizens(len(duty.borgere))})" if duty.møde is None else "",
            self._names.adviser(duty.rådgiver),
            [self._names.place(each) for each in ((frist.tilbud,) if frist.tilbud else duty.tilbud)],
            frist.handl_senest.isoformat(),
        ]


def _citizens(number: int) -> str:
    return f"{number} {'borger' if number == 1 else 'borgere'}"


def _when(duty: Duty) -> date:
    return duty.frist.handl_senest


def _day(meeting: MeetingOverview) -> str:
    """What to sort by: the day; a month without a day stands after its days."""
    frister = meeting.frister
    return frister.dag.isoformat() if frister.dag else f"{frister.år}-{frister.måned or 13:02}-99"


def _shown_day(frister: MeetingDuties) -> str:
    if frister.dag:
        return f"{('man', 'tir', 'ons', 'tor', 'fre', 'lør', 'søn')[frister.dag.weekday()]} {short_date(frister.dag)}"
    return capital_first(MÅNEDER[frister.måned - 1]) if frister.måned else _NO_PLACE


def _months(meetings: Sequence[MeetingOverview]) -> Months:
    alle, med_dato, holdt = [0] * 13, [0] * 13, [0] * 13
    for meeting in meetings:
        month = (meeting.frister.måned or 13) - 1
        alle[month] += 1
        med_dato[month] += meeting.frister.dag is not None
        holdt[month] += meeting.holdt
    return Months(tuple(alle), tuple(med_dato), tuple(holdt))
