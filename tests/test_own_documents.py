"""The municipality's own documents: declared in mlmp.yaml, with the same protection as the built-in ones."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import OPSÆTNING, opsætning, plan
from docx import Document

from mlmp_docs import content
from mlmp_docs.build.outcome import Action, Outcome
from mlmp_docs.build.request import Request, Selection
from mlmp_docs.build.run import Result, build
from mlmp_docs.build.template_check import check_templates
from mlmp_docs.plan.model import Plan
from mlmp_docs.procedure.documents import DOCUMENTS, RESERVED, Wanted, table, wanted
from mlmp_docs.procedure.recipients import recipients, refusals
from mlmp_docs.project import Project, load

EVERYBODY = """\
borger: {navn: Anna Lykke Jensen, cpr: 670761-4285, adresse: "Fjordvej 8, 8900 Randers C"}
sagsnummer: 27-001234
noter: Kun til mig selv
tilbud:
  - {id: bostedet-fjordglimt, kontaktperson: jonas-bak, ydelser: [{navn: Bostøtte, paragraf: § 107}]}
  - {id: vaerkstedet-aaen, kontaktperson: {navn: Ida Krogh}, bestilling_viser: [støttebehov]}
værger:
  - {navn: Personlig Værge, form: § 5, omfang: personlige, adresse: "Åvej 3, 8900 Randers C"}
  - {navn: Bekræftet Værge, form: § 5, omfang: økonomiske, modtager: ja, begrundelse: Hun fører budgettet}
  - {navn: Økonomisk Værge, form: § 7, omfang: økonomiske}
partsrepræsentant: {navn: Parts Repræsentant}
netværk: [{navn: Birthe Jensen, relation: mor}, {navn: Bi Sidder, relation: bisidder}]
andre_myndigheder:
  - {navn: Jobcenter, grundlag: {slags: lov}}
  - {navn: Sygehus, grundlag: {slags: samtykke, dato: 2026-01-01, til: 2027-05-11}}
  - {navn: Skole, modtager: [dagsorden, referat]}
min_plan: {håb_og_drømme: [Et hus ved havet]}
handleplan: {faglig_vurdering: En vurdering, støttebehov: 2}
mål:
  - {id: mad, borgermål: Lave mad, udførere: [bostedet-fjordglimt]}
  - {id: cykel, borgermål: Reparere cykler, udførere: [vaerkstedet-aaen]}
møder:
  - år: 2027
    dato: 2027-05-12
    inviteret_af_borgeren: [Kaj Toft]
    forberedelse: {ikke_tale_om: [Min bror]}
