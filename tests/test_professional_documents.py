"""Agenda, minutes, order, changed order and handleplan: what they say, and what they must not."""

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from builders import opsætning, plan
from docx import Document as read_docx
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from programs import convert, pages
from test_content_fields import asked, bare, fullest, leaves

from mlmp_docs.content import compose
from mlmp_docs.figures import Måltrappe, Prikker
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.documents import Wanted
from mlmp_docs.word.structure import faults
from mlmp_docs.word.template import Template

TEMPLATES = Path(__file__).parent.parent / "templates"
KEYS = ("handleplan", "dagsorden", "referat", "bestilling", "aendring")
FILES = (
    "handleplan.docx",
    "dagsorden.docx",
    "referat.docx",
    "referat-skabelon.docx",
    "bestilling.docx",
    "aendring.docx",
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MEETING = "{år: 2027, måned: maj, dato: 2027-05-12, kl: 10:00-11:30, sted: Fællesstuen"
TWO_TILBUD = "tilbud: [{id: bostedet-fjordglimt}, {id: vaerkstedet-aaen}]\n"


def meeting(more: str = "") -> str:
    return f"møder: [{MEETING}{more}}}]\n"


def minutes(more: str = "", around: str = "") -> str:
    """A meeting with filled minutes."""
    return meeting(
        f", referat: {{til_stede: [Anna Lykke Jensen], punkter: [{{punkt: Bolig, beslutning: Ja}}]{more}}}{around}"
    )


def composed(key: str, text: str, settings: str = "", tilbud: str | None = None) -> dict[str, Any]:
    """The fields of a document about the least plan with this YAML."""
    the_settings = opsætning(settings)
    found = [each for each in asked(key, plan(text), the_settings) if tilbud in (None, each.tilbud)]
    return compose(found[0], the_settings)


@cache
def template(name: str) -> Template:
    return Template.open((TEMPLATES / name).read_bytes(), name)


def rendered(each: Wanted, the_settings: Opsætning) -> bytes:
    fields = compose(each, the_settings)
    return template(each.skabelon).render(fields, titel=fields["titel"], forfatter="Rådgiver", memory={})


def text_of(content: bytes) -> str:
    """Every text of the document and its footers, with ordinary spaces."""
    with ZipFile(BytesIO(content)) as package:
        parts = [name for name in package.namelist() if re.fullmatch(r"word/(document|footer\d+)\.xml", name)]
        paragraphs = [
            "".join(piece.text or "" for piece in paragraph.iter(f"{W}t"))
            for part in parts
            for paragraph in etree.fromstring(package.read(part)).iter(f"{W}p")
        ]
    return "\n".join(paragraphs).replace("\N{NO-BREAK SPACE}", " ")


def spoken(fields: dict[str, Any]) -> str:
    return "\n".join(leaf for leaf in leaves(fields) if isinstance(leaf, str)).replace("\N{NO-BREAK SPACE}", " ")


# --- all of them ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", KEYS)
def test_the_fullest_and_the_emptiest_plan_have_the_same_fields(key):
    anna, the_settings = fullest()
    full = replace(bare(key), plan=anna, møde=anna.møder[0], ændring=anna.ændringer[0], tilbud=anna.tilbud[0].id)
    assert set(compose(full, the_settings)) == set(compose(bare(key), opsætning()))


@pytest.mark.parametrize("key", KEYS)
def test_what_is_composed_is_plain(key):
    anna, the_settings = fullest()
    for each in asked(key, anna, the_settings):
        assert {type(leaf) for leaf in leaves(compose(each, the_settings))} <= {str, int, bool, Måltrappe, Prikker}


@pytest.mark.parametrize("name", FILES)
def test_every_template_holds_for_the_fullest_and_the_emptiest_plan(name):
    key = name.removesuffix(".docx").removesuffix("-skabelon")
    anna, the_settings = fullest()
    full = replace(bare(key), plan=anna, møde=anna.møder[0], ændring=anna.ændringer[0], tilbud=anna.tilbud[0].id)
    for each, used in ((full, the_settings), (bare(key), opsætning())):
        content = rendered(replace(each, skabelon=name), used)
        text = text_of(content)
        assert "None" not in text
        assert "{{" not in text
        assert "{%" not in text
        assert faults(content) == ()


@pytest.mark.parametrize("name", FILES)
def test_a_person_can_open_the_template_and_finds_named_styles(name):
    document = read_docx(str(TEMPLATES / name))
    used = {paragraph.style.name for paragraph in document.paragraphs}
    assert "Title" in used
    assert used & {"Heading 1", "Bjælke"}
    assert not document.core_properties.author


@pytest.mark.parametrize("name", FILES)
def test_data_tables_have_a_marked_head_and_a_name(name):
    with ZipFile(TEMPLATES / name) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    for table in body.iter(f"{W}tbl"):
        has_caption = table.find(f"{W}tblPr/{W}tblCaption") is not None
        assert has_caption == (table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None)


@pytest.mark.parametrize("key", KEYS)
def test_the_footer_has_the_case_number_and_that_it_is_confidential(key):
    anna, the_settings = fullest()
    each = replace(bare(key), plan=anna, møde=anna.møder[0], ændring=anna.ændringer[0], tilbud=anna.tilbud[0].id)
    text = text_of(rendered(each, the_settings))
    assert re.search(r"sagsnummer 27-004211 +· +Fortroligt", text)
    assert "sagsnummer" not in text_of(rendered(bare(key), opsætning()))


def test_hostile_words_come_out_as_they_are_written():
    words = "Søn & Søn <a@b.dk> \"{{ x }}\" {% if %} 'ja'"
    anna, the_settings = fullest()
    handleplan = anna.handleplan.model_copy(update={"formål": words})
    each = replace(bare("handleplan"), plan=anna.model_copy(update={"handleplan": handleplan}))
    assert words in text_of(rendered(each, the_settings))


# --- agenda -----------------------------------------------------------------------------------------------------


def test_the_agenda_names_who_is_summoned_and_whom_the_citizen_has_asked():
    text = """\
tilbud: [{id: bostedet-fjordglimt, kontaktperson: jonas-bak}]
værger: [{navn: Per Vad, form: § 5, omfang: personlige}]
netværk: [{navn: Birthe Jensen, relation: mor}, {navn: Kaj Toft}]
andre_myndigheder:
  - {navn: Jobcenter, kontakt: Lars Toft, grundlag: {slags: lov}, modtager: [dagsorden]}
"""
    fields = composed("dagsorden", text + meeting(", inviteret_af_borgeren: [Birthe Jensen]"))
    assert fields["indkaldt"] == [
        "Anna Lykke Jensen",
        "Mette Holm, rådgiver",
        "Bostedet Fjordglimt: Jonas Bak, pædagog",
        "Per Vad, værge",
        "Jobcenter: Lars Toft",
    ]
    assert fields["inviteret"] == ["Birthe Jensen (mor)"]


def test_each_point_is_opened_by_somebody_with_a_name():
    fields = composed("dagsorden", "tilbud: [{id: bostedet-fjordglimt, kontaktperson: jonas-bak}]\n" + meeting())
    assert [point["oplæg_ved"] for point in fields["punkter"]][:3] == [
        "Mette Holm",
        "Anna, støttet af Jonas Bak",
        "Alle",
    ]


def test_without_a_known_contact_person_the_role_is_named():
    fields = composed("dagsorden", meeting(", dagsorden: [{punkt: Status, oplæg: kontaktperson}]"))
    assert fields["punkter"][0]["oplæg_ved"] == "Kontaktpersonen"


def test_what_the_citizen_wants_to_talk_about_stands_there_but_not_what_is_to_be_left_alone():
    wishes = ", forberedelse: {vil_tale_om: [At bo alene], ikke_tale_om: [Min far]}"
    fields = composed("dagsorden", meeting(wishes))
    assert fields["vil_tale_om"] == ["»At bo alene«"]
    assert "Min far" not in spoken(fields)


def test_the_status_is_due_14_days_before_in_the_channel_of_internal_tilbud():
    forud = composed("dagsorden", meeting())["forud"]
    told = "Statusbeskrivelsen er færdig og kan hentes i Sensum senest den 28. april 2027."
    assert forud[0].replace("\N{NO-BREAK SPACE}", " ") == told


def test_internal_and_external_tilbud_each_have_their_sentence():
    forud = [text.replace("\N{NO-BREAK SPACE}", " ") for text in composed("dagsorden", TWO_TILBUD + meeting())["forud"]]
    assert forud[:2] == [
        "Bostedet Fjordglimt: Statusbeskrivelsen er færdig og kan hentes i Sensum senest den 28. april 2027.",
        "Værkstedet ved Åen: Statusbeskrivelsen er færdig senest den 28. april 2027.",
    ]


def test_a_status_due_on_a_holiday_also_tells_the_last_working_day():
    text = "møder: [{år: 2026, dato: 2026-04-17, kl: 10:00, sted: Her}]"
    the_settings = opsætning()
    fields = compose(asked("dagsorden", plan(text), the_settings, 2026)[0], the_settings)
    assert (
        fields["forud"][0]
        .replace("\N{NO-BREAK SPACE}", " ")
        .endswith("senest den 3. april 2026 (sidste arbejdsdag er onsdag den 1. april 2026).")
    )


def test_substitutes_are_asked_for():
    assert "Er en af jer forhindret, så prøv at finde en vikar." in spoken(composed("dagsorden", meeting()))


# --- minutes ----------------------------------------------------------------------------------------------------


def test_the_minutes_go_to_those_the_procedure_names_and_relatives_get_them_through_the_citizen():
    fields = composed("referat", "netværk: [{navn: Birthe Jensen, relation: mor}]\n" + minutes())
    assert fields["sendes_til"] == ["Anna Lykke Jensen", "Bostedet Fjordglimt"]
    assert fields["pårørende"] == "Pårørende får referatet gennem Anna. Referatet er ikke en afgørelse."


def test_other_relatives_are_named_when_a_relative_is_guardian():
    text = """\
netværk: [{navn: Birthe Jensen, relation: mor}]
værger: [{navn: Birthe Jensen, form: § 5, omfang: personlige}]
"""
    fields = composed("referat", text + minutes())
    assert "Birthe Jensen (værge)" in fields["sendes_til"]
    assert fields["pårørende"].startswith("Andre pårørende får referatet gennem Anna.")


def test_a_point_that_needs_a_decision_points_to_a_letter_and_never_to_complaints():
    text = meeting(
        ", referat: {til_stede: [Anna], punkter: [{punkt: Bolig, beslutning: Undersøges, kræver_afgørelse: ja}]}"
    )
    each = asked("referat", plan(text), opsætning())[0]
    shown = text_of(rendered(each, opsætning()))
    assert "Kræver afgørelse: Anna får et brev med svar." in shown
    assert "klage" not in shown.lower()


def test_those_present_have_the_role_the_plan_knows():
    text = """\
tilbud: [{id: bostedet-fjordglimt, kontaktperson: jonas-bak}]
netværk: [{navn: Birthe Jensen, relation: mor}]
"""
    people = "Anna Lykke Jensen, Mette Holm, Jonas Bak, {navn: Mads Lund, rolle: vikar for Ida}, Birthe Jensen, En Gæst"
    minuted = f", referat: {{referent: Jonas Bak, til_stede: [{people}], punkter: [{{punkt: Bolig, beslutning: Ja}}]}}"
    assert composed("referat", text + meeting(minuted))["til_stede"] == [
        "Anna Lykke Jensen",
        "Mette Holm (rådgiver, mødeleder)",
        "Jonas Bak (Bostedet Fjordglimt, referent)",
        "Mads Lund (vikar for Ida)",
        "Birthe Jensen (mor)",
        "En Gæst",
    ]


def test_the_adviser_may_lead_the_meeting_and_take_the_minutes():
    minuted = ", referat: {til_stede: [Mette Holm], punkter: [{punkt: Bolig, beslutning: Ja}]}"
    assert composed("referat", meeting(minuted))["til_stede"] == ["Mette Holm (rådgiver, mødeleder og referent)"]


def test_chair_and_minute_taker_are_told_when_they_are_not_among_those_present():
    assert composed("referat", minutes())["ledelse"] == "Mette Holm (mødeleder og referent)"


def test_absences_name_the_tilbud_and_the_substitute():
    absent = ", afbud: [{navn: Ida Krogh, tilbud: vaerkstedet-aaen, vikar: Mads Lund}, Ulla]"
    assert composed("referat", minutes(around=absent))["afbud"] == [
        "Ida Krogh (Værkstedet ved Åen). Vikar: Mads Lund",
        "Ulla",
    ]


def test_agreements_of_the_meeting_stand_among_the_decisions():
    text = """\
mål: [{id: bus, borgermål: Bus}]
aftaler:
  - {tekst: Nyt buskort, ansvarlige: [Jonas, Anna], frist: 2027-05-20, mål: bus, fra_møde: "2027"}
  - {tekst: Fra et andet møde, fra_møde: "2026"}
"""
    rows = composed("referat", text + minutes())["beslutninger"]
    assert [row["punkt"] for row in rows] == ["Bolig", "Aftale om mål 1"]
    assert (rows[1]["ansvarlig"], rows[1]["frist"]) == ("Jonas og Anna", "20.5.2027")


def test_changes_since_the_last_meeting_and_new_goals_are_told():
    text = f"""\
mål: [{{borgermål: Bus}}, {{borgermål: Mad, opstillet: 2027-05-12}}]
ændringer:
  - {{dato: 2026-01-01, hvad: Før sidste møde}}
  - {{dato: 2026-10-01, hvad: Flere timer}}
  - {{dato: 2027-06-01, hvad: Efter mødet}}
møder:
  - {{år: 2026, dato: 2026-05-12}}
  - {MEETING}, referat: {{til_stede: [Anna], punkter: [{{punkt: Bolig, beslutning: Ja}}]}}}}
"""
    told = [change.replace("\N{NO-BREAK SPACE}", " ") for change in composed("referat", text)["ændringer_i_planen"]]
    assert told == ["Den 1. oktober 2026: Flere timer.", "Mål 2 er nyt."]


def test_the_next_meeting_and_the_orders_deadline_are_told():
    fields = composed("referat", TWO_TILBUD + minutes(", næste_møde: {år: 2028, måned: maj}, opfølgning: fortsætter"))
    told = spoken({key: fields[key] for key in ("næste_møde_tekst", "bestilling_senest", "opfølgning")})
    assert "Maj 2028. Dag og tid aftales senest to måneder før." in told
    assert "Sendes til tilbuddene senest den 26. maj 2027" in told
    assert "Indsatsen fortsætter." in told


def test_the_skeleton_has_the_agenda_in_its_first_column_and_three_spare_rows():
    each = asked("referat", plan(meeting(", dagsorden: [Velkommen, Bolig]")), opsætning())[0]
    assert each.skabelon == "referat-skabelon.docx"
    document = read_docx(BytesIO(rendered(each, opsætning())))
    decisions = next(table for table in document.tables if table.cell(0, 0).text == "Punkt")
    first = ["".join(text.text for text in row.cells[0]._tc.iter(f"{W}t")) for row in decisions.rows]
    assert first == ["Punkt", "Velkommen", "Bolig", "…", "…", "…"]
    assert all(row.height.cm >= 1.19 for row in decisions.rows[1:])


def test_the_citizens_box_comes_first_in_the_minutes():
    text = text_of(
        rendered(asked("referat", plan(minutes(", kort_fortalt: Vi talte om bussen.")), opsætning())[0], opsætning())
    )
    assert (
        text.index("Kort fortalt til Anna") < text.index("Vi talte om bussen.") < text.index("Beslutninger og aftaler")
    )


# --- order ------------------------------------------------------------------------------------------------------


def order(text: str, tilbud: str = "bostedet-fjordglimt", settings: str = "") -> dict[str, Any]:
    return composed("bestilling", text + minutes(), settings, tilbud)


GOALS = """\
mål:
  - {borgermål: Fælles, undertema: Lave mad, måltype: udvikle}
  - {borgermål: Kun bosted, udførere: [bostedet-fjordglimt]}
  - {borgermål: Kun værksted, udførere: [vaerkstedet-aaen]}
  - {borgermål: Færdigt, status: opnået}
"""


def test_each_tilbud_sees_its_own_goals_and_those_still_worked_on():
    home = order(TWO_TILBUD + GOALS)
    work = order(TWO_TILBUD + GOALS, "vaerkstedet-aaen")
    assert [row["borgermål"] for row in home["målrækker"]] == ["Fælles", "Kun bosted"]
    assert [row["borgermål"] for row in work["målrækker"]] == ["Fælles", "Kun værksted"]
    assert "Kun værksted" not in spoken(home)
    assert home["andre_udførere"] == ["Værkstedet ved Åen. Fælles mål: »Fælles«"]


def test_a_tilbud_without_goals_is_told_so_and_pointed_to_the_plan():
    fields = order(TWO_TILBUD + "mål: [{borgermål: Bus, udførere: [vaerkstedet-aaen]}]\n")
    assert fields["målrækker"] == []
    assert (
        fields["ingen_mål"] == "Der er ingen mål for Bostedet Fjordglimt nu. Mit liv – Min plan har alle borgerens mål."
    )


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(["alle", "[bostedet-fjordglimt]", "[vaerkstedet-aaen]"]), max_size=5))
def test_no_order_ever_shows_a_goal_of_another_tilbud(udførere):
    goals = "".join(f"  - {{borgermål: Ønske {n}x, udførere: {who}}}\n" for n, who in enumerate(udførere))
    text = TWO_TILBUD + (f"mål:\n{goals}" if goals else "")
    for tilbud in ("bostedet-fjordglimt", "vaerkstedet-aaen"):
        told = spoken(order(text, tilbud))
        for n, who in enumerate(udførere):
            assert (f"Ønske {n}x" in told) == (who == "alle" or tilbud in who)


