"""Saving: a file is there whole or not at all, private, and never outside the output folder."""

import pickle
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mlmp_docs import store


def test_a_saved_file_and_its_folders_are_for_the_owner_only(tmp_path: Path) -> None:
    target = tmp_path / "output" / "2027" / "anna" / "referat-anna-2027.docx"
    store.save(b"text", target, tmp_path / "output")
    assert target.read_bytes() == b"text"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert stat.S_IMODE(target.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "output").stat().st_mode) == 0o700


def test_saving_leaves_nothing_but_the_file(tmp_path: Path) -> None:
    store.save(b"old", tmp_path / "a.docx", tmp_path)
    store.save(b"new", tmp_path / "a.docx", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]
    assert (tmp_path / "a.docx").read_bytes() == b"new"


def test_a_file_that_cannot_be_written_keeps_its_old_content_and_tells_why(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    store.save(b"old", folder / "a.docx", tmp_path)
    (folder / "a.docx").unlink()
    (folder / "a.docx").mkdir()
    with pytest.raises(store.SaveError, match="mappe"):
        store.save(b"new", folder / "a.docx", tmp_path)
    assert [path.name for path in folder.iterdir()] == ["a.docx"]


def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path) -> None:
    """The limit on file size stands for a full disk: the write fails halfway."""
    target = tmp_path / "a.docx"
    store.save(b"old", target, tmp_path)
    code = (
        "import resource, signal, sys; from pathlib import Path; from mlmp_docs import store\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: store.save(b'x' * 100_000, Path(sys.argv[1]), Path(sys.argv[1]).parent)\n"
        "except store.SaveError as trouble: sys.exit(str(trouble))"
    )
    run = subprocess.run([sys.executable, "-c", code, str(target)], capture_output=True, text=True, check=False)
    assert run.returncode == 1 and run.stderr.strip()
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


@pytest.mark.parametrize("path", ["../a.docx", "x/../../a.docx"])
def test_nothing_is_written_outside_the_output_folder(tmp_path: Path, path: str) -> None:
    output = tmp_path / "output"
    output.mkdir()
    with pytest.raises(store.SaveError, match="uden for"):
        store.save(b"text", output / path, output)
    assert list(tmp_path.rglob("*.docx")) == []


def test_symbolic_links_are_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    output = tmp_path / "output"
    output.mkdir()
    (output / "anna").symlink_to(elsewhere)
    (output / "b.docx").symlink_to(elsewhere / "b.docx")
    for target in (output / "anna" / "a.docx", output / "b.docx"):
        with pytest.raises(store.SaveError, match="symbolsk link"):
            store.save(b"text", target, output)
    assert list(elsewhere.iterdir()) == []


def test_the_next_run_sweeps_what_a_killed_one_left(tmp_path: Path) -> None:
    (tmp_path / "2027" / "anna").mkdir(parents=True)
    (tmp_path / "2027" / "anna" / ".mlmp-4711-0.tmp").write_bytes(b"half")
    store.save(b"whole", tmp_path / "2027" / "anna" / "a.docx", tmp_path)
    store.sweep(tmp_path)
    assert [path.name for path in (tmp_path / "2027" / "anna").iterdir()] == ["a.docx"]


def test_a_second_run_waits_until_the_first_is_done(tmp_path: Path) -> None:
    waited: list[str] = []
    with (
        store.lock(tmp_path, lambda: None),
        pytest.raises(store.SaveError, match="en anden kørsel"),
        store.lock(tmp_path, lambda: waited.append("told"), seconds=0.5),
    ):
        pass
    assert waited == ["told"]
    with store.lock(tmp_path, lambda: waited.append("again")):
        pass
    assert waited == ["told"]


def test_a_killed_run_leaves_no_lock(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from mlmp_docs import store\n"
        "with store.lock(Path(sys.argv[1]), lambda: None): os.kill(os.getpid(), 9)"
    )
    run = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert run.returncode == -9
    with store.lock(tmp_path, lambda: pytest.fail("the lock is still held"), seconds=0.3):
        pass


