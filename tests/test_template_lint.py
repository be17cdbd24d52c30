"""Mistakes in the tags of a template, as its author reads them."""

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import docx, render

from mlmp_docs.codes import CODES
from mlmp_docs.diagnostic import Level
from mlmp_docs.word.lint import template_mistakes
from mlmp_docs.word.mistake import TemplateError
from mlmp_docs.word.structure import faults

KNOWN = {
    "borger": {"navn": "Anna", "adresse": "Å 1", "cpr_ok": True},
    "mål": [{"borgermål": "Cykle", "nummer": 1, "delmål": [{"tekst": "a", "frist": ""}]}],
    "aftaler": [],
    "møde": {"dato": "12. maj", "sted": {"navn": "x", "lokale": "2"}},
}


def told(*paragraphs: str, table: tuple[tuple[str, ...], ...] = ()) -> str:
    return "\n".join(map(str, template_mistakes(docx(*paragraphs, table=table), KNOWN)))


def test_a_right_template_has_no_mistakes():
    assert not told(
        "{{ borger.navn }} {{ borger['adresse'] }} {{ møde.sted.lokale|default('–') }}",
        "{%p for m in mål %}",
        "{{ loop.index }} {{ m.borgermål }} {% for d in m.delmål if d.frist %}{{ d.tekst }}{% endfor %}",
        "{%p endfor %}",
        "{% set første = mål|first %}{{ første.nummer }}{{ mål[0].nummer }}{{ (mål|sort(attribute='nummer'))|length }}",
        "{% for a in aftaler %}{{ a.hvad_som_helst }}{% endfor %}{% if borger.cpr_ok %}x{% endif %}",
        "{% if ukendt is defined %}x{% endif %}{% for i in range(3) %}{{ i }}{% endfor %}",
        "{% for række in mål|batch(2) %}{% for m in række %}{{ m.nummer }}{% endfor %}{% endfor %}",
        table=(("{%tr for m in mål %}", ""), ("{{ m.nummer }}", "{{ m.borgermål }}"), ("{%tr endfor %}", "")),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ borgr.navn }}", "S022: {}: Feltet `borgr` kendes ikke. Mente du `borger`?"),
        ("{{ borger.adrese }}", "S022: {}: Feltet `borger.adrese` kendes ikke. Mente du `borger.adresse`?"),
        ("{{ møde.sted.lokal }}", "S022: {}: Feltet `møde.sted.lokal` kendes ikke. Mente du `møde.sted.lokale`?"),
        ("{{ Borger.navn }}", "S022: {}: Feltet `Borger` kendes ikke. Mente du `borger`?"),
        ("{{ xyzzy }}", "S022: {}: Feltet `xyzzy` kendes ikke."),
        ("{{ borger.navn.fornavn }}", "S022: {}: `borger.navn` har ikke felter under sig."),
        ("{{ mål.nummer }}", "S022: {}: `mål` er en liste. Gå den igennem med `for`."),
        (
            "{{ loop.index }}",
            "S038: {}: `loop` findes kun inde i en løkke. Flyt mærket ind mellem `for` og `endfor`.",
        ),
        ("{{ mål }}", "S028: {}: Mærket giver flere felter, ikke én tekst. Skriv et felt, der er en tekst."),
        ("{{ borger.cpr_ok }}", "S028: {}: Mærket giver ja eller nej. Skriv et felt, der er en tekst."),
        ("{{ borger.navn|uper }}", "S023: {}: Filteret `uper` kendes ikke. Mente du `upper`?"),
        ("{{ borger.navn. }}", "S020: {}: Mærket kan ikke læses. Se efter, om der mangler et tegn."),
        ("{% endif %}", "S021: {}: Der er ingen `if` før mærket. Slet det ene."),
        ("{% if borger.navn %}", "S021: {}: Mærket bliver ikke lukket. Sæt `endif` ind, hvor det slutter."),
        ("{%p for m in mål %}", "S021: {}: Mærket bliver ikke lukket. Sæt `endfor` ind, hvor det slutter."),
        (
            "{%tr set x = 'y' %}",
            "S026: {}: Mærket står uden for en tabel. Skriv {{%p … %}} eller {{% set x = 'y' %}}.",
        ),
    ],
)
def test_a_mistake_is_told_with_tag_place_and_remedy(text: str, message: str):
    code, rest = message.split(": ", 1)
    assert told("Kære", text) == f"{code}: brødtekst, afsnit 2: {rest.format(text, **{'': ''})}".replace("{}", text)


def test_several_mistakes_are_told_at_once_and_in_order():
    assert told("{{ a.b }} {{ borger.nvn }}", "{% if c %}{% for x in mål %}{{ x.numer }}{% endfor %}{% endif %}") == (
        dedent("""\
        S022: brødtekst, afsnit 1: {{ a.b }}: Feltet `a` kendes ikke.
        S022: brødtekst, afsnit 1: {{ borger.nvn }}: Feltet `borger.nvn` kendes ikke. Mente du `borger.navn`?
        S022: brødtekst, afsnit 2: {% if c %}: Feltet `c` kendes ikke.
        S022: brødtekst, afsnit 2: {{ x.numer }}: Feltet `x.numer` kendes ikke. Mente du `x.nummer`?""")
    )


def test_tags_that_cross_are_both_quoted():
    assert told("{% for m in mål %}", "{% if m.nummer %}", "{% endfor %}", "{% endif %}").splitlines()[0] == (
        "S021: brødtekst, afsnit 3: {% endfor %}: Mærket lukker på tværs af {% if m.nummer %} "
        "(brødtekst, afsnit 2). Luk først med `endif`."
    )


