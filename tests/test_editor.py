"""Editing a plan file: what changes, and that nothing else does. Random edits are in edits.py."""

import random
from collections.abc import Sequence
from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mlmp_docs.plan.editor import Add, Clear, Edit, EditRefused, Remove, Set, edit, edit_read
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.plan.settings import Lister, Opsætning
from tests.edit_judge import Parsed
from tests.edits import STYLES, documents, random_edit, run, run_together

MØDE = ("møder", 0)
SENDT = (*MØDE, "sendt")


def edited(text: str, *edits: Edit, record: Any = None) -> str:
    """The text after the edits."""
    content = dedent(text).encode()
    return edit(content, edits, "citizens/anna.yaml", **({"record": record} if record else {})).decode()


def becomes(before: str, edits: Edit | Sequence[Edit], after: str) -> None:
    """Assert that edits make one text of another."""
    assert edited(before, *([edits] if isinstance(edits, Edit) else edits)) == dedent(after)


# --- a value in place of another -----------------------------------------------------------------------------------


def test_a_value_is_changed_and_its_comment_stays() -> None:
    becomes(
        """\
        rådgiver: mette-holm                 # id fra mlmp.yaml
        sagsnummer:  27-004211
        """,
        [Set(("rådgiver",), "ole-aaby"), Set(("sagsnummer",), "27-004212")],
        """\
        rådgiver: ole-aaby                 # id fra mlmp.yaml
        sagsnummer:  27-004212
        """,
    )


def test_a_value_that_is_there_already_changes_no_byte() -> None:
    content = b'\xef\xbb\xbfborger: {navn: "Anna" , cpr : 1}\r\nm\xc3\xb8der:\n- sendt: { datobrev: 2027-01-02 }'
    same = [Set(("borger", "navn"), "Anna"), Set((*SENDT, "datobrev", "dato"), "2027-01-02"), Set(("borger", "cpr"), 1)]
    assert edit(content, same, "anna.yaml") is content


def test_quotes_stay_when_the_text_had_them() -> None:
    becomes(
        """\
        borger: {navn: 'Anna', kaldenavn: "An"}
        """,
        [Set(("borger", "navn"), "Annas mor"), Set(("borger", "kaldenavn"), "mor")],
        """\
        borger: {navn: 'Annas mor', kaldenavn: "mor"}
        """,
    )


@pytest.mark.parametrize("empty", ["", " ", " null", " ~"])
def test_an_empty_key_gets_its_value_and_keeps_its_comment(empty: str) -> None:
    before = f"partsrepræsentant:{empty}   # fuldmagt\nnoter: x\n"
    after = edited(before, Set(("partsrepræsentant",), {"navn": "Ida", "fuldmagt": "2026-01-07"}))
    assert after.replace("  ", " ").replace("  ", " ") == (
        "partsrepræsentant: {navn: Ida, fuldmagt: 2026-01-07} # fuldmagt\nnoter: x\n"
    )


def test_an_empty_list_with_a_comment_gets_its_first_item() -> None:
    becomes(
        """\
        møder:
          - år: 2027
            dagsorden: []        # tom: standard
            afbud: []            # hvem
        """,
        [Add((*MØDE, "dagsorden"), "Velkomst"), Add((*MØDE, "afbud"), {"navn": "Ida", "vikar": "Bo"})],
        """\
        møder:
          - år: 2027
            dagsorden: [Velkomst]        # tom: standard
            afbud:            # hvem
              - {navn: Ida, vikar: Bo}
        """,
    )


def test_a_text_over_several_lines_is_replaced_whole() -> None:
    becomes(
        """\
        mål:
          - borgermål: Jeg vil
              bo selv      # hans ord
            drøm: "At rejse
              til Skagen"
            frist: 2028-06-01
        """,
        [Set(("mål", 0, "borgermål"), "Jeg vil flytte"), Set(("mål", 0, "drøm"), "Skagen")],
        """\
        mål:
          - borgermål: Jeg vil flytte      # hans ord
            drøm: "Skagen"
            frist: 2028-06-01
        """,
    )


