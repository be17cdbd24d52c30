"""The JSON Schemas that editors use: fresh, complete, in Danish, and of one mind with the reader."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from jsonschema import Draft7Validator

from mlmp_docs.plan.reader import read_plan, read_settings
from mlmp_docs.plan.schema import schemas

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data"
PLANS = [DATA / "anna.yaml", *sorted((ROOT / "citizens").glob("*.yaml"))]
SETTINGS = [DATA / "mlmp.yaml", ROOT / "mlmp.yaml"]


class Core(yaml.SafeLoader):
    """YAML 1.2 core types, as VS Code reads them: no dates, no ja or nej, no octal, no sexagesimal numbers."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
Core.add_implicit_resolver("core:int", re.compile(r"[-+]?[0-9]+$"), list("-+0123456789"))
Core.add_implicit_resolver(
    "core:float", re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"), list("-+.0123456789")
)
Core.add_constructor("core:int", lambda loader, node: int(node.value))
Core.add_constructor("core:float", lambda loader, node: float(node.value))


def _as_json(text: str) -> Any:
    return json.loads(json.dumps(yaml.load(text, Loader=Core)))


@cache
def _schema(file: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(schemas()[file])
    return schema


def _complaints(file: str, text: str) -> list[str]:
    errors = Draft7Validator(_schema(file)).iter_errors(_as_json(text))
    return [f"{list(error.absolute_path)}: {error.validator}" for error in errors]


@pytest.mark.parametrize("file", ["plan.schema.json", "mlmp.schema.json"])
def test_the_committed_schema_is_fresh(file: str) -> None:
    assert (ROOT / file).read_text(encoding="utf-8") == schemas()[file]


@pytest.mark.parametrize("file", ["plan.schema.json", "mlmp.schema.json"])
def test_the_schema_is_a_schema(file: str) -> None:
    Draft7Validator.check_schema(json.loads(schemas()[file]))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.name)
def test_plans_are_accepted(path: Path) -> None:
    assert _complaints("plan.schema.json", path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SETTINGS, ids=lambda path: path.parent.name)
def test_settings_are_accepted(path: Path) -> None:
    assert _complaints("mlmp.schema.json", path.read_text(encoding="utf-8")) == []


LEAST = "borger: {navn: Anna, cpr: 670761-4285}\nrådgiver: mette-holm\ntilbud: [{id: fjordglimt}]\n"


@pytest.mark.parametrize(
    "more",
    [
        "sagsnummer: 27",
        "sagsnummer: 0.5",
        "noter: true",
        "sagsnummer:",
        "mål: ~",
        "afsluttet: null",
        'møder: [{år: "2027"}]',
        "møder: [{år: 2027, kl: 10.30}]",
        "møder: [{år: 2027, kl: 10:30, måned: 5}]",
        "møder: [{år: 2027, statusbeskrivelse: {fjordglimt: }}]",
        "møder: [{år: 2027, sendt: {datobrev: 2027-02-15}}]",
        "handleplan: {ønskes: ja, støttebehov: 2}",
        "handleplan: {ønskes: true, særlige_forhold: }",
        "mål: [{borgermål: 7, udførere: alle, status: }]",
        "mål: [{borgermål: Spise, undertema: Spise, udførere: [fjordglimt]}]",
    ],
)
def test_reader_and_schema_accept(more: str) -> None:
    assert _complaints("plan.schema.json", LEAST + more) == []
    assert read_plan((LEAST + more).encode(), "plan.yaml").diagnostics == ()


@pytest.mark.parametrize(
    "more",
    [
        "sagsnumer: 27",
        "mål: [{borgrmål: Spise}]",
        "mål: [{}]",
        "mål: Spise",
        "møder: [{år: 1827}]",
        "møder: [{år: nitten}]",
        "møder: [{år: 2027, måned: mai}]",
        "handleplan: {ønskes: måske}",
        "handleplan: {støttebehov: 5}",
        "handleplan: [formål]",
        "noter: [husk]",
        "noter: {husk: mælk}",
        "mål: [{borgermål: Spise, status: snart}]",
    ],
)
def test_reader_and_schema_refuse(more: str) -> None:
    assert _complaints("plan.schema.json", LEAST + more) != []
    assert read_plan((LEAST + more).encode(), "plan.yaml").value is None


def test_a_plan_without_what_it_needs_is_refused() -> None:
    assert len(_complaints("plan.schema.json", "borger: {navn: Anna}\ntilbud: []\n")) == 3


def test_settings_with_an_unknown_key_are_refused() -> None:
    text = (DATA / "mlmp.yaml").read_text(encoding="utf-8") + "\nkomune: Randers\n"
    assert len(_complaints("mlmp.schema.json", text)) == 1
    assert read_settings(text.encode(), "mlmp.yaml").value is None


def _properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict):
            yield from schema["properties"].items()
        for below in schema.values():
            yield from _properties(below)
    elif isinstance(schema, list):
        for below in schema:
            yield from _properties(below)


@pytest.mark.parametrize("file", ["plan.schema.json", "mlmp.schema.json"])
def test_every_key_has_a_description(file: str) -> None:
    assert [key for key, schema in _properties(json.loads(schemas()[file])) if not schema.get("description")] == []


def test_vs_code_uses_the_schemas_and_utf8() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {"./plan.schema.json": "citizens/*.yaml", "./mlmp.schema.json": "mlmp.yaml"}
    assert settings["files.encoding"] == "utf8"


@pytest.mark.parametrize("path", [*sorted((ROOT / "citizens").glob("*.yaml"))], ids=lambda path: path.name)
def test_every_sample_names_its_schema(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../plan.schema.json\n")
