"""`mlmp overblik`: the year on one page."""

from datetime import date
from pathlib import Path

import click

from mlmp_docs.build.overview import make_overview
from mlmp_docs.cli import options
from mlmp_docs.cli.command import command
from mlmp_docs.cli.output import counted, print_json
from mlmp_docs.cli.running import cores, saving
from mlmp_docs.cli.workspace import open_project
from mlmp_docs.diagnostic import Level
from mlmp_docs.overview import View
from mlmp_docs.procedure.duties import Asked


@command("overblik")
@options.år_option("Året. Ellers år i mlmp.yaml.")
@options.rådgiver_option("Kun denne rådgivers møder.")
@options.tilbud_option("Kun møder med dette tilbud.")
@click.option("--anonym", is_flag=True, help="Vis borgerne med initialer, uden steder og tekster.")
@options.dry_run_option("Skriv ingen fil.")
@options.date_option
@options.json_option
@options.project_option
def overview(
    år: int | None,
    rådgivere: tuple[str, ...],
    tilbud: tuple[str, ...],
    anonym: bool,
    dry_run: bool,
    dato: date,
    as_json: bool,
    projekt: Path | None,
) -> None:
    """Saml året på én side: møder, frister og mangler.

    Siden lægges i output/ÅR/overblik.html og åbnes med et dobbeltklik. Den bruger ikke nettet og viser ingen
    cpr-numre. Med --rådgiver, --tilbud eller --anonym får siden et navn for sig.
    """
    project = open_project(projekt, as_json=as_json)
    asked = Asked(
        rådgivere=options.known_rådgivere(rådgivere, project),
        tilbud=options.known_tilbud(tilbud, project),
    )
    view = View(år or project.opsætning.år, dato, asked, anonym)
    with saving("Overblikket kan ikke skrives"):
        made = make_overview(project, view, cores(), write=not dry_run)
    if as_json:
        print_json(
            diagnostics=made.diagnostics,
            outcomes=[made.outcome],
            år=view.år,
            dato=dato.isoformat(),
            andre_beskeder=made.elsewhere,
            borgere=made.citizens,
            møder=made.meetings,
        )
    else:
        would = " (intet er skrevet)" if dry_run else ""
        click.echo(f"{made.outcome.path}: {made.outcome.action}{would}.")
        meetings = f"{made.meetings} {'møde' if made.meetings == 1 else 'møder'}"
        citizens = f"{made.citizens} {'borger' if made.citizens == 1 else 'borgere'}"
        click.echo(f"{meetings} i {view.år} for {citizens}.")
        if made.diagnostics:
            click.echo(f"I filerne er der {counted(made.diagnostics)}; se dem under Mangler eller med 'mlmp tjek'.")
        if made.elsewhere:
            noun = "besked" if made.elsewhere == 1 else "beskeder"
            click.echo(f"Om borgere, der ikke er på siden, er der {made.elsewhere} {noun}; se dem med 'mlmp tjek'.")
    raise SystemExit(1 if any(each.level is Level.FEJL for each in made.diagnostics) else 0)