def test_a_text_after_a_bar_stays_one() -> None:
    becomes(
        """\
        noter: |   # kun til os
            Første linje.
            Anden linje.

        # til sidst
        """,
        Set(("noter",), "Ny linje.\n\n  Rykket ind.\n"),
        """\
        noter: |   # kun til os
            Ny linje.

              Rykket ind.

        # til sidst
        """,
    )


def test_a_folded_text_is_folded_as_wide_as_it_was() -> None:
    becomes(
        """\
        mål:
          - indsatsmål: >-
              Anna tager bus 13 alene mellem Fjordglimt og Værkstedet ved Åen
              mindst tre dage om ugen.
            frist: 2028-06-01
        """,
        Set(("mål", 0, "indsatsmål"), "Anna tager bus 13 alene hver eneste dag " * 2 + "senest\nden 1. juni 2028."),
        """\
        mål:
          - indsatsmål: >-
              Anna tager bus 13 alene hver eneste dag Anna tager bus 13 alene
              hver eneste dag senest

              den 1. juni 2028.
            frist: 2028-06-01
        """,
    )


def test_a_text_with_line_breaks_is_written_after_a_bar() -> None:
    becomes(
        """\
        sagsnummer: 7   # gammelt
        aftaler: [{tekst: Køb}]
        """,
        [Set(("noter",), "Husk:\n- taske"), Set(("aftaler", 0, "tekst"), "Køb\nkort")],
        """\
        sagsnummer: 7   # gammelt
        aftaler: [{tekst: "Køb\\nkort"}]
        noter: |-
          Husk:
          - taske
        """,
    )


def test_a_plain_text_right_before_a_comment_is_quoted_so_that_nothing_looks_swallowed() -> None:
    becomes(
        "borger:\n  adresse: null # bopæl\n",
        Set(("borger", "adresse"), "Vej 1"),
        'borger:\n  adresse: "Vej 1" # bopæl\n',
    )


# --- short forms and missing keys ----------------------------------------------------------------------------------


def test_a_short_record_is_written_out_when_a_second_field_comes() -> None:
    becomes(
        """\
        tilbud:
          - id: fjordglimt
            kontaktperson: "jonas-bak"   # hver dag
        møder:
          - afbud: [Ida, Bo]
            sendt:
              indkaldelse: 2027-04-12    # med posten
        """,
        [
            Set((*SENDT, "indkaldelse", "gælder"), "2027-05-12 10:00-11:30"),
            Set((*MØDE, "afbud", 1, "vikar"), "Ane"),
            Set(("tilbud", 0, "kontaktperson", "telefon"), "20 00 00 01"),
        ],
        """\
        tilbud:
          - id: fjordglimt
            kontaktperson: {id: "jonas-bak", telefon: 20 00 00 01}   # hver dag
        møder:
          - afbud: [Ida, {navn: Bo, vikar: Ane}]
            sendt:
              indkaldelse: {dato: 2027-04-12, gælder: 2027-05-12 10:00-11:30}    # med posten
        """,
    )


def test_a_missing_key_goes_where_the_plan_has_it() -> None:
    becomes(
        """\
        # yaml-language-server: $schema=../plan.schema.json
        rådgiver: ole
        møder:
          - år: 2027   # i år
            sted: Hjemme
            # det, der er sendt
            sendt:
              # brevene
              referat: 2027-05-19
        """,
        [
            Set(("borger", "navn"), "Bo"),
            Set((*MØDE, "dato"), "2027-05-12"),
            Set((*SENDT, "datobrev"), "2027-02-15"),
            Set((*SENDT, "bestilling", "fjordglimt"), "2027-05-20"),
        ],
        """\
        # yaml-language-server: $schema=../plan.schema.json
        borger: {navn: Bo}
        rådgiver: ole
        møder:
          - år: 2027   # i år
            dato: 2027-05-12
            sted: Hjemme
            # det, der er sendt
            sendt:
              datobrev: 2027-02-15
              # brevene
              referat: 2027-05-19
              bestilling: {fjordglimt: 2027-05-20}
        """,
    )