SECRETS = {
    "bolig": "handleplan: {særlige_forhold: {bolig: HEMMELIGT}}",
    "beskæftigelse": "handleplan: {særlige_forhold: {beskæftigelse: HEMMELIGT}}",
    "personlig_hjælp": "handleplan: {særlige_forhold: {personlig_hjælp: HEMMELIGT}}",
    "behandling": "handleplan: {særlige_forhold: {behandling: HEMMELIGT}}",
    "hjælpemidler": "handleplan: {særlige_forhold: {hjælpemidler: HEMMELIGT}}",
    "andet": "handleplan: {særlige_forhold: {andet: HEMMELIGT}}",
    "målgrupper": "handleplan: {målgrupper: [HEMMELIGT]}",
    "faglig_vurdering": "handleplan: {faglig_vurdering: HEMMELIGT}",
    "værger": "værger: [{navn: HEMMELIGT, form: § 5, omfang: personlige}]",
    "partsrepræsentant": "partsrepræsentant: {navn: HEMMELIGT}",
    "netværk": "netværk: [{navn: HEMMELIGT}]",
    "andre_myndigheder": "andre_myndigheder: [{navn: HEMMELIGT}]",
}


def shown_in_order(part: str, text: str) -> str:
    viser = f"tilbud: [{{id: bostedet-fjordglimt, bestilling_viser: [{part}]}}]\n"
    return spoken(order(viser + text + "\n"))


