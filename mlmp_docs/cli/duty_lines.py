"""Deadlines and the year's meetings as lines on a screen of any width. Colour never says what no word says."""

import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

import click

from mlmp_docs.content.danish import long_date, short_date
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.deadlines import REGLER
from mlmp_docs.procedure.duties import NEXT, OPEN, SOON, Duty, Tilstand

_WEEKDAYS = ("man", "tir", "ons", "tor", "fre", "lør", "søn")
_STRENGTH = {"hård": "hård frist", "vejledende": "vejledende", "lokal": "lokal frist"}
_HIDDEN: dict[Tilstand, str] = {
    "senere": "senere",
    "venter": "venter på mødets dato",
    "bortfaldet": "bortfaldet",
    "opfyldt": "gjort",
}
_LEAST_TEXT = 36
"""With less room than this beside the columns, the text goes on a line of its own."""


def told_duty(duty: Duty) -> dict[str, object]:
    """A deadline as `--json` tells it."""
    frist = duty.frist
    return {
        "regel": frist.regel,
        "trin": frist.trin,
        "hvad": frist.hvad,
        "aktør": frist.aktør,
        "styrke": frist.styrke,
        "tilstand": duty.tilstand,
        "frist": frist.nominel.isoformat(),
        "handl_senest": frist.handl_senest.isoformat(),
        "foreløbig": frist.foreløbig,
        "opfyldt": frist.opfyldt.isoformat() if frist.opfyldt else None,
        "for_sent": frist.for_sent,
        "borgere": list(duty.borgere),
        "møde": duty.møde,
        "år": duty.år,
        "måned": duty.måned,
        "mødedato": duty.mødedag.isoformat() if duty.mødedag else None,
        "rådgiver": duty.rådgiver,
        "tilbud": list(duty.tilbud),
    }


def _is_terminal() -> bool:
    return sys.stdout.isatty()


# --- deadlines -----------------------------------------------------------------------------------------------------


def print_duties(
    found: Sequence[Duty], today: date, opsætning: Opsætning, group: str | None, *, everything_too: bool
) -> None:
    """Every open deadline, and the rest when asked for, in parts with a heading; then what was not shown."""
    shown = [duty for duty in found if everything_too or duty.tilstand in OPEN]
    parts = _groups(shown, opsætning, group) if group else _periods(shown, today)
    width = shutil.get_terminal_size().columns if _is_terminal() else None
    columns = _Columns(shown, today, width)
    for heading, some in parts:
        click.secho(f"{heading} ({len(some)})", bold=True)
        for duty in some:
            columns.print(duty)
        click.echo("")
    click.echo(_summary(found, today, everything_too=everything_too))


def _periods(shown: Sequence[Duty], today: date) -> list[tuple[str, list[Duty]]]:
    headings: dict[Tilstand, str] = {
        "overskredet": "Overskredet",
        "snart": f"De næste 14 dage, til {long_date(today + SOON)}",
        "kommende": f"De følgende 8 uger, til {long_date(today + NEXT)}",
        "senere": "Senere",
        "venter": "Venter på mødets dato",
        "bortfaldet": "Bortfaldet, for mødets dag er gået",
        "opfyldt": "Gjort",
    }
    parts = [(heading, [duty for duty in shown if duty.tilstand == state]) for state, heading in headings.items()]
    return [(heading, some) for heading, some in parts if some]


def _groups(shown: Sequence[Duty], opsætning: Opsætning, group: str) -> list[tuple[str, list[Duty]]]:
    """One part for each rådgiver, tilbud, citizen, rule or month; what concerns two tilbud stands with both."""
    keys: dict[str, Callable[[Duty], Sequence[object]]] = {
        "rådgiver": lambda duty: [duty.rådgiver],
        "tilbud": lambda duty: duty.tilbud or [""],
        "borger": lambda duty: duty.borgere,
        "regel": lambda duty: [REGLER.index(duty.frist.regel)],
        "måned": lambda duty: [(duty.år, duty.måned or 0)],
    }
    found: dict[object, list[Duty]] = {}
    for duty in shown:
        for key in keys[group](duty):
            found.setdefault(key, []).append(duty)
    ordered = sorted(found.items(), key=lambda item: item[0])  # type: ignore[arg-type, return-value]
    return [(_heading(group, key, opsætning), some) for key, some in ordered]


def _heading(group: str, key: object, opsætning: Opsætning) -> str:
    if group == "rådgiver":
        known = opsætning.rådgivere.get(str(key))
        return f"{known.navn}, {key}" if known else str(key)
    if group == "tilbud":
        place = opsætning.tilbud.get(str(key))
        return f"{place.navn}, {key}" if place else str(key) or "Uden tilbud"
    if group == "regel" and isinstance(key, int):
        return REGLER[key]
    if group == "måned" and isinstance(key, tuple):
        return f"Møder i {MÅNEDER[key[1] - 1]} {key[0]}" if key[1] else f"Årslister {key[0]}"
    return str(key)


