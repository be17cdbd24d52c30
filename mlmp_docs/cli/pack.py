"""`mlmp pakke`: one PDF for print, per tilbud, rådgiver, month or day."""

import os
from datetime import date
from pathlib import Path

import click

from mlmp_docs import store
from mlmp_docs.build.packs import PackRequest, Packs, kinds, packs
from mlmp_docs.cli.options import DanishDate, DanishMonth, Year, date_option, json_option, known, project_option
from mlmp_docs.cli.output import print_diagnostics, print_json
from mlmp_docs.cli.pack_summary import print_packs, told_pack
from mlmp_docs.cli.progress import progress_bar
from mlmp_docs.cli.workspace import open_project, waiting
from mlmp_docs.outbox import libreoffice
from mlmp_docs.outbox.libreoffice import Printer
from mlmp_docs.procedure.packs import PackReader
from mlmp_docs.project import Project

_NOTHING = (
    "Skriv, hvad der skal pakkes: '--tilbud bostedet-fjordglimt', '--rådgiver mette-holm', '--måned maj' "
    "eller '--dag 12.5.2027'. En pakke har én læser: et tilbud eller en rådgiver."
)


@click.command("pakke", options_metavar="[VALG]")
@click.option("--tilbud", multiple=True, metavar="ID", help="En pakke til dette tilbud: kun det, tilbuddet må få.")
@click.option(
    "--rådgiver",
    "--raadgiver",
    "rådgivere",
    multiple=True,
    metavar="ID",
    help="En pakke til denne rådgiver: egne borgere.",
)
@click.option(
    "--måned",
    "--maaned",
    "måneder",
    multiple=True,
    type=DanishMonth(),
    metavar="MÅNED",
    help="Kun møder i denne måned. Alene: en pakke til hver rådgiver.",
)
@click.option(
    "--dag",
    type=DanishDate(),
    metavar="DATO",
    help="Min dag: dagens møder i rækkefølge med dagsorden, plan og referat til at skrive i.",
)
@click.option("--dokument", "dokumenter", multiple=True, metavar="NAVN", help="Kun dette. Kan gentages.")
@click.option("--år", "--aar", "år", type=Year(), metavar="ÅR", help="Året. Ellers det i mlmp.yaml.")
@click.option("--enkeltsidet", is_flag=True, help="Uden blanke sider. Ellers begynder hvert dokument på en højreside.")
@click.option("--brevdato", type=DanishDate(), metavar="DATO", help="Dato på breve og bestillinger, der ikke er sendt.")
@click.option("--dry-run", is_flag=True, help="Vis, hvad pakken ville indeholde. Skriv intet.")
@date_option
@json_option
@project_option
def pack(
    tilbud: tuple[str, ...],
    rådgivere: tuple[str, ...],
    måneder: tuple[int, ...],
    dag: date | None,
    dokumenter: tuple[str, ...],
    år: int | None,
    enkeltsidet: bool,
    brevdato: date | None,
    dry_run: bool,
    dato: date,
    as_json: bool,
    projekt: Path | None,
) -> None:
    """Saml dokumenter til print i én PDF med indholdsliste, bogmærker og blanke sider til dupleks.

    Det, der mangler eller er forældet, bliver lavet først. Pakken indeholder kun, hvad læseren må se; det, der er
    udeladt, står på skærmen og på forsiden. Kræver LibreOffice.
    """
    project = open_project(projekt, as_json=as_json)
    if not (tilbud or rådgivere or måneder or dag):
        raise click.UsageError(_NOTHING)
    if tilbud and rådgivere:
        raise click.UsageError("En pakke har én læser: vælg --tilbud eller --rådgiver, ikke begge.")
    if dag and tilbud:
        raise click.UsageError("--dag laver en rådgivers dag. Til et tilbud: brug --tilbud sammen med --måned.")
    if dag and måneder:
        raise click.UsageError("Vælg --dag eller --måned, ikke begge.")
    if dag and år and år != dag.year:
        raise click.UsageError(f"Dagen ligger i {dag.year}, men --år er {år}. Udelad --år.")
    request = PackRequest(
        år=dag.year if dag else år or project.opsætning.år,
        dato=dato,
        readers=_readers(tilbud, rådgivere, project),
        måneder=frozenset(måneder),
        dokumenter=known(tuple(each.casefold() for each in dokumenter), set(kinds(project)), "--dokument"),
        dag=dag,
        duplex=not enkeltsidet,
        brevdato=brevdato,
        dry_run=dry_run,
    )
    made = _run(project, request, quiet=as_json)
    if as_json:
        print_json(
            diagnostics=made.diagnostics,
            outcomes=(*(each.outcome for each in made.packs), *made.outcomes),
            år=request.år,
            dato=dato.isoformat(),
            dry_run=dry_run,
            pakker=[told_pack(each) for each in made.packs],
            ulæselige=list(made.unreadable),
        )
    else:
        print_diagnostics(made.diagnostics)
        print_packs(made, request)
    raise SystemExit(1 if made.needs_attention else 0)


def _readers(tilbud: tuple[str, ...], rådgivere: tuple[str, ...], project: Project) -> tuple[PackReader, ...]:
    """The readers in the order of mlmp.yaml; every rådgiver when none was asked for."""
    settings = project.opsætning
    if tilbud:
        asked = known(tilbud, set(settings.tilbud), "--tilbud")
        return tuple(PackReader("tilbud", id_) for id_ in settings.tilbud if id_ in asked)
    asked = known(rådgivere, set(settings.rådgivere), "--rådgiver")
    return tuple(PackReader("rådgiver", id_) for id_ in settings.rådgivere if not asked or id_ in asked)


def _run(project: Project, request: PackRequest, *, quiet: bool) -> Packs:
    processes = os.cpu_count() or 1
    printer = Printer(libreoffice.find(os.environ.get("PATH")), min(2, processes))
    try:
        with progress_bar("Laver pakker", quiet=quiet) as progress:
            return packs(project, request, printer, processes=processes, progress=progress, wait=waiting)
    except store.SaveError as trouble:
        raise click.ClickException(f"Mappen output kan ikke bruges: {trouble}.") from trouble