"""
BOTH = ("bostedet-fjordglimt", "vaerkstedet-aaen")
BORGER, HJEM, VÆRKSTED = "Anna Lykke Jensen", "Bostedet Fjordglimt", "Værkstedet ved Åen"
GETS = {
    "borger": {BORGER},
    "værge": {"Personlig Værge", "Bekræftet Værge"},
    "partsrepræsentant": {"Parts Repræsentant"},
    "kontaktperson": {"Jonas Bak", "Ida Krogh"},
    "tilbud": {HJEM, VÆRKSTED},
    "andre_myndigheder": {"Jobcenter"},
}
"""Who gets a document that mlmp.yaml gives to the role."""


def declared(for_: str = "møde", *modtagere: str) -> str:
    return f"dokumenter: {{brev: {{skabelon: brev.docx, for: {for_}, modtagere: [{', '.join(modtagere)}]}}}}\n"


def asked(text: str, for_: str = "møde", *modtagere: str, brevdato: date | None = None) -> dict[str, Wanted]:
    """The files of the own document."""
    found = wanted("anna", plan(text), opsætning(declared(for_, *modtagere)), 2027, brevdato)
    return {each.navn: each for each in found if each.document.key == "brev"}


def fields(name: str, text: str, for_: str = "møde", *modtagere: str) -> dict[str, Any]:
    """What the template of one of the files sees."""
    return content.compose(asked(text, for_, *modtagere)[name], opsætning(declared(for_, *modtagere)))


def everything(value: object) -> str:
    """Every text among the fields."""
    if isinstance(value, dict):
        return " ".join(everything(entry) for entry in value.values())
    return " ".join(everything(entry) for entry in value) if isinstance(value, list) else str(value)


# --- the table --------------------------------------------------------------------------------------------------


def test_own_documents_are_further_rows_of_the_table():
    settings = opsætning(declared("borger"))
    assert [document.key for document in table(settings)] == [*(document.key for document in DOCUMENTS), "brev"]


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_name_the_program_uses_itself_gives_no_row(name):
    settings = opsætning(f"dokumenter: {{{name}: {{skabelon: brev.docx, for: borger}}}}\n")
    assert table(settings) == DOCUMENTS


@pytest.mark.parametrize(
    ("for_", "names"),
    [
        ("borger", ["brev-anna-2027"]),
        ("møde", ["brev-anna-2027", "brev-anna-2027-2"]),
        (
            "tilbud",
            [f"brev-{tilbud}-anna-{møde}" for møde in ("2027", "2027-2") for tilbud in BOTH],
        ),
    ],
)
def test_a_file_for_each_citizen_meeting_or_tilbud(for_, names):
    text = EVERYBODY + "  - {år: 2027, id: 2027-2, måned: november}\n"
    assert list(asked(text, for_)) == names


def test_a_year_without_a_meeting_still_has_the_files_for_citizen_and_tilbud():
    text = "tilbud: [{id: vaerkstedet-aaen}]\n"
    assert list(asked(text, "borger")) == ["brev-anna-2027"]
    assert list(asked(text, "tilbud")) == ["brev-vaerkstedet-aaen-anna-2027"]
    assert not asked(text, "møde")


def test_each_of_the_citizen_and_those_who_act_for_them_gets_a_letter_of_their_own():
    found = asked(EVERYBODY, "borger", "borger", "værge", "partsrepræsentant")
    assert {name: each.modtager and each.modtager.navn for name, each in found.items()} == {
        "brev-anna-2027": BORGER,
        "brev-vaerge-anna-2027": "Personlig Værge",
        "brev-vaerge-2-anna-2027": "Bekræftet Værge",
        "brev-partsrepraesentant-anna-2027": "Parts Repræsentant",
    }


def test_a_document_that_nobody_gets_is_not_made():
    assert not asked("", "borger", "værge")
    assert not asked("", "møde", "andre_myndigheder")
    assert list(asked("", "borger")) == ["brev-anna-2027"], "without 'modtagere' it is the rådgiver's own paper"


def test_the_date_is_the_one_given_for_the_run():
    assert asked("", "borger")["brev-anna-2027"].dato is None
    assert asked("", "borger", brevdato=date(2027, 2, 1))["brev-anna-2027"].dato == date(2027, 2, 1)


# --- who gets it ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rolle", sorted(GETS))
def test_only_the_role_that_was_chosen_gets_it(rolle):
    citizen, settings = plan(EVERYBODY), opsætning(declared("møde", rolle))
    given = recipients("brev", citizen, settings, citizen.møder[0])
    assert {who.navn for who in given} == GETS[rolle]
    refused = {who.navn for who in refusals("brev", citizen, settings, citizen.møder[0])}
    everybody = set().union(
        *GETS.values(), {"Økonomisk Værge", "Sygehus", "Skole", "Birthe Jensen", "Bi Sidder", "Kaj Toft"}
    )
    assert refused == everybody - GETS[rolle]


@pytest.mark.parametrize(
    ("navn", "regel"),
    [
        ("Birthe Jensen", "R36"),
        ("Bi Sidder", "R36"),
        ("Kaj Toft", "R36"),
        ("Økonomisk Værge", "A8"),
        ("Sygehus", "A14"),
        ("Skole", "A14"),
    ],
)
def test_mlmp_yaml_cannot_give_what_the_procedure_denies(navn, regel):
    citizen, settings = plan(EVERYBODY), opsætning(declared("møde", *GETS))
    assert navn not in {who.navn for who in recipients("brev", citizen, settings, citizen.møder[0])}
    assert {who.navn: who.regel for who in refusals("brev", citizen, settings, citizen.møder[0])}[navn] == regel


def test_the_choice_is_never_shown_as_a_rule_of_the_procedure():
    citizen, settings = plan(EVERYBODY), opsætning(declared("møde", *GETS))
    given = recipients("brev", citizen, settings, citizen.møder[0])
    assert {who.regel for who in given} == {"lokalt valg", "A8"}
    assert [who.navn for who in given if who.regel == "A8"] == ["Bekræftet Værge"]


@pytest.mark.parametrize("rolle", ["tilbud", "kontaktperson"])
def test_a_document_for_a_tilbud_goes_to_that_tilbud_only(rolle):
    citizen, settings = plan(EVERYBODY), opsætning(declared("tilbud", rolle))
    given = recipients("brev", citizen, settings, citizen.møder[0], "vaerkstedet-aaen")
    assert [who.navn for who in given] == [VÆRKSTED if rolle == "tilbud" else "Ida Krogh"]
    refused = {who.navn: who.regel for who in refusals("brev", citizen, settings, citizen.møder[0], "vaerkstedet-aaen")}
    assert refused[HJEM if rolle == "tilbud" else "Jonas Bak"] == "R37"


# --- what it may show -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("for_", ["borger", "møde", "tilbud"])
@pytest.mark.parametrize("rolle", [*sorted(GETS), ""])
def test_no_own_document_shows_cpr_notes_or_what_is_not_to_be_talked_about(for_, rolle):
    for name in asked(EVERYBODY, for_, *filter(None, [rolle])):
        text = everything(fields(name, EVERYBODY, for_, *filter(None, [rolle])))
        assert "670761" not in text
        assert "Kun til mig selv" not in text
        assert "Min bror" not in text
        assert "fører budgettet" not in text


HIDDEN = {
    "værge": ("Et hus ved havet", "Birthe Jensen"),
    "kontaktperson": ("En vurdering", "27-001234", "Bostøtte", "Åvej 3"),
    "tilbud": ("En vurdering", "27-001234", "Bostøtte", "Et hus ved havet", "Lave mad", "Birthe Jensen"),
    "andre_myndigheder": ("En vurdering", "27-001234", "Et hus ved havet", "Lave mad", "Birthe Jensen", "Kaj Toft"),
}


@pytest.mark.parametrize("rolle", sorted(HIDDEN))
def test_each_role_sees_no_more_than_it_may(rolle):
    of_citizen = everything(fields("brev-anna-2027", EVERYBODY, "borger", "borger"))
    of_role = everything(fields(next(iter(asked(EVERYBODY, "borger", rolle))), EVERYBODY, "borger", rolle))
    for secret in HIDDEN[rolle]:
        assert secret in of_citizen
        assert secret not in of_role


def test_a_document_to_several_shows_only_what_all_of_them_may_see():
    text = everything(fields("brev-anna-2027", EVERYBODY, "borger", "borger", "tilbud"))
    assert "Et hus ved havet" not in text
    assert "En vurdering" not in text


def test_a_document_for_a_tilbud_shows_what_an_order_to_it_would():
    found = fields("brev-vaerkstedet-aaen-anna-2027", EVERYBODY, "tilbud", "tilbud")
    assert [mål["borgermål"] for mål in found["mål"]] == ["Reparere cykler"]
    assert [sted["navn"] for sted in found["tilbud"]] == [VÆRKSTED]
    assert found["handleplan"]["støttebehov"] == "2", "bestilling_viser lets it"
    assert not found["handleplan"]["faglig_vurdering"]
    assert not fields("brev-bostedet-fjordglimt-anna-2027", EVERYBODY, "tilbud", "tilbud")["handleplan"]["støttebehov"]


def test_goals_that_are_withheld_are_not_told_to_be_missing():
    found = fields("brev-vaerkstedet-aaen-anna-2027", EVERYBODY, "tilbud", "tilbud", "andre_myndigheder")
    assert not found["mål"]
    assert not found["ingen_mål"]


@pytest.mark.parametrize(
    ("modtagere", "shown"),
    [(["borger"], True), (["borger", "tilbud"], False), (["tilbud"], False), ([], False)],
)
def test_a_protected_address_stands_only_in_a_letter_to_the_citizen_alone(modtagere, shown):
    text = EVERYBODY.replace('Randers C"}', 'Randers C", beskyttet_adresse: ja}', 1)
    assert ("Fjordvej" in everything(fields("brev-anna-2027", text, "borger", *modtagere))) is shown


def test_the_guardians_copy_does_not_tell_a_protected_address():
    text = EVERYBODY.replace('Randers C"}', 'Randers C", beskyttet_adresse: ja}', 1)
    found = fields("brev-vaerge-anna-2027", text, "borger", "borger", "værge")
    assert "Fjordvej" not in everything(found)
    assert found["adressefelt"][0] == "Personlig Værge"
    assert found["til_repræsentant"] == "Her er det brev, som Anna har fået."


# --- built, protected, checked and listed -----------------------------------------------------------------------


class Folder:
    """A project with one citizen and one own document."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "citizens").mkdir(parents=True)
        (root / "templates").mkdir()
        (root / "mlmp.yaml").write_text(OPSÆTNING + declared("borger", "borger"), encoding="utf-8")
        (root / "citizens/anna.yaml").write_text(
            "borger: {navn: Anna Lykke Jensen, cpr: 670761-4285}\nrådgiver: mette-holm\n"
            "tilbud: [{id: bostedet-fjordglimt}]\n",
            encoding="utf-8",
        )
        self.template("Velkommen, {{ borger.navn }}")

    @property
    def letter(self) -> Path:
        return self.root / "output/2027/anna/brev-anna-2027.docx"

    def template(self, text: str, name: str = "brev.docx") -> None:
        document = Document()
        document.add_paragraph(text)
        document.save(str(self.root / "templates" / name))

    def project(self) -> Project:
        project = load(self.root)
        assert isinstance(project, Project)
        return project

    def run(self, **request: Any) -> Result:
        return build(self.project(), Request(2027, **request))

    def text(self, path: Path | None = None) -> str:
        return "\n".join(paragraph.text for paragraph in Document(str(path or self.letter)).paragraphs)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def own(result: Result) -> list[Outcome]:
    return [outcome for outcome in result.outcomes if outcome.art == "brev"]


