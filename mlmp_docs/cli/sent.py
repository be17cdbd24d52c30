"""`mlmp sendt`: record what was sent, agreed or received, in the plans or, for lists, in lister.yaml."""

from datetime import date
from pathlib import Path

import click

from mlmp_docs.build.list_record import Posted
from mlmp_docs.cli import options
from mlmp_docs.cli.command import Command, command
from mlmp_docs.cli.running import held
from mlmp_docs.cli.sent_list import ListWish, record_lists
from mlmp_docs.cli.sent_meeting import MeetingWish, record_meetings
from mlmp_docs.cli.workspace import open_project
from mlmp_docs.plan.nearest import nearest
from mlmp_docs.procedure.documents import table
from mlmp_docs.procedure.recordable import KINDS, Kind
from mlmp_docs.project import Project

_LIST, _LISTS = ("liste", "list"), ("lister", "lists")
_ALSO = {
    "status": "statusbeskrivelse",
    "statusbeskrivelser": "statusbeskrivelse",
    "kalenderindkaldelse": "kalender",
    "bestillinger": "bestilling",
    "svar_ja": "svar-ja",
    "svar_nej": "svar-nej",
}
"""Other words for what can be recorded."""
_KEEP = (
    "Journalisér det i fagsystemet, og gem det, som det blev sendt, uden for output/: 'mlmp byg' laver det igen, når "
    "planen ændres."
)
_CHANGE = f"Planen har ikke plads til, hvornår en ændring blev sendt; dens egen dato står i 'ændringer'. {_KEEP}"
_HANDOVER = (
    "Planen har ikke plads til, hvornår brevet om ny rådgiver blev sendt; skiftet står i 'tidligere_rådgivere'. "
    f"{_KEEP}"
)
_NO_PLACE = {
    "dagsorden": "Dagsordenen sendes med 'indkaldelse' og 'kalender'; brug de ord.",
    "svar": "Skriv 'svar-ja' eller 'svar-nej'.",
    "forberedelsesmøde": "Skriv 'tilbudt', 'svar-ja', 'svar-nej', 'dagtilbud' eller 'afholdt'.",
    "forberedelsesmoede": "Skriv 'tilbudt', 'svar-ja', 'svar-nej', 'dagtilbud' eller 'afholdt'.",
    "forberedelsesark": "Arket vises ved forberedelsesmødet; skriv 'afholdt', når det er holdt.",
    "aendring": _CHANGE,
    "ændring": _CHANGE,
    "raadgiverskift": _HANDOVER,
    "rådgiverskift": _HANDOVER,
}
"""Words that a person might try, and what to do instead."""


