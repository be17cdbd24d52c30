"""What each document says: a plan and its settings as plain values ready to show. Knows no Word and no Excel."""

from importlib import import_module
from typing import Any

from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.documents import Wanted


def compose(wanted: Wanted, opsætning: Opsætning) -> dict[str, Any]:
    """The fields of one wanted document: the shared vocabulary and the document's own.

    Each document has a module of its own here, named as its key in the document table ("visuel-plan": visuel_plan);
    the municipality's own documents share one.
    """
    name = "own_document" if wanted.document.eget else wanted.document.key.replace("-", "_")
    module = import_module(f"{__name__}.{name}")
    fields: dict[str, Any] = module.compose(wanted, opsætning)
    return fields