@pytest.mark.parametrize("part", SECRETS)
def test_a_part_is_in_the_order_only_when_the_plan_allows_it(part):
    assert "HEMMELIGT" in shown_in_order(part, SECRETS[part])
    assert "HEMMELIGT" not in shown_in_order("", SECRETS[part])


def rows(fields: dict[str, Any]) -> list[Any]:
    return [row for key in ("baggrund", "koordinering", "udredning", "forhold") for row in fields[key]]


@pytest.mark.parametrize("part", [*SECRETS, "støttebehov"])
def test_a_shown_part_without_data_says_so_and_a_withheld_one_has_no_row(part):
    shown = rows(order(f"tilbud: [{{id: bostedet-fjordglimt, bestilling_viser: [{part}]}}]\n"))
    withheld = rows(order(""))
    assert len(shown) == len(withheld) + 1
    assert next(row for row in shown if row not in withheld)["linjer"] == ["Ikke oplyst"]


def test_the_consents_date_is_in_no_order():
    text = """\
tilbud: [{id: bostedet-fjordglimt, bestilling_viser: [andre_myndigheder]}]
andre_myndigheder:
  - {navn: Jobcenter, grundlag: {slags: samtykke, dato: 2026-03-03, omfatter: beskæftigelse}}
"""
    told = spoken(order(text))
    assert "Jobcenter" in told
    assert "3. marts 2026" not in told
    assert "3.3.2026" not in told
    assert "samtykke" not in told


