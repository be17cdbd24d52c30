"""Every code of a diagnostic stands in one table, with what it means."""

import re
from pathlib import Path

from mlmp_docs.codes import CODES

PACKAGE = Path(__file__).parent.parent / "mlmp_docs"


def test_the_table_holds_exactly_the_codes_that_are_used() -> None:
    used = {
        code
        for path in PACKAGE.rglob("*.py")
        if path.name != "codes.py"
        for code in re.findall(r'"([PKSBR]\d{3})"', path.read_text(encoding="utf-8"))
    }
    assert used == set(CODES)


def test_each_meaning_is_a_sentence() -> None:
    assert all(re.fullmatch(r"[A-ZÆØÅ\d].+\.", meaning) for meaning in CODES.values())
