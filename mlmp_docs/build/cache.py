"""What earlier runs found out, kept in output/.mlmp/ to save time. May be deleted at any moment.

It says what a plan file with certain bytes asks for, never what a person did with a document: that is read from the
document. Its file is for the owner only, as the documents are; one that is damaged, or made from other settings or by
another program, is ignored.
"""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pydantic
from pydantic import TypeAdapter, ValidationError

import mlmp_docs
from mlmp_docs import store
from mlmp_docs.build.gist import Gist
from mlmp_docs.diagnostic import Diagnostic
from mlmp_docs.project import LISTS, SETTINGS, file_content


@dataclass(frozen=True)
class Kept:
    """A plan's gist, and the fingerprint of each of its documents that a run has composed, by path."""

    gist: Gist
    kilder: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cache:
    """What is known of the plans, by file. `key` stands for everything else that it depends on."""

    key: str
    plans: dict[str, Kept] = field(default_factory=dict)


def key(root: Path, år: int, brevdato: date | None) -> str:
    """Hash of all that a gist depends on besides the plan: settings, sent lists, year and program."""
    found = hashlib.sha256(f"{år} {brevdato} {_program()}".encode())
    for name in (SETTINGS, LISTS):
        content = file_content(root, name)
        found.update(b"\0-" if isinstance(content, Diagnostic) else b"\0" + hashlib.sha256(content).digest())
    return found.hexdigest()


def read(output: Path, key: str, år: int) -> Mapping[str, Kept]:
    """What an earlier run kept under the same key; nothing when there is no such thing."""
    try:
        content = _place(output, år).read_bytes()
        found = TypeAdapter(Cache).validate_json(content) if content.startswith(_beginning(key)) else None
    except (OSError, ValidationError, RecursionError):
        return {}
    return found.plans if found else {}


def write(output: Path, key: str, år: int, plans: Mapping[str, Kept]) -> None:
    """Keep it for the next run. That it cannot be kept is no trouble."""
    content = TypeAdapter(Cache).dump_json(Cache(key, dict(sorted(plans.items()))))
    with suppress(store.SaveError):
        store.save(content, _place(output, år), output)


def _place(output: Path, år: int) -> Path:
    return output / store.CACHE / f"planer-{år}.json"


def _beginning(key: str) -> bytes:
    return b'{"key":"' + key.encode() + b'"'


def _program() -> str:
    """Hash of the program's own code and of the libraries behind it."""
    found = hashlib.sha256(mlmp_docs.__version__.encode())
    package = Path(mlmp_docs.__file__).parent
    for file in sorted(package.rglob("*.py")):
        found.update(file.relative_to(package).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    # The folders that pip leaves tell the versions of all libraries, a hundred times faster than asking for them.
    for installed in sorted(path.name for path in Path(pydantic.__file__).parent.parent.glob("*.dist-info")):
        found.update(installed.encode() + b"\0")
    return found.hexdigest()
