"""What the citizen's documents say: date notice, preparation sheets, summons and visual plan."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from builders import opsætning, plan
from lxml import etree
from programs import convert, pages, validation_errors

from mlmp_docs.content import compose
from mlmp_docs.figures import Tegning
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.reader import read_plan, read_settings
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.documents import Wanted, wanted
from mlmp_docs.word.design.__main__ import TEMPLATES
from mlmp_docs.word.template import Template

OURS = ("datobrev", "forberedelsesark", "visuel-plan", "indkaldelse")
DATA = Path(__file__).parent / "data"
NBSP = "\N{NO-BREAK SPACE}"
MEETING = "møder: [{år: 2027, måned: maj, dato: 2027-05-12, kl: 10:00-11:30, sted: 'Bostedet Fjordglimt, stuen'%s}]\n"
CONTACT = "tilbud: [{id: bostedet-fjordglimt, kontaktperson: jonas-bak}]\n"
EXTERNAL = "tilbud: [{id: vaerkstedet-aaen}]\n"
SHEETS = ("standard", "billeder", "observation")


def _one(key: str, text: str = "", settings: str = "", to: str = "borger") -> tuple[Wanted, Opsætning]:
    own = opsætning(settings)
    for each in wanted("anna", plan(text), own, 2027):
        if each.document.key == key and (each.modtager is None or each.modtager.rolle == to):
            return each, own
    raise AssertionError(f"no {key} is wanted")


def _fields(key: str, text: str = "", settings: str = "", to: str = "borger") -> dict[str, Any]:
    return compose(*_one(key, text, settings, to))


@cache
def _template(name: str) -> Template:
    return Template.open(TEMPLATES[name](), name)


def _render(each: Wanted, own: Opsætning) -> bytes:
    fields = compose(each, own)
    return _template(each.skabelon).render(fields, titel=fields["titel"], forfatter="Rådgiver", memory={})


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _text(content: bytes) -> str:
    """Every paragraph of the body that says something, those in tables too, with plain blanks."""
    with ZipFile(BytesIO(content)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    paragraphs = ("".join(text.text or "" for text in p.iter(f"{W}t")) for p in body.iter(f"{W}p"))
    return "\n".join(text for text in paragraphs if text).replace(NBSP, " ")


def _says(key: str, text: str = "", settings: str = "", to: str = "borger") -> str:
    return _text(_render(*_one(key, text, settings, to)))


# --- the summons -------------------------------------------------------------------------------------------------


def test_the_summons_tells_day_time_place_and_how_long() -> None:
    said = _says("indkaldelse", CONTACT + MEETING % "")
    assert "Dag: Onsdag den 12. maj 2027\nTid: Kl. 10.00–11.30\nMødet varer halvanden time." in said
    assert "Sted: Bostedet Fjordglimt, stuen" in said


def test_the_summons_invites_and_does_not_order() -> None:
    said = _says("indkaldelse", MEETING % "")
    assert "Du er inviteret til møde om din plan, Mit liv – Min plan." in said
    assert "Du skal" not in said


def test_everybody_who_is_summoned_is_named_and_relatives_come_because_the_citizen_asked() -> None:
    text = CONTACT + "netværk: [{navn: Birthe Jensen, relation: mor}, {navn: Ib Jensen, relation: far}]\n"
    said = _fields("indkaldelse", text + MEETING % ", inviteret_af_borgeren: [Birthe Jensen]")["hvem_kommer"]
    assert said == [
        "Dig, Anna",
        "Mette Holm, din rådgiver",
        "Jonas Bak, din kontaktperson",
        "Birthe Jensen (mor), fordi du har bedt om det",
    ]


def test_the_agenda_is_in_easy_words_with_the_extra_points_and_what_the_citizen_wants_to_talk_about() -> None:
    more = ", ekstra_punkter: [Ferien], forberedelse: {vil_tale_om: [At bo selv], ikke_tale_om: [Min far]}"
    said = _says("indkaldelse", MEETING % more)
    assert "Hvordan går det med hvert mål?" in said
    assert "Scoring" not in said
    assert "Ferien" in said
    assert "Du vil også gerne tale om:\n»At bo selv«" in said
    assert "Min far" not in said


def test_special_needs_of_the_meeting_are_remembered_in_the_letter() -> None:
    assert "Det husker vi på mødet: Pause." in _says("indkaldelse", MEETING % ", særlige_behov: Pause")


def test_the_preparation_meeting_is_named_only_between_the_letter_and_the_meeting() -> None:
    ahead = ", forberedelsesmøde: {dato: 2027-05-03, kl: 13:00, sted: Stuen, borgerguide: ja}"
    past = ", forberedelsesmøde: {dato: 2027-04-03, kl: 13:00}"
    declined = ", forberedelsesmøde: {dato: 2027-05-03, svar: nej}"
    assert (
        "Kom til forberedelsesmødet mandag den 3. maj 2027 kl. 13.00. Det er her: Stuen. En borgerguide er med."
        in _says("indkaldelse", MEETING % ahead)
    )
    assert "forberedelsesmøde" not in _says("indkaldelse", MEETING % past)
    assert "forberedelsesmøde" not in _says("indkaldelse", MEETING % declined)


def test_an_external_citizen_gets_no_sheet_no_preparation_meeting_and_no_concept_name() -> None:
    text = EXTERNAL + MEETING % ", forberedelsesmøde: {dato: 2027-05-03}"
    said = _says("indkaldelse", text)
    assert "møde om din plan. På mødet" in said
    assert "forberedelse" not in said
    assert "Mit liv" not in said


def test_the_municipality_may_name_the_concept_to_external_citizens() -> None:
    settings = "indstillinger: {koncept_til_eksterne: ja}\n"
    assert "din plan, Mit liv – Min plan." in _says("indkaldelse", EXTERNAL + MEETING % "", settings)


def test_a_guardian_gets_the_same_letter_with_a_line_about_it_and_stands_under_copies() -> None:
    text = "værger: [{navn: Lis Brandt, form: § 5, omfang: personlige, adresse: 'Engvej 1, 8900 Randers C'}]\n"
    fields = _fields("indkaldelse", text + MEETING % "", to="værge")
    assert fields["til_repræsentant"] == "Her er den indkaldelse, som Anna har fået."
    assert fields["adressefelt"] == ["Lis Brandt", "Engvej 1", "8900 Randers C"]
    assert fields["kopi_til"] == "Lis Brandt (værge)"
    own = _fields("indkaldelse", text + MEETING % "")
    assert own["til_repræsentant"] == ""
    assert own["indledning"] == fields["indledning"]


def test_without_copies_there_is_no_line_about_copies() -> None:
    assert "Kopi til" not in _says("indkaldelse", MEETING % "")


def test_a_meeting_that_changed_after_the_letter_gets_a_letter_about_the_new_time() -> None:
    said = _says("indkaldelse", MEETING % ", sendt: {indkaldelse: {dato: 2027-04-12, gælder: 2027-05-10 10:00}}")
    assert said.count("Ny tid til dit borgerplansmøde") == 1
    assert "Dette brev gælder i stedet for det, du fik før." in said


def test_a_protected_address_stands_on_the_citizens_own_letter_only() -> None:
    text = "borger: {navn: Anna Lykke Jensen, cpr: 670761-4285, adresse: 'Skjult 1, 8900 Randers C', %s}\n"
    text = text % "beskyttet_adresse: ja"
    text += "partsrepræsentant: {navn: Ulrik Lund}\n" + MEETING % ""
    for key in ("datobrev", "indkaldelse"):
        assert "Skjult 1" in _says(key, text)
        assert "Skjult 1" not in _says(key, text, to="partsrepræsentant")
    for key in ("visuel-plan", "forberedelsesark"):
        assert "Skjult 1" not in _says(key, text)


# --- the date notice ---------------------------------------------------------------------------------------------


def test_the_date_notice_asks_internal_citizens_whether_they_want_to_prepare() -> None:
    said = _says(
        "datobrev", CONTACT + MEETING % "", "video: {titel: Mit liv – Min plan, link: 'https://film.example'}\n"
    )
    assert "Vil du med til forberedelsesmødet? Sæt kryds, og giv svaret til Jonas Bak." in said
    assert "☐ Ja" in said
    assert "☐ Nej" in said
    assert "Se filmen om Mit liv – Min plan sammen med Jonas:\nhttps://film.example" in said
    assert "Kopi til: Jonas Bak (Bostedet Fjordglimt)" in said


def test_a_copy_goes_to_each_tilbud_with_its_contact_person() -> None:
    """Four names in a row did not tell persons from places."""
    both = "tilbud: [{id: bostedet-fjordglimt, kontaktperson: jonas-bak}, {id: vaerkstedet-aaen%s}]\n"
    two = _fields("datobrev", both % ", kontaktperson: {navn: Ida Krogh}" + MEETING % "")
    assert two["kopi_til"] == "Jonas Bak (Bostedet Fjordglimt) og Ida Krogh (Værkstedet ved Åen)"
    one = _fields("datobrev", both % "" + MEETING % "")
    assert one["kopi_til"] == "Jonas Bak (Bostedet Fjordglimt) og Værkstedet ved Åen"


def test_the_date_notice_to_external_citizens_tells_the_day_and_whom_to_call() -> None:
    said = _says("datobrev", EXTERNAL + MEETING % "")
    assert "Ring eller skriv til Mette Holm: tlf. 89 15 00 01 eller mette.holm@example.dk." in said
    assert "forberedelse" not in said
    assert "☐" not in said


def test_a_date_notice_without_a_place_has_no_empty_line_for_it() -> None:
    said = _says("datobrev", "møder: [{år: 2027, dato: 2027-05-12, kl: 10:00}]\n")
    assert "Sted:" not in said


# --- the preparation sheets --------------------------------------------------------------------------------------


def _sheet(variant: str, text: str) -> str:
    return _says(
        "forberedelsesark",
        f"borger: {{navn: Jens Lund, cpr: 670761-4285, forberedelsesark: {variant}}}\n{CONTACT}{text}",
    )


GOALS = """\
mål:
  - {id: bus, stikord: Bussen, borgermål: Jeg vil tage bussen, status: i gang}
  - {id: mad, borgermål: Jeg vil lave mad to gange om ugen, status: i gang}
  - {id: gl, borgermål: Et gammelt mål, status: opnået}