def test_a_place_in_a_table_is_told_by_row_and_cell():
    table = (("a", "b"), ("c", "{{ borger.nvn }}"))
    assert told(table=table).startswith("S022: tabel 1, række 2, celle 2: {{ borger.nvn }}: ")


def test_two_row_tags_in_one_row_are_told():
    assert told(table=(("{%tr for m in mål %}", "{%tr endfor %}"),)) == (
        "S027: tabel 1, række 1, celle 2: {%tr endfor %}: {%tr for m in mål %} tager allerede hele rækken. "
        "Sæt dem i hver sin række."
    )


@pytest.mark.parametrize("text", ["Kære { navn }", "Kære {borger.navn}", "{ { borger.navn } }", "{ % if x % }"])
def test_what_only_looks_like_a_field_is_a_warning(text: str):
    (mistake,) = template_mistakes(docx(text), KNOWN)
    assert (mistake.code, mistake.level) == ("S025", Level.ADVARSEL)


def test_text_that_a_paragraph_tag_swallows_is_a_warning():
    (mistake,) = template_mistakes(docx("Mål: {%p if borger.navn %}", "x", "{%p endif %}"), KNOWN)
    assert (mistake.code, mistake.level, mistake.where) == ("S036", Level.ADVARSEL, "brødtekst, afsnit 1")


def test_a_loop_over_a_text_is_told():
    assert told("{% for x in borger.navn %}{{ x }}{% endfor %}").startswith("S037: ")


def test_a_tag_left_open_is_told():
    assert "S0" in told("Kære {{ borger.navn")
    assert "S0" in told("Kære borger.navn }}")
    assert "S0" in told("{% if borger.navn")


def test_a_loop_that_begins_outside_a_table_and_ends_in_it_is_told():
    assert told("{% for m in mål %}x", table=(("{% endfor %}", "b"),)).startswith(
        "S031: tabel 1, række 1, celle 1: {% endfor %}: Mærket står ikke samme slags sted som {% for m in mål %}. "
    )
    assert told("{%p if borger.navn %}", "x{% else %}", "{%p endif %}").startswith(
        "S031: brødtekst, afsnit 2: {% else %}"
    )


def test_a_condition_may_begin_in_one_run_or_paragraph_and_end_in_another():
    assert not told("{% if borger.navn %}et", "to{% endif %}")


def test_mistakes_of_all_kinds_are_told_together():
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>gammel sag</w:t></w:r></w:p>"
    content = docx("{% if borger.navn %}", "{ navn }", xml=hidden, footer="{{ borger.nvn }}")
    found = {mistake.code: mistake.where for mistake in template_mistakes(content, KNOWN)}
    assert found == {
        "S017": "brødtekst, afsnit 3",
        "S021": "brødtekst, afsnit 1",
        "S022": "sidefod, afsnit 1",
        "S025": "brødtekst, afsnit 2",
    }


def test_a_file_that_is_no_word_file_is_told_here_too():
    assert [mistake.code for mistake in template_mistakes(b"", KNOWN)] == ["S001"]
    assert [mistake.code for mistake in template_mistakes(docx("x")[:3000], KNOWN)] == ["S006"]


_PIECES = st.sampled_from(
    [
        *("tekst", "{{ borger.navn }}", "{{ møde.dato|upper }}", "{{ x }}", "{{ d.tekst }}", "{{ mål|length }}"),
        *(
            "{% for m in mål %}",
            "{%p for m in mål %}",
            "{%tr for m in mål %}",
            "{%tc for m in mål %}",
            "{{ m.nummer }}",
        ),
        *(
            "{% for d in m.delmål %}",
            "{% endfor %}",
            "{%p endfor %}",
            "{%tr endfor %}",
            "{%tc endfor %}",
            "{%- endfor -%}",
        ),
        *("{% if borger.navn %}", "{%p if aftaler %}", "{% else %}", "{%p else %}", "{% endif %}", "{%p endif %}"),
        *(
            "{%tr endif %}",
            "{%tr if mål %}",
            "{{",
            "}}",
            "{%",
            "%}",
            "{# note",
            "#}",
            "{",
            "\n",
            "{{r x }}",
            "{{p x }}",
        ),
        *("{% vm %}", "{% hm %}", "{% colspan 2 %}", "{% cellbg 'FF0000' %}", "{% set x = 'y' %}", "{%r if mål %}"),
    ]
)
_TEXTS = st.lists(_PIECES, max_size=3).map("".join)


@settings(max_examples=200, deadline=None)
@given(st.lists(_TEXTS, max_size=5), st.lists(st.tuples(_TEXTS, _TEXTS), max_size=3))
def test_any_template_is_either_told_about_or_gives_a_right_file(texts: list[str], table: list[tuple[str, str]]):
    content = docx(*texts, table=table)
    told = template_mistakes(content, KNOWN)
    assert all(mistake.code in CODES for mistake in told)
    is_right = not any(mistake.level is Level.FEJL for mistake in told)
    for fields in (KNOWN, {**KNOWN, "mål": []}, {**KNOWN, "mål": KNOWN["mål"] * 2}):
        try:
            made = render(content, **fields)
        except TemplateError as error:
            assert error.mistakes
            assert not is_right, error
        else:
            assert [fault for fault in faults(made) if "columns in a grid" not in fault] == []
