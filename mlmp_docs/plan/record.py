"""What all records of plan files and mlmp.yaml have in common."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Record(BaseModel):
    """A frozen record made once by the reader. Unknown keys are mistakes; a key without a value is not given."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def field(beskrivelse: str, default: Any = None, *, alias: str | None = None) -> Any:
    """An optional key with its Danish description, shown by the editor and in the list of template fields."""
    return Field(default, description=beskrivelse, alias=alias)


def required(beskrivelse: str) -> Any:
    """A key that must be there."""
    return Field(description=beskrivelse)


class ShortRecord(Record):
    """A record that may also be written as one text, which then is its first field."""

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return {next(iter(cls.model_fields)): value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": ["string", "number"]}, handler(core_schema)]}
