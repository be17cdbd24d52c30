"""`mlmp pakke`: one PDF for print, per tilbud, rådgiver, month or day."""

from datetime import date
from pathlib import Path

import click

from mlmp_docs.build.packs import PackRequest, kinds, packs
from mlmp_docs.cli import options
from mlmp_docs.cli.command import command
from mlmp_docs.cli.output import print_diagnostics, print_json
from mlmp_docs.cli.pack_summary import print_packs, told_pack
from mlmp_docs.cli.running import cores, making, printer
from mlmp_docs.cli.workspace import open_project, waiting
from mlmp_docs.procedure.packs import PackReader
from mlmp_docs.project import Project

_NOTHING = (
    "Skriv, hvad der skal pakkes: '--tilbud bostedet-fjordglimt', '--rådgiver mette-holm', '--måned maj' "
    "eller '--dag 12.5.2027'. En pakke har én læser: et tilbud eller en rådgiver."
)


@command("pakke")
@options.tilbud_option("En pakke til dette tilbud: kun det, tilbuddet må få.")
@options.rådgiver_option("En pakke til denne rådgiver: egne borgere.")
@options.måned_option("Kun møder i denne måned. Alene: en pakke til hver rådgiver.")
@click.option(
    "--dag",
    type=options.DanishDate(),
    metavar="DATO",
    help="Min dag: dagens møder i rækkefølge med dagsorden, plan og referat til at skrive i.",
)
@options.dokument_option("Kun dette. Kan gentages.")
@options.år_option()
@click.option("--enkeltsidet", is_flag=True, help="Uden blanke sider. Ellers begynder hvert dokument på en højreside.")
@options.brevdato_option
@options.dry_run_option("Vis, hvad pakken ville indeholde. Skriv intet.")
@options.date_option
@options.json_option
@options.project_option
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
        dokumenter=options.known(tuple(each.casefold() for each in dokumenter), set(kinds(project)), "--dokument"),
        dag=dag,
        duplex=not enkeltsidet,
        brevdato=brevdato,
        dry_run=dry_run,
    )
    processes = cores()
    with making("Laver pakker", quiet=as_json) as progress:
        made = packs(project, request, printer(processes), processes=processes, progress=progress, wait=waiting)
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
        asked = options.known_tilbud(tilbud, project)
        return tuple(PackReader("tilbud", id_) for id_ in settings.tilbud if id_ in asked)
    asked = options.known_rådgivere(rådgivere, project)
    return tuple(PackReader("rådgiver", id_) for id_ in settings.rådgivere if not asked or id_ in asked)
