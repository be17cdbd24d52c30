"""A goal's page in the visual plan: what the cards say, and how much room the stairs get."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from builders import opsætning, plan
from programs import convert, page_texts, pages, validation_errors

from mlmp_docs.content import compose
from mlmp_docs.procedure.documents import wanted
from mlmp_docs.staircase import layout
from mlmp_docs.word.design.__main__ import TEMPLATES
from mlmp_docs.word.structure import faults
from mlmp_docs.word.template import Template

NBSP = "\N{NO-BREAK SPACE}"
SCALE = """\
skalaer:
  funktionsevne:
    bedst: lavest
    trin: {0: Ingen, 1: Let, 2: Moderat, 3: Svær, 4: Fuldstændig}
    borgerord: {0: Det er let for mig, 1: Det er lidt svært, 2: Det er ret svært, 3: Det er meget svært}
"""
FIRST = "{dato: 2026-05-12, faglig: 3, borger: 2, enig: ja}"
LATEST = "{dato: 2026-11-10, faglig: 2, borger: 1, enig: nej, ord: Jeg er ikke bange}"
SENTENCE = "Jeg vil så gerne bestemme selv, hvornår jeg står op, hvad jeg spiser, og hvem der kommer ind på mit værelse"


def goal(*scores: str, steps: int = 3, text: str = "Jeg øver ruten sammen med Jonas", **more: str) -> str:
    lines = [f"  - borgermål: {more.pop('borgermål', 'Jeg vil tage bussen')}", "    status: i gang"]
    lines += [f"    {key}: {value}" for key, value in more.items()]
    if scores:
        lines.append(f"    scoringer: [{', '.join(scores)}]")
    if steps:
        states = ["opnået", "i gang", *["ikke begyndt"] * steps][:steps]
        lines.append("    delmål:")
        lines += [f"      - {{tekst: '{text}', ansvarlig: Jonas, frist: 2026-09-01, status: {s}}}" for s in states]
    return "\n".join(lines) + "\n"


def fields_of(text: str, scale: str = SCALE) -> dict[str, Any]:
    own = opsætning(scale)
    one = next(each for each in wanted("anna", plan(text), own, 2027) if each.document.key == "visuel-plan")
    return compose(one, own)


def page(*scores: str, scale: str = SCALE, plan_text: str = "", **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = fields_of(f"{plan_text}mål:\n{goal(*scores, **more)}", scale)["målsider"][0]
    return found


def test_the_cards_are_first_latest_and_goal_with_dots_and_words() -> None:
    found = page(FIRST, LATEST, forventet="1")
    assert found["viste_niveauer"] == "start nu mål"
    levels = found["niveau"].values()
    assert [level["ord"] for level in levels] == ["Det er meget svært", "Det er ret svært", "Det er lidt svært"]
    assert [(level["prikker"].fyldt, level["prikker"].af) for level in levels] == [(2, 5), (3, 5), (4, 5)]


def test_progress_fills_dots_also_where_the_highest_step_is_best() -> None:
    levels = page(FIRST, LATEST, scale=SCALE.replace("lavest", "højest"), forventet="1")["niveau"]
    assert [levels[name]["prikker"].fyldt for name in ("start", "nu", "mål")] == [4, 3, 2]


def test_levels_in_words_have_no_dots_and_nobody_explains_them() -> None:
    found = page("{dato: 2026-05-12, faglig: Det går trægt}", forventet="Det går let")
    assert [bool(level["prikker"]) for level in found["niveau"].values()] == [False] * 3
    assert found["prikkernes_ord"] == ""


def test_after_one_score_there_are_two_cards_and_before_it_one() -> None:
    assert page(FIRST, forventet="1")["viste_niveauer"] == "start mål"
    assert page(FIRST)["viste_niveauer"] == "start"
    assert page(FIRST, LATEST)["viste_niveauer"] == "start nu"
    before = page(forventet="1")
    assert before["viste_niveauer"] == "mål"
    assert before["enighed"] == ["Vi har endnu ikke talt om, hvordan det går med målet."]


def test_a_goal_of_keeping_says_so_on_its_card() -> None:
    found = page(FIRST, forventet="1", måltype="fastholde")
    assert found["niveau"]["mål"]["overskrift"] == "Mit mål: at blive ved med det"


def test_disagreement_has_a_heading_and_both_views() -> None:
    found = page(FIRST, LATEST, forventet="1")
    assert found["uenighed"].replace(NBSP, " ") == "Vi var ikke helt enige i november 2026"
    assert found["enighed"] == [
        "Jeg synes, det er lidt svært.",
        "Jeg sagde: »Jeg er ikke bange«",
        "Fagpersonerne vurderer, at det er ret svært.",
        "Den faglige vurdering står i planen, og her står, at jeg er uenig.",
    ]
    assert page(FIRST, forventet="1")["uenighed"] == ""


def test_in_a_plan_worded_by_others_the_stairs_speak_about_the_citizen() -> None:
    stairs = page(plan_text="min_plan: {kilde: Medarbejder alene}\n", drøm="At bo selv")["trappe"]
    assert (stairs.mit_mål, stairs.min_drøm, stairs.her) == ("Annas mål", "Annas drøm", "Her er Anna nu")


def test_a_reached_step_has_the_day_it_was_reached_and_others_their_deadline() -> None:
    reached = "{tekst: a, frist: 2026-09-01, opnået: 2026-08-20, status: opnået}"
    text = f"    delmål: [{reached}, {{tekst: b, frist: 2026-12-01}}]\n"
    found = fields_of(f"mål:\n{goal(steps=0)}{text}")["målsider"][0]["trappe"]
    assert [step.dato_kort for step in found.trin] == ["20.8.2026", "1.12.2026"]


def test_the_wording_is_smaller_when_it_is_long_and_never_cut() -> None:
    assert page()["ordlyd_størrelse"] == 26
    assert page(borgermål=SENTENCE)["ordlyd_størrelse"] == 20
    assert page(borgermål=f"{SENTENCE}, {SENTENCE}, {SENTENCE}")["ordlyd_størrelse"] == 16
    assert page(borgermål=f"{SENTENCE}, {SENTENCE}, {SENTENCE}")["ordlyd"].count(SENTENCE) == 3


def test_how_we_do_it_takes_room_from_the_stairs_but_not_their_words() -> None:
    more = {"sådan_gør_vi": "[Jonas følger med, Vi øver hver tirsdag]", "hvorfor": "Så kan jeg bo længere væk"}
    alone, beside = page(FIRST)["trappe"], page(FIRST, **more)["trappe"]
    assert beside.højde < alone.højde
    crowded = page(FIRST, LATEST, steps=4, text=SENTENCE, drøm="At bo selv", **more)
    assert not crowded["trappe_er_kort"]
    assert not layout(crowded["trappe"]).is_short


def test_on_a_full_page_the_goals_wording_gets_smaller_before_anything_goes_to_the_next() -> None:
    wording = "Jeg vil på fisketur ved søen eller åen mindst én gang om måneden"
    more = {
        "borgermål": wording,
        "drøm": "At fiske",
        "sådan_gør_vi": "[Niels ringer, Turen står i kalenderen]",
        "indsatsmål": SENTENCE,
    }
    assert page(FIRST, borgermål=wording)["ordlyd_størrelse"] == 26
    full = page(FIRST, forventet="1", text="Jeg går til søen", **more)
    assert full["ordlyd_størrelse"] == 20
    assert not full["trappe_er_kort"]


def test_a_dream_too_long_for_the_drawing_stands_above_it() -> None:
    assert page(drøm="At bo selv")["drøm"] == ""
    long = page(drøm=f"{SENTENCE}, {SENTENCE}")
    assert long["drøm"] == f"{SENTENCE}, {SENTENCE}"
    assert long["trappe"].drøm == ""


# --- on paper ----------------------------------------------------------------------------------------------------


def _documents(folder: Path) -> list[Path]:
    """From no steps to twelve, all reached and none begun, the longest sentences, one card to three."""
    many = "mål:\n" + "".join(goal(FIRST, LATEST, steps=n, forventet="1") for n in (0, 1, 2, 3, 5, 6, 7, 9, 12))
    long = "mål:\n" + goal(
        FIRST, LATEST, text=f"{SENTENCE}, {SENTENCE}", borgermål=SENTENCE, drøm=SENTENCE, hvorfor=SENTENCE
    )
    few = "mål:\n" + goal() + goal(forventet="1") + goal(FIRST) + goal(FIRST, LATEST)
    template = Template.open(TEMPLATES["visuel-plan.docx"](), "visuel-plan.docx")
    files = []
    for name, text in {"many": many, "long": long, "few": few}.items():
        fields = fields_of(text)
        made = template.render(fields, titel="Plan", forfatter="R", memory={})
        assert faults(made) == ()
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(made)
    return files


@pytest.mark.validator
def test_drawings_are_valid(tmp_path: Path) -> None:
    assert validation_errors(_documents(tmp_path)) == []


def test_all_goals_together_have_every_id_once(tmp_path: Path) -> None:
    for file in _documents(tmp_path):
        with ZipFile(BytesIO(file.read_bytes())) as package:
            body = package.read("word/document.xml").decode()
        ids = re.findall(r'<(?:wp:docPr|wps:cNvPr) id="(\d+)"', body)
        assert len(ids) == len(set(ids)) > 40


@pytest.mark.soffice
def test_each_goal_begins_a_page_and_all_words_of_the_drawing_are_on_paper(tmp_path: Path) -> None:
    for pdf in convert(_documents(tmp_path), "pdf", tmp_path):
        texts = [text for text in page_texts(pdf) if "trappe – trin for trin" in text]
        assert all("Mit mål" in text or "Jeg vil tage bussen" in text for text in texts)
        assert pages(pdf) >= len(texts) + 2
    many = [text for text in page_texts(tmp_path / "many.pdf") if "trappe – trin for trin" in text]
    assert len(many) == 9
    assert all("Her er jeg nu" in text for text in many[2:])
    assert all("Nået" in text for text in many[1:])
    assert all(str(number) in many[8] for number in range(1, 13))