def test_another_tilbud_is_told_by_name_only():
    text = """\
tilbud:
  - {id: bostedet-fjordglimt}
  - id: vaerkstedet-aaen
    kontaktperson: {navn: Ida Krogh, telefon: 20 00 00 03}
    ydelser: [{navn: Produktion, paragraf: § 103}]
"""
    told = spoken(order(text))
    assert "Værkstedet ved Åen" in told
    for secret in ("Ida Krogh", "20 00 00 03", "Produktion", "Ole Damm"):
        assert secret not in told


def test_what_was_said_and_prepared_at_the_meeting_is_not_the_providers():
    text = meeting(
        ", bemærkninger: HEMMELIGT, forberedelse: {vil_tale_om: [HEMMELIGT], hjulpet_af: HEMMELIGT}, "
        "referat: {til_stede: [Anna], kort_fortalt: HEMMELIGT, punkter: [{punkt: Bolig, beslutning: HEMMELIGT}]}"
    )
    assert "HEMMELIGT" not in spoken(composed("bestilling", text))


@pytest.mark.parametrize(
    ("paragraf", "demanded"),
    [
        ("§ 107", True),
        ("§ 108", True),
        ("§ 110", True),
        ("§ 101", True),
        ("§ 108, stk. 2", True),
        ("§ 101 a", False),
        ("§ 103", False),
        ("§ 85", False),
        ("", False),
    ],
)
def test_the_plan_is_enclosed_only_for_places_under_107_to_110_and_101(paragraf, demanded):
    ydelser = f'[{{navn: Støtte, paragraf: "{paragraf}"}}]'
    fields = order(f"tilbud:\n  - {{id: bostedet-fjordglimt, ydelser: {ydelser}}}\n")
    assert bool(fields["bilag"]) == demanded
    assert ("§ 141" in spoken(fields)) == demanded


