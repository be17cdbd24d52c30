"""`mlmp ny`: a plan file for a new citizen."""

import re
import sys
import unicodedata
from pathlib import Path

import click

from mlmp_docs.cli.command import command
from mlmp_docs.cli.options import json_option, known, project_option
from mlmp_docs.cli.output import print_json
from mlmp_docs.cli.workspace import open_project
from mlmp_docs.plan.cpr import CprNummer
from mlmp_docs.plan.cpr_traces import tells_cpr_number
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.procedure.new_plan import plan_text, proposed_id
from mlmp_docs.project import RESERVED, Project
from mlmp_docs.store import reason


@command("ny")
@click.argument("ord_", nargs=-1, required=True, metavar="NAVN")
@click.option(
    "--tilbud", multiple=True, required=True, metavar="ID", help="Borgerens tilbud; det første er det primære."
)
@click.option("--rådgiver", "--raadgiver", "rådgiver", required=True, metavar="ID", help="Borgerens rådgiver.")
@click.option("--id", "borger_id", metavar="ID", help="Filens navn uden .yaml. Ellers laves det af navnet.")
@json_option
@project_option
def new(
    ord_: tuple[str, ...],
    tilbud: tuple[str, ...],
    rådgiver: str,
    borger_id: str | None,
    as_json: bool,
    projekt: Path | None,
) -> None:
    """Lav en planfil til en ny borger med de felter, der skal udfyldes.

    Sæt navnet i anførselstegn. Du bliver spurgt om cpr-nummeret; skriv det aldrig på kommandolinjen.
    """
    project = open_project(projekt, as_json=as_json)
    known(tilbud, set(project.opsætning.tilbud), "--tilbud")
    if twice := next((entry for entry in tilbud if tilbud.count(entry) > 1), None):
        raise click.BadParameter(f"Tilbuddet '{twice}' er skrevet to gange.", param_hint="'--tilbud'")
    known((rådgiver,), set(project.opsætning.rådgivere), "--rådgiver")
    name = _name(ord_)
    target = project.root / "citizens" / f"{_id(borger_id, name, project)}.yaml"
    cpr = _ask_for_cpr()
    if taken := next((citizen.id for citizen in project.citizens if citizen.plan.borger.cpr == cpr), None):
        raise click.ClickException(f"Cpr-nummeret står allerede i citizens/{taken}.yaml. Intet er skrevet.")
    content = plan_text(name, cpr, tilbud, rådgiver, project.opsætning.år).encode()
    reading = read_plan(content, f"citizens/{target.name}")
    if reading.value is None or reading.value.borger.navn != name:
        raise click.BadParameter("Navnet indeholder tegn, som ikke kan bruges.", param_hint="NAVN")
    try:
        target.parent.mkdir(exist_ok=True)
        with target.open("xb") as file:
            file.write(content)
        target.chmod(0o600)
    except OSError as trouble:
        raise click.ClickException(f"Filen citizens/{target.name} kan ikke skrives: {reason(trouble)}.") from trouble
    if as_json:
        print_json(files=[{"path": f"citizens/{target.name}", "action": "lavet", "reason": "ny borger"}])
    else:
        click.echo(f"Planen ligger i citizens/{target.name}. Åbn den, og udfyld resten; 'mlmp tjek' finder fejl.")


def _name(words: tuple[str, ...]) -> str:
    if len(words) > 1:
        message = 'Sæt hele navnet i anførselstegn: mlmp ny "Fornavn Efternavn" --tilbud …'
        raise click.BadParameter(message, param_hint="NAVN")
    name = " ".join(unicodedata.normalize("NFC", words[0]).split())
    if not name or tells_cpr_number(name):
        raise click.BadParameter("Skriv borgerens navn, og kun det.", param_hint="NAVN")
    return name


def _ask_for_cpr() -> str:
    """Ask until it is a CPR number; it is shown nowhere. Without a terminal it is read line by line."""
    if sys.stdin.isatty():
        return str(click.prompt("Cpr-nummer (vises ikke)", hide_input=True, value_proc=_cpr, err=True))
    for line in sys.stdin:
        try:
            return _cpr(line.strip())
        except click.BadParameter as wrong:
            click.echo(wrong.message, err=True)
    raise click.UsageError("Der mangler et cpr-nummer. Skriv det, når der bliver spurgt.")


def _cpr(text: str) -> str:
    from pydantic import TypeAdapter, ValidationError

    try:
        return str(TypeAdapter(CprNummer).validate_python(text))
    except ValidationError as wrong:
        raise click.BadParameter(wrong.errors(include_input=False)[0]["msg"]) from None


def _id(given: str | None, name: str, project: Project) -> str:
    taken = project.ids | RESERVED
    if given is not None:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", given) or len(given) > 60 or tells_cpr_number(given):
            message = "Brug små bogstaver a-z, tal og bindestreg, og aldrig et cpr-nummer."
            raise click.BadParameter(message, param_hint="'--id'")
        if given in taken:
            raise click.BadParameter(f"Id'et '{given}' er brugt eller kan ikke bruges.", param_hint="'--id'")
        return given
    return proposed_id(name, taken)
