"""`mlmp frister`: who must do what by when."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from mlmp_docs import store
from mlmp_docs.build.duties import READ_ALONE, AllDuties, all_duties
from mlmp_docs.build.outcome import Action, Outcome
from mlmp_docs.cli import options
from mlmp_docs.cli.command import command
from mlmp_docs.cli.duty_lines import GROUPS, print_bars, print_duties, told_duty
from mlmp_docs.cli.january import january_note
from mlmp_docs.cli.output import print_diagnostics, print_json
from mlmp_docs.cli.progress import progress_bar
from mlmp_docs.cli.running import cores, saving
from mlmp_docs.cli.workspace import open_project
from mlmp_docs.content.danish import short_date
from mlmp_docs.diagnostic import Level
from mlmp_docs.outbox.calendar import AllDayEvent, calendar, is_ours
from mlmp_docs.procedure.deadlines import REGLER
from mlmp_docs.procedure.duties import NEXT, OPEN, Asked, Duty, duties, months, tight_january
from mlmp_docs.procedure.limits import deadline_R1


class _Group(click.Choice[str]):
    """What to gather by, in ASCII too."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return super().convert({"raadgiver": "rådgiver", "maaned": "måned"}.get(value, value), param, ctx)


@command("frister")
@options.rådgiver_option()
@options.tilbud_option("Kun det, der handler om dette tilbud.")
@options.borger_option()
@click.option("--regel", "regler", multiple=True, metavar="NR", help=f"Kun denne regel: {', '.join(REGLER)}.")
@options.måned_option()
@options.år_option("Kun møder i dette år.")
@click.option(
    "--efter",
    type=_Group(GROUPS),
    metavar="|".join(GROUPS),
    help="Saml fristerne efter dette.",
)
@click.option("--alle", is_flag=True, help="Vis også det, der er gjort, ligger længere ude eller er bortfaldet.")
@click.option("--fordeling", is_flag=True, help="Vis i stedet årets møder pr. måned og rådgiver som søjler.")
@click.option(
    "--ics",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FIL",
    help="Skriv fristerne som kalender, fx frister.ics. Uden cpr-numre og navne.",
)
@options.date_option
@options.json_option
@options.project_option
def status(
    rådgivere: tuple[str, ...],
    tilbud: tuple[str, ...],
    borgere: tuple[str, ...],
    regler: tuple[str, ...],
    måneder: tuple[int, ...],
    år: int | None,
    efter: str | None,
    alle: bool,
    fordeling: bool,
    ics: Path | None,
    dato: date,
    as_json: bool,
    projekt: Path | None,
) -> None:
    """Vis, hvem der skal gøre hvad hvornår.

    Først det, der er overskredet, så de næste 14 dage og de følgende 8 uger. Frister uden dato på mødet regnes fra
    den første i måneden og er foreløbige.
    """
    project = open_project(projekt, as_json=as_json)
    asked = Asked(
        rådgivere=options.known_rådgivere(rådgivere, project),
        tilbud=options.known_tilbud(tilbud, project),
        borgere=options.known_borgere(borgere, project),
        regler=_rules(regler),
        måneder=frozenset(måneder),
        år=år,
    )
    # Few plans are read before a bar could be drawn.
    with progress_bar("Læser planer", quiet=as_json or len(project.plans) < READ_ALONE) as progress:
        everything = all_duties(project, cores(), progress)
    found = duties(everything.meetings, dato, asked)
    shown_year = år or project.opsætning.år
    outcome = _write_calendar(ics, found, dato) if ics else None
    if as_json:
        print_json(
            diagnostics=everything.diagnostics,
            outcomes=[outcome] if outcome else [],
            dato=dato.isoformat(),
            frister=[told_duty(duty) for duty in found if alle or duty.tilstand in OPEN],
            fordeling=_months_told(everything, shown_year, asked),
        )
    else:
        print_diagnostics(everything.diagnostics)
        if not project.plans:
            click.echo("Mappen citizens er tom. Lav den første plan med 'mlmp ny NAVN --tilbud … --rådgiver …'.")
        elif fordeling:
            print_bars(tuple(months(everything.meetings, shown_year, asked)), shown_year, project.opsætning)
        else:
            print_duties(found, dato, project.opsætning, efter, everything_too=alle)
            _print_january(everything, found, dato)
        if outcome:
            click.echo(f"\n{outcome.path}: {outcome.action}, {outcome.reason}.")
        _print_unreadable(everything)
    raise SystemExit(1 if any(each.level is Level.FEJL for each in everything.diagnostics) else 0)