@pytest.mark.parametrize(("ønskes", "named"), [("ja", "Handleplan af"), ("nej", "Planen af")])
def test_no_handleplan_is_enclosed_when_the_citizen_wants_none(ønskes, named):
    """Bent said no to a handleplan, and his order still enclosed one."""
    text = "tilbud: [{id: vaerkstedet-aaen, ydelser: [{navn: Ophold, paragraf: § 108}]}]\n"
    enclosed = order(f"{text}handleplan: {{ønskes: {ønskes}}}\n", "vaerkstedet-aaen")["bilag"]
    assert enclosed.startswith(named)


def test_the_order_has_cpr_with_its_label_and_no_protected_address():
    text = "borger: {navn: Bo Ek, cpr: 670761-4285, adresse: Hemmelig Vej 1, beskyttet_adresse: ja}\n"
    fields = order(text)
    assert fields["cpr_linje"] == "670761-4285 (erstatningspersonnummer)"
    assert fields["adresse_linje"] == "Beskyttet adresse"
    assert "Hemmelig Vej" not in spoken(fields)


TWO_STAYS = """\
tilbud:
  - id: bostedet-fjordglimt
    til: 2025-12-31
    kontaktperson: {navn: Den Første}
    ydelser: [{navn: Midlertidigt ophold, paragraf: § 107}]
    bestilling_viser: [behandling]
  - id: bostedet-fjordglimt
    fra: 2026-01-01
    kontaktperson: {navn: Den Anden}
    ydelser: [{navn: Støtte hjemme, paragraf: § 85}]
handleplan: {formål: At bo godt, særlige_forhold: {behandling: Egen læge}}
"""


