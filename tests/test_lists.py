"""The annual list: who stands on it, in which order, and what changed since it was sent (R1–R4, A1, A11–A13)."""

from dataclasses import dataclass
from datetime import date

import pytest
from builders import lister, opsætning, plan

from mlmp_docs.plan.model import Plan
from mlmp_docs.procedure.lists import AnnualList, ListRow, lists

BOTH = "tilbud: [{id: bostedet-fjordglimt}, {id: vaerkstedet-aaen}]\n"
MAJ = "møder: [{år: 2027, måned: maj}]\n"
HOME = ("bostedet-fjordglimt", "mette-holm")


@dataclass(frozen=True)
class Citizen:
    id: str
    plan: Plan


def named(id_: str, navn: str, text: str = MAJ) -> Citizen:
    return Citizen(id_, plan(f'borger: {{navn: "{navn}", cpr: 670761-4285}}\n{text}'))


def made(*citizens: Citizen | str, sent: str = "lister: []", år: int = 2027, **rules) -> dict[tuple, AnnualList]:
    """Every list of the year, by tilbud and rådgiver; a text is Anna's plan."""
    people = [Citizen("anna", plan(each)) if isinstance(each, str) else each for each in citizens]
    found = lists(people, rules.get("opsætning") or opsætning(), lister(sent), år, rules.get("brevdato"))
    return {(each.tilbud, each.rådgiver): each for each in found}


def row(text: str, which: tuple = HOME, **rules) -> ListRow:
    (only,) = made(text, **rules)[which].rows
    return only


def test_a_wish_to_meet_at_home_does_not_tell_the_protected_address():
    borger = (
        "borger: {navn: Anna Lykke Jensen, cpr: 670761-4285, adresse: 'Fjordvej 8, 1. tv.', beskyttet_adresse: %s}\n"
    )
    wish = "møder: [{år: 2027, måned: maj, ønske_til_sted: 'Hos mig, Fjordvej 8'}]"
    assert row(borger % "ja" + wish).ønske_til_sted == "Hjemme hos Anna"
    assert row(borger % "nej" + wish).ønske_til_sted == "Hos mig, Fjordvej 8"
    assert row(borger % "ja" + wish.replace("Fjordvej 8", "Fjordvej 84")).ønske_til_sted == "Hos mig, Fjordvej 84"


@pytest.mark.parametrize(
    "street", ["Hemmelig-stien 7", "Hemmelig stien 7", "Hemmelig-\\nstien nr. 7", "hemmelig‑stien 7"]
)
def test_a_protected_address_is_found_when_its_street_is_parted(street):
    borger = "borger: {navn: Anna Jensen, cpr: 670761-4285, adresse: 'Hemmeligstien 7, 8900 Randers C', "
    wish = f'beskyttet_adresse: ja}}\nmøder: [{{år: 2027, måned: maj, ønske_til_sted: "Hos mig, {street}"}}]'
    assert row(borger + wish).ønske_til_sted == "Hjemme hos Anna"


# --- who stands on which list -----------------------------------------------------------------------------------


def test_a_citizen_stands_on_the_list_of_each_tilbud_and_each_names_the_other():
    found = made(BOTH + MAJ)
    assert {which: each.rows[0].øvrige_deltagere for which, each in found.items()} == {
        ("bostedet-fjordglimt", "mette-holm"): "Værkstedet ved Åen",
        ("vaerkstedet-aaen", "mette-holm"): "Bostedet Fjordglimt",
    }
    assert {each.rows[0].måned for each in found.values()} == {5}


def test_the_plans_own_words_on_other_participants_come_first():
    text = BOTH + "møder: [{år: 2027, måned: maj, øvrige_deltagere: Dagtilbuddet Solsikken}]"
    assert row(text).øvrige_deltagere == "Dagtilbuddet Solsikken"


@pytest.mark.parametrize(
    ("period", "stands"),
    [
        ("til: 2026-12-31", False),
        ("til: 2027-01-01", True),
        ("fra: 2027-12-31", True),
        ("fra: 2028-01-01", False),
        ("fra: 2020-01-01, til: 2030-01-01", True),
    ],
)
def test_a_tilbud_has_the_citizen_on_its_list_when_it_counts_in_the_year(period, stands):
    text = f"tilbud: [{{id: bostedet-fjordglimt, {period}}}]\n" + MAJ
    assert (HOME in made(text)) is stands


def test_a_tilbud_with_two_periods_in_the_year_has_one_row():
    text = "tilbud: [{id: bostedet-fjordglimt, til: 2027-03-01}, {id: bostedet-fjordglimt, fra: 2027-09-01}]\n"
    assert len(made(text + MAJ)[HOME].rows) == 1


