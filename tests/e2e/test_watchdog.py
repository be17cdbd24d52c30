"""Templates that never finish, or take all memory, end in a message and not in a machine that stands still."""

import sys
from time import monotonic

import pytest
from word_files import docx

from mlmp_docs.word.mistake import TemplateError
from mlmp_docs.word.template import Template
from mlmp_docs.word.watchdog import Watchdog

LOOPS = "".join(f"{{% for a{n} in range(1000) %}}" for n in range(4)) + "x" + "{% endfor %}" * 4
LONG = "{% for a in range(1000) %}{% for b in range(1000) %}{{ lang }}{% endfor %}{% endfor %}"


def rendered(content: bytes, fields: dict[str, object]) -> bytes:
    template = Template.open(content, "brev.docx")
    return template.render(fields, titel="Brev", forfatter="Rådgiver", memory={})


def refused(watchdog: Watchdog, text: str, **fields: object) -> str:
    with pytest.raises(TemplateError) as error:
        watchdog.run("brev.docx", rendered, docx(text), fields)
    return str(error.value)


def test_work_comes_back_as_if_it_was_done_here() -> None:
    with Watchdog() as watchdog:
        assert watchdog.run("brev.docx", rendered, docx("{{ a }}"), {"a": "b"}) == rendered(docx("{{ a }}"), {"a": "b"})
        assert refused(watchdog, "{% if a %}").startswith("brev.docx: S021: brødtekst, afsnit 1: {% if a %}: ")


def test_endless_loops_are_ended_and_the_next_template_is_tried() -> None:
    begun = monotonic()
    with Watchdog(seconds=1) as watchdog:
        assert refused(watchdog, LOOPS) == (
            "brev.docx: S040: Skabelonen er ikke færdig på 1 sekunder. Se efter løkker inde i løkker."
        )
        assert watchdog.run("brev.docx", rendered, docx("{{ a }}"), {"a": "b"})
    assert monotonic() - begun < 10


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process within its memory")
def test_huge_texts_are_ended_before_they_take_the_machine() -> None:
    with Watchdog(seconds=60, memory=512 * 1024**2) as watchdog:
        told = refused(watchdog, LONG, lang="x" * 3000)
    assert told == (
        "brev.docx: S040: Skabelonen bruger over 0.5 GB hukommelse. "
        "Se efter løkker inde i løkker og meget lange tekster."
    )
