"""Fields a person fills in: `felt('…')` in a template, the document it makes, and what is read back from it."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_files import changed, docx, part, render

from mlmp_docs.plan.paths import plan_field, plan_paths
from mlmp_docs.word.answers import read_fields, remembered_fields
from mlmp_docs.word.controls import bookmark, made_fields, name_of, properties, renamed
from mlmp_docs.word.lint import template_mistakes
from mlmp_docs.word.memory import read_memory, shown_hash
from mlmp_docs.word.mistake import TemplateError
from mlmp_docs.word.structure import faults

FIELDS: dict[str, Any] = {
    "møde": {
        "id": "2027",
        "forberedelse": {"temaer": ["Min bolig"], "hjulpet_af": "", "vil_tale_om": ["Ferien"]},
        "referat": {"kort_fortalt": "Vi talte <om> & alt\nog mere", "opfølgning": "fortsætter"},
    },
    "min_plan": {"håb_og_drømme": ["At bo alene", 'Søn & Søn <a@b.dk> "x"'], "kilde": "Borger"},
    "rækker": [
        {"frist": "1. maj 2027", "frist_kort": "1.5.2027", "stier": {"frist": "møder[2027].referat.punkter[0].frist"}},
        {"frist": "", "frist_kort": "", "stier": {"frist": "møder[2027].referat.punkter[1].frist"}},
    ],
}


def made(*texts: str, cell: str = "", **more: Any) -> bytes:
    return render(docx(*texts, table=[["", cell]] if cell else ()), **{**FIELDS, **more})


def typed(content: bytes, old: str, new: str) -> bytes:
    """The document after somebody in Word wrote `new` (runs) where `old` asked to write."""
    control = re.compile(rf"<w:showingPlcHdr/>((?:(?!</w:sdt>).)*?)<w:r>(?:(?!</w:r>).)*?{old}</w:t></w:r>", re.DOTALL)
    found = control.search(part(content))
    assert found, old
    return changed(content, found[0], f"{found[1]}{new}")


def text(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


# --- making ------------------------------------------------------------------------------------------------------


def test_a_field_shows_what_the_plan_says() -> None:
    content = made("{{p felt('min_plan.håb_og_drømme') }}")
    assert read_fields(content) == {"min_plan.håb_og_drømme": ("At bo alene", 'Søn & Søn <a@b.dk> "x"')}


def test_each_line_of_a_list_is_a_paragraph_with_a_control_of_its_own() -> None:
    xml = part(made("{{p felt('min_plan.håb_og_drømme') }}"))
    assert xml.count("<w:sdt>") == xml.count('<w:lock w:val="sdtLocked"/>') == 2
    name = bookmark("min_plan.håb_og_drømme")
    assert f'w:name="{name}"' in xml and f'w:name="{name}_2"' in xml


def test_an_empty_field_asks_in_grey_to_write() -> None:
    content = made("Hjælper: {{ felt('møde.forberedelse.hjulpet_af', 'Skriv navn her') }}.")
    assert "<w:showingPlcHdr/>" in part(content) and "Skriv navn her" in part(content)
    assert read_fields(content) == {"møder[2027].forberedelse.hjulpet_af": ""}


def test_what_is_new_is_asked_for_even_when_the_plan_has_something() -> None:
    content = made("{{p felt('møde.forberedelse.vil_tale_om[+]') }}")
    assert read_fields(content) == {"møder[2027].forberedelse.vil_tale_om[+]": ()}
    assert "Ferien" not in part(content)


def test_two_boxes_may_add_to_one_list() -> None:
    content = made("{{p felt('min_plan.det_kan_jeg[+]') }}", "{{p felt('min_plan.det_kan_jeg[+2]') }}")
    assert list(read_fields(content)) == ["min_plan.det_kan_jeg[+]", "min_plan.det_kan_jeg[+2]"]


def test_a_choice_is_a_box_to_tick() -> None:
    content = made(
        "{{ felt('møde.forberedelse.temaer[Min bolig]') }} Min bolig",
        "{{ felt('møde.forberedelse.temaer[Andet]') }} Andet",
    )
    assert read_fields(content) == {
        "møder[2027].forberedelse.temaer[Min bolig]": True,
        "møder[2027].forberedelse.temaer[Andet]": False,
    }
    assert "☒" in part(content) and "☐" in part(content)


def test_one_of_several_words_is_a_list_to_choose_from() -> None:
    assert '<w:listItem w:displayText="afsluttes" w:value="afsluttes"/>' in part(
        made("{{ felt('møde.referat.opfølgning') }}")
    )


def test_rows_tell_where_their_fields_belong() -> None:
    content = made("{%p for r in rækker %}", "Senest {{ felt('r.frist') }}.", "{%p endfor %}")
    assert read_fields(content) == {
        "møder[2027].referat.punkter[0].frist": "1.5.2027",
        "møder[2027].referat.punkter[1].frist": "",
    }


def test_the_look_of_the_tag_becomes_that_of_the_field() -> None:
    xml = (
        "<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{{p felt(</w:t></w:r>"
        "<w:r><w:t>'min_plan.håb_og_drømme') }}</w:t></w:r></w:p>"
        "<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>før {{ felt('møde.referat.kort_fortalt') }} efter</w:t></w:r></w:p>"
    )
    document = part(render(docx(xml=xml), **FIELDS))
    assert document.count('<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:bookmarkStart') == 2
    assert '<w:sdtContent><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">At bo alene' in document
    assert '<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve"> efter</w:t>' in document


def test_a_citizen_without_a_place_for_it_gets_plain_text() -> None:
    row = {"svar": "", "stier": {"svar": ""}}
    content = made("{%p for r in rækker %}", "Svar: {{ felt('r.svar') }}", "{%p endfor %}", rækker=[row])
    assert "<w:sdt>" not in part(content) and read_fields(content) == {}


def test_a_choice_that_has_no_place_is_a_box_to_tick_by_hand() -> None:
    row = {"svar": "", "stier": {"svar": ""}}
    content = made("{%p for r in rækker %}", "{{ felt('r.svar[ja]') }} Ja", "{%p endfor %}", rækker=[row])
    assert "☐" in part(content) and "<w:sdt>" not in part(content)
    assert (read_memory(content) or {})["mlmp-indhold"] == shown_hash(content)


def test_documents_with_fields_are_in_order_and_always_the_same() -> None:
    texts = ("{{p felt('min_plan.håb_og_drømme') }}", "a {{ felt('møde.forberedelse.hjulpet_af') }} b")
    content = made(*texts, cell="{{p felt('møde.referat.kort_fortalt') }}")
    assert faults(content) == ()
    assert content == made(*texts, cell="{{p felt('møde.referat.kort_fortalt') }}")


def test_the_document_knows_what_its_fields_show_without_being_read() -> None:
    content = made(
        "{{p felt('min_plan.håb_og_drømme') }}",
        "a {{ felt('møde.referat.kort_fortalt') }} {{ felt('møde.forberedelse.temaer[Min bolig]') }}",
        cell="{{p felt('møde.forberedelse.hjulpet_af', 'Skriv & tegn') }}",
    )
    assert (read_memory(content) or {})["mlmp-indhold"] == shown_hash(content)


# --- memory ------------------------------------------------------------------------------------------------------


def test_the_file_remembers_what_each_field_held() -> None:
    content = made("{{p felt('min_plan.håb_og_drømme') }}", "{{ felt('møde.referat.kort_fortalt') }}")
    assert remembered_fields(content) == read_fields(content)


def test_no_property_is_longer_than_word_takes() -> None:
    content = made("{{p felt('min_plan.håb_og_drømme') }}", min_plan={"håb_og_drømme": ["En lang drøm. " * 60]})
    memory = read_memory(content) or {}
    assert max(map(len, memory.values())) <= 255
    assert remembered_fields(content) == read_fields(content)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), max_size=8))
def test_memory_comes_back_as_it_was(values: list[str]) -> None:
    import json

    entries = [json.dumps([f"{n:08x}", "l", f"min_plan.p{n}", value]) for n, value in enumerate(values)]
    kept = {name: value.strip() for name, value in properties(entries)}
    assert [field.value for field in made_fields(kept).values()] == values


def test_torn_memory_is_no_memory() -> None:
    assert made_fields({"mlmp-felt0001": '[["00000000","l'}) == {}


def test_a_name_another_path_has_taken_is_changed() -> None:
    key = '=["00000000","l","min_plan.b",""]\x0e\x0e<w:bookmarkStart w:name="mlmp_00000000"/>'
    new = renamed(key, {"00000000": '=["00000000","l","min_plan.a",""]\x0e\x0e'})
    assert "min_plan.b" in new and name_of(new) != "00000000"
    assert f'"mlmp_{name_of(new)}"' in new and "mlmp_00000000" not in new


def test_a_place_in_the_plan_stands_in_a_document_only_once() -> None:
    with pytest.raises(TemplateError, match=r"S042.*min_plan\.kilde"):
        made("{{ felt('min_plan.kilde') }} {{ felt('min_plan.kilde') }}")


# --- reading back ------------------------------------------------------------------------------------------------


def test_text_typed_in_word_is_read() -> None:
    content = made("Hjælper: {{ felt('møde.forberedelse.hjulpet_af') }}.")
    runs = (
        text("Jonas")
        + '<w:proofErr w:type="spellStart"/>'
        + text(" B")
        + '<w:proofErr w:type="spellEnd"/>'
        + text("ak")
    )
    filled = typed(content, "Skriv her", runs)
    assert read_fields(filled) == {"møder[2027].forberedelse.hjulpet_af": "Jonas Bak"}
    assert shown_hash(filled) != shown_hash(content)


def test_tracked_changes_count_as_accepted() -> None:
    runs = (
        "<w:del w:id='1' w:author='x'><w:r><w:delText>Ida</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='x'><w:r><w:t>Jonas</w:t></w:r></w:ins>"
    )
    filled = typed(made("{{ felt('møde.forberedelse.hjulpet_af') }}"), "Skriv her", runs)
    assert read_fields(filled) == {"møder[2027].forberedelse.hjulpet_af": "Jonas"}


def test_a_line_break_in_a_field_begins_a_new_line() -> None:
    filled = typed(
        made("x", cell="{{p felt('møde.forberedelse.vil_tale_om[+]') }}"),
        "Skriv her",
        "<w:r><w:t>Ferien</w:t><w:br/><w:t>Bussen</w:t></w:r>",
    )
    assert read_fields(filled) == {"møder[2027].forberedelse.vil_tale_om[+]": ("Ferien", "Bussen")}


def test_lines_written_below_a_field_in_its_cell_belong_to_it() -> None:
    content = made("x", cell="{{p felt('min_plan.håb_og_drømme') }}")
    filled = changed(content, "</w:p></w:tc></w:tr>", f"</w:p><w:p>{text('En hund')}</w:p></w:tc></w:tr>")
    assert read_fields(filled)["min_plan.håb_og_drømme"] == ("At bo alene", 'Søn & Søn <a@b.dk> "x"', "En hund")


def test_what_the_template_says_below_a_field_in_its_cell_is_none_of_its_own() -> None:
    below = "<w:p><w:r><w:t>Kræver afgørelse</w:t></w:r></w:p>"
    xml = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p><w:r>"
        f"<w:t>{{{{p felt('min_plan.håb_og_drømme') }}}}</w:t></w:r></w:p>{below}</w:tc></w:tr></w:tbl><w:p/>"
    )
    content = render(docx(xml=xml), **FIELDS)
    assert read_fields(content) == remembered_fields(content)


def test_lines_below_a_field_outside_a_table_are_none_of_its_own() -> None:
    content = made("{{p felt('min_plan.håb_og_drømme') }}", "Noget andet")
    assert "Noget andet" not in read_fields(content)["min_plan.håb_og_drømme"]  # type: ignore[operator]


def test_a_control_that_word_made_into_several_paragraphs_is_read() -> None:
    name = bookmark("min_plan.det_kan_jeg[+]")
    content = made("x", cell="{{p felt('min_plan.det_kan_jeg[+]') }}")
    cell = re.search(r'<w:p><w:bookmarkStart[^>]*w:name="mlmp_.*?</w:p>', part(content), re.DOTALL)
    assert cell
    block = (
        f'<w:bookmarkStart w:id="5" w:name="{name}"/><w:sdt><w:sdtPr><w:id w:val="9"/></w:sdtPr><w:sdtContent>'
        f'<w:p>{text("Synge")}</w:p><w:p>{text("Danse")}</w:p></w:sdtContent></w:sdt><w:bookmarkEnd w:id="5"/>'
    )
    assert read_fields(changed(content, cell[0], block)) == {"min_plan.det_kan_jeg[+]": ("Synge", "Danse")}


@pytest.mark.parametrize("letter", ["☒", "☑", "x"])
def test_a_tick_is_read_whichever_way_it_was_set(letter: str) -> None:
    content = made("{{ felt('møde.forberedelse.temaer[Andet]') }} Andet")
    filled = changed(content, "<w:t>☐</w:t>", f"<w:t>{letter}</w:t>")
    assert read_fields(filled) == {"møder[2027].forberedelse.temaer[Andet]": True}


def test_a_tick_taken_away_is_read() -> None:
    content = made("{{ felt('møde.forberedelse.temaer[Min bolig]') }}")
    filled = changed(changed(content, 'w14:checked w14:val="1"', 'w14:checked w14:val="0"'), "☒", "☐")
    assert read_fields(filled) == {"møder[2027].forberedelse.temaer[Min bolig]": False}


def test_grey_text_that_lost_its_mark_is_still_nothing() -> None:
    content = changed(made("{{ felt('møde.forberedelse.hjulpet_af') }}"), "<w:showingPlcHdr/>", "")
    assert read_fields(content) == {"møder[2027].forberedelse.hjulpet_af": ""}


def test_a_control_without_its_bookmark_is_known_by_its_tag() -> None:
    content = made("{{ felt('møde.referat.opfølgning') }}")
    bare = re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", part(content))
    assert read_fields(changed(content, part(content), bare)) == {"møder[2027].referat.opfølgning": "fortsætter"}


def test_a_field_that_was_deleted_is_left_out() -> None:
    content = made("{{ felt('møde.referat.opfølgning') }}")
    bare = re.sub(r"<w:bookmarkStart.*<w:bookmarkEnd[^>]*/>", "", part(content))
    assert read_fields(changed(content, part(content), bare)) == {}


def test_blanks_that_word_holds_together_are_ordinary_ones() -> None:
    content = made(
        "{{ felt('møde.referat.kort_fortalt') }}", møde={"id": "7", "referat": {"kort_fortalt": "kl.\xa010"}}
    )
    assert read_fields(content) == remembered_fields(content) == {"møder[7].referat.kort_fortalt": "kl. 10"}


# --- the template's author ---------------------------------------------------------------------------------------


def told(*texts: str, known: Mapping[str, Any] = FIELDS, **where: str) -> str:
    return "\n".join(map(str, template_mistakes(docx(*texts, **where), known)))


def test_a_misspelled_place_is_told_with_the_right_one() -> None:
    assert "S041" in (found := told("{{p felt('min_plan.håb_og_drøme') }}"))
    assert "min_plan.håb_og_drømme" in found


def test_a_choice_the_plan_does_not_know_is_told() -> None:
    assert "Min bolig" in told("{{ felt('møde.forberedelse.temaer[Min båd]') }}")


@pytest.mark.parametrize(
    "tag",
    [
        "{{ felt(min_plan.kilde) }}",
        "{{ felt('min_plan.' ~ 'kilde') }}",
        "{{ felt('min_plan.kilde') ~ 'x' }}",
        "{{ felt('min_plan.kilde')|upper }}",
        "{% if felt('min_plan.kilde') %}x{% endif %}",
        "{{ felt() }}",
        "{{ felt('borger.cpr') }}",
        "{{ felt('noter') }}",
        "{{ felt('møde.id') }}",
    ],
)
def test_anything_but_a_place_written_out_is_refused(tag: str) -> None:
    assert "S041" in told(tag, known={**FIELDS, "borger": {"cpr": "670761-4285"}, "noter": ""})
    with pytest.raises(TemplateError):
        made(tag, borger={"cpr": "670761-4285"}, noter="")


def test_a_field_in_the_footer_is_refused() -> None:
    assert "S041" in told("x", footer="{{ felt('min_plan.kilde') }}")


def test_the_same_place_twice_is_told_with_where_the_other_is() -> None:
    assert "afsnit 1" in (found := told("{{ felt('min_plan.kilde') }}", "{{ felt('min_plan.kilde') }}"))
    assert "S042" in found


def test_a_right_template_has_nothing_to_tell() -> None:
    texts = (
        "{{p felt('min_plan.håb_og_drømme') }}",
        "{{p felt('møde.forberedelse.ikke_tale_om[+]', 'Skriv eller tegn') }}",
        "{%p for r in rækker %}",
        "{{ felt('r.frist') }}",
        "{%p endfor %}",
    )
    assert told(*texts) == ""


@pytest.mark.parametrize("path", plan_paths())
def test_no_place_holds_a_cpr_number_or_tells_a_plan_from_another(path: str) -> None:
    assert not {"cpr", "id", "noter", "sendt"} & set(path.split("."))


def test_places_in_the_plan_tell_what_they_hold() -> None:
    kinds = {
        path: found.kind if (found := plan_field(path)) else None
        for path in (
            "min_plan.håb_og_drømme[+2]",
            "møder[2027].referat.punkter[0].frist",
            "møder[2027].forberedelse.siden_sidst[bus][det går godt]",
            "møder[2027].forberedelse.temaer[Min båd]",
            "netværk[+]",
            "mål[bus].scoringer[2027-05-12].enig[ja]",
            "min_plan",
        )
    }
    assert list(kinds.values()) == ["liste", "dato", "valg", None, "liste", "ja/nej", None]


def test_no_number_in_a_field_looks_like_a_cpr_number() -> None:
    content = made("{{p felt('min_plan.håb_og_drømme') }}", "{{ felt('møde.forberedelse.hjulpet_af') }}")
    assert not re.search(r"\d{9}", part(content)[part(content).index("<w:body>") :])
