"""What all tests share."""

import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.reader import read_plan

Read = Callable[[str], tuple[Plan | None, str]]


@pytest.fixture
def read() -> Read:
    """Read the text of a plan file: the plan, and what the user is told."""

    def read_text(text: str) -> tuple[Plan | None, str]:
        reading = read_plan(dedent(text).encode(), "plan.yaml")
        return reading.value, "\n".join(str(told) for told in reading.diagnostics)

    return read_text