def test_what_lies_above_a_missing_key_is_made_too() -> None:
    becomes(
        """\
        møder:
        - år: 2027
          måned: maj
        - {år: 2026}
        """,
        [Set((*SENDT, "indkaldelse", "dato"), "2027-04-12"), Set(("møder", 1, "sendt", "datobrev"), "2026-01-02")],
        """\
        møder:
        - år: 2027
          måned: maj
          sendt:
            indkaldelse: {dato: 2027-04-12}
        - {år: 2026, sendt: {datobrev: 2026-01-02}}
        """,
    )


def test_a_new_key_of_the_file_is_set_apart_as_the_others_are() -> None:
    becomes(
        """\
        borger:
          navn: Bo
          cpr: 670761-4285

        rådgiver: ole

        tilbud:
          - id: a

        møder: []
        """,
        [
            Set(("sagsnummer",), "7-1"),
            Set(("netværk",), [{"navn": "Kaj", "relation": "bror"}]),
            Set(("borger", "post"), "brev"),
        ],
        """\
        borger:
          navn: Bo
          cpr: 670761-4285
          post: brev

        sagsnummer: 7-1

        rådgiver: ole

        tilbud:
          - id: a

        netværk:
          - {navn: Kaj, relation: bror}

        møder: []
        """,
    )


def test_a_new_key_at_the_end_of_a_file_without_a_last_line_break() -> None:
    assert edited("rådgiver: ole   # her", Set(("afsluttet", "dato"), "2027-01-01")) == (
        "rådgiver: ole   # her\nafsluttet: {dato: 2027-01-01}"
    )
    assert edited("mål:\n- hvorfor: |\n    Derfor", Add(("møder",), {"år": 2027})) == (
        "mål:\n- hvorfor: |-\n    Derfor\nmøder:\n- år: 2027"
    )


def test_an_empty_file_gets_its_first_key() -> None:
    sent = {
        "tilbud": "aaen",
        "rådgiver": "ole",
        "år": 2027,
        "sendt": "2026-09-01",
        "borgere": {"anna": "maj", "bo": "juni"},
    }
    after = """\
        # skrives af mlmp
        lister:
          - tilbud: aaen
            rådgiver: ole
            år: 2027
            sendt: 2026-09-01
            borgere: {anna: maj, bo: juni}
        """
    assert edited("# skrives af mlmp\n", Add(("lister",), sent), record=Lister) == dedent(after)
    assert edited("", Set(("rådgiver",), "ole")) == "rådgiver: ole\n"


def test_a_setting_of_the_project_is_changed_in_its_file() -> None:
    before = "rådgivere:\n    ole: {navn: Ole Aaby}\n"
    after = 'rådgivere:\n    ole: {navn: Ole Aaby, telefon: "89150002"}\n    ida: {navn: Ida}\n'
    changes = [Set(("rådgivere", "ole", "telefon"), "89150002"), Set(("rådgivere", "ida", "navn"), "Ida")]
    assert edited(before, *changes, record=Opsætning) == after


# --- new items -----------------------------------------------------------------------------------------------------


