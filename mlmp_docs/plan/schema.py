"""JSON Schema of plan files and mlmp.yaml, so that an editor completes keys and words and underlines mistakes.

`python -m mlmp_docs.plan.schema` writes both files into the current folder. The schema sees a file as VS Code does,
where an unquoted telephone or case number is a number, so text fields take numbers too.
"""

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.record import Record
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.plan.vum import MÅL_UNDERTEMAER, MÅLGRUPPER

_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
DRAFT = "http://json-schema.org/draft-07/schema#"
_FILES: dict[str, tuple[type[Record], str, str]] = {
    "plan.schema.json": (Plan, "Plan", "Én borgers plan, en fil i citizens/"),
    "mlmp.schema.json": (Opsætning, "mlmp.yaml", "Alt, hvad flere planer deler"),
}
_OFFERED: dict[tuple[str, str], dict[str, Any]] = {
    ("Maal", "undertema"): {"enum": list(MÅL_UNDERTEMAER)},
    ("Maal", "øvrige_undertemaer"): {"type": "array", "items": {"enum": list(MÅL_UNDERTEMAER)}},
    ("Handleplan", "målgrupper"): {
        "type": "array",
        "items": {"anyOf": [{"enum": [målgruppe.navn for målgruppe in MÅLGRUPPER]}, {"type": "string"}]},
    },
}
"""Fields whose words stand in the official lists rather than in the record."""


class _Generator(GenerateJsonSchema):
    """Leaves defaults out: some are records of ours, which JSON cannot hold, and an editor would type them in."""

    def normalize_name(self, name: str) -> str:
        """The name of a record in ASCII, as references want it: Mål is Maal."""
        return super().normalize_name(name.translate(_ASCII))

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def schemas() -> dict[str, str]:
    """The text of each schema file, by file name."""
    return {
        file: json.dumps(_schema(record, title, description), ensure_ascii=False, indent=2) + "\n"
        for file, (record, title, description) in _FILES.items()
    }


def _schema(record: type[Record], title: str, description: str) -> dict[str, Any]:
    made = record.model_json_schema(ref_template="#/definitions/{model}", schema_generator=_Generator)
    definitions = {name: _definition(name, schema) for name, schema in sorted(made.pop("$defs").items())}
    top = _object(record.__name__, made)
    return {"$schema": DRAFT, **top, "title": title, "description": description, "definitions": definitions}


def _definition(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in schema:
        return {"anyOf": [_object(name, option) for option in schema["anyOf"]]}
    return _object(name, schema)


def _object(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a record: Danish descriptions only, and optional keys may be left empty."""
    if schema.get("type") != "object":
        return _plain(schema)
    needed = schema.get("required", [])
    properties = {
        key: _property({**value, **_OFFERED.get((name, key), {})}, key in needed)
        for key, value in schema["properties"].items()
    }
    made = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**made, "required": needed} if needed else made


def _property(schema: dict[str, Any], needed: bool) -> dict[str, Any]:
    description = schema.pop("description", "")
    made = _plain(schema)
    if not needed:
        made = _or_empty(made)
    elif "$ref" in made:
        made = {"allOf": [made]}  # Draft 7 ignores what stands beside a $ref.
    return {"description": description, **made} if description else made


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema without what pydantic says in English, and with numbers that may also be quoted."""
    made = {key: value for key, value in schema.items() if key not in ("title", "propertyNames")}
    if "enum" in made:
        made.pop("type", None)  # An empty value is allowed too, and it is no string.
    if made.get("type") == "integer":
        made |= {"type": ["integer", "string"], "pattern": "^-?[0-9]+$"}
    if "items" in made:
        made["items"] = _plain(made["items"])
    if isinstance(made.get("additionalProperties"), dict):
        made["additionalProperties"] = _or_empty(_plain(made["additionalProperties"]))
    if "anyOf" in made:
        made["anyOf"] = [_plain(option) for option in made["anyOf"]]
    return made


def _or_empty(schema: dict[str, Any]) -> dict[str, Any]:
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "anyOf" in schema:
        *others, last = [option for option in schema["anyOf"] if option != {"type": "null"}]
        rest = {key: value for key, value in schema.items() if key != "anyOf"}
        return rest | ({"anyOf": [*others, last, {"type": "null"}]} if others else _or_empty(last))
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*types, "null"]}


def write(folder: Path) -> None:
    """Write both schema files into a folder."""
    for file, text in schemas().items():
        (folder / file).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path())
