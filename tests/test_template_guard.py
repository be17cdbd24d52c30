"""A template that would hang a run is found before anything is made from it; the others' documents are made."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from word_files import docx

from mlmp_docs import builtin
from mlmp_docs.build import template_guard
from mlmp_docs.build.outcome import Action
from mlmp_docs.build.request import Request
from mlmp_docs.build.run import build
from mlmp_docs.build.template_guard import TRIED, endless
from mlmp_docs.project import Project, load

LOOPS = "".join(f"{{% for a{n} in range(1000) %}}" for n in range(4)) + "x" + "{% endfor %}" * 4


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The samples' project with one citizen and one hostile template; templates are given one second."""
    starter = builtin.starter()
    shutil.copyfile(starter / "mlmp.yaml", tmp_path / "mlmp.yaml")
    shutil.copytree(starter / "templates", tmp_path / "templates")
    shutil.copytree(starter / "citizens", tmp_path / "citizens")
    for plan in (tmp_path / "citizens").glob("[!a]*.yaml"):
        plan.unlink()
    (tmp_path / "templates" / "dagsorden.docx").write_bytes(docx(LOOPS))
    monkeypatch.setattr("mlmp_docs.word.watchdog.SECONDS", 1.0)
    found = load(tmp_path)
    assert isinstance(found, Project)
    return found


def test_a_run_leaves_out_the_template_that_never_ends_and_makes_the_rest(project: Project) -> None:
    result = build(project, Request(år=2027))
    failed = {outcome.art: outcome.reason for outcome in result.outcomes if outcome.action is Action.FEJL}
    assert failed == {"dagsorden": "skabelonen har fejl, se ovenfor"}
    assert [str(told) for told in result.diagnostics if told.code == "S040"] == [
        "templates/dagsorden.docx: fejl S040: Skabelonen er ikke færdig på 1 sekunder.\n"
        "    Se efter løkker inde i løkker."
    ]
    assert list((project.root / "output" / "2027" / "anna").glob("indkaldelse-*.docx"))


def test_only_a_new_template_is_tried(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    templates: Mapping[str, bytes] = {
        "dagsorden.docx": docx("{{ undertitel }}"),
        "referat.docx": _built_in("referat.docx"),
    }
    assert endless(project, templates, write=True) == {}
    assert len((project.root / "output" / TRIED).read_text().split()) == 1
    monkeypatch.setattr(template_guard, "_tried", _must_not_be_called)
    assert endless(project, templates, write=True) == {}
    (project.root / "output" / TRIED).write_bytes(b"\xff\xfe")
    with pytest.raises(AssertionError):
        endless(project, templates, write=True)


def test_a_dry_run_remembers_nothing(project: Project) -> None:
    assert endless(project, {"dagsorden.docx": docx("x")}, write=False) == {}
    assert not (project.root / "output").exists()


def _built_in(name: str) -> bytes:
    content = builtin.template(name)
    assert content
    return content


def _must_not_be_called(*_: object) -> object:
    raise AssertionError
