"""Every kind of mistake in a file, and what the user is told about it (tests/cases/*.txt).

A case is a title after `===`, the file, a line of dashes, and the messages. Parts of the least plan that the file
lacks are added below it, unless the title ends in a file name: then the case is that whole file, unchanged.
`<U+202E>` stands for the character itself.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from builders import PLAN

from mlmp_docs.codes import CODES
from mlmp_docs.plan.reader import Reading, read_lists, read_plan, read_settings

FOLDER = Path(__file__).parent / "cases"
READERS = {"plan.yaml": read_plan, "mlmp.yaml": read_settings, "lister.yaml": read_lists}
DASHES = "-" * 20


@dataclass(frozen=True)
class Case:
    title: str
    file: str
    expected: str

    def reading(self) -> Reading[object]:
        text = re.sub(r"<U\+([0-9A-F]{4})>", lambda match: chr(int(match[1], 16)), self.file)
        name = next((name for name in READERS if self.title.endswith(f"({name})")), None)
        if name is None:
            text = _completed(text)
        return READERS[name or "plan.yaml"](text.encode("utf-8", "surrogatepass"), name or "plan.yaml")


def _completed(text: str) -> str:
    """The text with those parts of the least plan that it lacks."""
    blocks = re.split(r"^(?=\w)", PLAN, flags=re.MULTILINE)
    return text + "".join(block for block in blocks if not re.search(rf"^{block.split(':')[0]}\b", text, re.MULTILINE))


def _cases(path: Path) -> list[Case]:
    chunks = re.split(r"^=== (.*)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    cases = []
    for title, body in zip(chunks[::2], chunks[1::2], strict=True):
        file, _, expected = body.partition(f"{DASHES}\n")
        cases.append(Case(title, file, expected.strip("\n")))
    return cases


CASES = [
    pytest.param(case, id=f"{path.stem}: {case.title}")
    for path in sorted(FOLDER.glob("*.txt"))
    for case in _cases(path)
]


def _told(case: Case) -> str:
    return "\n".join(str(told) for told in case.reading().diagnostics)


@pytest.mark.parametrize("case", CASES)
def test_the_user_is_told(case: Case) -> None:
    assert _told(case) == case.expected


def test_expected_messages_can_be_renewed(update_expected: bool) -> None:
    for path in sorted(FOLDER.glob("*.txt")):
        cases = _cases(path)
        renewed = "\n".join(f"=== {case.title}\n{case.file}{DASHES}\n{_told(case)}\n" for case in cases)
        if update_expected:
            path.write_text(renewed, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == renewed


def test_every_code_of_the_reader_has_a_case() -> None:
    shown = {found for param in CASES for found in re.findall(r" (P\d\d\d): ", param.values[0].expected)}
    without_text = {"P002"}  # other encodings: test_reader.py
    assert shown | without_text == {code for code in CODES if code.startswith("P")}
