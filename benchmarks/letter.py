"""The letter of the benchmarks: three pages with 74 tags, made by script, and seeded citizens to fill it for.

The same letter is written in the tag language of each peer: docxtpl's, docxtemplater's, carbone's, and Word's own
merge fields.
"""

import io
import random
from collections.abc import Callable
from dataclasses import dataclass

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

_PROSE = (
    "Borgerplansmødet er dit møde. Her taler vi om, hvordan det går, hvad du gerne vil, og hvad der skal til, for at du"
    " kan nå dine mål. Du bestemmer, hvem der skal være med, og du kan altid sige til, hvis der er noget, du ikke vil"
    " tale om. Din kontaktperson hjælper dig med at forberede mødet, og vi skriver ned, hvad vi aftaler, så du kan læse"
    " det bagefter. Har du spørgsmål, kan du ringe til din rådgiver alle hverdage mellem 9 og 14."
)
FIELDS = tuple(
    f"{group}_{name}"
    for group in ("borger", "raadgiver", "tilbud", "moede", "plan", "sag", "aftale")
    for name in ("navn", "adresse", "telefon", "dato", "sted", "tekst", "nummer", "form")
)
"""56 single fields."""

GOAL = ("titel", "formaal", "frist", "udfoerer", "status")
STEP = ("trin", "ansvarlig", "dato")
_FIRST = ("Anna", "Bent", "Carla", "Dan", "Else", "Finn", "Grethe", "Henrik", "Ida", "Jens")
_LAST = ("Aaen", "Bødker", "Carlsen & Søn", "Dahl", "Eg", "Frost", "Gram", "Høj")
_WORDS = ("cykle", "lave mad", "spare op", "ringe til sin søster", "gå i svømmehal", "få ro om aftenen", "passe haven")


@dataclass(frozen=True)
class Language:
    """How a peer writes its tags; `field` for one value, `rows` puts the tags around a table's row of values."""

    field: Callable[[Paragraph, str], None]
    rows: Callable[[Table, str, tuple[str, ...]], None]
    condition: Callable[[Document, str, str], None]


def letter(language: Language) -> bytes:
    """The template: headings, prose, single fields, two tables and four conditions."""
    document = Document()
    for number in range(7):
        document.add_heading(f"Afsnit {number + 1}", 2)
        document.add_paragraph(_PROSE)
        for label in FIELDS[number * 8 : number * 8 + 8]:
            paragraph = document.add_paragraph(f"{label.replace('_', ' ').capitalize()}: ")
            language.field(paragraph, label)
        if number in {1, 4}:
            name, columns = ("maal", GOAL) if number == 1 else ("trin_liste", STEP)
            table = document.add_table(1, len(columns))
            for cell, column in zip(table.rows[0].cells, columns, strict=True):
                cell.text = column.capitalize()
            language.rows(table, name, columns)
            document.add_paragraph()
    for number in (1, 2, 3):
        language.condition(document, f"vis_{number}", f"Bemærk {number}: {_PROSE[:120]}")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def citizens(count: int, first: int = 0) -> list[dict[str, object]]:
    """Values for so many citizens, the same in every run."""
    return [_citizen(number) for number in range(first, first + count)]


def _citizen(number: int) -> dict[str, object]:
    chance = random.Random(number)
    name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
    fields: dict[str, object] = {field: f"{name} {field} {chance.choice(_WORDS)} {number}" for field in FIELDS}
    fields["aftale_tekst"] = f"Vi aftalte:\n{chance.choice(_WORDS)}\tog\n{chance.choice(_WORDS)} <ofte>"
    fields["maal"] = [{key: f"{key} {chance.choice(_WORDS)}" for key in GOAL} for _ in range(chance.randint(2, 6))]
    fields["trin_liste"] = [{key: f"{key} {chance.choice(_WORDS)}" for key in STEP} for _ in range(8)]
    return {**fields, **{f"vis_{key}": chance.random() < 0.5 for key in (1, 2, 3)}}


def _jinja_field(paragraph: Paragraph, name: str) -> None:
    paragraph.add_run(f"{{{{ {name} }}}}")


def _jinja_rows(table: Table, name: str, columns: tuple[str, ...]) -> None:
    table.add_row().cells[0].text = f"{{%tr for x in {name} %}}"
    for cell, column in zip(table.add_row().cells, columns, strict=True):
        cell.text = f"{{{{ x.{column} }}}}"
    table.add_row().cells[0].text = "{%tr endfor %}"


def _jinja_condition(document: Document, name: str, text: str) -> None:
    for line in (f"{{%p if {name} %}}", text, "{%p endif %}"):
        document.add_paragraph(line)


JINJA = Language(_jinja_field, _jinja_rows, _jinja_condition)


def _mustache_field(paragraph: Paragraph, name: str) -> None:
    paragraph.add_run(f"{{{name}}}")


def _mustache_rows(table: Table, name: str, columns: tuple[str, ...]) -> None:
    cells = table.add_row().cells
    for cell, column in zip(cells, columns, strict=True):
        cell.text = f"{{{column}}}"
    cells[0].text = f"{{#{name}}}{cells[0].text}"
    cells[-1].text = f"{cells[-1].text}{{/{name}}}"


def _mustache_condition(document: Document, name: str, text: str) -> None:
    for line in (f"{{#{name}}}", text, f"{{/{name}}}"):
        document.add_paragraph(line)


MUSTACHE = Language(_mustache_field, _mustache_rows, _mustache_condition)


def _carbone_field(paragraph: Paragraph, name: str) -> None:
    paragraph.add_run(f"{{d.{name}}}")


def _carbone_rows(table: Table, name: str, columns: tuple[str, ...]) -> None:
    for turn in ("i", "i+1"):
        for cell, column in zip(table.add_row().cells, columns, strict=True):
            cell.text = f"{{d.{name}[{turn}].{column}}}"


def _carbone_condition(document: Document, name: str, text: str) -> None:
    document.add_paragraph(f"{{d.{name}:ifEQ(true):showBegin}}{text}{{d.{name}:showEnd}}")


CARBONE = Language(_carbone_field, _carbone_rows, _carbone_condition)


def _merge_field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" MERGEFIELD {name} ")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = f"«{name}»"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _merge_rows(table: Table, _name: str, columns: tuple[str, ...]) -> None:
    for cell, column in zip(table.add_row().cells, columns, strict=True):
        _merge_field(cell.paragraphs[0], column)


def _merge_condition(document: Document, name: str, text: str) -> None:
    _merge_field(document.add_paragraph(text), name)


MERGE = Language(_merge_field, _merge_rows, _merge_condition)