"""


@pytest.mark.parametrize("variant", SHEETS)
def test_a_sheet_tells_when_the_meeting_is_or_that_the_day_comes_later(variant: str) -> None:
    assert "Mødet er onsdag den 12. maj 2027 kl. 10.00–11.30\nBostedet Fjordglimt" in _sheet(variant, MEETING % "")
    later = _sheet(variant, "møder: [{år: 2027, måned: maj}]\n")
    assert "Mødet er i maj 2027. Vi aftaler dagen senere." in later


@pytest.mark.parametrize("variant", SHEETS)
def test_a_sheet_asks_about_the_goals_that_are_worked_on_and_about_none_when_there_are_none(variant: str) -> None:
    said = _sheet(variant, GOALS + MEETING % "")
    assert "Et gammelt mål" not in said
    assert said.count("☐") > _sheet(variant, MEETING % "").count("☐") >= len(("tale om",))


def test_the_picture_sheet_calls_a_goal_by_its_short_name_or_its_first_words() -> None:
    said = _sheet("billeder", GOALS + MEETING % "")
    assert "\N{EN SPACE}Bussen" in said
    assert "\N{EN SPACE}Jeg vil lave mad …" in said


@pytest.mark.parametrize("variant", ["standard", "billeder"])
def test_there_are_nine_themes_to_tick(variant: str) -> None:
    said = _sheet(variant, MEETING % "")
    for theme in ("Min krop og mit helbred", "Familie, venner og kæreste", "Mine penge", "Andet"):
        assert f"☐ {theme}" in said
    assert "Du bestemmer, hvad der må komme med i planen." in said


def test_the_standard_sheet_asks_how_to_support_and_shows_what_the_citizen_said_last_time() -> None:
    text = "min_plan: {god_støtte: [Sig én ting ad gangen], kilde: Borger støttet af medarbejder}\n"
    said = _sheet("standard", text + MEETING % "")
    assert "Hvordan vil jeg gerne støttes? Hvad skal I lade være med?" in said
    assert "Det sagde jeg sidst:\n»Sig én ting ad gangen«" in said


def test_a_long_answer_from_last_time_leaves_the_box_empty_for_a_new_one() -> None:
    text = f"min_plan: {{god_støtte: [{'Sig én ting ad gangen ' * 20}]}}\n"
    assert "Det sagde jeg sidst" not in _sheet("standard", text + MEETING % "")


def test_what_others_have_guessed_is_never_shown_as_what_the_citizen_said() -> None:
    text = "min_plan: {god_støtte: [At sige navnet], kilde: Pårørende alene}\n"
    said = _sheet("standard", text + MEETING % "")
    assert "Det sagde jeg sidst" not in said
    assert "At sige navnet" not in said


def test_the_observation_sheet_never_says_jeg_but_to_forbid_it() -> None:
    said = _sheet("observation", GOALS.replace("Jeg vil", "Vil") + MEETING % "")
    assert re.findall(r"\b(?:[Jj]eg|[Mm]ig|[Mm]in|[Mm]it|[Mm]ine)\b", said.replace("Mit liv – Min plan", "")) == ["jeg"]
    assert "Skriv ikke »jeg« på Jens' vegne." in said
    assert "Hvem har givet oplysningerne?" in said
    assert "Hvad tror vi, Jens vil have mere af – og mindre af?" in said


# --- the visual plan ---------------------------------------------------------------------------------------------

GOAL = """\
mål:
  - id: bus
    borgermål: Jeg vil tage bussen
    indsatsmål: Anna tager bus 13 alene.
    drøm: Min egen lejlighed
    hvorfor: Så kan jeg bo længere væk
    status: i gang
    forventet: 1
    frist: 2028-06-01
    sådan_gør_vi: [Jonas følger med]
    delmål:
      - {tekst: Jeg øver ruten, ansvarlig: Jonas Bak, frist: 2026-09-01, status: opnået, opnået: 2026-08-20}
      - {tekst: Jeg kører selv, status: i gang}
      - {tekst: Jeg kører altid selv}
    scoringer:
      - {dato: 2026-05-12, faglig: 3, borger: 2, enig: nej}
      - {dato: 2026-11-10, faglig: 2, borger: Det går fint, enig: nej, ord: Jeg er ikke bange}
  - {id: kor, borgermål: Jeg vil synge, status: opnået}
  - {id: gl, borgermål: Et opgivet mål, status: afsluttet}