@pytest.mark.parametrize(("last_day", "rådgiver"), [("2027-04-30", "mette-holm"), ("2027-05-01", "ole-aaby")])
def test_the_list_is_that_of_the_rådgiver_on_the_meetings_day(last_day, rådgiver):
    text = f"tidligere_rådgivere: [{{id: ole-aaby, til: {last_day}}}]\n" + MAJ
    assert list(made(text)) == [("bostedet-fjordglimt", rådgiver)]


def test_a_citizen_who_moves_stands_with_the_meeting_in_each_tilbuds_time():
    """The old place was told of a meeting after the citizen had left."""
    text = (
        "tilbud: [{id: bostedet-fjordglimt, til: 2027-03-31}, {id: vaerkstedet-aaen, fra: 2027-04-01}]\n"
        "møder: [{år: 2027, måned: januar}, {år: 2027, id: 2027-2, måned: juni, slags: ekstra møde}]\n"
    )
    months = {tilbud: [each.måned for each in found.rows] for (tilbud, _), found in made(text).items()}
    assert months == {"bostedet-fjordglimt": [1], "vaerkstedet-aaen": [6]}


def test_a_tilbud_without_a_meeting_in_its_time_has_the_regular_meetings_month():
    text = (
        "tilbud: [{id: bostedet-fjordglimt}, {id: vaerkstedet-aaen, fra: 2027-09-01}]\n"
        "møder: [{år: 2027, id: 2027-2, måned: marts, slags: ekstra møde}, {år: 2027, måned: maj}]\n"
    )
    assert [each.måned for each in made(text)["vaerkstedet-aaen", "mette-holm"].rows] == [5]


def test_an_ended_plan_stands_on_no_list():
    assert made(MAJ + "afsluttet: {dato: 2027-02-01}") == {}


def test_lists_go_to_external_tilbud_unless_the_municipality_reads_it_otherwise():
    internal_only = opsætning("indstillinger: {liste_til: interne}")
    assert len(made(BOTH + MAJ)) == 2
    assert list(made(BOTH + MAJ, opsætning=internal_only)) == [HOME]


def test_each_meeting_of_the_year_has_a_row_but_not_one_called_off():
    text = (
        "møder:\n  - {år: 2027, måned: maj, aflyst: {dato: 2027-04-01}}\n  - {år: 2027, id: 2027-2, måned: juni}\n"
        "  - {år: 2027, id: 2027-3, måned: oktober, slags: ekstra møde}\n  - {år: 2028, måned: maj}\n"
    )
    assert [each.måned for each in made(text)[HOME].rows] == [6, 10]


@pytest.mark.parametrize("text", ["", "møder: [{år: 2026, måned: maj}]", "møder: [{år: 2027}]"])
def test_a_citizen_without_a_month_is_not_forgotten(text):
    assert row(text).måned is None


def test_the_month_is_the_dates_when_none_is_given():
    assert row("møder: [{år: 2027, dato: 2027-06-03}]").måned == 6


def test_a_row_has_the_citizens_wish_and_cpr_and_the_plans_remark():
    only = row("møder: [{år: 2027, måned: maj, ønske_til_sted: Hjemme, bemærkninger: Gerne om formiddagen}]")
    assert (only.navn, only.cpr, only.ønske_til_sted) == ("Anna Lykke Jensen", "670761-4285", "Hjemme")
    assert only.bemærkninger == "Gerne om formiddagen"


# --- order ------------------------------------------------------------------------------------------------------


def test_rows_stand_by_month_then_by_name_in_danish_order_and_without_month_last():
    names = ["Åse Ø", "Aase A", "Øjvind", "Ærø", "Zita", "Bo"]
    people = [named(f"b{number}", navn) for number, navn in enumerate(names)]
    people += [named("april", "Åge", "møder: [{år: 2027, måned: april}]"), named("uden", "Anders", "")]
    got = [each.navn for each in made(*people)[HOME].rows]
    assert got == ["Åge", "Bo", "Zita", "Ærø", "Øjvind", "Aase A", "Åse Ø", "Anders"]


def test_the_order_of_the_files_does_not_matter():
    people = [named("b", "Bo"), named("a", "Bo"), named("c", "Carl", "tilbud: [{id: vaerkstedet-aaen}]\n" + MAJ)]
    assert list(made(*people).items()) == list(made(*reversed(people)).items())


# --- what changed since the list was sent -----------------------------------------------------------------------


