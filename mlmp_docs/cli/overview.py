"""`mlmp overblik`: the year on one page."""

import os
from datetime import date
from pathlib import Path

import click

from mlmp_docs import store
from mlmp_docs.build.overview import make_overview
from mlmp_docs.cli.options import Year, date_option, json_option, known, project_option
from mlmp_docs.cli.output import counted, print_json
from mlmp_docs.cli.workspace import open_project
from mlmp_docs.diagnostic import Level
from mlmp_docs.overview import View
from mlmp_docs.procedure.duties import Asked


@click.command("overblik", options_metavar="[VALG]")
@click.option("--år", "--aar", "år", type=Year(), metavar="ÅR", help="Året. Ellers år i mlmp.yaml.")
@click.option("--rådgiver", "--raadgiver", "rådgivere", multiple=True, metavar="ID", help="Kun denne rådgivers møder.")
@click.option("--tilbud", multiple=True, metavar="ID", help="Kun møder med dette tilbud.")
@click.option("--anonym", is_flag=True, help="Vis borgerne med initialer, uden steder og tekster.")
@click.option("--dry-run", "dry_run", is_flag=True, help="Skriv ingen fil.")
@date_option
@json_option
@project_option
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
        rådgivere=known(rådgivere, set(project.opsætning.rådgivere), "--rådgiver"),
        tilbud=known(tilbud, set(project.opsætning.tilbud), "--tilbud"),
    )
    view = View(år or project.opsætning.år, dato, asked, anonym)
    try:
        made = make_overview(project, view, os.cpu_count() or 1, write=not dry_run)
    except store.SaveError as trouble:
        raise click.ClickException(f"Overblikket kan ikke skrives: {trouble}.") from trouble
    if as_json:
        print_json(
            diagnostics=made.diagnostics,
            outcomes=[made.outcome],
            år=view.år,
            dato=dato.isoformat(),
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
    raise SystemExit(1 if any(each.level is Level.FEJL for each in made.diagnostics) else 0)