def test_a_file_open_in_word_is_told_and_left_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to replace a file that Word holds open."""
    target = tmp_path / "a.docx"
    store.save(b"old", target, tmp_path)

    def held_by_word(self: Path, target: Path) -> Path:
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr(Path, "replace", held_by_word)
    with pytest.raises(store.SaveError, match="åben i Word"):
        store.save(b"new", target, tmp_path)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_files_of_a_batch_appear_together_and_one_that_cannot_takes_none_with_it(tmp_path: Path) -> None:
    good, bad = tmp_path / "a" / "good.docx", tmp_path / "a" / "bad.docx"
    batch = store.Batch(tmp_path)
    batch.save(b"good", good)
    batch.save(b"bad", bad)
    assert not good.exists()
    bad.mkdir()
    (bad / "somebody's file").write_bytes(b"")

    troubles = batch.finish()

    assert good.read_bytes() == b"good"
    assert "imens" in str(troubles[bad])
    assert sorted(entry.name for entry in good.parent.iterdir()) == ["bad.docx", "good.docx"]


def test_a_batch_takes_a_file_away_only_when_what_replaces_it_is_there(tmp_path: Path) -> None:
    kept, gone = tmp_path / "kept.ny.docx", tmp_path / "gone.ny.docx"
    for path in (kept, gone):
        path.write_bytes(b"waiting")
    (tmp_path / "kept.docx" / "in the way").mkdir(parents=True)
    batch = store.Batch(tmp_path)
    for path in (kept, gone):
        target = tmp_path / path.name.replace(".ny", "")
        batch.save(b"new", target)
        batch.remove(path, after=target)

    batch.finish()

    assert kept.exists()
    assert not gone.exists()


def test_a_batch_that_is_broken_off_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"old")
    batch = store.Batch(tmp_path)
    batch.save(b"new", tmp_path / "a.docx")
    store.forget([batch.hand_over()])
    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("a.docx", b"old")]


@pytest.mark.parametrize("there", [True, False])
def test_what_a_person_saves_while_a_file_waits_is_kept(tmp_path: Path, there: bool) -> None:
    target = tmp_path / "a.docx"
    if there:
        target.write_bytes(b"made before")
    batch = store.Batch(tmp_path)
    batch.save(b"new", target)
    target.write_bytes(b"a person's")

    troubles = batch.finish()

    assert str(troubles[target]) == "nogen har gemt filen imens – kør igen"
    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("a.docx", b"a person's")]


def test_one_written_file_that_is_gone_costs_no_other(tmp_path: Path) -> None:
    batch = store.Batch(tmp_path)
    batch.save(b"swept", tmp_path / "a.docx")
    next(tmp_path.iterdir()).unlink()
    batch.save(b"new", tmp_path / "b.docx")
    assert set(batch.finish()) == {tmp_path / "a.docx"}
    assert [entry.name for entry in tmp_path.iterdir()] == ["b.docx"]


def test_files_that_one_process_wrote_another_puts_in_place(tmp_path: Path) -> None:
    batches = [store.Batch(tmp_path) for _ in range(2)]
    for number, batch in enumerate(batches):
        batch.save(b"new", tmp_path / f"{number}.docx")
    waiting = pickle.loads(pickle.dumps([batch.hand_over() for batch in batches]))
    assert store.put_in_place(waiting, tmp_path) == {}
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["0.docx", "1.docx"]


def test_a_run_that_is_broken_off_leaves_nothing_half_done(tmp_path: Path) -> None:
    store.save(b"old", tmp_path / "a.docx", tmp_path)
    with pytest.raises(KeyboardInterrupt), store.lock(tmp_path, lambda: None):
        store.Batch(tmp_path).save(b"new", tmp_path / "a.docx")
        raise KeyboardInterrupt
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [store.CACHE, "a.docx"]
    assert (tmp_path / "a.docx").read_bytes() == b"old"


def test_a_file_is_not_looked_for_where_the_folder_has_none_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "Indkaldelse-A\u030asa.docx").write_bytes(b"")
    batch = store.Batch(tmp_path)
    assert batch.holds(tmp_path / "indkaldelse-\u00e5sa.docx")  # as Windows and macOS find it
    assert not batch.holds(tmp_path / "dagsorden-\u00e5sa.docx")
    assert not batch.holds(tmp_path / "new" / "dagsorden.docx")


@pytest.mark.parametrize("together", [True, False])
def test_a_batch_is_flushed_with_one_call_or_file_by_file(
    tmp_path: Path, together: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not together:
        monkeypatch.setattr("mlmp_docs.store.sys.platform", "win32")
    batch = store.Batch(tmp_path)
    targets = [tmp_path / f"{number}.docx" for number in range(30)]
    for target in targets:
        batch.save(target.name.encode(), target)
    assert batch.finish() == {}
    assert [target.read_bytes().decode() for target in targets] == [target.name for target in targets]