def sent(*records: str) -> str:
    rows = "".join(f"  - {{tilbud: bostedet-fjordglimt, år: 2027, {record}}}\n" for record in records)
    return f"lister:\n{rows}"


FIRST = "rådgiver: mette-holm, sendt: 2026-09-14, borgere: {anna: april}"
OTHERS = "rådgiver: mette-holm, sendt: 2026-09-14, borgere: {bo: april}"


def remark(text: str, *records: str, **rules) -> str:
    return row(text, sent=sent(*records) if records else "lister: []", **rules).bemærkninger


def test_before_a_list_is_sent_it_has_no_remarks_of_the_tool():
    assert remark("møder: [{år: 2027, måned: maj, flyttet: {fra: april, begrundelse: Ferie}}]") == ""


def test_a_month_that_was_told_and_has_changed_is_marked_before_the_plans_remark():
    text = "møder: [{år: 2027, måned: maj, flyttet: {fra: april, begrundelse: Ferie}, bemærkninger: Ring først}]"
    assert remark(text, FIRST) == "Flyttet fra april. Ring først"
    assert remark(MAJ, FIRST) == "Flyttet fra april"


def test_the_reason_for_moving_stays_in_the_plan():
    assert "Ferie" not in remark("møder: [{år: 2027, måned: maj, flyttet: {fra: april, begrundelse: Ferie}}]", FIRST)


def test_the_mark_stays_on_the_list_that_was_sent_again():
    again = "rådgiver: mette-holm, sendt: 2026-11-04, borgere: {anna: maj}"
    assert remark(MAJ, FIRST, again) == "Flyttet fra april"
    assert remark("møder: [{år: 2027, måned: juni}]", FIRST, again) == "Flyttet fra maj"


def test_a_month_as_told_has_no_mark():
    assert remark("møder: [{år: 2027, måned: april}]", FIRST) == ""


def test_an_extra_meeting_earlier_in_the_year_does_not_look_moved():
    text = "møder: [{år: 2027, måned: april}, {år: 2027, id: 2027-2, måned: marts, slags: ekstra møde}]"
    rows = made(text, sent=sent(FIRST))[HOME].rows
    assert [(each.måned, each.bemærkninger) for each in rows] == [(3, ""), (4, "")]


def test_a_change_of_rådgiver_does_not_hide_that_the_tilbud_was_told_another_month():
    assert remark(MAJ, "rådgiver: ole-aaby, sendt: 2026-09-14, borgere: {anna: april}") == "Flyttet fra april"


def test_a_list_recorded_without_names_marks_only_what_the_plan_says_was_moved():
    unnamed = "rådgiver: mette-holm, sendt: 2026-09-14"
    moved = "møder: [{år: 2027, måned: maj, flyttet: {fra: april, begrundelse: Ferie}}]"
    assert remark(moved, unnamed) == "Flyttet fra april"
    assert remark(MAJ, unnamed) == ""


def test_a_citizen_who_came_later_is_marked_with_the_day_of_the_supplementary_list():
    again = "rådgiver: mette-holm, sendt: 2026-11-04, borgere: {anna: maj, bo: april}"
    once_more = "rådgiver: mette-holm, sendt: 2026-12-01, borgere: {anna: maj, bo: april}"
    assert remark(MAJ, OTHERS, again, once_more) == "Tilføjet 4.11.2026"


def test_before_the_supplementary_list_is_sent_the_mark_has_the_day_the_support_began():
    text = "tilbud: [{id: bostedet-fjordglimt, fra: 2026-11-01}]\n" + MAJ
    assert remark(text, OTHERS, brevdato=date(2026, 11, 5)) == "Tilføjet 1.11.2026"


def test_else_brevdato_and_else_no_day():
    long_ago = "tilbud: [{id: bostedet-fjordglimt, fra: 2020-01-01}]\n" + MAJ
    assert remark(long_ago, OTHERS, brevdato=date(2026, 11, 5)) == "Tilføjet 5.11.2026"
    assert remark(MAJ, OTHERS) == "Tilføjet"


def test_lists_of_other_tilbud_and_years_change_nothing():
    other = (
        "lister:\n"
        "  - {tilbud: vaerkstedet-aaen, rådgiver: mette-holm, år: 2027, sendt: 2026-09-14, borgere: {bo: april}}\n"
        "  - {tilbud: bostedet-fjordglimt, rådgiver: mette-holm, år: 2026, sendt: 2025-09-14, borgere: {anna: april}}\n"
    )
    assert row(MAJ, sent=other).bemærkninger == ""