GROUPS = ("rådgiver", "tilbud", "borger", "regel", "måned")


class _Columns:
    """Lines with the day, rule, citizen and actor under each other, and the text beside them or below."""

    def __init__(self, shown: Sequence[Duty], today: date, width: int | None) -> None:
        self._today = today
        self._width = width
        rows = [_cells(duty) for duty in shown]
        self._widths = [max((len(row[place]) for row in rows), default=0) for place in range(4)]

    def print(self, duty: Duty) -> None:
        head = "  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(_cells(duty), self._widths, strict=True))
        text = f"{duty.frist.hvad} [{', '.join(_details(duty, self._today))}]"
        if self._width is None:
            lines = [f"{head}  {text}"]
        elif self._width - len(head) - 2 >= _LEAST_TEXT:
            lines = _wrapped(text, self._width, first=f"{head}  ", rest=" " * (len(head) + 2))
        else:
            short = "  ".join(_cells(duty))
            lines = _wrapped(short, self._width, first="  ", rest="  ")
            lines += _wrapped(text, self._width, first="    ", rest="    ")
        colour = None
        if duty.tilstand == "overskredet":
            colour = "red" if duty.frist.styrke == "hård" else "yellow"
        for line in lines:
            click.secho(line, fg=colour)


def _wrapped(text: str, width: int, *, first: str, rest: str) -> list[str]:
    return textwrap.wrap(text, max(width - 1, 24), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _cells(duty: Duty) -> tuple[str, str, str, str]:
    frist = duty.frist
    about = duty.borgere[0] if duty.møde else f"liste {duty.år}"
    actor = duty.rådgiver if frist.aktør == "rådgiver" else frist.tilbud or ""
    return f"{_weekday(frist.handl_senest)} {short_date(frist.handl_senest)}", frist.regel, about, actor


def _weekday(day: date) -> str:
    return _WEEKDAYS[day.weekday()]


def _details(duty: Duty, today: date) -> list[str]:
    """Everything about the deadline that is not in the columns."""
    frist = duty.frist
    found = []
    if duty.tilstand == "overskredet":
        late = (today - frist.nominel).days
        found.append(f"overskredet {late} {'dag' if late == 1 else 'dage'}")
    if frist.aktør == "kontaktperson":
        found.append("kontaktperson")
    if frist.aktør == "rådgiver" and frist.tilbud:
        found.append(frist.tilbud)
    found.append(_STRENGTH[frist.styrke])
    if frist.foreløbig:
        found.append("foreløbig")
    if frist.nominel != frist.handl_senest:
        found.append(f"fristen er {_weekday(frist.nominel)} {short_date(frist.nominel)}")
    if frist.gjort:
        found.append(f"gjort {short_date(frist.opfyldt)}".strip() + (", for sent" if frist.for_sent else ""))
    return found


def _summary(found: Sequence[Duty], today: date, *, everything_too: bool) -> str:
    count = Counter(duty.tilstand for duty in found)
    if any(count[state] for state in OPEN):
        told = (
            f"{count['overskredet'] or 'Ingen'} overskredet, {count['snart'] or 'ingen'} inden 14 dage, "
            f"{count['kommende'] or 'ingen'} i de følgende 8 uger."
        )
    else:
        told = f"Ingen frister er overskredet eller falder før {long_date(today + NEXT)}."
    hidden = [f"{count[state]} {word}" for state, word in _HIDDEN.items() if count[state]]
    return f"{told} Ikke vist: {', '.join(hidden)}; se dem med --alle." if hidden and not everything_too else told


# --- the year's meetings -----------------------------------------------------------------------------------------


def print_bars(meetings: Sequence[tuple[str, int | None]], year: int, opsætning: Opsætning) -> None:
    """Meetings per month: of all, then of each rådgiver."""
    if not meetings:
        click.echo(f"Ingen møder i {year}.")
        return
    advisers = sorted({rådgiver for rådgiver, _ in meetings})
    parts = [("Alle rådgivere", Counter(month for _, month in meetings))] if len(advisers) > 1 else []
    for rådgiver in advisers:
        known = opsætning.rådgivere.get(rådgiver)
        name = f"{known.navn}, {rådgiver}" if known else rådgiver
        parts.append((name, Counter(month for each, month in meetings if each == rådgiver)))
    width = shutil.get_terminal_size().columns if _is_terminal() else 80
    room = max(10, width - 22)
    click.secho(f"Møder i {year} pr. måned\n", bold=True)
    for name, count in parts:
        click.secho(f"{name} ({sum(count.values())})", bold=True)
        # Each part has its own scale only where the screen is too narrow for one mark a meeting.
        scale = min(1.0, room / max(count.values()))
        for month in [*range(1, 13), None]:
            many = count[month]
            if month or many:
                bar = "█" * max(1, round(many * scale)) if many else ""
                label = MÅNEDER[month - 1] if month else "uden måned"
                click.echo(f"  {label:<10}  {f'{bar} {many}' if many else '·'}")
        click.echo("")
