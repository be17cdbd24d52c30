"""Every rule across fields and plans, and what the user is told about it (tests/check_cases/*.txt).

A case is a title after `===`, the files, a line of dashes, and the messages (none: nothing may be told). The first
file is citizens/anna.yaml; `>>> citizens/bent.yaml`, `>>> mlmp.yaml` and `>>> lister.yaml` begin another one. Parts of
the least files that a file lacks are added below it.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pytest
from builders import OPSÆTNING
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from mlmp_docs.codes import CODES
from mlmp_docs.diagnostic import Diagnostic, Level, in_file_order
from mlmp_docs.plan.reader import Reading, read_lists, read_plan, read_settings
from mlmp_docs.plan.settings import Lister
from mlmp_docs.procedure.checks import check
from mlmp_docs.procedure.sent_lists import of_nobody
from mlmp_docs.project import Citizen

T = TypeVar("T")
FOLDER = Path(__file__).parent / "check_cases"
DATA = Path(__file__).parent / "data"
DASHES = "-" * 20
LEAST = """\
borger: {{navn: {navn}, cpr: {cpr}}}
rådgiver: mette-holm
tilbud:
  - {{id: bostedet-fjordglimt, kontaktperson: jonas-bak}}
møder:
  - {{år: 2027, måned: maj}}
