"""The peers' way to fill the letter. Each takes a template and citizens and makes every document in memory."""

import io
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

Citizens = Sequence[dict[str, object]]
HERE = Path(__file__).parent


def mlmp(template: bytes, citizens: Citizens) -> None:
    """`mlmp_docs.word.render`."""
    from mlmp_docs.word import render

    for citizen in citizens:
        render(template, citizen)


def byg(template: bytes, citizens: Citizens) -> None:
    """What `mlmp byg` does: with properties, language, mending and the file's memory."""
    from mlmp_docs.word.template import Template

    opened = Template.open(template, "brev.docx")
    for citizen in citizens:
        opened.render(citizen, titel="Brev", forfatter="Rådgiver", memory={"mlmp-kilde": "0" * 64})


def docxtpl(template: bytes, citizens: Citizens) -> None:
    """docxtpl opens its template anew for every document, as its guide tells."""
    from docxtpl import DocxTemplate

    for citizen in citizens:
        document = DocxTemplate(io.BytesIO(template))
        document.render(citizen, autoescape=True)
        document.save(io.BytesIO())


def mailmerge(template: bytes, citizens: Citizens) -> None:
    """docx-mailmerge2, which knows fields and rows."""
    from mailmerge import MailMerge

    for citizen in citizens:
        with MailMerge(io.BytesIO(template)) as document:
            document.merge(**{name: str(value) for name, value in citizen.items() if not isinstance(value, list)})
            for name, first in (("maal", "titel"), ("trin_liste", "trin")):
                document.merge_rows(first, citizen[name])
            document.write(io.BytesIO())


def in_own_process(command: Sequence[str]) -> Callable[[bytes, Citizens], float]:
    """A peer that cannot live in this process; it tells the seconds it took, its start-up left out."""

    def fill(template: bytes, citizens: Citizens) -> float:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "letter.docx").write_bytes(template)
            (Path(folder) / "citizens.json").write_text(json.dumps(list(citizens)), encoding="utf-8")
            told = subprocess.run([*command, folder], check=True, capture_output=True, text=True)
        return float(told.stdout.split()[-1])

    return fill


def seconds(peer: Callable[[bytes, Citizens], float | None], template: bytes, citizens: Citizens) -> float:
    """How long one document takes."""
    start = time.perf_counter()
    told = peer(template, citizens)
    return (time.perf_counter() - start if told is None else told) / len(citizens)


if __name__ == "__main__":  # docxtpl-ng, whose package has the name of docxtpl: run by its own interpreter
    place = Path(sys.argv[1])
    letter, people = (place / "letter.docx").read_bytes(), json.loads((place / "citizens.json").read_text("utf-8"))
    docxtpl(letter, people[:1])
    print(seconds(docxtpl, letter, people) * len(people))