def test_a_new_item_is_written_as_the_items_around_it() -> None:
    becomes(
        """\
        netværk:
          - {navn: Birthe, relation: mor}   # hver søndag
          # om vennerne
          - navn: Kaj
            relation: ven
        mål:
        -   id: bus
            sådan_gør_vi:
            -   'Jonas følger med'
            scoringer:
            -   dato: 2026-05-12
                faglig: 3
        """,
        [
            Add(("netværk",), {"navn": "Ida", "relation": "søster"}, 1),
            Add(("netværk",), {"navn": "Bo"}),
            Add(("mål", 0, "sådan_gør_vi"), "Vi øver", 0),
            Add(("mål", 0, "scoringer"), {"dato": "2026-11-10", "faglig": "2"}),
        ],
        """\
        netværk:
          - {navn: Birthe, relation: mor}   # hver søndag
          - {navn: Ida, relation: søster}
          # om vennerne
          - navn: Kaj
            relation: ven
          - navn: Bo
        mål:
        -   id: bus
            sådan_gør_vi:
            -   'Vi øver'
            -   'Jonas følger med'
            scoringer:
            -   dato: 2026-05-12
                faglig: 3
            -   dato: 2026-11-10
                faglig: 2
        """,
    )


def test_a_new_meeting_is_written_over_several_lines_where_another_one_is() -> None:
    becomes(
        """\
        møder:
          - år: 2027
            sendt:
              datobrev: 2027-02-15
              # indkaldelse mangler

          - {år: 2026, måned: maj}

        noter: x
        """,
        Add(("møder",), {"år": 2028, "måned": "maj", "sendt": {"indkaldelse": "2028-01-01"}}, 0),
        """\
        møder:
          - år: 2028
            måned: maj
            sendt:
              indkaldelse: 2028-01-01

          - år: 2027
            sendt:
              datobrev: 2027-02-15
              # indkaldelse mangler

          - {år: 2026, måned: maj}

        noter: x
        """,
    )


def test_items_in_brackets_over_several_lines_keep_their_layout() -> None:
    becomes(
        """\
        netværk: [
          {navn: A},   # den første
          {navn: B}    # den anden
        ]
        min_plan: {håb_og_drømme: [
            At rejse,
        ]}
        """,
        [Add(("netværk",), {"navn": "C"}), Add(("min_plan", "håb_og_drømme"), "At bo, selv"), Remove(("netværk", 0))],
        """\
        netværk: [
          {navn: B},    # den anden
          {navn: C}
        ]
        min_plan: {håb_og_drømme: [
            At rejse,
            "At bo, selv",
        ]}
        """,
    )


def test_json_stays_json() -> None:
    becomes(
        """\
        {
          "borger": {"navn": "Bo"},
          "rådgiver": "ole"
        }
        """,
        [Set(("borger", "post"), "brev"), Set(("sagsnummer",), "7-1"), Set(("rådgiver",), "ida")],
        """\
        {
          "borger": {"navn": "Bo", "post": "brev"},
          "sagsnummer": "7-1",
          "rådgiver": "ida"
        }
        """,
    )


# --- taking away ---------------------------------------------------------------------------------------------------


def test_a_key_goes_with_its_comments_and_one_blank_line() -> None:
    becomes(
        """\
        # planen
        borger:
          navn: Bo

        # det gamle
        netværk:   # venner
          # den bedste
          - {navn: Kaj}

        rådgiver: ole
        """,
        Remove(("netværk",)),
        """\
        # planen
        borger:
          navn: Bo

        rådgiver: ole
        """,
    )


def test_a_comment_above_an_item_goes_with_it_and_does_not_come_to_stand_above_another() -> None:
    becomes(
        """\
        netværk:
          # dem, Anna ser
          - {navn: Birthe}
          # må ikke inviteres
          - {navn: Kaj}

          # fra arbejdet

          - {navn: Ida}
        """,
        Remove(("netværk", 1)),
        """\
        netværk:
          # dem, Anna ser
          - {navn: Birthe}

          # fra arbejdet

          - {navn: Ida}
        """,
    )


def test_a_comment_above_the_first_item_stays_when_it_may_be_about_the_list() -> None:
    becomes(
        """\
        netværk:
          # dem, Anna ser
          - {navn: Birthe}   # mor
          - {navn: Kaj}
        værger:
          # mor
          - navn: Birthe
          # far
          - navn: Bo
        """,
        [Remove(("netværk", 0)), Remove(("værger", 0))],
        """\
        netværk:
          # dem, Anna ser
          - {navn: Kaj}
        værger:
          # far
          - navn: Bo
        """,
    )