def test_an_own_document_is_made_once_and_again_when_its_template_changes(folder):
    assert [outcome.action for outcome in own(folder.run())] == [Action.LAVET]
    assert folder.text() == "Velkommen, Anna Lykke Jensen"
    assert [outcome.action for outcome in own(folder.run())] == [Action.UÆNDRET]
    folder.template("Goddag, {{ borger.navn }}")
    assert [outcome.action for outcome in own(folder.run())] == [Action.LAVET_IGEN]
    assert folder.text() == "Goddag, Anna Lykke Jensen"


def test_an_own_document_that_a_person_edited_is_left_alone(folder):
    folder.run()
    document = Document(str(folder.letter))
    document.add_paragraph("Skrevet af en person")
    document.save(str(folder.letter))
    folder.template("Goddag, {{ borger.navn }}")
    assert [outcome.action for outcome in own(folder.run())] == [Action.NY]
    assert "Skrevet af en person" in folder.text()


def test_an_own_document_can_be_chosen(folder):
    result = folder.run(selection=Selection(dokumenter=frozenset({"brev"})))
    assert {outcome.art for outcome in result.outcomes} == {"brev"}


def test_without_its_template_it_is_told_and_what_was_made_stays(folder):
    folder.run()
    (folder.root / "templates/brev.docx").unlink()
    result = folder.run(prune=True)
    assert [(outcome.action, outcome.reason) for outcome in own(result)] == [
        (Action.IKKE_ENDNU, "skabelonen brev.docx ligger ikke i templates/")
    ]
    assert folder.letter.exists()
    assert not result.needs_attention


