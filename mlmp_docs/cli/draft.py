"""`mlmp kladde`: drafts of e-mails, letters and calendar invitations. Nothing is sent."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import click

from mlmp_docs import store
from mlmp_docs.build.drafts import DraftRequest, Drafts, drafts, kinds
from mlmp_docs.build.request import Selection
from mlmp_docs.cli.draft_summary import print_drafts, told_draft, told_refusal, told_unreached
from mlmp_docs.cli.options import DanishDate, DanishMonth, Year, date_option, json_option, known, project_option
from mlmp_docs.cli.output import print_diagnostics, print_json
from mlmp_docs.cli.progress import progress_bar
from mlmp_docs.cli.workspace import open_project, waiting
from mlmp_docs.outbox import libreoffice
from mlmp_docs.outbox.libreoffice import Printer
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.plan.nearest import nearest
from mlmp_docs.project import Project

LISTS = ("lister", "liste", "lists")
STATUS = ("påmindelser", "paamindelser", "påmindelse", "paamindelse", "reminders")


@click.command("kladde", options_metavar="[VALG]")
@click.argument("hvad", nargs=-1, metavar="[HVAD] …")
@click.option("--borger", "borgere", multiple=True, metavar="ID", help="Kun denne borger. Kan gentages.")
@click.option("--dokument", "dokumenter", multiple=True, metavar="NAVN", help="Kun dette, fx referat eller kalender.")
@click.option("--tilbud", multiple=True, metavar="ID", help="Kun borgere i dette tilbud. Kan gentages.")
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
@click.option("--modtager", metavar="HVEM", default="", help="Kun til denne: en rolle, et tilbuds id eller et navn.")
@click.option("--år", "--aar", "år", type=Year(), metavar="ÅR", help="Året. Ellers det i mlmp.yaml.")
@click.option("--brevdato", type=DanishDate(), metavar="DATO", help="Dato på breve og bestillinger, der ikke er sendt.")
@click.option("--dry-run", is_flag=True, help="Vis, hvad der ville blive lavet. Skriv intet.")
@date_option
@json_option
@project_option
def draft(
    hvad: tuple[str, ...],
    borgere: tuple[str, ...],
    dokumenter: tuple[str, ...],
    tilbud: tuple[str, ...],
    rådgivere: tuple[str, ...],
    måneder: tuple[int, ...],
    modtager: str,
    år: int | None,
    brevdato: date | None,
    dry_run: bool,
    dato: date,
    as_json: bool,
    projekt: Path | None,
) -> None:
    """Lav kladder til e-mail, breve til Digital Post eller print, og kalenderindkaldelser. Intet bliver sendt.

    HVAD er en borger, et dokument, en måned eller et tilbud, eller flere af dem: 'mlmp kladde anna indkaldelse'.
    'mlmp kladde lister' laves i september til tilbuddene; 'mlmp kladde påmindelser' minder dem om status.

    E-mail og kalender laves kun til adresser på domænerne i 'sikre_mailadresser' i mlmp.yaml. Andre får en PDF.
    """
    project = open_project(projekt, as_json=as_json)
    asked = _Asked(
        set(known(borgere, set(project.ids), "--borger")),
        set(known(tuple(each.casefold() for each in dokumenter), set(kinds(project)), "--dokument")),
        set(known(tilbud, set(project.opsætning.tilbud), "--tilbud")),
        set(måneder),
    )
    for word in hvad:
        _take(word, asked, project)
    chosen = asked.borgere or asked.dokumenter or asked.tilbud or asked.måneder or rådgivere
    if not chosen and not asked.lists and not asked.status:
        raise click.UsageError(
            "Skriv, hvad der skal laves kladder til: en borger, et dokument, en måned eller et tilbud, "
            "'lister' eller 'påmindelser'. For eksempel 'mlmp kladde anna', 'mlmp kladde indkaldelse maj' "
            "eller 'mlmp kladde lister'."
        )
    if (asked.lists or asked.status) and asked.dokumenter:
        raise click.UsageError("Lister og påmindelser laves for sig selv, ikke sammen med et dokument.")
    selection = Selection(
        frozenset(asked.borgere),
        frozenset(asked.tilbud),
        known(rådgivere, set(project.opsætning.rådgivere), "--rådgiver"),
        frozenset(asked.måneder),
        frozenset(asked.dokumenter),
    )
    request = DraftRequest(
        år=år or project.opsætning.år,
        dato=dato,
        selection=selection,
        modtager=modtager,
        documents=not asked.lists and not asked.status,
        lists=asked.lists,
        status=asked.status,
        brevdato=brevdato,
        dry_run=dry_run,
    )
    made = _run(project, request, quiet=as_json)
    nobody = bool(modtager) and not made.drafted
    if as_json:
        print_json(
            diagnostics=made.diagnostics,
            outcomes=made.files,
            år=request.år,
            dato=dato.isoformat(),
            dry_run=dry_run,
            modtagerliste=made.check_list,
            kladder=[told_draft(each) for each in made.drafted],
            uden_vej=[told_unreached(each) for each in made.unreached],
            afvist=[told_refusal(each) for each in made.forbidden],
        )
    else:
        print_diagnostics(made.diagnostics)
        print_drafts(made, request)
    raise SystemExit(1 if made.needs_attention or (nobody and made.forbidden) else 0)


@dataclass
class _Asked:
    """What the words and options choose."""

    borgere: set[str]
    dokumenter: set[str]
    tilbud: set[str]
    måneder: set[int]
    lists: bool = field(default=False)
    status: bool = field(default=False)


def _take(word: str, asked: _Asked, project: Project) -> None:
    """Add what a word means; ends the command when it means nothing, or two things."""
    typed = word.casefold().strip().replace("\\", "/").rpartition("/")[2].removesuffix(".yaml")
    if typed in LISTS or typed in STATUS:
        asked.lists = asked.lists or typed in LISTS
        asked.status = asked.status or typed in STATUS
        return
    meanings = {
        "--borger": typed in project.ids,
        "--dokument": typed in kinds(project),
        "--tilbud": typed in project.opsætning.tilbud,
        "--måned": typed in MÅNEDER,
    }
    found = [option for option, fits in meanings.items() if fits]
    if len(found) > 1:
        ways = " eller ".join(f"'{option} {typed}'" for option in found)
        raise click.BadParameter(f"'{typed}' kan betyde flere ting. Skriv {ways}.", param_hint="HVAD")
    if not found:
        raise click.BadParameter(_unknown(typed, project), param_hint="HVAD")
    if found == ["--måned"]:
        asked.måneder.add(MÅNEDER.index(typed) + 1)
    else:
        {"--borger": asked.borgere, "--dokument": asked.dokumenter, "--tilbud": asked.tilbud}[found[0]].add(typed)


def _unknown(typed: str, project: Project) -> str:
    """What was typed may be a name or a CPR number and is not repeated."""
    words: Iterable[str] = (
        *sorted(project.ids), *kinds(project), *project.opsætning.tilbud, *MÅNEDER, "lister", "påmindelser"
    )  # fmt: skip
    close = nearest(typed, list(words))
    told = "Det er hverken en borger, et dokument, en måned, et tilbud, 'lister' eller 'påmindelser'."
    remedy = f"Mente du '{close}'?" if close else f"Dokumenter: {', '.join(kinds(project))}."
    return f"{told} {remedy}"


def _run(project: Project, request: DraftRequest, *, quiet: bool) -> Drafts:
    processes = os.cpu_count() or 1
    printer = Printer(libreoffice.find(os.environ.get("PATH")), min(2, processes))
    try:
        with progress_bar("Laver kladder", quiet=quiet) as progress:
            return drafts(project, request, printer, processes=processes, progress=progress, wait=waiting)
    except store.SaveError as trouble:
        raise click.ClickException(f"Mappen output kan ikke bruges: {trouble}.") from trouble
