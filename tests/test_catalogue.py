"""Every field that a template may use has a meaning, and every meaning a field."""

import pytest

from mlmp_docs import builtin
from mlmp_docs.build.field_list import field_lists, merged
from mlmp_docs.build.samples import own_samples, samples
from mlmp_docs.content.catalogue import Shape, derived_paths, meaning
from mlmp_docs.content.catalogue_documents import DOCUMENTS as OWN_FIELDS
from mlmp_docs.content.catalogue_documents import own_fields, shape_of
from mlmp_docs.content.catalogue_shared import GOAL, VOCABULARY
from mlmp_docs.plan.reader import read_settings
from mlmp_docs.procedure.documents import table

SETTINGS = read_settings((builtin.starter() / "mlmp.yaml").read_bytes(), "mlmp.yaml").value
assert SETTINGS
DOCUMENTS = {document.key: document for document in table(SETTINGS)}
EVERY = (*samples(), *own_samples(SETTINGS))


def paths(value: object, before: str = "") -> set[str]:
    """The path of every field below a value, lists without brackets."""
    if isinstance(value, dict):
        found = {f"{before}{key}" for key in value}
        return found.union(*(paths(below, f"{before}{key}.") for key, below in value.items()))
    if isinstance(value, list):
        return set().union(*(paths(below, before) for below in value))
    return set()


@pytest.mark.parametrize("key", DOCUMENTS)
def test_every_field_of_a_document_has_a_meaning(key: str) -> None:
    shape = shape_of(DOCUMENTS[key])
    found = set().union(*(paths(sample.fields) for sample in EVERY if sample.document == key))
    assert {path for path in found if not meaning(path, shape)} == set()


def test_every_shared_meaning_has_a_field() -> None:
    there = paths(merged(sample.fields for sample in EVERY))
    assert set(derived_paths(Shape(derived=VOCABULARY))) - there == set()


@pytest.mark.parametrize("key", DOCUMENTS)
def test_every_meaning_of_a_document_has_a_field(key: str) -> None:
    there = paths(merged(sample.fields for sample in EVERY if sample.document == key))
    declared = set(derived_paths(Shape(derived=own_fields(DOCUMENTS[key]))))
    assert declared - there == set()
    assert set(OWN_FIELDS) <= set(DOCUMENTS)


def test_a_key_of_the_plan_brings_its_own_description() -> None:
    goals = Shape(derived={"mål": ("Alle mål", GOAL)})
    assert meaning("mål[].borgermål", goals) == "Målet i borgerens ord"
    assert meaning("mål[].frist_kort", goals) == "Målets frist (kort dato)"
    assert (
        meaning("mål[].nu.enig_tekst", goals)
        == "Om borgeren er enig i den faglige score (som tekst: ja, nej eller tom)"
    )
    assert meaning("mål[].nu.faglig.kort", goals) == "Trin og korte ord, fx 2 Moderat"
    for unknown in ("mål[].borgrmål", "mål[].borgermål.x", "mål[].borgermål_kort", "x"):
        assert meaning(unknown, goals) is None


def test_a_field_is_listed_as_its_author_writes_it() -> None:
    shared = {field.path: field for field in field_lists(SETTINGS)[0].fields}
    told = {path: (shared[path].tag, shared[path].kind, shared[path].sample) for path in shared}
    assert told["borger.navn"] == ("{{ borger.navn }}", "tekst", "Anna Lykke Jensen")
    assert told["internt"] == ("{% if internt %} … {% endif %}", "ja/nej", "ja")
    assert told["mål"] == ("{% for m in mål %} … {% endfor %}", "liste", "")
    assert told["mål[].nummer"] == ("{{ m.nummer }}", "tal", "1")
    assert told["mål[].delmål"] == ("{% for d in m.delmål %} … {% endfor %}", "liste", "")
    assert told["mål[].delmål[].tekst"][0] == "{{ d.tekst }}"
    assert told["mål[].nu"] == ("", "post", "")


def test_what_a_document_never_shows_is_told() -> None:
    lists = {found.document: found for found in field_lists(SETTINGS)}
    assert "borger.cpr" in lists["indkaldelse"].withheld
    assert "borger.cpr" not in lists["bestilling"].withheld
