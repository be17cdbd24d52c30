"""`mlmp kladde`: drafts of e-mails, letters and calendar invitations. Nothing is sent."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import click

from mlmp_docs.build.drafts import DraftRequest, drafts, kinds
from mlmp_docs.build.request import Selection
from mlmp_docs.cli import options
from mlmp_docs.cli.command import command
from mlmp_docs.cli.draft_summary import print_drafts, told_attendees, told_draft, told_refusal, told_unreached
from mlmp_docs.cli.meanings import meanings, plain
from mlmp_docs.cli.output import print_diagnostics, print_json
from mlmp_docs.cli.running import cores, making, printer
from mlmp_docs.cli.workspace import open_project, waiting
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.plan.nearest import nearest
from mlmp_docs.project import Project

LISTS = ("lister", "liste", "lists")
STATUS = ("påmindelser", "paamindelser", "påmindelse", "paamindelse", "reminders")


_TAKEN = ("--borger", "--dokument", "--tilbud", "--måned")
"""What a word may choose by itself."""
_BY_OPTION = ("--rådgiver", "--år", "--dato")
"""What needs its option."""


@command("kladde")
@click.argument("hvad", nargs=-1, metavar="[HVAD] …")
@options.borger_option()
@options.dokument_option("Kun dette, fx referat eller kalender.")
@options.tilbud_option("Kun borgere i dette tilbud. Kan gentages.")
@options.rådgiver_option()
@options.måned_option()
@click.option("--modtager", metavar="HVEM", default="", help="Kun til denne: en rolle, et tilbuds id eller et navn.")
@options.år_option()
@options.brevdato_option
@options.dry_run_option("Vis, hvad der ville blive lavet. Skriv intet.")
@options.date_option
@options.json_option
@options.project_option
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
        set(options.known_borgere(borgere, project)),
        set(options.known(tuple(each.casefold() for each in dokumenter), set(kinds(project)), "--dokument")),
        set(options.known_tilbud(tilbud, project)),
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
        options.known_rådgivere(rådgivere, project),
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
    processes = cores()
    with making("Laver kladder", quiet=as_json) as progress:
        made = drafts(project, request, printer(processes), processes=processes, progress=progress, wait=waiting)
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
            ændrede_deltagere=[told_attendees(each) for each in made.attendees],
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
    typed = plain(word)
    if typed in LISTS or typed in STATUS:
        asked.lists = asked.lists or typed in LISTS
        asked.status = asked.status or typed in STATUS
        return
    of_kinds = {"--dokument": typed} if typed in kinds(project) else {}
    found = [each for each in {**meanings(word, project), **of_kinds} if each in _TAKEN]
    if len(found) > 1:
        ways = " eller ".join(f"'{option} {typed}'" for option in found)
        raise click.BadParameter(f"'{typed}' kan betyde flere ting. Skriv {ways}.", param_hint="HVAD")
    if not found:
        raise click.BadParameter(_unknown(word, project), param_hint="HVAD")
    if found == ["--måned"]:
        asked.måneder.add(MÅNEDER.index(typed) + 1)
    else:
        {"--borger": asked.borgere, "--dokument": asked.dokumenter, "--tilbud": asked.tilbud}[found[0]].add(typed)


def _unknown(word: str, project: Project) -> str:
    """What was typed may be a name or a CPR number and is not repeated."""
    words: Iterable[str] = (
        *sorted(project.ids), *kinds(project), *project.opsætning.tilbud, *MÅNEDER, "lister", "påmindelser"
    )  # fmt: skip
    close = nearest(plain(word), list(words))
    told = "Det er hverken en borger, et dokument, en måned, et tilbud, 'lister' eller 'påmindelser'."
    options = [f"'{option} {value}'" for option, value in meanings(word, project).items() if option in _BY_OPTION]
    if options:
        return f"{told} Mente du {options[0]}?"
    remedy = f"Mente du '{close}'?" if close else f"Dokumenter: {', '.join(kinds(project))}."
    return f"{told} {remedy}"