def test_who_comes_back_to_a_tilbud_is_told_of_as_the_new_stay_allows():
    """The order took contact person, services and what may be shown from the stay that had ended."""
    fields = order(TWO_STAYS)
    assert [ydelse["navn"] for ydelse in fields["ydelser"]] == ["Støtte hjemme"]
    assert fields["kontaktperson"]["navn"] == "Den Anden"
    assert "Egen læge" not in spoken(fields)
    assert fields["bilag"] == ""


def test_the_citizens_words_are_quoted_and_their_source_told_when_it_is_somebody_else():
    fields = order("min_plan: {håb_og_drømme: [Ud at rejse], det_kan_jeg: [Lave mad], kilde: Pårørende alene}\n")
    rows = {row["navn"]: row["linjer"] for row in fields["udredning"]}
    assert rows["Borgerens ønsker"] == ["»Ud at rejse«"]
    assert rows["Ressourcer"] == ["»Lave mad«"]
    assert rows["Ordene kommer fra"] == ["Pårørende alene"]


@pytest.mark.parametrize("key", ["bestilling", "handleplan"])
@pytest.mark.parametrize(("kilde", "claimed"), [("Borger", True), ("Medarbejder alene", False)])
def test_a_goal_is_called_the_citizens_words_only_when_it_is(key, kilde, claimed):
    """The order said "Annas ord" of what staff had worded."""
    goal = "mål: [{borgermål: Anna bliver forstået, undertema: Lave mad, måltype: udvikle}]\n"
    text = f"min_plan: {{kilde: {kilde}}}\nhandleplan: {{ønskes: ja}}\n{goal}{minutes()}"
    said = spoken(composed(key, text))
    assert ("Annas ord: »" in said or "Borgerens ord" in said) == claimed
    assert "»Anna bliver forstået«" in said


