"""A run that is killed, and two runs at once: nothing torn, nothing lost, nothing stuck."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from mlmp_docs.build import office
from mlmp_docs.build.crew import Crew
from mlmp_docs.build.job import Job
from mlmp_docs.build.outcome import Action
from mlmp_docs.build.request import Request
from mlmp_docs.build.run import build
from mlmp_docs.project import Project, load

REPOSITORY = Path(__file__).parent.parent.parent
KILLS = int(os.environ.get("MLMP_KILLS", "4"))
"""How many runs are killed; more by hand, since each takes its time."""


def _project(target: Path) -> Path:
    """The repository's own project, without what it made."""
    for name in ("citizens", "templates"):
        shutil.copytree(REPOSITORY / name, target / name)
    shutil.copy(REPOSITORY / "mlmp.yaml", target)
    return target


def _start(project: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "mlmp_docs", "byg", "--processer", "2"]
    return subprocess.Popen(
        words, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def _made(project: Path) -> dict[str, bytes]:
    files = (path for path in (project / "output").rglob("*") if path.is_file() and ".mlmp" not in path.parts)
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in files}


@pytest.mark.slow
def test_killed_runs_leave_whole_files_and_the_next_run_completes(tmp_path: Path) -> None:
    whole = _project(tmp_path / "whole")
    assert _start(whole).wait() == 0
    expected = _made(whole)

    project = _project(tmp_path / "killed")
    moments = random.Random(2027)
    for _ in range(KILLS):
        shutil.rmtree(project / "output", ignore_errors=True)
        run = _start(project)
        try:
            run.wait(timeout=moments.uniform(0.1, 3.5))
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
            run.wait()
        for path, content in _made(project).items():
            if not Path(path).name.startswith(".mlmp-"):
                assert content == expected[path], path
        assert _start(project).wait(timeout=60) == 0
        assert _made(project) == expected


@pytest.mark.slow
def test_workers_do_not_outlive_a_killed_run(tmp_path: Path) -> None:
    """Only the run itself is killed, as the task manager does; its workers once waited for ever."""
    project = _project(tmp_path)
    run = _start(project)
    deadline = time.monotonic() + 60
    while not _workers(run.pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    workers = _workers(run.pid)
    assert workers
    run.kill()
    run.wait()
    while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]


def _workers(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in children.read_text().split()] if children.exists() else []


@pytest.mark.slow
@pytest.mark.parametrize("writing", [1, 2], ids=["while the other one starts", "while both write"])
def test_a_worker_that_dies_leaves_nothing_half_when_the_run_has_ended(tmp_path: Path, writing: int) -> None:
    """What it had written under other names, for citizens to read, lay there until the next run; and the run waited
    for ever for a worker that was just being started.
    """
    project = _project(tmp_path)
    run = _start(project)
    writers: set[int] = set()
    while len(writers) < writing and run.poll() is None:
        writers |= {int(begun.name.split("-")[1]) for begun in (project / "output").rglob(".mlmp-*.tmp")}
    writer = min(writers)
    assert writer in _workers(run.pid)
    os.kill(writer, signal.SIGKILL)
    assert run.wait(timeout=90) == 0
    assert not [path for path in _made(project) if ".tmp" in path]
    assert len(_made(project)) > 60


@pytest.mark.slow
def test_two_runs_at_once_make_the_same_as_one(tmp_path: Path) -> None:
    project = _project(tmp_path)
    runs = [_start(project), _start(project)]
    assert [run.wait(timeout=90) for run in runs] == [0, 0]
    made = _made(project)
    assert made and not [path for path in made if ".tmp" in path or ".ny." in path]
    for path in made:
        with zipfile.ZipFile(project / path) as archive:
            assert archive.testzip() is None


# --- one thing that kills -----------------------------------------------------------------------------------------


def _nothing() -> None:
    """Workers need nothing to begin with."""


def _double(numbers: Sequence[int]) -> list[int]:
    """A worker is killed, as by a machine short of memory, when it is given 13."""
    if 13 in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    return [2 * number for number in numbers]


@pytest.mark.slow
def test_a_thing_that_kills_its_worker_is_the_only_one_lost() -> None:
    with Crew(2, _nothing) as crew:
        found = [each for some in crew.each(_double, range(60), lambda _: -1, alone_below=0) for each in some]
    assert sorted(found) == sorted([-1, *(2 * number for number in range(60) if number != 13)])


@pytest.mark.parametrize("trouble", [MemoryError, RecursionError])
def test_a_document_that_takes_too_much_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: Callable[[], Exception]
) -> None:
    real = office.render

    def render(job: Job, *rest: object) -> bytes:
        if job.art == "dagsorden":
            raise trouble()
        return real(job, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(office, "render", render)
    project = load(_project(tmp_path))
    assert isinstance(project, Project)
    result = build(project, Request(2027))
    failed = {outcome.art for outcome in result.outcomes if outcome.action is Action.FEJL}
    assert failed == {"dagsorden"}
    assert result.needs_attention
    assert result.made > 60
