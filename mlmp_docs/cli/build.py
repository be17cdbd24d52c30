"""`mlmp byg`: make what is out of date."""

import os
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import click

from mlmp_docs import store
from mlmp_docs.build.cluster import ClusterError, cluster
from mlmp_docs.build.pdf import PDF
from mlmp_docs.build.request import Request, Selection
from mlmp_docs.build.run import Result
from mlmp_docs.build.run import build as run_build
from mlmp_docs.build.worklist import LIST, PLANNING_LIST, PROVIDER_YEAR
from mlmp_docs.cli.january import january_note
from mlmp_docs.cli.options import DanishDate, DanishMonth, Year, json_option, known, project_option
from mlmp_docs.cli.output import counted, print_diagnostics, print_json
from mlmp_docs.cli.progress import progress_bar
from mlmp_docs.cli.summary import print_summary
from mlmp_docs.cli.workspace import open_project, waiting
from mlmp_docs.outbox import libreoffice
from mlmp_docs.outbox.libreoffice import Printer
from mlmp_docs.procedure.documents import DOCUMENTS, table
from mlmp_docs.project import Project

KINDS = (*(document.key for document in DOCUMENTS), LIST, PLANNING_LIST, PROVIDER_YEAR)
"""Every kind of file there is in any project."""


@click.command("byg", options_metavar="[VALG]")
@click.option("--borger", "borgere", multiple=True, metavar="ID", help="Kun denne borger. Kan gentages.")
@click.option("--tilbud", multiple=True, metavar="ID", help="Kun dette tilbud. Kan gentages.")
@click.option("--rådgiver", "--raadgiver", "rådgivere", multiple=True, metavar="ID", help="Kun denne rådgiver.")
@click.option(
    "--måned",
    "--maaned",
    "måneder",
    multiple=True,
    type=DanishMonth(),
    metavar="MÅNED",
    help="Kun møder i denne måned.",
)
@click.option(
    "--dokument",
    "dokumenter",
    multiple=True,
    metavar="NAVN",
    help=f"Kun dette: {', '.join(KINDS)} eller et eget dokument.",
)
@click.option("--år", "--aar", "år", type=Year(), metavar="ÅR", help="Året. Ellers det i mlmp.yaml.")
@click.option("--brevdato", type=DanishDate(), metavar="DATO", help="Dato på breve og bestillinger, der ikke er sendt.")
@click.option("--dry-run", is_flag=True, help="Vis, hvad der ville blive lavet og hvorfor. Skriv intet.")
@click.option("--force", is_flag=True, help="Lav også det, der er uændret. Rettede og sendte filer røres aldrig.")
@click.option("--prune", is_flag=True, help="Fjern filer, som planerne ikke længere beder om.")
@click.option("--pdf", is_flag=True, help="Lav også PDF ved siden af dokumenter og lister. Kræver LibreOffice.")
@click.option(
    "--processer", type=click.IntRange(1, 64), metavar="ANTAL", help="Hvor mange kerner der bruges. Ellers alle."
)
@click.option("--klynge", "--cluster", metavar="ADRESSE", help="Lav filerne på en Dask-klynge, fx tcp://10.0.0.5:8786.")
@json_option
@project_option
def build(
    borgere: tuple[str, ...],
    tilbud: tuple[str, ...],
    rådgivere: tuple[str, ...],
    måneder: tuple[int, ...],
    dokumenter: tuple[str, ...],
    år: int | None,
    brevdato: date | None,
    dry_run: bool,
    force: bool,
    prune: bool,
    pdf: bool,
    processer: int | None,
    klynge: str | None,
    as_json: bool,
    projekt: Path | None,
) -> None:
    """Lav de dokumenter og lister, der mangler eller er forældede.

    Filer, som en person har rettet, bliver ladt i fred: den nye udgave lægges ved siden af som .ny.docx.
    Det, der er sendt, bliver aldrig lavet om.
    """
    project = open_project(projekt, as_json=as_json)
    kinds = _kinds(project)
    selection = Selection(
        borgere=known(borgere, set(project.ids), "--borger"),
        tilbud=known(tilbud, set(project.opsætning.tilbud), "--tilbud"),
        rådgivere=known(rådgivere, set(project.opsætning.rådgivere), "--rådgiver"),
        måneder=frozenset(måneder),
        dokumenter=known(dokumenter, set(kinds) - {PDF}, "--dokument"),
    )
    processes = processer or os.cpu_count() or 1
    printer = Printer(libreoffice.find(os.environ.get("PATH")), min(2, processes)) if pdf else None
    year = år or project.opsætning.år
    request = Request(year, selection, brevdato, force=force, prune=prune, dry_run=dry_run, printer=printer)
    result = _run(project, request, processes, klynge, quiet=as_json)
    if as_json:
        print_json(diagnostics=result.diagnostics, outcomes=result.outcomes, år=request.år, dry_run=dry_run)
    else:
        print_diagnostics(result.diagnostics)
        _print_result(result, request, kinds)
        if not project.plans:
            click.echo("\nMappen citizens er tom. Lav den første plan med 'mlmp ny NAVN --tilbud … --rådgiver …'.")
    raise SystemExit(1 if result.needs_attention else 0)


def _kinds(project: Project) -> tuple[str, ...]:
    """Every kind of file of this project, in the order of the summary."""
    return (*(document.key for document in table(project.opsætning)), LIST, PLANNING_LIST, PROVIDER_YEAR, PDF)


def _run(project: Project, request: Request, processes: int, klynge: str | None, *, quiet: bool) -> Result:
    try:
        helpers = cluster(klynge) if klynge else nullcontext()
        with helpers as executor, progress_bar("Laver dokumenter", quiet=quiet) as progress:
            return run_build(project, request, processes=processes, executor=executor, progress=progress, wait=waiting)
    except ClusterError as trouble:
        raise click.ClickException(f"Klyngen kan ikke bruges: {trouble}.") from trouble
    except store.SaveError as trouble:
        raise click.ClickException(f"Mappen output kan ikke bruges: {trouble}.") from trouble


def _print_result(result: Result, request: Request, kinds: tuple[str, ...]) -> None:
    if request.dry_run:
        click.echo("Prøvekørsel: intet er skrevet.\n")
        for outcome in result.outcomes:
            click.echo(f"{outcome.path}: {outcome.action}{f' ({outcome.reason})' if outcome.reason else ''}")
        click.echo("")
    print_summary(result.outcomes, kinds)
    if result.diagnostics:
        click.echo(f"\nPlanerne: {counted(result.diagnostics)}. Se beskederne ovenfor.")
    if result.elsewhere:
        noun = "besked" if result.elsewhere == 1 else "beskeder"
        click.echo(f"\nOm andre planer er der {result.elsewhere} {noun}; se dem med 'mlmp tjek'.")
    if note := january_note(result.januar, request.år):
        click.echo(f"\n{note}")
    if not request.dry_run and result.outcomes:
        click.echo(f"\nFilerne ligger i output/{request.år}/.")
