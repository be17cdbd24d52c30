"""What `mlmp byg` made, and the plans it was made from, read without any of the program's own code.

The plans are read by PyYAML's BaseLoader, which keeps every scalar as the text that stands in the file; documents
are read from their XML.
"""

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import yaml

REPOSITORY = Path(__file__).parents[2]
PARTS = ("mlmp.yaml", "citizens", "templates", "lister.yaml")
DOCUMENTS = (
    "datobrev",
    "forberedelsesark",
    "visuel-plan",
    "handleplan",
    "indkaldelse",
    "dagsorden",
    "referat",
    "bestilling",
    "aendring",
    "raadgiverskift",
    "velkomstbrev",
)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHOWN = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")


def one_line(text: str) -> str:
    """The text with every run of blanks and line breaks, also no-break ones, as one blank."""
    return " ".join(text.split())


@dataclass(frozen=True)
class Made:
    """One file that was made."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(self.path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Every visible text: paragraphs of a document, cells and sheet names of a workbook."""
        return tuple(_paragraphs(self.parts) if self.path.suffix == ".docx" else _cells(self.parts))

    @cached_property
    def text(self) -> str:
        return one_line(" ".join(self.texts))

    @cached_property
    def everything(self) -> str:
        """The text of every part but pictures, properties and alternative texts included, also without the marks
        between runs."""
        written = (part for name, part in self.parts.items() if name.endswith((".xml", ".rels")))
        whole = " ".join(part.decode("utf-8", "replace") for part in written)
        return f"{self.name} {whole} {re.sub(r'<[^>]*>', '', whole)}"


@dataclass(frozen=True)
class Document(Made):
    """A Word document of one citizen."""

    borger: str

    @property
    def kind(self) -> str:
        return max((kind for kind in DOCUMENTS if self.name.startswith(f"{kind}-")), key=len)

    @cached_property
    def møde(self) -> str:
        """The meeting's id, or the year."""
        return self.path.stem.rpartition(f"-{self.borger}-")[2]

    @cached_property
    def whose(self) -> str:
        """What stands between the document's name and the citizen's id: a tilbud, or a recipient; else nothing."""
        return self.path.stem.removeprefix(self.kind).removesuffix(f"-{self.borger}-{self.møde}").strip("-")


@dataclass(frozen=True)
class Project:
    """A built project."""

    root: Path

    @cached_property
    def plans(self) -> dict[str, dict[str, Any]]:
        return {path.stem: _yaml(path) for path in sorted((self.root / "citizens").glob("*.yaml"))}

    @cached_property
    def settings(self) -> dict[str, Any]:
        return _yaml(self.root / "mlmp.yaml")

    @cached_property
    def output(self) -> Path:
        return self.root / "output" / self.settings["år"]

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        return tuple(Document(path, path.parent.name) for path in sorted(self.output.rglob("*.docx")))

    @cached_property
    def workbooks(self) -> tuple[Made, ...]:
        return tuple(Made(path) for path in sorted(self.output.rglob("*.xlsx")))

    @property
    def files(self) -> tuple[Made, ...]:
        return (*self.documents, *self.workbooks)

    def fields(self, document: Document) -> dict[str, Any]:
        """The citizen's plan, and beside it what the document is about.

        `møde` is its meeting, `her` its tilbud, `ændring` its change; `standing` are the tilbud without a last day.
        """
        plan = self.plans[document.borger]
        meetings = {one.get("id") or one["år"]: one for one in plan.get("møder") or []}
        change = next(
            (one for one in plan.get("ændringer") or [] if f"-{_ascii(one.get('id', ''))}-" in f"-{document.whose}-"),
            {},
        )
        here = next((one for one in plan["tilbud"] if document.whose.endswith(one["id"])), {})
        standing = [one for one in plan["tilbud"] if not any(values(one, "til"))]
        own = {"møde": meetings.get(document.møde, {}), "her": here, "ændring": change, "standing": standing}
        return {**plan, **own}


def build(folder: Path) -> Path:
    """A copy of the repository's project in a folder of its own, built by `mlmp byg`."""
    folder.mkdir(parents=True)
    for part in PARTS:
        source = REPOSITORY / part
        if source.is_dir():
            shutil.copytree(source, folder / part)
        elif source.is_file():
            shutil.copy(source, folder / part)
    done = subprocess.run(
        [sys.executable, "-m", "mlmp_docs", "byg", "--projekt", str(folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def values(fields: Any, path: str) -> Iterator[str]:
    """The texts at a path such as "mål.*.delmål.*.tekst"; nothing where nothing is given."""
    key, _, rest = path.partition(".")
    if key == "*":
        found = list(fields.values()) if isinstance(fields, dict) else fields if isinstance(fields, list) else []
    else:
        found = [fields[key]] if isinstance(fields, dict) and key in fields else []
    for value in found:
        if rest:
            yield from values(value, rest)
        elif isinstance(value, str) and value not in {"", "null", "~"}:
            yield value


def scalars(value: Any) -> Iterator[str]:
    """Every scalar below a value."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from scalars(each)
    elif isinstance(value, list):
        for each in value:
            yield from scalars(each)
    elif value:
        yield value


def _yaml(path: Path) -> dict[str, Any]:
    read = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(read, dict)
    return read


def _ascii(text: str) -> str:
    return text.replace("æ", "ae").replace("ø", "oe").replace("å", "aa") or "\0"


def _paragraphs(parts: dict[str, bytes]) -> Iterator[str]:
    for name, part in parts.items():
        if _SHOWN.fullmatch(name):
            for paragraph in ElementTree.fromstring(part).iter(f"{_WORD}p"):
                yield "".join(_shown(piece) for piece in _own(paragraph))


def _own(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """What is inside a paragraph, without the paragraphs of a drawing that stands in it."""
    for below in element:
        if below.tag != f"{_WORD}p":
            yield below
            yield from _own(below)


def _shown(piece: ElementTree.Element) -> str:
    if piece.tag == f"{_WORD}t":
        return piece.text or ""
    return " " if piece.tag in {f"{_WORD}br", f"{_WORD}tab"} else ""


def _cells(parts: dict[str, bytes]) -> Iterator[str]:
    for name, part in parts.items():
        if name == "xl/sharedStrings.xml" or name.startswith("xl/worksheets/sheet"):
            for piece in ElementTree.fromstring(part).iter():
                if piece.tag.endswith("}t") and piece.text:
                    yield piece.text.replace("_x005F_", "_")
                if piece.tag.endswith("}c") and piece.get("t") != "s":
                    yield from (value.text for value in piece if value.tag.endswith("}v") and value.text)
                if piece.tag.endswith("}oddFooter") and piece.text:
                    yield re.sub(r"&[LCRPN]", " ", piece.text).replace("&&", "&")
        if name == "xl/workbook.xml":
            yield from re.findall(r'<sheet [^>]*name="([^"]*)"', part.decode())
