"""What all tests share."""

import os
import shutil
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import settings
from programs import SYSTEM_PYTHON, has_uno

from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.reader import read_plan

# For tools/; last, so that the installed package is what is tested.
sys.path.append(str(Path(__file__).parent.parent))

# The same examples in every run, since the gate must not be red by chance; and a slow machine is no mistake of ours.
# MLMP_ANDRE_EKSEMPLER=1 looks for new ones.
settings.register_profile("mlmp", deadline=None, derandomize="MLMP_ANDRE_EKSEMPLER" not in os.environ)
settings.load_profile("mlmp")

Read = Callable[[str], tuple[Plan | None, str]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-expected", action="store_true", help="write what is said now as what is expected")


@pytest.fixture
def update_expected(request: pytest.FixtureRequest) -> bool:
    """Whether expected texts are to be renewed; read the difference afterwards."""
    return bool(request.config.getoption("--update-expected"))


@pytest.fixture
def read() -> Read:
    """Read the text of a plan file: the plan, and what the user is told."""

    def read_text(text: str) -> tuple[Plan | None, str]:
        reading = read_plan(dedent(text).encode(), "plan.yaml")
        return reading.value, "\n".join(str(told) for told in reading.diagnostics)

    return read_text


PROGRAMS: dict[str, tuple[str, ...]] = {
    "soffice": ("soffice", "pdfinfo", "pdftoppm", "pdftotext"),
    "uno": ("soffice", SYSTEM_PYTHON),
    "validator": ("ooxml-validator",),
    "dask": (),
    "outloud": (),
    "browser": ("chromium", "pdftotext"),
}
PACKAGES = {"dask": ("distributed",), "outloud": ("outloud",), "browser": ("playwright", "axe_playwright_python")}
"""What a test with the marker needs on the machine."""


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out, with a visible line, what the machine has no program for; with MLMP_KRAEV_ALT=1 that fails."""
    for marker, programs in PROGRAMS.items():
        missing = [program for program in programs if shutil.which(program) is None]
        missing += [package for package in PACKAGES.get(marker, ()) if find_spec(package) is None]
        if not item.get_closest_marker(marker):
            continue
        if marker == "uno" and not missing and not has_uno():
            missing.append("python3-uno")
        if missing:
            reason = f"not installed: {', '.join(missing)}"
            if os.environ.get("MLMP_KRAEV_ALT") == "1":
                pytest.fail(reason, pytrace=False)
            pytest.skip(reason)