skalaer:
"""
SCALES = """\
skalaer:
  funktionsevne:
    bedst: lavest
    trin: {1: Let, 2: Moderat, 3: Svært}
    borgerord: {1: Det er lidt svært, 2: Det er ret svært, 3: Det er meget svært}
"""
GOAL = GOAL.replace("skalaer:\n", "")


def test_an_empty_plan_invites_to_write_and_is_a_draft_for_the_meeting() -> None:
    said = _says("visuel-plan")
    for invitation in (
        "Udkast – til mødet",
        "Her er der plads til mine håb og drømme.",
        "Vi finder mine mål sammen på mødet.",
        "Vi aftaler dagen senere.",
        "Vi har ingen aftaler endnu.",
    ):
        assert invitation in said


def test_a_plan_after_a_held_meeting_says_when_it_is_from_and_when_it_was_last_changed() -> None:
    text = (
        "møder: [{år: 2027, måned: maj}, {år: 2026, dato: 2026-05-12, referat: {til_stede: [Anna], punkter: [%s]}}]\n"
    )
    text = text % "{punkt: Mål, beslutning: Vi fortsætter}"
    lines = _fields("visuel-plan", GOAL + text)["datolinjer"]
    assert [line.replace(NBSP, " ") for line in lines] == [
        "Planen er fra den 12. maj 2026",
        "Sidst rettet den 10. november 2026",
    ]


def test_a_goal_page_tells_the_goal_the_levels_in_words_the_steps_and_why() -> None:
    said = _says("visuel-plan", GOAL, SCALES)
    for text in (
        "Fagligt mål: Anna tager bus 13 alene.",
        "Min drøm: Min egen lejlighed",
        "Da vi begyndte\n12. maj 2026\nDet er meget svært",
        "Nu\n10. november 2026\nDet er ret svært",
        "Mit mål\n1. juni 2028\nDet er lidt svært",
        "2\nI gang\nJeg kører selv\nHer er jeg nu",
        "Sådan gør vi\nJonas følger med",
        "Det hjælper mig, fordi …\nSå kan jeg bo længere væk",
    ):
        assert text in said
    assert said.index("Jeg øver ruten") < said.index("Jeg kører selv") < said.index("Jeg kører altid selv")


def test_after_the_first_score_the_goal_has_a_level_now() -> None:
    """The wall plan said "Det taler vi om på mødet." after the meeting at which the level was found."""
    text = "mål: [{borgermål: Jeg vil cykle, skala: funktionsevne, scoringer: [{dato: 2027-05-12, faglig: 3}]}]\n"
    levels = _fields("visuel-plan", text, SCALES)["målsider"][0]["niveau"]
    assert levels["nu"]["ord"] == levels["start"]["ord"] != ""
    assert levels["nu"]["dato"].replace(NBSP, " ") == "12. maj 2027"


def test_a_disagreement_with_one_of_two_tilbud_on_a_day_is_told() -> None:
    text = """\
