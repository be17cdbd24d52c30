"""`mlmp byg`: make what is out of date."""

from contextlib import nullcontext
from datetime import date
from pathlib import Path

import click

from mlmp_docs.build.cluster import ClusterError, cluster
from mlmp_docs.build.pdf import PDF
from mlmp_docs.build.request import Request, Selection
from mlmp_docs.build.run import Result
from mlmp_docs.build.run import build as run_build
from mlmp_docs.build.worklist import LIST, PLANNING_LIST, PROVIDER_YEAR
from mlmp_docs.cli import options
from mlmp_docs.cli.command import command
from mlmp_docs.cli.january import january_note
from mlmp_docs.cli.output import counted, print_diagnostics, print_json
from mlmp_docs.cli.running import cores, making, printer
from mlmp_docs.cli.summary import print_summary
from mlmp_docs.cli.workspace import open_project, waiting
from mlmp_docs.procedure.documents import DOCUMENTS, table
from mlmp_docs.project import Project

KINDS = (*(document.key for document in DOCUMENTS), LIST, PLANNING_LIST, PROVIDER_YEAR)
"""Every kind of file there is in any project."""


@command("byg")
@options.borger_option()
@options.tilbud_option("Kun dette tilbud. Kan gentages.")
@options.rådgiver_option()
@options.måned_option()
@options.dokument_option(f"Kun dette: {', '.join(KINDS)} eller et eget dokument.")
@options.år_option()
@options.brevdato_option
@options.dry_run_option("Vis, hvad der ville blive lavet og hvorfor. Skriv intet.")
@click.option("--force", is_flag=True, help="Lav også det, der er uændret. Rettede og sendte filer røres aldrig.")
@click.option("--prune", is_flag=True, help="Fjern filer, som planerne ikke længere beder om.")
@click.option("--pdf", is_flag=True, help="Lav også PDF ved siden af dokumenter og lister. Kræver LibreOffice.")
@click.option(
    "--processer", type=options.Number(1, 64), metavar="ANTAL", help="Hvor mange kerner der bruges. Ellers alle."
)
@click.option("--klynge", "--cluster", metavar="ADRESSE", help="Lav filerne på en Dask-klynge, fx tcp://10.0.0.5:8786.")
@options.json_option
@options.project_option
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
        borgere=options.known_borgere(borgere, project),
        tilbud=options.known_tilbud(tilbud, project),
        rådgivere=options.known_rådgivere(rådgivere, project),
        måneder=frozenset(måneder),
        dokumenter=options.known(dokumenter, set(kinds) - {PDF}, "--dokument"),
    )
    processes = processer or cores()
    year = år or project.opsætning.år
    request = Request(
        year,
        selection,
        brevdato,
        force=force,
        prune=prune,
        dry_run=dry_run,
        printer=printer(processes) if pdf else None,
    )
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
        with helpers as executor, making("Laver dokumenter", quiet=quiet) as progress:
            return run_build(project, request, processes=processes, executor=executor, progress=progress, wait=waiting)
    except ClusterError as trouble:
        raise click.ClickException(f"Klyngen kan ikke bruges: {trouble}.") from trouble


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
