"""The properties of a finished Word file: title, role of the author, language, and the file's memory. Nothing else."""

from collections.abc import Mapping
from html import escape
from typing import Final

from mlmp_docs.word.ooxml import LANGUAGE

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CUSTOM_HEAD: Final = (
    f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
)
_PROPERTY: Final = '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="'
"""Microsoft's number for properties the user has named."""

_PREFIX: Final = "mlmp-"

APP: Final = (
    _HEAD + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>mlmp-docs</Application></Properties>"
).encode()


def core(titel: str, forfatter: str) -> bytes:
    """`docProps/core.xml`. No times: they would make every run differ, and tell when somebody worked."""
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_escaped(titel)}</dc:title><dc:creator>{_escaped(forfatter)}</dc:creator>"
        f"<dc:language>{LANGUAGE}</dc:language></cp:coreProperties>"
    ).encode()


def custom(memory: Mapping[str, str]) -> bytes:
    """`docProps/custom.xml` with the memory of the file, whose names all begin with `mlmp-`."""
    if foreign := [name for name in memory if not name.startswith(_PREFIX)]:
        raise ValueError(f"memory names begin with {_PREFIX}: {foreign}")
    entries = [
        f'{_PROPERTY}{number}" name="{escape(name)}"><vt:lpwstr>{_escaped(memory[name])}</vt:lpwstr></property>'
        for number, name in enumerate(sorted(memory), 2)  # 0 and 1 are reserved
    ]
    return f"{_CUSTOM_HEAD}{''.join(entries)}</Properties>".encode()


def _escaped(text: str) -> str:
    return escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text