class _WithWords(Command):
    """Shows the words for what can be recorded below the help."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("HVAD er et eller flere af disse ord"):
            formatter.write_dl([(kind.navn, f"{kind.titel} ({kind.regel})") for kind in KINDS.values()])
        with formatter.section("Lister (R1)"):
            formatter.write_dl(
                [
                    ("mlmp sendt liste --tilbud ID", "Listen til tilbuddet er sendt, som den ligger i output/."),
                    ("mlmp sendt lister", "Alle lister, der er lavet, er sendt."),
                ]
            )


@command("sendt", _WithWords)
@click.argument("ord_", nargs=-1, required=True, metavar="BORGER HVAD…")
@options.tilbud_option("Tilbuddet, det er sendt til eller modtaget fra.")
@click.option("--møde", "--moede", "møde", metavar="ID", help="Mødet, når borgeren har flere i året, fx 2027-2.")
@options.rådgiver_option("Kun rådgiverens lister.")
@options.år_option()
@click.option("--ret", is_flag=True, help="Ret det, der er skrevet før.")
@click.option("--fortryd", is_flag=True, help="Tag det, der er skrevet, tilbage.")
@click.option("--som-filen", is_flag=True, help="Listen er sendt, som filen er, selv om planerne er ændret siden.")
@options.dry_run_option("Vis, hvad der ville blive skrevet. Skriv intet.")
@click.option(
    "--dato", type=options.DanishDate(), default=date.today, metavar="DATO", help="Den dag, det skete. Ellers i dag."
)
@options.json_option
@options.project_option
def sent(
    ord_: tuple[str, ...],
    tilbud: tuple[str, ...],
    møde: str | None,
    rådgivere: tuple[str, ...],
    år: int | None,
    ret: bool,
    fortryd: bool,
    som_filen: bool,
    dry_run: bool,
    dato: date,
    as_json: bool,
    projekt: Path | None,
) -> None:
    """Skriv i planen, at noget er sendt, aftalt eller modtaget.

    BORGER er borgerens id. Flere borgere og flere ord kan skrives på én gang: enten bliver det hele skrevet, eller
    intet. --dato er den dag, det skete. Det, der er skrevet før, ændres kun med --ret.
    """
    if ret and fortryd:
        raise click.UsageError("Vælg enten --ret eller --fortryd.")
    project = open_project(projekt, as_json=as_json)
    of_tilbud = options.known_tilbud(tilbud, project)
    of_rådgiver = options.known_rådgivere(rådgivere, project)
    first = ord_[0].strip().casefold()
    if first in (*_LIST, *_LISTS):
        if len(ord_) > 1 or møde:
            message = f"Efter '{first}' vælges med --tilbud, --rådgiver og --år."
            raise click.UsageError(message)
        wish = ListWish(
            every=first in _LISTS,
            tilbud=of_tilbud,
            rådgivere=of_rådgiver,
            år=år or project.opsætning.år,
            posted=Posted(dato, correct=ret, as_the_file_is=som_filen),
            take_back=fortryd,
            write=not dry_run,
        )
        with held(project, write=wish.write):
            # Another run may have written while this one waited.
            done = record_lists(open_project(project.root, as_json=as_json), wish, as_json=as_json)
    else:
        if rådgivere or som_filen:
            raise click.UsageError("--rådgiver og --som-filen hører til 'mlmp sendt liste'.")
        borgere, kinds = _sorted_out(ord_, project)
        about = MeetingWish(
            borgere, kinds, of_tilbud, møde, år, dato, correct=ret, take_back=fortryd, write=not dry_run
        )
        if of_tilbud and not any(kind.pr_tilbud for kind in kinds):
            raise click.UsageError("--tilbud hører til 'statusbeskrivelse' og 'bestilling'.")
        with held(project, write=about.write):
            done = record_meetings(open_project(project.root, as_json=as_json), about, as_json=as_json)
    raise SystemExit(0 if done else 1)


def _sorted_out(words: tuple[str, ...], project: Project) -> tuple[tuple[str, ...], tuple[Kind, ...]]:
    """The citizens and the kinds among the words, each once and in any order."""
    borgere: list[str] = []
    kinds: list[Kind] = []
    for word in words:
        plain = word.strip().casefold()
        kind = KINDS.get(_ALSO.get(plain, plain))
        if kind is not None:
            kinds.append(kind)
        elif plain not in project.ids and (remedy := _instead(plain, project)):
            raise click.BadParameter(remedy, param_hint="HVAD")
        else:
            borgere.append(word)
    # A citizen that is not there may be a word that was misspelled.
    for word in borgere:
        close = nearest(word.strip().casefold(), KINDS) if word.strip().casefold() not in project.ids else None
        if close and (not kinds or len(borgere) > 1):
            raise click.BadParameter(f"Det ord kendes ikke. Mente du '{close}'?", param_hint="HVAD")
    if not kinds:
        raise click.BadParameter(f"Skriv, hvad der er sket: {', '.join(KINDS)}.", param_hint="HVAD")
    if not borgere:
        raise click.BadParameter("Skriv borgerens id: navnet på planfilen uden .yaml.", param_hint="BORGER")
    return tuple(dict.fromkeys(borgere)), tuple(dict.fromkeys(kinds))


def _instead(word: str, project: Project) -> str:
    """What to do about a document that the plan has no room to record; empty when the word is none."""
    if word in _NO_PLACE:
        return _NO_PLACE[word]
    is_document = any(word == document.key for document in table(project.opsætning))
    return f"Planen har ikke plads til, hvornår dokumentet '{word}' blev sendt. {_KEEP}" if is_document else ""