"""
"""The least plan that nothing is told about."""

LEAST_FILES = {
    "citizens/anna.yaml": LEAST.format(navn="Anna Lykke Jensen", cpr="670761-4285"),
    "citizens/bent.yaml": LEAST.format(navn="Bent Aagaard Møller", cpr="720449-1023"),
    "citizens/carla.yaml": LEAST.format(navn="Carla Nørgaard Lund", cpr="830385-2046"),
    "mlmp.yaml": OPSÆTNING,
    "lister.yaml": "lister: []\n",
}


@dataclass(frozen=True)
class Case:
    title: str
    text: str
    expected: str

    def told(self, folder: Path = DATA) -> str:
        # Without the source line, which is the reader's to show.
        return "\n".join(str(replace(each, source="")) for each in self.found(folder))

    def found(self, folder: Path = DATA) -> tuple[Diagnostic, ...]:
        files = dict(_files(self.text))
        citizens = []
        for file in sorted(file for file in files if file.startswith("citizens/")):
            reading = read_plan(files[file].encode(), file)
            citizens.append(Citizen(Path(file).stem, _valid(reading), reading.source))
        opsætning = read_settings(files.get("mlmp.yaml", OPSÆTNING).encode(), "mlmp.yaml")
        lister = read_lists(files.get("lister.yaml", "lister: []\n").encode(), "lister.yaml")
        of_plans = check(_valid(opsætning), opsætning.source, citizens, _valid(lister), folder)
        return in_file_order([*of_plans, *of_nobody(_valid(lister), lister.source, _valid(opsætning))])


def _files(text: str) -> list[tuple[str, str]]:
    first, *others = re.split(r"^>>> (.*)\n", text, flags=re.MULTILINE)
    named = [("citizens/anna.yaml", first), *zip(others[::2], others[1::2], strict=True)]
    return [(file, _completed(content, LEAST_FILES[file])) for file, content in named]


def _completed(text: str, least: str) -> str:
    blocks = re.split(r"^(?=\w)", least, flags=re.MULTILINE)
    return text + "".join(block for block in blocks if not re.search(rf"^{block.split(':')[0]}:", text, re.MULTILINE))


def _valid(reading: Reading[T]) -> T:
    assert reading.value is not None, "\n".join(str(told) for told in reading.diagnostics)
    return reading.value


def _cases(path: Path) -> list[Case]:
    chunks = re.split(r"^=== (.*)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    cases = []
    for title, body in zip(chunks[::2], chunks[1::2], strict=True):
        text, _, expected = body.partition(f"{DASHES}\n")
        cases.append(Case(title, text, expected.strip("\n")))
    return cases


CASES = [
    pytest.param(case, id=f"{path.stem}: {case.title}")
    for path in sorted(FOLDER.glob("*.txt"))
    for case in _cases(path)
]


@pytest.mark.parametrize("case", CASES)
def test_the_user_is_told(case: Case) -> None:
    assert case.told() == case.expected


def test_expected_messages_can_be_renewed(update_expected: bool) -> None:
    for path in sorted(FOLDER.glob("*.txt")):
        renewed = "\n".join(
            f"=== {case.title}\n{case.text}{DASHES}\n" + (f"{case.told()}\n" if case.told() else "")
            for case in _cases(path)
        )
        if update_expected:
            path.write_text(renewed, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == renewed


def test_every_code_of_the_checks_has_a_case() -> None:
    shown = {found for param in CASES for found in re.findall(r" (K\d\d\d): ", param.values[0].expected)}
    on_request = {"K080", "K081"}  # tests/test_plain_language.py
    assert shown == {code for code in CODES if code.startswith("K")} - on_request


def test_no_message_holds_anything_that_only_a_value_says() -> None:
    for param in CASES:
        case: Case = param.values[0]
        for private in ("Jensen", "Bent Aagaard", "Birthe", "670761", "4285", "720449", "1023", "hemmelig"):
            assert private not in case.expected, case.title


def test_nothing_is_told_about_the_least_plan() -> None:
    assert Case("", "", "").told() == ""


def test_a_changed_meeting_keeps_no_documents_back() -> None:
    keeps_back = {
        found.code: found.withholds for param in CASES for found in param.values[0].found() if found.level is Level.FEJL
    }
    assert {code for code, withholds in keeps_back.items() if not withholds} == {"K054", "K055", "K056"}


def test_jpeg_and_png_photos_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "billeder").mkdir()
    Image.new("RGB", (3, 4)).save(tmp_path / "billeder" / "a.jpg")
    Image.new("RGB", (3, 4)).save(tmp_path / "billeder" / "a.png")
    for name in ("a.jpg", "a.png"):
        assert _with_photo(f"billeder/{name}").told(tmp_path) == ""


@pytest.mark.parametrize("name", ["billeder\\Asa.jpg", "billeder/asa.JPG", "Billeder/Asa.jpg", "billeder/\u00c5sa.jpg"])
def test_a_photo_is_found_as_windows_would_find_it(tmp_path: Path, name: str) -> None:
    (tmp_path / "billeder").mkdir()
    for written in ("Asa.jpg", "A\u030asa.jpg"):
        Image.new("RGB", (3, 4)).save(tmp_path / "billeder" / written)
    assert _with_photo(name).told(tmp_path) == ""


def test_other_photos_cannot_be_used(tmp_path: Path) -> None:
    folder = tmp_path / "citizens"
    (folder / "mappe.jpg").mkdir(parents=True)
    (folder / "tekst.jpg").write_text("ikke et billede")
    (folder / "telefon.jpg").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0")
    (folder / "brudt.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF")
    (folder / "bombe.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0\0\xff\xff" * 2)
    Image.new("RGB", (3, 4)).save(tmp_path / "udenfor.jpg")
    (folder / "genvej.jpg").symlink_to(tmp_path / "udenfor.jpg")
    names = ("mappe.jpg", "tekst.jpg", "telefon.jpg", "brudt.jpg", "bombe.png")
    away = ("genvej.jpg", "../udenfor.jpg", "..\\udenfor.jpg", "C:/a.jpg", "/a.jpg", "\\\\server\\a.jpg")
    told = {name: _with_photo(name).told(folder).partition("K033: ")[2].partition("\n")[0] for name in (*names, *away)}
    assert told == {
        "mappe.jpg": "Billedet findes ikke.",
        "tekst.jpg": "Filen er ikke et billede, der kan bruges.",
        "telefon.jpg": "Billedet er fra en telefon og i formatet HEIC, som Word ikke kan vise.",
        "brudt.jpg": "Billedet er beskadiget.",
        "bombe.png": "Billedet har over 80 millioner punkter.",
        **dict.fromkeys(away, "Billedet skal ligge i mappen med planerne."),
    }
    assert all(" fejl " in _with_photo(name).told(folder) for name in away)
    assert all(" advarsel " in _with_photo(name).told(folder) for name in names)


def _with_photo(name: str) -> Case:
    return Case("", f"borger: {{navn: Anna Lykke Jensen, cpr: 670761-4285, billede: '{name}'}}\n", "")


def test_an_own_document_with_its_template_is_fine(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "velkomstbrev.docx").touch()
    case = Case("", ">>> mlmp.yaml\ndokumenter: {velkomstbrev: {skabelon: velkomstbrev.docx, for: borger}}\n", "")
    assert case.told(tmp_path / "citizens") == ""


PLAN_LINES = (DATA / "anna.yaml").read_text(encoding="utf-8").splitlines()


@given(st.sets(st.integers(0, len(PLAN_LINES) - 1), max_size=6))
@settings(max_examples=60, deadline=None)
def test_whatever_is_left_out_of_a_plan_the_checks_find_only_what_fields_and_ids_can_tell(left_out: set[int]) -> None:
    text = "\n".join(line for i, line in enumerate(PLAN_LINES) if i not in left_out)
    reading = read_plan(text.encode(), "citizens/anna.yaml")
    if reading.value is None:
        return
    opsætning = read_settings((DATA / "mlmp.yaml").read_bytes(), "mlmp.yaml")
    citizen = Citizen("anna", reading.value, reading.source)
    for found in check(_valid(opsætning), opsætning.source, [citizen], Lister(), DATA):
        assert not any(private in str(found) for private in ("Anna", "Jensen", "Birthe", "Jonas", "bus ", "670761"))


def test_nothing_is_told_about_the_example_files() -> None:
    reading = read_plan((DATA / "anna.yaml").read_bytes(), "citizens/anna.yaml")
    opsætning = read_settings((DATA / "mlmp.yaml").read_bytes(), "mlmp.yaml")
    citizen = Citizen("anna", _valid(reading), reading.source)
    found = check(_valid(opsætning), opsætning.source, [citizen], Lister(), DATA)
    # The example's own document needs a template that the municipality makes.
    assert [each.code for each in found] == ["K044"]
