"""Everything a document shows is what the plan says: nothing lost, nothing altered, nothing that belongs to others."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from made_files import REPOSITORY, Document, Made, Project, one_line, scalars, values

pytestmark = pytest.mark.slow

WORDS_OF_THE_CITIZEN = ("min_plan.håb_og_drømme.*", "min_plan.vigtigt_for_mig.*", "min_plan.det_kan_jeg.*")
MEETING = ("møde.dato", "møde.kl", "møde.sted")
SHOWN: dict[str, tuple[str, ...]] = {
    "datobrev": ("borger.navn", "sagsnummer", *MEETING),
    "raadgiverskift": ("borger.navn", "sagsnummer"),
    "velkomstbrev": ("borger.navn", "sagsnummer"),
    "forberedelsesark": ("borger.navn", "møde.dato"),
    "visuel-plan": (
        "borger.navn",
        *WORDS_OF_THE_CITIZEN,
        "min_plan.god_støtte.*",
        "mål.*.borgermål",
        "mål.*.indsatsmål",
        "mål.*.hvorfor",
        "mål.*.frist",
        "mål.*.sådan_gør_vi.*",
        "mål.*.delmål.*.tekst",
        "mål.*.delmål.*.frist",
    ),
    "handleplan": (
        "borger.navn",
        "sagsnummer",
        "handleplan.formål",
        "handleplan.særlige_forhold.*",
        "handleplan.målgrupper.*",
        "handleplan.faglig_vurdering",
        "standing.*.ydelser.*.navn",
        "standing.*.ydelser.*.paragraf",
        "standing.*.ydelser.*.omfang",
        "mål.*.indsatsmål",
        "mål.*.undertema",
        "mål.*.øvrige_undertemaer.*",
        "mål.*.måltype",
        "mål.*.faglig_begrundelse",
        "mål.*.vurdering.tekst",
        "mål.*.opstillet",
    ),
    "indkaldelse": (
        "sagsnummer",
        *MEETING,
        "møde.særlige_behov",
        "møde.inviteret_af_borgeren.*",
        "møde.ekstra_punkter.*",
        "møde.forberedelse.vil_tale_om.*",
    ),
    "dagsorden": (
        "borger.navn",
        "sagsnummer",
        *MEETING,
        "møde.inviteret_af_borgeren.*",
        "møde.ekstra_punkter.*",
    ),
    "referat": (
        "borger.navn",
        "sagsnummer",
        *MEETING,
        "møde.referat.kort_fortalt",
        "møde.referat.til_stede.*",
        "møde.referat.til_stede.*.navn",
        "møde.referat.til_stede.*.rolle",
        "møde.referat.punkter.*.punkt",
        "møde.referat.punkter.*.beslutning",
        "møde.referat.punkter.*.ansvarlig",
        "møde.referat.punkter.*.frist",
        "møde.afbud.*.navn",
        "møde.afbud.*.vikar",
    ),
    "bestilling": (
        "borger.navn",
        "borger.cpr",
        "sagsnummer",
        "handleplan.formål",
        "her.ydelser.*.navn",
        "her.ydelser.*.paragraf",
        "her.ydelser.*.omfang",
        "her.ydelser.*.start",
        *WORDS_OF_THE_CITIZEN,
    ),
    "aendring": ("borger.navn", "borger.cpr", "ændring.hvad", "ændring.årsag", "ændring.dato"),
}
"""What each document must show of the plan: the paths, as they stand in the YAML."""

WITHHELD: dict[str, tuple[str, ...]] = {
    "visuel-plan": (
        "sagsnummer",
        "handleplan.målgrupper.*",
        "handleplan.faglig_vurdering",
        "handleplan.særlige_forhold.behandling",
        "tilbud.*.ydelser.*.paragraf",
        "borger.adresse",
    ),
    "forberedelsesark": ("sagsnummer", "handleplan.målgrupper.*", "handleplan.særlige_forhold.behandling"),
    "datobrev": ("handleplan.målgrupper.*", "handleplan.særlige_forhold.behandling"),
    "raadgiverskift": ("handleplan.målgrupper.*", "handleplan.særlige_forhold.behandling"),
    "velkomstbrev": ("handleplan.målgrupper.*", "handleplan.særlige_forhold.behandling"),
    "indkaldelse": ("handleplan.målgrupper.*", "handleplan.særlige_forhold.behandling"),
}
"""What must not be in a document, wherever in the file."""

NEVER = ("noter", "møder.*.forberedelse.ikke_tale_om.*")
MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november")
MONTHS += ("december",)
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


def forms(value: str) -> tuple[str, ...]:
    """The spellings in which a document may show a value: as it is, or the Danish way for days and times."""
    text = one_line(value)
    if day := date_of(text):
        year, month, of_month = day
        return f"{of_month}. {MONTHS[month - 1]} {year}", f"{of_month}.{month}.{year}"
    if re.fullmatch(r"\d{1,2}[:.]\d\d(-\d{1,2}[:.]\d\d)?", text):
        return ("–".join(clock.lstrip("0") for clock in text.replace(":", ".").split("-")),)
    if re.fullmatch(r"\d{10}", text):
        return (f"{text[:6]}-{text[6:]}",)
    return text, f"{text[0].upper()}{text[1:]}"


def date_of(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of 2027-05-12, 12.5.2027, 12/5 2027 or 12. maj 2027."""
    if iso := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text):
        return int(iso[1]), int(iso[2]), int(iso[3])
    if danish := re.fullmatch(r"(\d{1,2})[./] ?(\d{1,2})[. ] ?(\d{4})", text):
        return int(danish[3]), int(danish[2]), int(danish[1])
    if (written := re.fullmatch(r"(\d{1,2})\. (\w+) (\d{4})", text)) and written[2] in MONTHS:
        return int(written[3]), MONTHS.index(written[2]) + 1, int(written[1])
    return None


