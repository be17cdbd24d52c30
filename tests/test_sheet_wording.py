"""What a changed row and value are called on the screen."""

import pytest
from sheet_rows import edited_row

from mlmp_docs.tables.sheets import BY_NAME
from mlmp_docs.tables.table import RowKey
from mlmp_docs.tables.wording import entry_name, new_entry_name, row_name, shown, without_cpr


@pytest.mark.parametrize(
    ("table", "path", "name"),
    [
        ("Møder", ("møder", "2027"), "mødet 2027"),
        ("Borgere", (), "borgeren"),
        ("Mål", ("mål", "bus"), "målet bus"),
        ("Delmål", ("mål", "bus", "delmål", "rute"), "delmålet rute i målet bus"),
        ("Scoringer", ("mål", "bus", "scoringer", "2026-05-02 aaen"), "scoringen 2.5.2026 aaen i målet bus"),
        ("Netværk", ("netværk", "Karin"), "i netværket Karin"),
        ("Aftaler", ("aftaler", "Ring til\nKarin"), "aftalen Ring til Karin"),
        ("Tilbud", ("tilbud", "aaen"), "tilbuddet aaen"),
    ],
)
def test_an_entry_is_called_what_a_person_would_call_it(table: str, path: tuple[str, ...], name: str) -> None:
    assert entry_name(BY_NAME[table], RowKey("anna", path)) == name


def test_a_new_row_says_what_it_becomes() -> None:
    row = edited_row(BY_NAME["Delmål"], 9, {"@borger": "anna", "@mål": "bus", "tekst": "Finde ruten"})
    assert new_entry_name(row) == "nyt delmål Finde ruten i målet bus"


def test_a_row_without_id_about_what_the_plan_has_by_now_is_called_by_what_stands_in_it() -> None:
    row = edited_row(BY_NAME["Mål"], 9, {"@borger": "anna", "id": "bus", "borgermål": "Tage bussen"})
    assert row_name(row) == "målet bus"
    assert row_name(edited_row(BY_NAME["Mål"], 9, {"id": "kor"}, RowKey("anna", ("mål", "bus")))) == "målet bus"


def test_a_new_meeting_is_called_by_its_day_as_danes_write_it() -> None:
    row = edited_row(BY_NAME["Møder"], 9, {"@borger": "anna", "år": "2027", "dato": "2027-09-08"})
    assert new_entry_name(row) == "nyt møde 8.9.2027"


@pytest.mark.parametrize(
    ("table", "key", "value", "told"),
    [
        ("Møder", "dato", "2027-05-12", "12.5.2027"),
        ("Møder", "kl.fra", "10:30", "10.30"),
        ("Møder", "sted", "", "(tom)"),
        ("Borgere", "tilbud", "aaen\nfjord", "aaen, fjord"),
        ("Borgere", "min_plan.det_kan_jeg", "lave mad\ncykle", "lave mad; cykle"),
        ("Møder", "bemærkninger", "ord " * 30, "ord ord ord ord ord…"),
    ],
)
def test_a_value_is_told_as_danes_write_it_and_in_one_line(table: str, key: str, value: str, told: str) -> None:
    assert shown(BY_NAME[table].column(key), value, 20) == told


@pytest.mark.parametrize("value", ["670761-4285", "Husk 6707614285", "67 07 61 4285 er nummeret"])
def test_a_cpr_number_is_never_shown_whatever_column_it_stands_in(value: str) -> None:
    for key in ("bemærkninger", "@cpr"):
        assert "4285" not in shown(BY_NAME["Møder"].column(key), value, 100)
        assert "4285" not in without_cpr(BY_NAME["Møder"].column(key), value)