def _rules(typed: tuple[str, ...]) -> frozenset[str]:
    """R7, r7 or 7."""
    rules = ["R" + regel.upper().removeprefix("R") for regel in typed]
    for regel in rules:
        if regel not in REGLER:
            message = f"'{regel}' har ingen frist. Regler med frist: {', '.join(REGLER)}."
            raise click.BadParameter(message, param_hint="'--regel'")
    return frozenset(rules)


def _print_january(everything: AllDuties, found: Sequence[Duty], today: date) -> None:
    """One line while a list that is made now has meetings in January without a date."""
    years = sorted({duty.år for duty in found if duty.frist.regel == "R1"})
    for year in years:
        if deadline_R1(year) - NEXT <= today < date(year, 1, 1):
            note = january_note(sum(tight_january(meeting, year) for meeting in everything.meetings), year)
            if note:
                click.echo(f"\n{note}")


def _print_unreadable(everything: AllDuties) -> None:
    names = [name.rpartition("/")[2] for name in everything.unreadable]
    if names:
        plans = "1 plan" if len(names) == 1 else f"{len(names)} planer"
        more = f" og {len(names) - 8} til" if len(names) > 8 else ""
        click.echo(f"\n{plans} kan ikke læses og kan skjule frister: {', '.join(names[:8])}{more}.")


def _months_told(everything: AllDuties, year: int, asked: Asked) -> dict[str, dict[str, int]]:
    counted: dict[str, dict[str, int]] = {}
    for rådgiver, month in sorted(months(everything.meetings, year, asked), key=lambda each: (each[0], each[1] or 13)):
        of_one = counted.setdefault(rådgiver, {})
        of_one[str(month or "")] = of_one.get(str(month or ""), 0) + 1
    return counted


# --- the calendar ------------------------------------------------------------------------------------------------


def _write_calendar(path: Path, found: Sequence[Duty], today: date) -> Outcome:
    """Write the open deadlines; over a calendar of ours only."""
    if path.suffix.lower() != ".ics":
        raise click.BadParameter("Filens navn skal ende på .ics.", param_hint="'--ics'")
    if not path.absolute().parent.is_dir():
        raise click.BadParameter(f"Mappen '{path.parent}' findes ikke.", param_hint="'--ics'")
    open_ones = [duty for duty in found if duty.tilstand in OPEN or duty.tilstand == "senere"]
    content = calendar("Frister til borgerplansmøder", [_event(duty) for duty in open_ones], today)
    target = path.absolute()
    with saving("Kalenderen kan ikke skrives"):
        before = store.read(target)
        if before is not None and not is_ours(before):
            message = f"Filen '{path}' er ikke en kalender fra mlmp og bliver ikke skrevet over. Vælg et andet navn."
            raise click.BadParameter(message, param_hint="'--ics'")
        if before != content:
            store.save(content, target, target.parent)
    action = Action.LAVET if before is None else Action.UÆNDRET if before == content else Action.LAVET_IGEN
    count = f"{len(open_ones)} {'frist' if len(open_ones) == 1 else 'frister'}"
    return Outcome(path.as_posix(), "frister", action, count)


def _event(duty: Duty) -> AllDayEvent:
    """On the day to act. Ids only: a calendar is seen by others."""
    frist = duty.frist
    about = duty.borgere[0] if duty.møde else f"{frist.tilbud} {duty.år}"
    strength = {"hård": "Hård frist", "vejledende": "Vejledende frist", "lokal": "Lokal frist"}[frist.styrke]
    limit = f"{strength}{', foreløbig' if frist.foreløbig else ''}: {short_date(frist.nominel)}."
    acts = f"{frist.aktør} {duty.rådgiver}" if frist.aktør == "rådgiver" else f"{frist.aktør} ({frist.tilbud})"
    concerns = f"Tilbud: {', '.join(duty.tilbud)}. Rådgiver: {duty.rådgiver}."
    return AllDayEvent(
        uid=f"{duty.nøgle}@frister.mlmp",
        dag=frist.handl_senest,
        titel=f"{frist.regel} {about}: {frist.hvad}",
        beskrivelse=f"{limit}\nHandler: {acts}.\n{concerns}",
        kategori="Frister",
    )
