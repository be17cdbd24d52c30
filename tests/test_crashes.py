"""A run that is killed, and two runs at once: nothing torn, nothing lost, nothing stuck."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
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
def test_two_runs_at_once_make_the_same_as_one(tmp_path: Path) -> None:
    project = _project(tmp_path)
    runs = [_start(project), _start(project)]
    assert [run.wait(timeout=90) for run in runs] == [0, 0]
    made = _made(project)
    assert made and not [path for path in made if ".tmp" in path or ".ny." in path]
    for path in made:
        with zipfile.ZipFile(project / path) as archive:
            assert archive.testzip() is None
