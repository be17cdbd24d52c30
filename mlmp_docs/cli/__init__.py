"""The command line: one file per command, imported only when it is called, so that `mlmp --help` is instant."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click

from mlmp_docs import __version__


@dataclass(frozen=True)
class Entry:
    """A command: its Danish name, its English one, the module that holds it, and its line in the help.

    A group of commands has no module, but `below`.
    """

    name: str
    english: str
    module: str
    help: str
    below: "tuple[Entry, ...]" = ()
    function: str = ""
    """What the command is called in its module, where its English name cannot be used."""


SHEET_COMMANDS = (
    Entry("eksport", "export", "sheet_export", "Lav et regneark med planerne til at rette i."),
    Entry(
        "import", "import", "sheet_import", "Flet det, der er rettet i regnearket, ind i planerne.", (), "import_sheet"
    ),
)
TEMPLATE_COMMANDS = (
    Entry("tjek", "check", "template_check", "Find alle fejl i Word-skabeloner."),
    Entry("felter", "fields", "template_fields", "Vis alle felter, en skabelon kan bruge."),
    Entry("vis", "preview", "template_preview", "Udfyld en skabelon med en opdigtet borger."),
)
COMMANDS = (
    Entry("start", "init", "start", "Lav et nyt projekt med skabeloner og eksempler."),
    Entry("ny", "new", "new", "Lav en planfil til en ny borger."),
    Entry("tjek", "check", "check", "Find alle fejl i planer, mlmp.yaml og skabeloner."),
    Entry("byg", "build", "build", "Lav de dokumenter og lister, der mangler eller er forældede."),
    Entry("frister", "status", "status", "Vis, hvem der skal gøre hvad hvornår."),
    Entry("modtagere", "recipients", "recipients", "Vis, hvem der får hvad om en borger, og hvem der ikke må."),
    Entry("kladde", "draft", "draft", "Lav kladder til e-mail, breve og kalender. Intet bliver sendt."),
    Entry("sendt", "sent", "sent", "Skriv, at noget er sendt, aftalt eller modtaget."),
    Entry("overblik", "overview", "overview", "Saml året på én side, der åbnes i browseren."),
    Entry("nyt-år", "rollover", "rollover", "Lav næste års møder i planerne ud fra årets."),
    Entry("pakke", "pack", "pack", "Saml dokumenter til print i én PDF."),
    Entry("overdrag", "handover", "handover", "Giv borgere en ny rådgiver, med liste og breve."),
    Entry("regneark", "sheet", "", "Ret planerne i Excel, og hent rettelserne hjem.", SHEET_COMMANDS),
    Entry("skabelon", "template", "", "Hjælp til at lave Word-skabeloner.", TEMPLATE_COMMANDS),
)


class CommandTable(click.Group):
    """A group that knows its commands by table and loads each one when it is called."""

    def __init__(self, *arguments: Any, entries: tuple[Entry, ...] = COMMANDS, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._entries = entries

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [entry.name for entry in self._entries]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = next((entry for entry in self._entries if cmd_name in (*_spellings(entry.name), entry.english)), None)
        if entry is None:
            return None
        if entry.below:
            return CommandTable(
                entry.name,
                entries=entry.below,
                help=entry.help,
                options_metavar="[VALG]",
                subcommand_metavar="KOMMANDO …",
                no_args_is_help=True,
            )
        command = getattr(import_module(f"mlmp_docs.cli.{entry.module}"), entry.function or entry.english)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.NoSuchOption as unknown:
            # click would name every option that looks a little like it, also one that deletes.
            raise _with_nearest(unknown) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(f"{entry.name} ({entry.english})", entry.help) for entry in self._entries]
        with formatter.section("Kommandoer"):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            _, command, rest = super().resolve_command(ctx, args)
        except click.NoSuchOption:
            raise
        except click.UsageError as unknown:
            raise self._with_nearest_command(unknown, args[0]) from None
        # The Danish name stands in messages, whichever name was typed.
        return (command.name if command else None), command, rest

    def _with_nearest_command(self, unknown: click.UsageError, typed: str) -> click.UsageError:
        """The same complaint with the Danish name of the command that was most likely meant."""
        from mlmp_docs.plan.nearest import nearest

        names = {name: entry.name for entry in self._entries for name in (entry.name, entry.english)}
        meant = nearest(typed, names)
        return click.UsageError(f"{unknown.message} Mente du '{names[meant]}'?", unknown.ctx) if meant else unknown


def _spellings(name: str) -> tuple[str, str]:
    """The name, and as it is typed without the Danish letters: nyt-aar."""
    return name, name.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")


def _with_nearest(unknown: click.NoSuchOption) -> click.UsageError:
    """The same complaint with the one option that was most likely meant, or where to find them all."""
    from mlmp_docs.plan.nearest import nearest

    context = unknown.ctx
    options = [option for each in context.command.params for option in each.opts] if context else []
    begun = [option for option in options if option.startswith(unknown.option_name)]
    meant = begun[0] if len(begun) == 1 else nearest(unknown.option_name, options)
    name = context.command_path if context else "mlmp"
    remedy = f"Mente du '{meant}'?" if meant else f"Se valgene med '{name} --help'."
    return click.UsageError(f"{unknown.message} {remedy}", context)


@click.group(
    cls=CommandTable,
    invoke_without_command=False,
    options_metavar="[VALG]",
    subcommand_metavar="KOMMANDO …",
    context_settings={"help_option_names": ["-h", "--hjælp", "--help"], "max_content_width": 100},
    epilog="Skriv 'mlmp KOMMANDO --help' for at få hjælp til en kommando.",
)
@click.version_option(__version__, "--version", prog_name="mlmp", help="Vis versionen.")
def mlmp(**_: Any) -> None:
    """Dokumenter, lister og frister til borgerplansmøder (Mit liv – Min plan).

    Alt bliver lavet ud fra én planfil pr. borger i mappen citizens/.
    """