def test_a_document_no_longer_declared_is_pruned(folder):
    folder.run()
    (folder.root / "mlmp.yaml").write_text(OPSÆTNING, encoding="utf-8")
    result = folder.run(prune=True)
    assert [outcome.action for outcome in own(result)] == [Action.FJERNET]
    assert not folder.letter.exists()


def test_a_template_from_outside_the_folder_is_not_used(folder):
    (folder.root / "brev.docx").write_bytes((folder.root / "templates/brev.docx").read_bytes())
    text = (folder.root / "mlmp.yaml").read_text(encoding="utf-8").replace("brev.docx", "../brev.docx")
    (folder.root / "mlmp.yaml").write_text(text, encoding="utf-8")
    assert [outcome.action for outcome in own(folder.run())] == [Action.IKKE_ENDNU]


def test_a_template_of_the_project_replaces_the_built_in_one(folder):
    folder.template("Planen til {{ borger.navn }}", "visuel-plan.docx")
    folder.run()
    assert folder.text(folder.root / "output/2027/anna/visuel-plan-anna-2027.docx") == "Planen til Anna Lykke Jensen"


def test_mistakes_in_its_template_are_told(folder):
    assert not [told for told in check_templates(folder.project()) if told.place.file == "templates/brev.docx"]
    folder.template("Velkommen, {{ borger.navnet }}")
    (told,) = [told for told in check_templates(folder.project()) if told.place.file == "templates/brev.docx"]
    assert "borger.navn" in f"{told.message} {told.hint}"


def test_a_template_for_one_role_is_tried_with_all_its_fields(folder):
    settings = OPSÆTNING + declared("tilbud", "andre_myndigheder")
    (folder.root / "mlmp.yaml").write_text(settings, encoding="utf-8")
    folder.template("{% for m in mål %}{{ m.borgermål }}{% endfor %} {{ tilbuddet.navn }} {{ modtagere[0].navn }}")
    assert not [told for told in check_templates(folder.project()) if told.place.file == "templates/brev.docx"]


def test_an_ended_plan_gets_no_own_documents():
    ended = plan("afsluttet: {dato: 2026-12-01}\n")
    assert isinstance(ended, Plan)
    assert not wanted("anna", ended, opsætning(declared("borger")), 2027)
