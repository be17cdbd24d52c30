"""`mlmp byg --klynge`: the same files, made by a real Dask scheduler and two workers on this machine."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from mlmp_docs.build.cluster import ClusterError, cluster
from mlmp_docs.build.outcome import Action
from mlmp_docs.build.request import Request
from mlmp_docs.build.run import build
from mlmp_docs.project import Project, load

REPOSITORY = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two workers, which see nothing of the project's folder."""
    folder = tmp_path_factory.mktemp("klynge")
    told = folder / "scheduler.json"
    quiet = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    dask = [sys.executable, "-m", "distributed.cli"]
    words = ["--scheduler-file", str(told), "--no-dashboard"]
    running = [
        subprocess.Popen(
            [*dask[:2], f"{dask[2]}.dask_scheduler", *words, "--host", "127.0.0.1", "--port", "0"], **quiet
        )
    ]
    try:
        deadline = time.monotonic() + 60
        while not (told.exists() and told.stat().st_size) and time.monotonic() < deadline:
            time.sleep(0.1)
        for _ in range(2):
            options = ["--nworkers", "1", "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1"]
            running.append(subprocess.Popen([*dask[:2], f"{dask[2]}.dask_worker", *words, *options], **quiet))
        yield _address(told)
    finally:
        for process in reversed(running):
            process.kill()
            process.wait()


def _address(told: Path) -> str:
    return str(json.loads(told.read_text(encoding="utf-8"))["address"])


def _project(target: Path) -> Path:
    for name in ("citizens", "templates"):
        shutil.copytree(REPOSITORY / name, target / name)
    shutil.copy(REPOSITORY / "mlmp.yaml", target)
    return target


def _build(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "mlmp_docs", "byg", *options]
    return subprocess.run(words, cwd=project, capture_output=True, text=True, check=False, encoding="utf-8")


def _made(project: Path) -> dict[str, bytes]:
    files = (path for path in (project / "output").rglob("*") if path.suffix in (".docx", ".xlsx"))
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in files}


@pytest.mark.slow
@pytest.mark.dask
def test_a_cluster_makes_the_same_files_as_this_machine(tmp_path: Path, scheduler: str) -> None:
    here, there = _project(tmp_path / "here"), _project(tmp_path / "there")
    expected = _build(here)
    built = _build(there, "--klynge", scheduler)
    assert (built.returncode, built.stdout, built.stderr) == (0, expected.stdout, expected.stderr)
    assert _made(there) == _made(here)
    again = _build(there, "--cluster", scheduler)
    assert again.returncode == 0
    assert _made(there) == _made(here)


@pytest.mark.slow
@pytest.mark.dask
def test_a_mistake_in_a_template_is_told_from_the_cluster_too(tmp_path: Path, scheduler: str) -> None:
    project = _project(tmp_path)
    document = Document()
    document.add_paragraph("{{ borger.adrese }}")
    document.save(str(project / "templates" / "dagsorden.docx"))
    built = _build(project, "--klynge", scheduler, "--borger", "anna")
    assert built.returncode == 1
    assert "templates/dagsorden.docx" in built.stderr
    assert (project / "output" / "2027" / "anna" / "indkaldelse-anna-2027.docx").is_file()


@pytest.mark.dask
def test_an_address_without_a_scheduler_is_told() -> None:
    with (
        pytest.raises(ClusterError, match=r"der svarer ingen planlægger \(scheduler\) på tcp://127.0.0.1:1 "),
        cluster("tcp://127.0.0.1:1", seconds=1),
    ):
        pass


def test_a_missing_package_is_told_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install 'mlmp-docs\[dask\]'"), cluster("tcp://127.0.0.1:1"):
        pass


class _Deadly(Executor):
    """Loses every worker that is given the citizen anna."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        found: Future[Any] = Future()
        if any(task.borger == "anna" for errand, _ in args[0] for task in errand.tasks):
            found.set_exception(BrokenExecutor())
        else:
            found.set_result(fn(*args, **kwargs))
        return found


def test_a_worker_that_dies_costs_the_files_of_one_plan(tmp_path: Path) -> None:
    project = load(_project(tmp_path))
    assert isinstance(project, Project)
    result = build(project, Request(2027), executor=_Deadly())
    failed = {outcome.path.split("/")[2] for outcome in result.outcomes if outcome.action is Action.FEJL}
    assert failed == {"anna"}
    assert result.made > 60
