"""Page 1 of the visual plan: one page whenever everything fits at 14 points, else the long form; nothing is cut."""

import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from builders import opsætning, plan
from programs import convert, page_texts

from mlmp_docs.build.stretch import stretched
from mlmp_docs.content import compose, page_one
from mlmp_docs.procedure.documents import wanted
from mlmp_docs.word.design.__main__ import TEMPLATES
from mlmp_docs.word.template import Template

WORDS = (
    "jeg vil gerne bestemme selv hvornår står op og spise morgenmad sammen med mine venner fra værkstedet på søndag "
    "når der er ro aftensmad fødselsdage musik i høretelefoner at ringe til mor Skagen Karen-Margrethe svømmehallen "
    "støttekontaktperson arbejdsmarkedsuddannelsescenteret bus 13"
)
CARDS = {"drøm": "håb_og_drømme", "vigtigt": "vigtigt_for_mig", "kan": "det_kan_jeg", "støtte": "god_støtte"}


def _sentence(random: Random, most: int) -> str:
    words = [random.choice(WORDS.split()) for _ in range(random.randint(1, most))]
    return " ".join(words).capitalize()


def _listed(texts: list[str]) -> str:
    return "[" + ", ".join(f'"{text}"' for text in texts) + "]"


def _plan_text(random: Random) -> str:
    """A plan with anything from nothing to far too much on page 1."""
    much = random.choice((3, 5, 8, 20))
    most = random.choice((2, 3, 4, 7))
    own = [
        f"  {key}: {_listed([_sentence(random, much) for _ in range(random.randint(0, most))])}"
        for key in CARDS.values()
    ]
    source = random.choice(("", "", "  kilde: Medarbejder alene"))
    goals = [
        f'  - {{borgermål: "{_sentence(random, much)}", status: {random.choice(("i gang", "opnået"))}}}'
        for _ in range(random.randint(0, most))
    ]
    people = [
        f'  - {{navn: "{_name(random)}", relation: "{random.choice(("mor", "ven fra værkstedet", "bror og nabo"))}"}}'
        for _ in range(random.randint(0, most))
    ]
    name = " ".join(_name(random) for _ in range(random.randint(1, 3)))
    place = f', dato: 2027-05-12, kl: 10:00-11:30, sted: "{_sentence(random, 12)}"' if random.random() < 0.6 else ""
    parts = [f'borger: {{navn: "{name}", cpr: 670761-4285}}']
    parts += ["min_plan:", *own, source, "mål:" if goals else "", *goals, "netværk:" if people else "", *people]
    parts += [f"møder: [{{år: 2027, måned: maj{place}}}]", ""]
    return "\n".join(part for part in parts if part) + "\n"


def _name(random: Random) -> str:
    return random.choice(
        ("Anna", "Bo", "Lis", "Åse-Lill Østergaard", "Bartholomæus Østergaard-Christoffersen", "Max Ø.")
    )


def _fields(text: str) -> dict[str, Any]:
    settings = opsætning()
    one = next(each for each in wanted("anna", plan(text), settings, 2027) if each.document.key == "visuel-plan")
    return compose(one, settings)


def _own_words(**cards: list[str]) -> str:
    return "min_plan:\n" + "".join(f"  {CARDS[card]}: {_listed(texts)}\n" for card, texts in cards.items())


def _sizes(fields: dict[str, Any]) -> dict[str, int]:
    return {card: kort["skrift"] for card, kort in fields["kort"].items()}


def test_a_plan_with_little_to_say_is_set_in_the_largest_letters() -> None:
    fields = _fields(_own_words(drøm=["En hund"], kan=["Svømme"]))
    assert fields["side_1"]["form"] == "lige"
    assert _sizes(fields) == {"drøm": 20, "vigtigt": 18, "kan": 18, "mål": 18, "støtte": 18, "hjælper": 16}


def test_an_empty_plan_has_room_for_the_invitations_and_lines_to_write_on() -> None:
    assert _fields("")["side_1"]["form"] == "lige"


def test_with_more_to_say_letters_get_smaller_and_then_rows_take_only_what_they_need() -> None:
    forms = []
    for count in range(1, 12):
        fields = _fields(_own_words(vigtigt=["At der er ro om morgenen"] * count))
        forms.append((fields["side_1"]["form"], _sizes(fields)["vigtigt"]))
    sizes = [size for form, size in forms if form != "lang"]
    assert sizes == sorted(sizes, reverse=True)
    assert {18, 16} <= set(sizes)
    assert forms[-1][0] == "lang"