def test_the_first_field_of_an_item_gives_its_dash_to_the_next() -> None:
    becomes(
        """\
        tilbud:
          - id: a     # det første
            fra: 2020-01-01
          -
            id: b
            fra: 2021-01-01
        """,
        [Remove(("tilbud", 0, "id")), Remove(("tilbud", 1, "id"))],
        """\
        tilbud:
          - fra: 2020-01-01
          -
            fra: 2021-01-01
        """,
    )


def test_the_last_item_leaves_an_empty_list() -> None:
    becomes(
        """\
        netværk:   # venner
          - {navn: Kaj}
        borger: {navn: Bo, post: brev,
          mail: bo@example.dk}
        min_plan: {håb_og_drømme: [At rejse]}
        """,
        [
            Remove(("netværk", 0)),
            Remove(("borger", "mail")),
            Remove(("borger", "navn")),
            Remove(("min_plan", "håb_og_drømme", 0)),
        ],
        """\
        netværk: []  # venner
        borger: {post: brev}
        min_plan: {håb_og_drømme: []}
        """,
    )


def test_a_cleared_key_stays_without_a_value_as_the_file_writes_it() -> None:
    becomes("værger:\n- navn: Ida  # mor\n  form: § 5\nnoter: x\n", Clear(("værger",)), "værger: null\nnoter: x\n")
    becomes("a:\nb: ~\nc: ~\nnoter: x   # husk\n", Clear(("noter",)), "a:\nb: ~\nc: ~\nnoter: ~   # husk\n")
    becomes("a:\nnoter: x   # husk\n", Clear(("noter",)), "a:\nnoter:   # husk\n")
    becomes("borger: {navn: Bo, post: brev}\n", Clear(("borger", "post")), "borger: {navn: Bo, post: null}\n")
    becomes("noter: x\n", Clear(("borger", "mail")), "noter: x\n")


# --- values with parts ---------------------------------------------------------------------------------------------


def test_an_entry_keeps_its_comments_when_one_of_its_fields_changes() -> None:
    becomes(
        """\
        mål:
          - scoringer:
              - {dato: 2026-05-12, faglig: 3}   # ved start
              - {dato: 2026-11-10, faglig: 2}   # til mødet
        """,
        Set(
            ("mål", 0, "scoringer"),
            [{"dato": "2026-05-12", "faglig": "3", "enig": "ja"}, {"dato": "2026-11-10", "faglig": "1"}],
        ),
        """\
        mål:
          - scoringer:
              - {dato: 2026-05-12, faglig: 3, enig: ja}   # ved start
              - {dato: 2026-11-10, faglig: 1}   # til mødet
        """,
    )


def test_of_a_value_with_parts_only_what_differs_changes() -> None:
    becomes(
        """\
        netværk:   # venner
          - {navn: "Birthe", relation: mor}   # hver søndag
          # må ikke inviteres
          - navn: Kaj
            relation: ven   # fra værkstedet
          - {navn: Bo}
        """,
        Set(
            ("netværk",),
            [{"navn": "Birthe", "relation": "mor"}, {"navn": "Ida"}, {"navn": "Kaj", "relation": "kæreste"}],
        ),
        """\
        netværk:   # venner
          - {navn: "Birthe", relation: mor}   # hver søndag
          - {navn: "Ida"}
          # må ikke inviteres
          - navn: Kaj
            relation: kæreste   # fra værkstedet
        """,
    )


# --- files of all kinds --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_breaks_and_byte_order_mark_stay(eol: str, mark: str) -> None:
    before = f"{mark}borger:{eol}  navn: Bo{eol}noter: |{eol}  x{eol}"
    after = edit(before.encode(), [Set(("borger", "post"), "brev"), Set(("noter",), "y\nz\n")], "anna.yaml")
    assert after.decode() == f"{mark}borger:{eol}  navn: Bo{eol}  post: brev{eol}noter: |{eol}  y{eol}  z{eol}"


