"""Plan files as rows of the spreadsheet."""

from pathlib import Path
from typing import Any

import pytest

from mlmp_docs.plan.reader import read_plan, read_settings
from mlmp_docs.tables.rows import citizen_rows, project_rows
from mlmp_docs.tables.table import Row

PROJECT = Path(__file__).parent.parent
START = "borger: {navn: Anna Lykke Jensen, cpr: 6707614285}\nrådgiver: mette-holm\ntilbud: [{id: fjordglimt}]\n"


def raw(text: str) -> dict[str, Any]:
    reading = read_plan((START + text).encode(), "citizens/anna.yaml")
    assert reading.value is not None, reading.diagnostics
    assert isinstance(reading.raw, dict)
    return reading.raw


def rows(text: str, table: str, år: int | None = None) -> list[Row]:
    return citizen_rows("anna", raw(text), år)[table]


def test_a_row_says_everything_in_one_form_whatever_the_file_writes() -> None:
    (row,) = rows(
        "møder: [{år: 2027, måned: 5, dato: 12. maj 2027, kl: 10.00-11.30, forberedelsesmøde: {svar: true, kl: 9:05}}]",
        "Møder",
    )
    assert str(row.key) == '["anna","møder","2027"]'
    assert {key: text for key, text in row.values.items() if text} == {
        "måned": "maj",
        "@navn": "Anna Lykke Jensen",
        "@cpr": "670761-4285",
        "dato": "2027-05-12",
        "kl.fra": "10:00",
        "kl.til": "11:30",
        "forberedelsesmøde.svar": "ja",
        "forberedelsesmøde.kl.fra": "09:05",
        "år": "2027",
        "@borger": "anna",
        "@rådgiver": "mette-holm",
        "@tilbud": "fjordglimt",
    }


def test_a_default_that_the_file_does_not_write_is_an_empty_cell() -> None:
    (goal,) = rows("mål: [{borgermål: Bussen}]", "Mål")
    assert (goal.values["status"], goal.values["udførere"]) == ("", "")


def test_a_list_has_a_line_for_each_item_and_an_item_of_several_lines_is_one() -> None:
    (row,) = rows('min_plan: {håb_og_drømme: ["Bo selv", "Rejse\\n til Skagen"]}', "Borgere")
    assert row.values["min_plan.håb_og_drømme"] == "Bo selv\nRejse  til Skagen"


def test_only_the_meetings_of_the_year_have_a_row() -> None:
    text = "møder: [{år: 2026}, {år: 2027}, {år: 2027, id: 2027-2}]"
    assert [row.values["id"] for row in rows(text, "Møder", 2027)] == ["", "2027-2"]


def test_what_stands_below_a_goal_is_told_by_the_goals_id_or_its_words() -> None:
    text = (
        "mål: [{id: bus, borgermål: Bussen, delmål: [{id: rute, tekst: Rute}]}, {borgermål: Bo, delmål: [{tekst: Se}]}]"
    )
    assert [row.key.path for row in rows(text, "Delmål")] == [
        ("mål", "bus", "delmål", "rute"),
        ("mål", "Bo", "delmål", "Se"),
    ]
    assert [row.values["@mål"] for row in rows(text, "Delmål")] == ["bus", "Bo"]


def test_a_score_is_told_by_its_day_and_tilbud() -> None:
    text = "mål: [{id: bus, borgermål: B, scoringer: [{dato: 12.5.2026, udfører: fjordglimt}, {dato: 2026-11-10}]}]"
    assert [row.key.path[-1] for row in rows(text, "Scoringer")] == ["2026-05-12 fjordglimt", "2026-11-10"]


def test_entries_that_are_called_the_same_are_counted() -> None:
    text = "netværk: [{navn: Ib, relation: far}, {navn: Ib, relation: ven}]"
    assert [row.key.number for row in rows(text, "Netværk")] == [1, 2]


@pytest.mark.parametrize(
    ("person", "shown"),
    [("jonas-bak", "jonas-bak"), ("{navn: Ida Krogh, telefon: 1}", "Ida Krogh"), ("{id: ib}", "ib")],
)
def test_the_contact_person_is_an_id_or_a_name(person: str, shown: str) -> None:
    text = START.replace("[{id: fjordglimt}]", f"[{{id: fjordglimt, kontaktperson: {person}}}, {{id: aaen}}]")
    reading = read_plan(text.encode(), "citizens/anna.yaml")
    (row,) = citizen_rows("anna", reading.raw)["Borgere"]  # type: ignore[arg-type]
    assert (row.values["tilbud"], row.values["tilbud.kontaktperson"]) == ("fjordglimt\naaen", shown)


def test_a_protected_address_stands_nowhere_in_the_rows() -> None:
    text = START.replace("cpr:", "kaldenavn: Anna, adresse: 'Ærøvej 8, 8900 Randers C', beskyttet_adresse: ja, cpr:")
    text += "møder: [{år: 2027, sted: Ærøvej 8}]\naftaler: [{tekst: Besøg på Ærøvej 8}]\n"
    reading = read_plan(text.encode(), "citizens/anna.yaml")
    found = citizen_rows("anna", reading.raw)  # type: ignore[arg-type]
    assert found["Borgere"][0].values["borger.adresse"] == "(beskyttet)"
    assert found["Møder"][0].values["sted"] == "Hjemme hos Anna"
    assert found["Aftaler"][0].key.path == ("aftaler", "Besøg på (beskyttet adresse)")
    assert "Ærøvej" not in str(found)


def test_the_rådgiver_and_tilbud_of_a_meeting_are_those_of_its_day() -> None:
    text = (
        "borger: {navn: A B, cpr: 6707614285}\nrådgiver: ny\ntidligere_rådgivere: [{id: gammel, til: 31.5.2027}]\n"
        "tilbud: [{id: x, til: 2027-06-30}, {id: y, fra: 2027-07-01}]\n"
        "møder: [{år: 2027, dato: 31.5.2027}, {år: 2028}]\n"
    )
    first, second = citizen_rows("anna", read_plan(text.encode(), "f").raw)["Møder"]  # type: ignore[arg-type]
    assert (first.values["@rådgiver"], first.values["@tilbud"]) == ("gammel", "x")
    assert (second.values["@rådgiver"], second.values["@tilbud"]) == ("ny", "y")


def test_the_settings_have_a_row_for_each_tilbud_and_rådgiver() -> None:
    found = project_rows(read_settings((PROJECT / "mlmp.yaml").read_bytes(), "mlmp.yaml").raw)  # type: ignore[arg-type]
    assert found["Tilbud"][0].values["@id"] == "bostedet-fjordglimt"
    assert found["Tilbud"][0].values["afdelingsleder.navn"] == "Karin Friis"
    assert str(found["Rådgivere"][0].key) == '["","rådgivere","mette-holm"]'


@pytest.mark.parametrize("path", sorted((PROJECT / "citizens").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_sample_citizen_has_rows_that_are_told_apart(path: Path) -> None:
    found = citizen_rows(path.stem, read_plan(path.read_bytes(), path.name).raw)  # type: ignore[arg-type]
    keys = [str(row.key) for table in found.values() for row in table]
    assert len(keys) == len(set(keys))
    assert len(found["Borgere"]) == 1
