"""The project whose documents are looked at: what the README's first command made, or a copy built here."""

import os
from pathlib import Path

import pytest
from made_files import Project, build


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The built project; MLMP_PROJEKT names one that is built already."""
    given = os.environ.get("MLMP_PROJEKT")
    return Project(Path(given) if given else build(tmp_path_factory.mktemp("e2e") / "projekt"))