def test_nothing_of_the_plan_is_lost_or_altered(project: Project) -> None:
    lost, looked_at = [], 0
    for document in project.documents:
        if document.kind == "referat" and not is_filled(project, document):
            continue
        fields = project.fields(document)
        for path in SHOWN[document.kind]:
            for value in values(fields, path):
                looked_at += 1
                if not any(form in document.text for form in forms(value)):
                    lost.append(f"{document.name}: {path}: {value}")
    print(f"read back: {looked_at} values in {len(project.documents)} documents")
    assert not lost, "\n".join(lost)


def is_filled(project: Project, document: Document) -> bool:
    """Whether the plan has minutes; before, there is a skeleton to write in."""
    minutes = project.fields(document)["møde"].get("referat")
    return isinstance(minutes, dict) and bool(minutes.get("til_stede")) and any(values(minutes, "punkter.*.beslutning"))


def test_every_word_comes_from_the_plan_the_settings_the_template_or_the_programs_own_texts(project: Project) -> None:
    strange = []
    for file in project.files:
        plans = [project.plans[file.borger]] if isinstance(file, Document) else list(project.plans.values())
        given = " ".join([text for plan in plans for text in scalars(plan)] + list(scalars(project.settings)))
        known = (
            words(given)
            | words_of_templates(project.root / "templates")
            | words_of_the_program()
            | {*MONTHS, *WEEKDAYS}
        )
        strange += [f"{file.name}: {word}" for word in sorted(words(file.text)) if not is_known(word, known)]
    assert not strange, "\n".join(strange)


def words(text: str) -> set[str]:
    """Words in lower case, without figures and signs."""
    return {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}


def is_known(word: str, known: set[str]) -> bool:
    """A word, or the genitive of a name."""
    return word in known or word.removesuffix("s") in known


@cache
def words_of_templates(folder: Path) -> set[str]:
    """The words in the templates, without their tags."""
    texts = (" ".join(Made(path).texts) for path in folder.glob("*.docx"))
    return {word for text in texts for word in words(re.sub(r"\{[{%].*?[%}]\}", " ", text))}


@cache
def words_of_the_program() -> set[str]:
    """The words in the program's string literals; docstrings, which nobody is shown, are left out."""
    found: set[str] = set()
    for folder in ("content", "procedure", "plan", "excel"):
        for path in (REPOSITORY / "mlmp_docs" / folder).rglob("*.py"):
            for text in _literals(ast.parse(path.read_text("utf-8"))):
                found |= words(text)
    return found - {"none", "true", "false"}


def _literals(tree: ast.Module) -> Iterator[str]:
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def test_no_field_marks_and_no_python_words_are_shown(project: Project) -> None:
    plans = one_line(" ".join(text for plan in project.plans.values() for text in scalars(plan)))
    marks = [mark for mark in ("{{", "}}", "{%", "%}", "{#") if mark not in plans]
    found = [f"{file.name}: {mark}" for file in project.files for mark in marks if mark in file.everything]
    python = re.compile(r"\b(None|True|False|Undefined|nan|datetime)\b|&amp;|&lt;|<built-in|\[\]|\{\}|_x[0-9A-F]{4}_")
    found += [f"{file.name}: {match[0]}" for file in project.files for match in [python.search(file.text)] if match]
    assert not found, "\n".join(found)


# --- what must not be there ------------------------------------------------------------------------------------


def digits(text: str) -> str:
    """A CPR number as its ten figures."""
    return re.sub(r"\D", "", text)


def test_a_cpr_number_stands_only_where_a_form_demands_it(project: Project) -> None:
    owners = {digits(plan["borger"]["cpr"]): borger for borger, plan in project.plans.items()}
    wrong = []
    for file in project.files:
        for number in {digits(found) for found in re.findall(r"(?<![\w.])\d{6}[-\s.]?\d{4}(?![\w.])", file.everything)}:
            if not may_hold_cpr(project, file, owners.get(number)):
                wrong.append(f"{file.name}: {owners.get(number, 'nobody we know')}")
    assert not wrong, "\n".join(wrong)