def test_the_status_rule_names_the_channel_of_internal_tilbud_only():
    text = TWO_TILBUD
    assert "Klar i Sensum senest 14 dage før mødet" in spoken(order(text))
    assert "Klar senest 14 dage før mødet" in spoken(order(text, "vaerkstedet-aaen"))


def test_the_order_is_addressed_to_the_tilbud_and_its_head():
    fields = order("")
    assert fields["til"] == "Bostedet Fjordglimt, afdelingsleder Karin Friis"
    assert fields["undertitel"].startswith("Til Bostedet Fjordglimt · den")


# --- changed order ----------------------------------------------------------------------------------------------


def test_a_changed_order_tells_what_from_when_why_and_whether_it_is_agreed():
    text = """\
ændringer:
  - dato: 2027-03-01
    hvad: Anna går op i tid
    årsag: Eget ønske
    aftalt_med_borger: ja
    bestilling_til: [bostedet-fjordglimt]
"""
    fields = composed("aendring", text)
    assert fields["hvad"] == "Anna går op i tid"
    assert fields["gælder_fra"].replace("\N{NO-BREAK SPACE}", " ") == "Mandag den 1. marts 2027"
    assert fields["årsag"] == "Eget ønske"
    assert fields["aftalt"] == "Ja, ændringen er aftalt med Anna."
    assert fields["cpr_linje"].startswith("670761-4285")


def test_a_changed_order_does_not_invent_an_agreement():
    text = "ændringer: [{dato: 2027-03-01, hvad: Nyt, bestilling_til: [bostedet-fjordglimt]}]\n"
    fields = composed("aendring", text)
    assert (fields["aftalt"], fields["årsag"]) == ("Ikke oplyst", "Ikke oplyst")


