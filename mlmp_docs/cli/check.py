"""`mlmp tjek`: find everything that is wrong."""

from pathlib import Path

import click

from mlmp_docs.build.language import language
from mlmp_docs.build.run import project_diagnostics
from mlmp_docs.build.template_check import check_templates
from mlmp_docs.cli.command import command
from mlmp_docs.cli.january import january_note
from mlmp_docs.cli.options import json_option, project_option
from mlmp_docs.cli.output import counted, print_diagnostics, print_json
from mlmp_docs.cli.workspace import open_project
from mlmp_docs.diagnostic import Level, in_file_order
from mlmp_docs.plan.nearest import nearest
from mlmp_docs.plan.readability import EASY, VERY_EASY
from mlmp_docs.procedure.duties import meeting_duties, tight_january
from mlmp_docs.procedure.plain_language import Figure
from mlmp_docs.project import CITIZENS, TEMPLATES, Project

_EMPTY = f" Mappen {CITIZENS} er tom; lav den første plan med 'mlmp ny NAVN --tilbud … --rådgiver …'."


@command("tjek")
@click.argument("filer", nargs=-1, metavar="[FILER]…", type=click.Path(path_type=Path))
@click.option(
    "--sprog", is_flag=True, help="Mål også, hvor let det er at læse, som planerne skriver til borgeren (LIX)."
)
@json_option
@project_option
def check(filer: tuple[Path, ...], sprog: bool, as_json: bool, projekt: Path | None) -> None:
    """Find alle fejl i planer, mlmp.yaml og skabeloner.

    Uden FILER tjekkes hele projektet. Med FILER (eller mapper) vises kun det, der handler om dem.
    """
    project = open_project(projekt, as_json=as_json)
    asked = {name for path in filer for name in _shown_names(path, project)}
    found = project_diagnostics(project)
    if not asked or any(name.endswith(".docx") for name in asked):
        found = in_file_order([*found, *check_templates(project)])
    measured: tuple[Figure, ...] = ()
    if sprog:
        measured, advice = language(project)
        found = in_file_order([*found, *advice])
        measured = tuple(figure for figure in measured if not asked or figure.file in asked)
    if asked:
        found = tuple(diagnostic for diagnostic in found if diagnostic.place.file in asked)
    plans = len(project.plans)
    if as_json:
        print_json(diagnostics=found, planer=plans, sprog=[_told(figure) for figure in measured])
    else:
        print_diagnostics(found)
        if sprog:
            _print_figures(measured)
        what = (
            f"{len(asked)} {'fil' if len(asked) == 1 else 'filer'}"
            if asked
            else f"{plans} {'plan' if plans == 1 else 'planer'}"
        )
        click.echo(f"Tjekket {what}: {counted(found)}.{'' if plans or asked else _EMPTY}")
        if not asked and (note := _january(project)):
            click.echo(note)
    raise SystemExit(1 if any(diagnostic.level is Level.FEJL for diagnostic in found) else 0)


def _january(project: Project) -> str:
    """What to know of January before the lists of the year are sent; nothing afterwards."""
    year = project.opsætning.år
    if any(sent.år == year for sent in project.lister.lister):
        return ""
    meetings = (
        meeting for each in project.citizens for meeting in meeting_duties(each.id, each.plan, project.opsætning)
    )
    return january_note(sum(tight_january(meeting, year) for meeting in meetings), year)


def _print_figures(measured: tuple[Figure, ...]) -> None:
    """A line for each file and each of the citizen's documents."""
    click.echo(f"LIX (helst højst {VERY_EASY} i plan og ark, {EASY} i breve og referat):")
    width = max((len(figure.file) for figure in measured), default=0)
    for figure in measured:
        much = "  ← over" if figure.is_over else ""
        words = f"{figure.reading.words} ord"
        click.echo(f"  {figure.file:<{width}}  {figure.reading.lix:3.0f}  {figure.reads.what} ({words}){much}")
    click.echo("" if measured else "  Planerne har ingen tekster til borgeren endnu.\n")


def _meant(path: Path, project: Project) -> str:
    """The file that was probably meant by a citizen's id, a document's name, or a misspelled file name."""
    templates = [file.name for file in sorted((project.root / TEMPLATES).glob("*.docx"))]
    files = {plan.id: plan.file for plan in project.plans} | {Path(n).stem: f"{TEMPLATES}/{n}" for n in templates}
    meant = nearest(path.stem, files)
    return f" Mente du '{files[meant]}'?" if meant else ""


def _told(figure: Figure) -> dict[str, object]:
    return {
        "file": figure.file,
        "document": figure.reads.what,
        "lix": round(figure.reading.lix, 1),
        "at_most": figure.reads.at_most,
        "words": figure.reading.words,
    }


def _shown_names(path: Path, project: Project) -> list[str]:
    """The names that messages use for a file given on the command line, or for all files of a folder.

    Nothing for the project's own folder, which stands for everything.
    """
    full = (path if path.is_absolute() else Path.cwd() / path).resolve()
    if not full.exists():
        raise click.BadParameter(f"Filen '{path}' findes ikke.{_meant(path, project)}", param_hint="FILER")
    try:
        name = full.relative_to(project.root.resolve()).as_posix()
    except ValueError:
        raise click.BadParameter(f"'{path}' ligger ikke i projektet.", param_hint="FILER") from None
    if full.is_file():
        return [name]
    if name == ".":
        return []
    endings = {CITIZENS: (".yaml", ".yml"), TEMPLATES: (".docx",)}.get(name, ())
    files = sorted(file.name for file in full.iterdir() if file.suffix.lower() in endings)
    if not files:
        raise click.BadParameter(f"Mappen '{path}' har ingen filer, der kan tjekkes.", param_hint="FILER")
    return [f"{name}/{file}" for file in files]
