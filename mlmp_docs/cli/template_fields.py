"""`mlmp skabelon felter`: every field a template may use, on the screen, as JSON or as a Word document."""

from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path
from shutil import get_terminal_size
from textwrap import fill, wrap

import click

from mlmp_docs.build.field_list import Field, FieldList, field_lists
from mlmp_docs.cli.command import command
from mlmp_docs.cli.options import json_option, project_option
from mlmp_docs.cli.output import print_json
from mlmp_docs.cli.template_files import document_key, open_desk, save_new

_NARROWEST, _WIDEST = 80, 140
_LONGEST_NAME = 36
_SHOWN = 60
"""Letters of an example on the screen."""


@command("felter")
@click.option("--dokument", metavar="NAVN", help="Kun felterne til ét dokument, fx indkaldelse.")
@click.option("--word", metavar="FIL", type=click.Path(path_type=Path), help="Lav en Word-fil med felterne.")
@json_option
@project_option
def fields(dokument: str | None, word: Path | None, as_json: bool, projekt: Path | None) -> None:
    """Vis alle felter, en skabelon kan bruge: betydning, type og et eksempel.

    De første felter kan bruges i alle skabeloner; hvert dokument har flere, der kun er dets egne.
    """
    desk = open_desk(projekt, as_json=as_json)
    key = document_key(dokument, desk)
    lists = [_shown(found) for found in field_lists(desk.opsætning) if key is None or found.document in ("", key)]
    if word is not None:
        place = save_new(_sheet(lists), word if word.suffix else word.with_suffix(".docx"))
        if not as_json:
            click.echo(f"Felterne står i {place}.")
    if as_json:
        print_json(felter=[_told(found) for found in lists])
    elif word is None:
        _print(lists)


def _shown(found: FieldList) -> FieldList:
    """Without what only tells where a row's fields belong."""
    return replace(found, fields=tuple(field for field in found.fields if not field.is_place))


def _told(found: FieldList) -> dict[str, object]:
    return {
        "dokument": found.document,
        "titel": found.titel,
        "skabeloner": list(found.templates),
        "altid_tomme": list(found.withheld),
        "felter": [_danish(field) for field in found.fields],
    }


def _danish(field: Field) -> dict[str, str]:
    told = asdict(field)
    names = {"path": "felt", "tag": "skriv", "meaning": "betydning", "kind": "type", "sample": "eksempel"}
    names["fill_in"] = "udfyld"
    return {danish: told[name] for name, danish in names.items()}


def _print(lists: list[FieldList]) -> None:
    width = max(_NARROWEST, min(get_terminal_size().columns, _WIDEST))
    for found in lists:
        click.echo(f"{_title(found)}\n")
        if found.withheld:
            click.echo(f"{fill(_withheld(found), width)}\n")
        column = min(max(len(field.path) for field in found.fields), _LONGEST_NAME) + 2
        for field in found.fields:
            click.echo(_line(field, column, width))
        click.echo("")
    click.echo(
        "Skriv {{ borger.navn }} for at vise et felt. [] betyder hvert punkt på en liste:\n"
        "{% for m in mål %}{{ m.borgermål }}{% endfor %}\n"
        "* kan være et felt, som en person udfylder i Word: {{ felt('handleplan.formål') }} på en linje,\n"
        "{{p felt('min_plan.det_kan_jeg') }} i et afsnit for sig selv. [+] efter stien: et tomt felt til noget nyt.\n"
        "Kun ét dokument: --dokument NAVN. En Word-fil at kopiere fra: --word FIL."
    )


def _line(field: Field, column: int, width: int) -> str:
    """Name, type, meaning and example in columns; a name too long for its column has a line of its own."""
    sample = " ".join(field.sample.split())
    told = f"{field.meaning}. Fx: {sample[:_SHOWN]}{'…' if len(sample) > _SHOWN else ''}" if sample else field.meaning
    told += " *" if field.fill_in else ""
    start = f"{field.path:<{column}}{field.kind:<7}"
    indent = " " * (column + 7)
    wrapped = wrap(told, width, initial_indent=indent, subsequent_indent=indent) or [indent]
    if len(field.path) > column - 2:
        return "\n".join([f"{field.path}  {field.kind}", *wrapped])
    return "\n".join([start + wrapped[0][len(indent) :], *wrapped[1:]])


def _title(found: FieldList) -> str:
    if not found.document:
        return found.titel
    return f"{found.titel} ({found.document}): {', '.join(found.templates)}"


def _withheld(found: FieldList) -> str:
    return f"Altid tomme i dette dokument: {', '.join(found.withheld)}."


def _sheet(lists: list[FieldList]) -> bytes:
    from mlmp_docs.word.field_sheet import Section, SheetRow, field_sheet

    sections = []
    for found in lists:
        sections.append(Section(_title(found), _withheld(found) if found.withheld else "", (), level=1))
        for (name, told), group in groupby(_placed(found), key=lambda entry: entry[:2]):
            rows = tuple(SheetRow(f.tag, _meaning(f), f.kind, f.sample) for *_, f in group if f.tag)
            sections.append(Section(name, told, rows))
    return field_sheet(section for section in sections if section.rows or section.level == 1)


def _meaning(field: Field) -> str:
    return f"{field.meaning}. Til at udfylde: {field.fill_in}" if field.fill_in else field.meaning


def _placed(found: FieldList) -> list[tuple[str, str, Field]]:
    """Each field with the heading it stands under: its record, else its list, and what those are."""
    by_path = {field.path: field for field in found.fields}
    placed = []
    for field in found.fields:
        parent = field.path.rpartition(".")[0].removesuffix("[]")
        owner = by_path.get(parent)
        name = parent if owner and (field.path.startswith(f"{parent}[]") or "." in field.path) else "Enkelte felter"
        told = f"{owner.meaning}." if owner else ""
        if owner and owner.kind == "liste":
            told += f" Hvert punkt står mellem {owner.tag.split(' … ')[0]} og {{% endfor %}}."
        placed.append((name, told, field))
    # Records and lists stand where they are first met, with their plain fields together.
    order = list(dict.fromkeys(entry[0] for entry in placed))
    return sorted(placed, key=lambda entry: order.index(entry[0]))