def test_many_helpers_get_smaller_letters_before_the_citizens_words_do() -> None:
    people = "netværk: [" + ", ".join(["{navn: Ib Hansen, relation: onkel}"] * 4) + "]\n"
    fields = _fields(people + _own_words(drøm=["En hund"]))
    assert _sizes(fields)["hjælper"] == 14
    assert _sizes(fields)["støtte"] == 18


def test_hopes_are_a_little_larger_than_the_rest_where_there_is_room() -> None:
    fields = _fields(_own_words(drøm=["Et hus"], kan=["Jeg er god til at lave mad"] * 5))
    assert _sizes(fields)["drøm"] == _sizes(fields)["kan"] + 2


@pytest.mark.parametrize(
    ("name", "sizes"),
    [
        ("Anna Lykke Jensen", (34, 24)),
        ("Bartholomæus Kristian Østergaard-Christoffersen", (34, 18)),
        ("Bartholomæus Kristian Østergaard-Christoffersen Mikkelsen af Fjordglimt", (30, 18)),
    ],
)
def test_a_long_name_gets_smaller_letters_and_a_longer_one_two_lines(name: str, sizes: tuple[int, int]) -> None:
    page = _fields(f'borger: {{navn: "{name}", cpr: 670761-4285}}\n')["side_1"]
    assert (page["titel"], page["navn"]) == sizes


def test_headings_with_a_name_are_smaller_where_that_keeps_them_on_one_line() -> None:
    about = "min_plan: {håb_og_drømme: [at være med], kilde: Medarbejder alene}\n"
    sizes = {}
    for name in ("Bo", "Esther", "Bartholomæus-Christoffer"):
        citizen = f'borger: {{navn: "{name} Ø", kaldenavn: {name}, cpr: 670761-4285}}\n'
        sizes[name] = _fields(citizen + about)["side_1"]["overskrift"]
    assert sizes == {"Bo": 18, "Esther": 16, "Bartholomæus-Christoffer": 18}


def test_the_long_form_keeps_every_entry_in_its_order() -> None:
    random = Random(8)
    for _ in range(40):
        fields = _fields(_plan_text(random))
        for pair in page_one.PAIRS:
            rows = fields["side_1"]["_".join(pair)]
            assert rows
            for card in pair:
                shown = [entry for row in rows for entry in row[card]]
                wordings = [entry if isinstance(entry, str) else entry["ordlyd"] for entry in shown]
                said = page_one.entries(fields, card)
                assert wordings == [entry if isinstance(entry, str) else entry["ordlyd"] for entry in said]


def test_the_plan_says_whose_words_stand_on_page_1_or_on_the_first_pages() -> None:
    assert "Ordene på side 1 er mine egne." in _fields(_own_words(drøm=["En hund"]))["om_planen"]
    assert "Ordene på de første sider er mine egne." in _fields(_own_words(drøm=["En stor hund"] * 30))["om_planen"]


def test_the_longest_preview_is_set_for_its_own_length() -> None:
    fields = stretched(
        _fields(_own_words(drøm=["Jeg vil gerne bo i min egen lejlighed"], kan=["Jeg kan lave mad selv"]))
    )
    assert fields["side_1"]["form"] == "lang"


@pytest.mark.soffice
def test_the_short_form_is_exactly_one_page_and_nothing_is_cut(tmp_path: Path) -> None:
    template = Template.open(TEMPLATES["visuel-plan.docx"](), "visuel-plan.docx")
    random = Random(4)
    made = []
    for number in range(60):
        fields = _fields(_plan_text(random))
        file = tmp_path / f"{number}.docx"
        file.write_bytes(template.render(fields, titel=fields["titel"], forfatter="Rådgiver", memory={}))
        made.append((file, fields))
    forms = [fields["side_1"]["form"] for _, fields in made]
    assert set(forms) == {"lige", "tæt", "lang"}
    for pdf, (_, fields) in zip(convert((file for file, _ in made), "pdf", tmp_path), made, strict=True):
        pages = page_texts(pdf)
        here = [number for number, page in enumerate(pages) if "Næste møde" in page]
        assert len(here) == 1
        if fields["side_1"]["form"] != "lang":
            assert here == [0], (pdf.name, fields["side_1"]["form"])
        said = " ".join("".join(pages[: here[0] + 1]).split())
        for card in fields["kort"]:
            for entry in page_one.entries(fields, card):
                words = entry if isinstance(entry, str) else entry["ordlyd" if card == "mål" else "navn"]
                # A word too wide for its line is broken, and then not found in a page that is read line by line.
                assert all(word in said for word in re.split(r"[\s-]", words) if len(word) < 18)