def test_a_file_saved_by_a_mac_in_decomposed_letters_is_found_and_left_so() -> None:
    before = "ra\u030adgiver: ole\nmøder:\n- a\u030ar: 2027\n"
    after = edited(before, Set(("rådgiver",), "ida"), Set((*MØDE, "måned"), "maj"))
    assert after == "ra\u030adgiver: ida\nmøder:\n- a\u030ar: 2027\n  måned: maj\n"


def test_streams_with_dashes_and_dots_are_edited_between_them() -> None:
    assert (
        edited("---\nnoter: x\n...\n", Set(("noter",), "ny"), Set(("rådgiver",), "ole"))
        == "---\nrådgiver: ole\nnoter: ny\n...\n"
    )


@pytest.mark.parametrize(
    ("text", "change", "reason"),
    [
        ("a: &x 1\nb: *x\n", Set(("a",), "2"), "Filen skal rettes først: Et &-tegn først læses som et anker"),
        ("a: !!str 1\n", Set(("a",), "2"), "Filen skal rettes først"),
        ("a:\n  <<: {b: 1}\n", Set(("a", "b"), "2"), "Filen skal rettes først: Feltet << fletter felter sammen"),
        ("a: 1\na: 2\n", Set(("a",), "2"), "Filen skal rettes først: Feltet 'a' står to gange"),
        ("a: 'åben\n", Set(("a",), "2"), "Filen skal rettes først: Anførselstegnet bliver ikke lukket"),
        ("a: 1\n---\nb: 2\n", Set(("a",), "2"), "Filen skal rettes først: Filen har flere dele"),
        ("<<<<<<< HEAD\na: 1\n", Set(("a",), "2"), "Filen skal rettes først: Filen har mærker fra en fletning"),
        ("- a\n- b\n", Set(("a",), "2"), "Filen begynder ikke med et felt"),
        ("? a\n: 1\n", Set(("a",), "2"), "Her er YAML skrevet på en måde, som programmet ikke retter i."),
        ("a: [b: 1]\n", Set(("a", 0, "b"), "2"), "Her er YAML skrevet på en måde"),
        ("møder: []\n", Set((*MØDE, "dato"), "2027-01-01"), "Feltet 'dato' findes ikke: listen har ikke så mange"),
        ("møder: ingen\n", Set((*MØDE, "dato"), "2027-01-01"), "Feltet 'dato' findes ikke"),
        ("borger: Bo\n", Set(("borger", "navn"), "Bo"), "Feltet 'borger' har ikke felter under sig."),
        ("netværk: Bo\n", Add(("netværk",), "Ida"), "Feltet 'netværk' er ikke en liste."),
        ("netværk: []\n", Add(("netværk",), "Ida", 1), "Feltet 'netværk' har ikke så mange punkter."),
        ("noter: x\n", Remove(("borger",)), "Feltet 'borger' findes ikke, så det kan ikke fjernes."),
        ("noter: x\n", Remove(("noter",)), "Filen ville blive tom."),
        ("noter: [x]\n", Clear(("noter", 0)), "Et punkt på en liste kan ikke stå tomt."),
        ("noter: x\n", Set(("noter",), "a\u202eb"), "Teksten har et tegn, som vender skriveretningen (U+202E)."),
    ],
)
def test_what_cannot_be_done_safely_is_refused(text: str, change: Edit, reason: str) -> None:
    with pytest.raises(EditRefused) as refused:
        edited(text, change)
    assert str(refused.value).startswith(reason)


def test_all_edits_are_made_or_none() -> None:
    with pytest.raises(EditRefused):
        edited("borger: {navn: Bo}\n", Set(("borger", "navn"), "Ida"), Remove(("netværk", 3)))


