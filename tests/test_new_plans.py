"""New citizens from new rows of the spreadsheet."""

from mlmp_docs.plan.reader import read_plan
from mlmp_docs.procedure.new_plan import proposed_id
from mlmp_docs.tables.edited import EditedRow
from mlmp_docs.tables.merging import Terms
from mlmp_docs.tables.new_plans import NewPlan, new_plan
from mlmp_docs.tables.sheets import BORGERE, BY_NAME
from tests.builders import opsætning
from tests.edited_plan import FILE, edited_row

WHO = {
    "borger.navn": "Bo Ravn O'Hara",
    "borger.cpr": "670761-4285",
    "rådgiver": "mette-holm",
    "tilbud": "bostedet-fjordglimt\nvaerkstedet-aaen",
}


def row(table: str, number: int = 30, **values: str) -> EditedRow:
    texts = dict.fromkeys(BY_NAME[table].keys, "") | {
        k.replace("__", ".").replace("at_", "@"): v for k, v in values.items()
    }
    return edited_row(BY_NAME[table], number, None, texts, None)


def citizen(**more: str) -> EditedRow:
    return row("Borgere", **WHO, **more)


def made(who: EditedRow, *more: EditedRow) -> NewPlan | list[tuple[str, str]]:
    found = new_plan("bo-ravn", who, more, Terms(FILE, opsætning(), lambda change: ""))
    return found if isinstance(found, NewPlan) else [(told.place.cell, told.code) for told in found]


def text(found: object) -> str:
    assert isinstance(found, NewPlan), found
    assert read_plan(found.content, found.file).value is not None
    return found.content.decode()


def test_a_citizen_with_the_needed_fields_gets_the_file_that_the_command_ny_would_make() -> None:
    found = text(made(citizen()))
    assert "navn: 'Bo Ravn O''Hara'" in found
    assert "  - id: vaerkstedet-aaen\n" in found
    assert "# kaldenavn:" in found
    assert "møder:\n  - år: 2027\n" in found


def test_everything_else_in_the_row_stands_in_the_file_and_no_comment_asks_for_it() -> None:
    found = text(
        made(
            citizen(
                borger__kaldenavn="Bo",
                borger__telefon="20 00 00 01",
                tilbud__kontaktperson="jonas-bak",
                min_plan__det_kan_jeg="Synge\nDanse",
                sagsnummer="27-1",
            )
        )
    )
    assert "  kaldenavn: 'Bo'\n" in found
    assert "    kontaktperson: jonas-bak\n" in found
    assert "min_plan:\n  det_kan_jeg: [Synge, Danse]\n" in found
    assert not [key for key in ("kaldenavn", "telefon", "sagsnummer", "min_plan") if f"# {key}:" in found]


def test_new_meetings_goals_and_steps_of_a_new_citizen_are_made_too() -> None:
    found = made(
        citizen(),
        row("Møder", år="2027", måned="maj"),
        row("Mål", id="bus", borgermål="Jeg vil tage bussen"),
        row("Delmål", at_mål="bus", tekst="Jeg øver ruten"),
        row("Netværk", navn="Ib", relation="far"),
    )
    plan = read_plan(found.content, "f").value  # type: ignore[union-attr]
    assert plan is not None
    assert [(møde.id, møde.måned) for møde in plan.møder] == [("2027", 5)]
    assert [step.tekst for goal in plan.mål for step in goal.delmål] == ["Jeg øver ruten"]
    assert [person.navn for person in plan.netværk] == ["Ib"]


def test_what_is_missing_is_told_at_the_first_cell_that_is_empty() -> None:
    found = new_plan("bo", row("Borgere", borger__navn="Bo"), (), Terms(FILE, opsætning(), lambda change: ""))
    (told,) = found  # type: ignore[misc]
    assert (told.place.cell, told.code) == ("Borgere!B30", "R001")
    assert "'Borger cpr.', 'Rådgiver', 'Tilbud'" in told.message


def test_a_wrong_cpr_number_is_told_at_its_cell_and_not_shown() -> None:
    assert made(row("Borgere", **WHO | {"borger.cpr": "991345-1234"})) == [("Borgere!B30", "P031")]


def test_an_unknown_tilbud_is_told_at_its_cell() -> None:
    assert made(row("Borgere", **WHO | {"tilbud": "ukendt"})) == [("Borgere!M30", "R007")]


def test_a_mistake_in_another_row_keeps_the_file_from_being_made() -> None:
    assert made(citizen(), row("Delmål", at_mål="bus", tekst="x")) == [("Delmål!C30", "R013")]


def test_the_id_is_made_from_the_name_and_never_holds_a_cpr_number() -> None:
    assert proposed_id("Søren Ø'Brien", {"soeren-oe-brien"}) == "soeren-oe-brien-2"
    assert proposed_id("670761-4285", ()) == "borger"


def test_every_column_of_the_sheet_can_be_filled_in_for_a_new_citizen() -> None:
    sample = {"dato": "2027-01-05", "ja/nej": "ja", "telefon": "20 00 00 01", "tekst": "Ord", "sætninger": "En\nTo"}
    values = {
        column.key: WHO.get(column.key) or (column.choices[0] if column.choices else sample.get(column.kind, ""))
        for column in BORGERE.columns
        if not column.is_shown_only
    }
    found = made(edited_row(BORGERE, 30, None, values | {"borger.mail": "bo@example.dk"}, None))
    plan = read_plan(found.content, "f").value  # type: ignore[union-attr]
    assert plan is not None and plan.borger.mail == "bo@example.dk" and plan.min_plan.god_støtte == ("En", "To")
