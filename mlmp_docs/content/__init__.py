"""What each document says: a plan and its settings as plain values ready to show. Knows no Word and no Excel."""

from dataclasses import replace
from importlib import import_module
from typing import Any

from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.procedure.documents import Wanted
from mlmp_docs.procedure.protected_address import for_others, record_for_others, settings_for_others
from mlmp_docs.procedure.recipients import shows_address
from mlmp_docs.remember import latest


def compose(wanted: Wanted, opsætning: Opsætning) -> dict[str, Any]:
    """The fields of one wanted document: the shared vocabulary and the document's own.

    Each document has a module of its own here, named as its key in the document table ("visuel-plan": visuel_plan);
    the municipality's own documents share one. A protected address is taken out of the plan before any of them sees
    it, but for the citizen's own letters.
    """
    name = "own_document" if wanted.document.eget else wanted.document.key.replace("-", "_")
    module = import_module(f"{__name__}.{name}")
    if not shows_address(wanted.plan, wanted.modtager):
        wanted, opsætning = _for_others(wanted, opsætning)
    fields: dict[str, Any] = module.compose(wanted, opsætning)
    return fields


def _for_others(wanted: Wanted, opsætning: Opsætning) -> tuple[Wanted, Opsætning]:
    """The same work on a plan without the protected address."""
    plan, opsætning = _without_address(wanted.plan, opsætning)
    # The plan's own record where there is one: documents about one meeting share what is composed of it.
    møde = next(
        (new for old, new in zip(wanted.plan.møder, plan.møder, strict=True) if old is wanted.møde),
        wanted.møde and record_for_others(wanted.plan, wanted.møde),
    )
    ændring = wanted.ændring and record_for_others(wanted.plan, wanted.ændring)
    return replace(wanted, plan=plan, møde=møde, ændring=ændring), opsætning


@latest
def _without_address(plan: Plan, opsætning: Opsætning) -> tuple[Plan, Opsætning]:
    return for_others(plan), settings_for_others(plan, opsætning)