def test_a_refusal_tells_nothing_private() -> None:
    with pytest.raises(EditRefused) as refused:
        edited("aftaler: {hemmelig-ven: x}\n", Set(("aftaler", "hemmelig-ven", "0101701234"), "privat"))
    assert str(refused.value) == "Feltet 'aftaler' har ikke felter under sig. Ret det i filen."


def test_a_refusal_can_be_told_at_its_place() -> None:
    with pytest.raises(EditRefused) as refused:
        edited("noter: x\na: 1\na: 2\n", Set(("noter",), "y"))
    told = str(refused.value.diagnostic("citizens/anna.yaml"))
    assert told.startswith("citizens/anna.yaml:3:1: fejl B011: Filen skal rettes først: Feltet 'a' står to gange")


def test_another_encoding_is_refused() -> None:
    with pytest.raises(EditRefused, match="Windows-1252"):
        edit("rådgiver: ole\n".encode("cp1252"), [Set(("noter",), "x")], "anna.yaml")


# --- texts that YAML would misread ---------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["no", "on", "Y", "NULL", "~", "", "0101701234", "10:30", "10.30", "007", "7e2", "3"])
def test_a_text_that_some_reader_takes_for_something_else_is_quoted(text: str) -> None:
    assert edited("borger: {}\n", Set(("borger", "navn"), text)) == f'borger: {{navn: "{text}"}}\n'


def test_dates_numbers_and_yes_or_no_are_plain_where_the_plan_has_a_field_for_them() -> None:
    before = "møder:\n  - måned: 5\n"
    changes = [
        Set((*MØDE, "år"), 2027),
        Set((*MØDE, "dato"), "2027-05-12"),
        Set((*MØDE, "forberedelsesmøde", "svar"), "ja"),
        Set((*MØDE, "id"), "2027"),
        Set((*MØDE, "kl"), "10:30"),
        Set((*MØDE, "sted"), "2027-05-12"),
    ]
    assert edited(before, *changes) == (
        'møder:\n  - år: 2027\n    id: "2027"\n    måned: 5\n    dato: 2027-05-12\n    kl: "10:30"\n'
        '    sted: "2027-05-12"\n    forberedelsesmøde: {svar: ja}\n'
    )


def test_commas_and_brackets_are_quoted_only_inside_brackets() -> None:
    becomes(
        "borger:\n  adresse: x\nnetværk: [{navn: A}]\n",
        [Set(("borger", "adresse"), "Vej 1, 8900 Randers [C]"), Set(("netværk", 0, "relation"), "ven, nabo")],
        'borger:\n  adresse: Vej 1, 8900 Randers [C]\nnetværk: [{navn: A, relation: "ven, nabo"}]\n',
    )


def test_marks_of_one_kind_in_a_text_stand_in_those_of_the_other() -> None:
    becomes(
        "borger: {navn: x, kaldenavn: x, adresse: x}\n",
        [Set(("borger", "navn"), '"Bo"'), Set(("borger", "kaldenavn"), "'Bo'"), Set(("borger", "adresse"), "\"'")],
        'borger: {navn: \'"Bo"\', kaldenavn: "\'Bo\'", adresse: "\\"\'"}\n',
    )


_ANY_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff")
    | st.sampled_from("\n\t :#'\"-")
)