tilbud: [{id: bostedet-fjordglimt}, {id: vaerkstedet-aaen}]
mål:
  - borgermål: Jeg vil cykle
    skala: funktionsevne
    scoringer:
      - {dato: 2027-05-12, udfører: bostedet-fjordglimt, faglig: 4, borger: 2, enig: nej}
      - {dato: 2027-05-12, udfører: vaerkstedet-aaen, faglig: 2, borger: 2, enig: ja}
"""
    agreement = " ".join(_fields("visuel-plan", text, SCALES)["målsider"][0]["enighed"])
    assert "uenig" in agreement
    assert "Vi er enige" not in agreement


def test_both_views_on_the_newest_score_have_the_same_weight() -> None:
    agreement = " ".join(_fields("visuel-plan", GOAL, SCALES)["målsider"][0]["enighed"]).replace(NBSP, " ")
    assert "»Det går fint«" in agreement
    assert "»Jeg er ikke bange«" in agreement
    assert "Fagpersonerne vurderer, at det er ret svært." in agreement


def test_reached_goals_stay_and_goals_that_were_given_up_are_gone() -> None:
    said = _says("visuel-plan", GOAL, SCALES)
    assert "Jeg vil synge – nået" in said
    assert "Et opgivet mål" not in said


def test_the_agreements_repeat_every_step_and_leave_out_what_lapsed() -> None:
    text = GOAL + (
        "aftaler: [{tekst: Vi køber et kort, ansvarlige: [Jonas Bak], mål: bus, status: udført},"
        " {tekst: Glemt, status: bortfaldet}]\n"
    )
    rows = _fields("visuel-plan", text, SCALES)["vores_aftaler"]
    assert [(row["hvad"], row["hvem"], row["hører_til"].replace(NBSP, " "), row["hvor_langt"]) for row in rows] == [
        ("Jeg øver ruten", "Anna og Jonas Bak", "Mål 1, trin 1", "Nået"),
        ("Jeg kører selv", "Anna", "Mål 1, trin 2", "I gang"),
        ("Jeg kører altid selv", "Anna", "Mål 1, trin 3", "Ikke begyndt"),
        ("Vi køber et kort", "Jonas Bak", "Mål 1", "Gjort"),
    ]


@pytest.mark.parametrize("kilde", ["Pårørende alene", "Medarbejder alene", "Medarbejder og pårørende alene", "Udfører"])
def test_a_plan_in_the_words_of_others_never_says_mine(kilde: str) -> None:
    text = f"min_plan: {{håb_og_drømme: [at være med], kilde: {kilde}}}\n"
    goal = "mål: [{id: valg, borgermål: Anna vælger selv, status: i gang}]\n"
    said = _says("visuel-plan", text + goal)
    assert "Det tror vi, Anna drømmer om" in said
    assert "fordi det er svært for Anna selv at fortælle." in said
    own = r"\b(?:[Jj]eg|[Mm]ig|[Mm]in|[Mm]it|[Mm]ine)\b"
    assert re.findall(own, said.replace("Mit liv – Min plan", "")) == []


def test_the_wall_plan_shows_no_law_diagnosis_or_case_number() -> None:
    text = (
        "sagsnummer: 27-004211\n"
        "handleplan: {målgrupper: [Udviklingshæmning], særlige_forhold: {behandling: Epilepsi}, faglig_vurdering: Ro}\n"
        "tilbud: [{id: bostedet-fjordglimt, ydelser: [{navn: Ophold, paragraf: § 108}]}]\n"
        "værger: [{navn: Lis Brandt, form: § 5, omfang: personlige}]\n"
    )
    said = _says("visuel-plan", text)
    for private in ("27-004211", "Udviklingshæmning", "Epilepsi", "§", "Lis Brandt", "670761"):
        assert private not in said


def test_before_the_meeting_the_plan_shows_its_day_and_after_it_the_next_one() -> None:
    before = _fields("visuel-plan", MEETING % "")
    assert before["næste_møde_dag"].replace(NBSP, " ") == "Onsdag den 12. maj 2027 kl. 10.00–11.30"
    minutes = ", referat: {til_stede: [Anna], punkter: [{punkt: Mål, beslutning: Ja}], næste_møde: {år: 2028, uge: 20}}"
    after = _fields("visuel-plan", MEETING % minutes)
    assert after["næste_møde_dag"].replace(NBSP, " ") == "Uge 20 i 2028. Vi aftaler dagen senere."


# --- all of them -------------------------------------------------------------------------------------------------


def _full() -> tuple[Plan, Opsætning]:
    own = read_settings((DATA / "mlmp.yaml").read_bytes(), "mlmp.yaml").value
    full = read_plan((DATA / "anna.yaml").read_bytes(), "anna.yaml").value
    assert own is not None
    assert full is not None
    return full, own


def _shown(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [shown for entry in value.values() for shown in _shown(entry)]
    if isinstance(value, list):
        return [shown for entry in value for shown in _shown(entry)]
    return [value]


def _made() -> list[tuple[Wanted, Opsætning]]:
    full, own = _full()
    least = opsætning()
    found = [(each, own) for each in wanted("anna", full, own, 2027)]
    found += [(each, least) for each in wanted("mindst", plan(MEETING % ""), least, 2027)]
    found += [(each, least) for each in wanted("tom", plan(), least, 2027)]
    return [(each, own) for each, own in found if each.document.key in OURS and not each.mangler]


def test_templates_get_only_text_numbers_yes_or_no_and_drawings() -> None:
    for each, own in _made():
        assert all(isinstance(value, str | int | bool | Tegning) for value in _shown(compose(each, own)))


def test_hostile_letters_reach_the_document_unchanged() -> None:
    text = 'min_plan: {håb_og_drømme: ["Søn & Søn <a@b.dk> {{ x }} {% y %} \\"ham\\""]}\n'
    assert 'Søn & Søn <a@b.dk> {{ x }} {% y %} "ham"' in _says("visuel-plan", text)


def _lix(text: str) -> float:
    """Words per sentence plus the share of long words; a bullet or heading ends a sentence, an ordinal does not."""
    text = re.sub(r"\b(\d+|kl|tlf|fx)\.", r"\1", text)
    sentences = [part for part in re.split(r"[.!?:\n]+", text) if re.search(r"\w", part)]
    words = re.findall(r"[^\W\d_]+", text)
    return len(words) / len(sentences) + 100 * sum(len(word) > 6 for word in words) / len(words)


@pytest.mark.parametrize(
    ("key", "most"), [("forberedelsesark", 24), ("visuel-plan", 24), ("indkaldelse", 34), ("datobrev", 34)]
)
def test_the_fixed_texts_are_easy_to_read(key: str, most: int) -> None:
    assert _lix(_says(key, CONTACT + MEETING % "")) <= most


LENGTH = {"datobrev": 1, "indkaldelse": 2, "forberedelsesark": 4}


@pytest.mark.soffice
@pytest.mark.slow
def test_letters_and_sheets_keep_their_number_of_pages(tmp_path: Path) -> None:
    made = {}
    for each, own in _made():
        made[tmp_path / f"{each.navn}.docx"] = each.document.key
        (tmp_path / f"{each.navn}.docx").write_bytes(_render(each, own))
    for variant in SHEETS:
        text = f"borger: {{navn: Jens Lund, cpr: 670761-4285, forberedelsesark: {variant}}}\n{CONTACT}{GOALS}"
        path = tmp_path / f"ark-{variant}.docx"
        path.write_bytes(_render(*_one("forberedelsesark", text + MEETING % "")))
        made[path] = "forberedelsesark"
    pdfs = dict(zip(made, convert(made, "pdf", tmp_path / "pdf"), strict=True))
    too_long = [path.name for path, key in made.items() if key in LENGTH and pages(pdfs[path]) > LENGTH[key]]
    assert too_long == []


@pytest.mark.validator
@pytest.mark.slow
def test_documents_and_templates_are_valid_open_xml(tmp_path: Path) -> None:
    write = {f"{each.navn}.docx": _render(each, own) for each, own in _made()}
    write |= {f"skabelon-{name}": make() for name, make in TEMPLATES.items() if name.startswith(OURS)}
    for name, content in write.items():
        (tmp_path / name).write_bytes(content)
    assert validation_errors(tmp_path.glob("*.docx")) == []
