"""Page 1 of the visual plan: one page whenever everything fits at 14 points, else the long form; nothing is cut."""

import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from builders import opsætning, plan
from programs import convert, page_texts

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