@given(text=_ANY_TEXT.filter(lambda t: not any("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for c in t)))
@settings(max_examples=300, deadline=None)
def test_any_text_comes_back_from_any_place(text: str) -> None:
    """From a field, a list, brackets, and where a text after | or > stood; with PyYAML's own reading of strings."""
    before = "noter: x\nborger: {navn: x}\nmål:\n- hvorfor: |\n    x\n  drøm: >-\n    x\n  sådan_gør_vi:\n  - x\n"
    places = [("noter",), ("borger", "navn"), ("mål", 0, "hvorfor"), ("mål", 0, "drøm"), ("mål", 0, "sådan_gør_vi", 0)]
    after = edited(before, *(Set(path, text) for path in places))
    words = [node for path, _, _, node in Parsed(after).found if node is not None]
    resolver = yaml.resolver.Resolver()
    for node in words:
        assert node.style or resolver.resolve(yaml.ScalarNode, node.value, (True, False)) == "tag:yaml.org,2002:str"


def test_a_text_with_a_last_line_break_gets_one_where_the_file_ends_without() -> None:
    assert edited("rådgiver: ole", Set(("noter",), "a\nb\n")) == "rådgiver: ole\nnoter: |\n  a\n  b\n"
    windows = "rådgiver: ole\r\nnoter: x"
    assert edited(windows, Set(("noter",), "a\nb\n")) == "rådgiver: ole\r\nnoter: |\r\n  a\r\n  b\r\n"


def test_a_comment_below_does_not_become_part_of_a_text() -> None:
    becomes("noter: x\n      # husk\nå: 1\n", Set(("noter",), "a\nb"), 'noter: "a\\nb"\n      # husk\nå: 1\n')


def test_a_text_keeps_its_line_break_when_what_stood_below_goes() -> None:
    becomes("noter: |\n  a\nx: 1", Remove(("x",)), "noter: |\n  a\n")
    becomes("noter: a\nx: 1", Remove(("x",)), "noter: a")


def test_blank_lines_that_belong_to_a_text_stay_with_it() -> None:
    becomes(
        "rådgiver: ole\n\nnoter: |+\n  a\n\nå: 1\n\nx: 2\n",
        Remove(("å",)),
        "rådgiver: ole\n\nnoter: |+\n  a\n\nx: 2\n",
    )
    becomes("noter: |+\n  a\n\nx: 2\n", Remove(("x",)), "noter: |+\n  a\n\n")
    becomes("a: [1]\n\nnoter: |+\n  a\n\n", Set(("x",), "ny"), "a: [1]\n\nnoter: |+\n  a\n\nx: ny\n")


# --- several at once -----------------------------------------------------------------------------------------------


def test_many_items_are_added_to_a_long_list_at_once() -> None:
    before = "lister:  # sendt\n" + "".join(f"  - {{tilbud: t{n}, år: 2026}}\n" for n in range(500))
    new = [Add(("lister",), {"tilbud": f"ny{n}", "år": 2027}) for n in range(500)]
    after = edited(before + "# slut\n", *new, record=Lister)
    assert after == before + "".join(f"  - {{tilbud: ny{n}, år: 2027}}\n" for n in range(500)) + "# slut\n"


@pytest.mark.parametrize("seed", range(3))
def test_edits_at_once_give_the_same_data_as_one_after_another(seed: int) -> None:
    assert run_together(40, seed) > 30


# --- at random -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_random_edits_give_the_wanted_data_and_change_no_other_byte(seed: int) -> None:
    """`python -m tests.edits` makes 100,000 of them."""
    outcome = run(400, seed)
    assert outcome.made > 350


def test_the_styles_are_files_that_can_be_read() -> None:
    assert len(STYLES) >= 9
    for style in STYLES:
        assert "P0" not in "".join(
            told.code for told in read_plan(style.encode(), "x.yaml").diagnostics if told.code < "P010"
        )


def test_a_file_that_was_read_before_becomes_the_same_bytes_or_is_refused_alike() -> None:
    chance = random.Random(2027)
    alike = 0
    for content in documents() * 20:
        before = read_plan(content, "plan.yaml")
        if before.value is None:
            continue
        change = random_edit(chance, content)
        try:
            after = edit(content, [change], "plan.yaml")
        except EditRefused as refusal:
            with pytest.raises(EditRefused, match=refusal.message[:30]):
                edit_read(content, [change], before, read_plan)
            continue
        found, reading = edit_read(content, [change], before, read_plan)
        assert found == after
        assert reading == read_plan(after, "plan.yaml")
        alike += 1
    assert alike > 100