# --- handleplan -------------------------------------------------------------------------------------------------


def test_the_handleplan_has_what_the_law_wants_and_says_what_is_missing():
    text = text_of(rendered(asked("handleplan", plan("handleplan: {ønskes: ja}\n"), opsætning())[0], opsætning()))
    for heading in ("Formål", "Indsats", "Forventet varighed", "Særlige forhold", "De faglige mål"):
        assert heading in text
    assert "Handleplan efter servicelovens § 141" in text
    assert "Hænges ikke op" in text
    assert text.count("Ikke oplyst") == 11


def test_a_goal_in_the_handleplan_has_its_professional_terms():
    anna, the_settings = fullest()
    block = compose(asked("handleplan", anna, the_settings)[0], the_settings)["målblokke"][0]
    facts = {row["navn"]: row["tekst"].replace("\N{NO-BREAK SPACE}", " ") for row in block["fakta"]}
    assert facts["Undertema"] == "Færdes med transportmidler. Også: Varetage beskæftigelse"
    assert facts["Ved start"] == "3 Svært nedsat funktionsevne (12.5.2026)"
    assert facts["Forventet"] == "1 Let nedsat funktionsevne"
    assert facts["Faglig begrundelse"].startswith("Anna kender ruten")


# --- as pages ---------------------------------------------------------------------------------------------------


@pytest.mark.soffice
def test_the_agenda_is_one_page_and_the_others_few(tmp_path):
    anna, the_settings = fullest()
    files = []
    for key in KEYS:
        for each in asked(key, anna, the_settings, 2027):
            files.append(tmp_path / f"{each.navn}.docx")
            files[-1].write_bytes(rendered(each, the_settings))
    counted = {pdf.stem: pages(pdf) for pdf in convert(files, "pdf", tmp_path / "pdf")}
    assert counted.pop("dagsorden-anna-2027") == 1
    assert counted
    assert max(counted.values()) <= 2


# --- what the citizen wrote on the preparation sheet reaches the meeting ------------------------------------------


def test_the_agenda_tells_ticked_themes_and_own_words_but_never_what_the_citizen_will_not_talk_about() -> None:
    answers = "temaer: [Min bolig, Andet], vil_tale_om: [At bo selv, Min far], ikke_tale_om: [Min far]"
    fields = composed("dagsorden", meeting(f", forberedelse: {{{answers}}}"))
    assert fields["vil_tale_om"] == ["»Min bolig«", "»At bo selv«"]


def test_the_minutes_tell_how_the_citizen_says_each_goal_is_going() -> None:
    goals = "mål: [{id: bus, borgermål: Bussen}, {id: mad, borgermål: Maden}]\n"
    answers = ", forberedelse: {siden_sidst: {mad: det er svært}}"
    rows = composed("referat", goals + minutes(around=answers))["målrækker"]
    assert [row["siden_sidst"] for row in rows] == ["", "Anna om målet: »det er svært«"]


def test_the_order_tells_how_to_reach_the_citizen() -> None:
    citizen = "borger: {navn: Bo Ravn, cpr: 710280-1119, adresse: Åvej 2, telefon: 20 00 00 01, mail: bo@example.dk}\n"
    fields = composed("bestilling", citizen + minutes())
    assert fields["adresse_linje"] == "Åvej 2 · telefon 20 00 00 01 · bo@example.dk"


def test_an_agenda_that_another_authority_gets_tells_nothing_the_citizen_wrote_or_needs() -> None:
    authority = "andre_myndigheder: [{navn: Jobcenter, grundlag: {slags: lov}, modtager: [dagsorden]}]\n"
    answers = ", særlige_behov: Pauser, forberedelse: {vil_tale_om: [At bo selv], fortæller_helst: Med billeder}"
    own, shared = composed("dagsorden", meeting(answers)), composed("dagsorden", authority + meeting(answers))
    names = ("særlige_behov", "vil_tale_om", "fortæller_helst")
    assert all(own[name] for name in names)
    assert not any(shared[name] for name in names)
