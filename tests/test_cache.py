"""What a run keeps for the next one: it only saves time, and never decides anything about a person's work."""

import base64
import json
import stat
from pathlib import Path
from typing import Any

import pytest
from test_build import ANNA, SENT, SUMMONS, Folder

from mlmp_docs.build import gist
from mlmp_docs.build.outcome import Action
from mlmp_docs.build.run import Result

CACHE = "output/.mlmp/planer-2027.json"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "projekt")


def _said(result: Result) -> tuple[Any, ...]:
    return result.outcomes, result.diagnostics


def _cached(folder: Folder) -> str:
    return (folder.root / CACHE).read_text(encoding="utf-8")


def _read_plans(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The plan files that runs read from now on."""
    read: list[str] = []
    real = gist.read_plan

    def noted(content: bytes, file: str) -> Any:
        read.append(file)
        return real(content, file)

    monkeypatch.setattr(gist, "read_plan", noted)
    return read


def test_an_unchanged_plan_is_not_read_again(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.run()
    read = _read_plans(monkeypatch)
    folder.run()
    assert read == []
    folder.change("citizens/bo.yaml", "Bo Ravn", "Bo Lund")
    folder.run()
    assert read == ["citizens/bo.yaml"]


@pytest.mark.parametrize("changed", ["mlmp.yaml", "lister.yaml"])
def test_other_settings_make_every_plan_be_read_again(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    folder.run()
    read = _read_plans(monkeypatch)
    with (folder.root / changed).open("a", encoding="utf-8") as file:
        file.write("# ny linje\n" if changed == "mlmp.yaml" else "lister: []\n")
    folder.run()
    assert sorted(read) == ["citizens/anna.yaml", "citizens/bo.yaml"]


@pytest.mark.parametrize(
    "plan",
    [
        ANNA,
        ANNA + SENT,
        ANNA.replace("2027-05-12", "2027-05-32"),
        ANNA.replace("bostedet-fjordglimt", "bostedet"),
        ANNA + "afsluttet: {dato: 2026-12-01, årsag: fraflyttet}\n",
        ANNA.replace("670761-4285", "710280-1119"),
        "borger: [\n",
    ],
    ids=["sound", "sent", "broken", "unknown tilbud", "ended", "same citizen twice", "no yaml"],
)
def test_a_run_says_the_same_with_and_without_what_was_kept(folder: Folder, plan: str) -> None:
    folder.write("citizens/anna.yaml", plan)
    folder.run()
    with_cache = folder.run()
    (folder.root / CACHE).unlink()
    assert _said(folder.run()) == _said(with_cache)


@pytest.mark.parametrize("damage", ["", "{", "[]", "null", '{"key":"x","plans":{}}', "\x00\xff"])
def test_a_damaged_or_foreign_cache_is_ignored_in_silence(folder: Folder, damage: str) -> None:
    first = folder.run()
    again = folder.run()
    folder.write(CACHE, damage)
    assert _said(folder.run()) == _said(again)
    assert first.diagnostics == again.diagnostics


def test_a_cache_with_the_right_key_and_wrong_contents_is_ignored(folder: Folder) -> None:
    folder.run()
    again = folder.run()
    kept = json.loads(_cached(folder))
    kept["plans"]["citizens/anna.yaml"]["gist"]["papers"] = "alle"
    folder.write(CACHE, json.dumps(kept, separators=(",", ":")))
    assert _said(folder.run()) == _said(again)


def test_the_cache_is_for_the_owner_only(folder: Folder) -> None:
    folder.run()
    assert stat.S_IMODE((folder.root / CACHE).stat().st_mode) == 0o600
    assert stat.S_IMODE((folder.root / CACHE).parent.stat().st_mode) == 0o700


def test_a_dry_run_keeps_nothing(folder: Folder) -> None:
    folder.run(dry_run=True)
    assert not (folder.root / "output").exists()


def test_a_file_that_a_person_edited_is_seen_though_its_plan_is_known(folder: Folder) -> None:
    folder.run()
    mine = folder.edit(SUMMONS)
    folder.change("citizens/anna.yaml", "sted: Fællesstuen", "sted: Mødelokale 2")
    folder.run()
    assert folder.content(SUMMONS) == mine


def test_a_file_that_is_gone_is_made_again_though_its_plan_is_known(folder: Folder) -> None:
    folder.run()
    before = folder.content(SUMMONS)
    (folder.root / SUMMONS).unlink()
    folder.run()
    assert folder.content(SUMMONS) == before


def test_a_photo_that_is_gone_is_told_though_its_plan_is_known(folder: Folder) -> None:
    (folder.root / "citizens" / "anna.png").write_bytes(PNG)
    folder.change("citizens/anna.yaml", "670761-4285,", "670761-4285, billede: anna.png,")
    assert "K033" not in {told.code for told in folder.run().diagnostics}
    (folder.root / "citizens" / "anna.png").unlink()
    assert "K033" in {told.code for told in folder.run().diagnostics}


def test_a_plan_that_is_saved_while_the_run_goes_on_is_not_half_used(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gist was kept; the plan itself is read when its documents are made."""
    folder.run()
    (folder.root / SUMMONS).unlink()
    real = gist.holds

    def saved_after(*arguments: Any) -> bool:
        held = real(*arguments)
        folder.write("citizens/anna.yaml", ANNA.replace("Fællesstuen", "Mødelokale 2"))
        return held

    monkeypatch.setattr(gist, "holds", saved_after)
    outcome = next(outcome for outcome in folder.run().outcomes if outcome.path == SUMMONS)
    assert outcome.action is Action.FEJL
    assert "mens programmet kørte" in outcome.reason
