"""Saving edited plan files: all of them or none, and never over somebody's work."""

import os
import stat
from pathlib import Path

import pytest

from mlmp_docs import plan_store
from mlmp_docs.plan_store import Rewrite, rewrite


def _project(folder: Path, **plans: str) -> Path:
    (folder / "citizens").mkdir()
    for name, text in plans.items():
        (folder / "citizens" / f"{name}.yaml").write_bytes(text.encode())
    return folder


def _change(name: str, before: str | None, after: str) -> Rewrite:
    return Rewrite(f"citizens/{name}.yaml", None if before is None else before.encode(), after.encode())


def _content(root: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((root / "citizens").iterdir())}


def _told(root: Path, *changes: Rewrite) -> list[str]:
    return [str(told).replace("\n    ", " ") for told in rewrite(root, changes)]


def test_several_files_are_saved_and_nothing_else_is_left(tmp_path: Path) -> None:
    root = _project(tmp_path, anna="a: 1\n", bo="b: 1\n")
    assert (
        _told(
            root, _change("anna", "a: 1\n", "a: 2\n"), _change("bo", "b: 1\n", "b: 2\r\n"), _change("ny", None, "c\n")
        )
        == []
    )
    assert (root / "citizens" / "bo.yaml").read_bytes() == b"b: 2\r\n"
    assert list(_content(root)) == ["anna.yaml", "bo.yaml", "ny.yaml"]


def test_a_file_that_was_changed_since_it_was_read_keeps_all_files_as_they_are(tmp_path: Path) -> None:
    root = _project(tmp_path, anna="a: 1\n", bo="b: somebody was here\n")
    assert _told(root, _change("anna", "a: 1\n", "a: 2\n"), _change("bo", "b: 1\n", "b: 2\n")) == [
        "citizens/bo.yaml: fejl B009: Filen er blevet ændret, siden den blev læst. Kør kommandoen igen."
    ]
    assert _content(root) == {"anna.yaml": "a: 1\n", "bo.yaml": "b: somebody was here\n"}


def test_everything_that_stands_in_the_way_is_told_at_once(tmp_path: Path) -> None:
    root = _project(tmp_path, anna="a: 1\n", bo="b: 1\n", carla="c: 1\n")
    (root / "citizens" / "bo.yaml").chmod(0o444)
    (root / "citizens" / "link.yaml").symlink_to("anna.yaml")
    (root / "citizens" / "folder.yaml").mkdir()
    changes = [_change(name, f"{name[0]}: 1\n", "x: 2\n") for name in ("anna", "bo", "link", "folder", "gone")]
    assert _told(root, *changes, _change("carla", None, "x\n"), Rewrite("intet/x.yaml", None, b"x")) == [
        "citizens/bo.yaml: fejl B009: Filen er skrivebeskyttet. Fjern beskyttelsen, hvis du må rette i den.",
        "citizens/link.yaml: fejl B009: Filen er en genvej, og den skrives der ikke igennem. Læg selve filen i mappen.",
        "citizens/folder.yaml: fejl B009: Det er ikke en almindelig fil. Læg en almindelig fil i stedet.",
        "citizens/gone.yaml: fejl B009: Filen er væk, siden den blev læst. Kør kommandoen igen.",
        "citizens/carla.yaml: fejl B009: Der ligger allerede en fil med det navn. Vælg et andet navn.",
        "intet/x.yaml: fejl B009: Mappen findes ikke. Se efter, om drevet er der.",
    ]
    assert (root / "citizens" / "anna.yaml").read_text() == "a: 1\n"
    assert not list((root / "citizens").glob(".mlmp-*"))


def test_the_rights_of_a_file_stay_and_a_new_one_is_private(tmp_path: Path) -> None:
    root = _project(tmp_path, anna="a: 1\n")
    anna = root / "citizens" / "anna.yaml"
    anna.chmod(0o664)
    assert _told(root, _change("anna", "a: 1\n", "a: 2\n"), _change("ny", None, "a: 2\n")) == []
    assert stat.S_IMODE(anna.stat().st_mode) == 0o664
    assert stat.S_IMODE((root / "citizens" / "ny.yaml").stat().st_mode) == 0o600


def test_a_file_without_changes_is_not_written(tmp_path: Path) -> None:
    root = _project(tmp_path, anna="a: 1\n")
    anna = root / "citizens" / "anna.yaml"
    before = anna.stat().st_ino
    assert _told(root, _change("anna", "a: 1\n", "a: 1\n")) == []
    assert anna.stat().st_ino == before


def test_when_the_second_of_two_cannot_be_put_in_place_the_first_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody opens the second file, as Windows locks it, after everything was looked at."""
    root = _project(tmp_path, anna="a: 1\n", bo="b: 1\n")
    replace = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if Path(target).name == "bo.yaml":
            raise PermissionError
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    changes = [_change("anna", "a: 1\n", "a: 2\n"), _change("ny", None, "c\n"), _change("bo", "b: 1\n", "b: 2\n")]
    assert _told(root, *changes) == [
        "citizens/bo.yaml: fejl B009: Filen er åben i et andet program, eller du må ikke skrive i mappen. "
        "Luk den, og kør igen."
    ]
    assert _content(root) == {"anna.yaml": "a: 1\n", "bo.yaml": "b: 1\n"}


def test_a_file_that_cannot_be_put_back_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = _project(tmp_path, anna="a: 1\n", bo="b: 1\n")
    replace = Path.replace

    def meddled(self: Path, target: Path) -> Path:
        if Path(target).name == "bo.yaml":
            (root / "citizens" / "anna.yaml").write_text("a: 3\n")
            raise PermissionError
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", meddled)
    assert _told(root, _change("anna", "a: 1\n", "a: 2\n"), _change("bo", "b: 1\n", "b: 2\n"))[1] == (
        "citizens/anna.yaml: fejl B010: Filen er gemt med ændringerne, selv om en anden fil ikke kunne gemmes. "
        "Se den igennem, og kør igen."
    )
    assert _content(root) == {"anna.yaml": "a: 3\n", "bo.yaml": "b: 1\n"}


def test_a_killed_run_leaves_the_old_file_and_the_next_one_sweeps(tmp_path: Path) -> None:
    root = _project(tmp_path, anna="a: 1\n")
    path = root / "citizens" / "anna.yaml"
    left = plan_store._written_beside(path, _change("anna", "a: 1\n", "a: 2\n"))
    os.utime(left, (0, 0))
    assert path.read_text() == "a: 1\n"
    assert _told(root, _change("anna", "a: 1\n", "a: 3\n")) == []
    assert _content(root) == {"anna.yaml": "a: 3\n"}