def may_hold_cpr(project: Project, file: Made, owner: str | None) -> bool:
    """Orders hold their own citizen's number; annual lists those of the tilbud's own citizens."""
    if isinstance(file, Document):
        return file.kind in {"bestilling", "aendring"} and owner == file.borger
    return owner is not None and file.name.partition("--")[0] in {
        entry["id"] for entry in project.plans[owner]["tilbud"]
    }


def test_nobody_stands_in_another_citizens_documents(project: Project) -> None:
    wrong = []
    for document in project.documents:
        for borger, plan in project.plans.items():
            if borger != document.borger and one_line(plan["borger"]["navn"]) in one_line(document.everything):
                wrong.append(f"{document.name}: {borger}")
    assert not wrong, "\n".join(wrong)


def test_an_annual_list_names_its_own_citizens_and_no_others(project: Project) -> None:
    wrong = []
    for file in project.workbooks:
        tilbud, _, rest = file.name.removeprefix("aarshjul--").partition("--")
        tilbud = tilbud.removesuffix("-2027.xlsx")
        for borger, plan in project.plans.items():
            named = one_line(plan["borger"]["navn"]) in file.text
            of_tilbud = tilbud in {entry["id"] for entry in plan["tilbud"]}
            if tilbud == "planlaegning":
                advisers = {plan["rådgiver"], *values(plan, "tidligere_rådgivere.*.id")}
                of_tilbud = any(rest.startswith(adviser) for adviser in advisers)
            if named and (not of_tilbud or isinstance(plan.get("afsluttet"), dict)):
                wrong.append(f"{file.name}: {borger}")
    assert not wrong, "\n".join(wrong)


def test_every_citizen_stands_on_the_list_of_each_tilbud_with_wishes_and_remarks(project: Project) -> None:
    missing = []
    for borger, plan in project.plans.items():
        meetings = [one for one in plan.get("møder") or [] if one["år"] == project.settings["år"]]
        held = [one for one in meetings if not isinstance(one.get("aflyst"), dict)]
        wishes = [wish for one in held for key in ("ønske_til_sted", "bemærkninger") for wish in values(one, key)]
        shown = [plan["borger"]["navn"], forms(digits(plan["borger"]["cpr"]))[0], *wishes]
        for tilbud in tilbud_of_the_year(project, plan):
            text = " ".join(file.text for file in project.workbooks if file.name.startswith(f"{tilbud}--"))
            missing += [f"{tilbud}: {borger}: {value}" for value in shown if one_line(value) not in text]
    assert not missing, "\n".join(missing)


def tilbud_of_the_year(project: Project, plan: dict[str, Any]) -> list[str]:
    """The tilbud that support the citizen at some time in the year; none when the plan has ended."""
    if isinstance(plan.get("afsluttet"), dict):
        return []
    year = int(project.settings["år"])
    spans = [(entry["id"], next(values(entry, "fra"), ""), next(values(entry, "til"), "")) for entry in plan["tilbud"]]
    days = [(tilbud, date_of(first), date_of(last)) for tilbud, first, last in spans]
    return [tilbud for tilbud, first, last in days if (not first or first[0] <= year) and (not last or year <= last[0])]


def test_private_notes_are_nowhere(project: Project) -> None:
    wrong = []
    for document in project.documents:
        for path in NEVER:
            for value in values(project.plans[document.borger], path):
                wrong += [
                    f"{document.name}: {path}" for line in value.splitlines() if line.strip() and line in document.text
                ]
    assert not wrong, "\n".join(wrong)


def test_what_a_reader_must_not_see_is_not_in_the_file(project: Project) -> None:
    wrong = []
    for document in project.documents:
        for path in WITHHELD.get(document.kind, ()):
            for value in values(project.fields(document), path):
                # As a word of its own: a case number 007 is not the picture 1007.
                told = re.search(rf"(?<!\w){re.escape(one_line(value))}(?!\w)", one_line(document.everything))
                if told and not _is_on_a_letter_to_them(document, path):
                    wrong.append(f"{document.name}: {path}")
    assert not wrong, "\n".join(wrong)


def _is_on_a_letter_to_them(document: Document, path: str) -> bool:
    return path == "borger.adresse" and document.kind in {"datobrev", "indkaldelse", "raadgiverskift", "velkomstbrev"}


def test_a_protected_address_stands_only_on_the_citizens_own_letters(project: Project) -> None:
    protected = {
        borger: plan for borger, plan in project.plans.items() if plan["borger"].get("beskyttet_adresse") == "ja"
    }
    assert protected
    wrong = []
    for borger, plan in protected.items():
        address = without_commas(plan["borger"]["adresse"])
        for file in project.files:
            own = (
                isinstance(file, Document)
                and file.kind in {"datobrev", "indkaldelse", "raadgiverskift", "velkomstbrev"}
                and not file.whose
            )
            if address in without_commas(file.everything + file.text) and not (own and file.borger == borger):
                wrong.append(f"{file.name}: {borger}")
    assert not wrong, "\n".join(wrong)


def without_commas(text: str) -> str:
    """For comparing an address on one line with one on several."""
    return one_line(text.replace(",", " "))
