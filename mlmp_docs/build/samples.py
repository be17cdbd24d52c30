"""The fullest and the emptiest content that each built-in template can be given, to try templates on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from mlmp_docs import builtin, content
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.reader import read_plan, read_settings
from mlmp_docs.plan.settings import Modtager, Opsætning
from mlmp_docs.procedure.documents import wanted

EMPTIEST_PLAN = """\
borger: {navn: Bo, cpr: 610101-0008}
rådgiver: r
tidligere_rådgivere: [{id: q, til: 2027-01-02}]
tilbud: [{id: t, ydelser: [{navn: Støtte}]}]
handleplan: {ønskes: ja, formål: F}
mål: [{id: m, borgermål: M, undertema: Lave mad, måltype: udvikle}]
ændringer: [{dato: 2027-01-01, hvad: H, bestilling_til: [t]}]
møder:
  - år: 2027
    dato: 2027-05-12
    kl: 10:00
    sted: S
"""
"""As little as lets every document be made."""
EMPTIEST_MINUTES = """\
    referat: {til_stede: [Bo], punkter: [{punkt: P, beslutning: B}], næste_møde: {måned: maj}}
"""
EMPTIEST_SETTINGS = """\
kommune: K
år: 2027
rådgivere: {r: {navn: R, telefon: "1"}, q: {navn: Q}}
tilbud: {t: {navn: T, internt: ja}}
"""
ROLES = get_args(Modtager)
SHEETS = ("standard", "billeder", "observation")


@dataclass(frozen=True)
class Sample:
    """Fields of one document; `fullest` tells which of the two extremes."""

    document: str
    template: str
    fields: Mapping[str, Any]
    fullest: bool


@cache
def samples() -> tuple[Sample, ...]:
    """Both extremes for every built-in template."""
    found: dict[tuple[str, bool], Sample] = {}
    for plan, opsætning, år, fullest in _plans():
        for one in wanted("eksempel", plan, opsætning, år):
            found.setdefault(
                (one.skabelon, fullest),
                Sample(one.document.key, one.skabelon, content.compose(one, opsætning), fullest),
            )
    return tuple(found.values())


def own_samples(opsætning: Opsætning) -> tuple[Sample, ...]:
    """Both extremes for the template of each of the municipality's own documents, with nothing withheld."""
    own = {key: eget.model_copy(update={"modtagere": ()}) for key, eget in opsætning.dokumenter.items()}
    to_all = {key: eget.model_copy(update={"modtagere": ROLES}) for key, eget in own.items()}
    found: dict[tuple[str, bool], Sample] = {}
    for plan, settings, år, fullest in _plans() if own else ():
        declared = settings.model_copy(update={"dokumenter": own})
        for one in wanted("eksempel", plan, declared, år):
            if one.document.eget:
                fields = content.compose(one, settings.model_copy(update={"dokumenter": to_all}))
                sample = Sample(one.document.key, one.skabelon, fields, fullest)
                found.setdefault((one.document.key, fullest), sample)
    return tuple(found.values())


def _plans() -> Iterator[tuple[Plan, Opsætning, int, bool]]:
    starter = builtin.starter()
    full = read_plan((starter / "citizens" / "anna.yaml").read_bytes(), "anna.yaml").value
    full_settings = read_settings((starter / "mlmp.yaml").read_bytes(), "mlmp.yaml").value
    empty_settings = read_settings(EMPTIEST_SETTINGS.encode(), "mlmp.yaml").value
    assert full and full_settings and empty_settings
    for minutes in (EMPTIEST_MINUTES, ""):
        empty = read_plan((EMPTIEST_PLAN + minutes).encode(), "plan.yaml").value
        assert empty
        for sheet in SHEETS:
            yield _with_sheet(empty, sheet), empty_settings, 2027, False
    without_minutes = tuple(møde.model_copy(update={"referat": None}) for møde in full.møder)
    changes = (ændring.dato for ændring in full.ændringer)
    handovers = (tidligere.til for tidligere in full.tidligere_rådgivere)
    years = sorted({full_settings.år, *(day.year for day in (*changes, *handovers))}, reverse=True)
    for plan in (full, full.model_copy(update={"møder": without_minutes})):
        for sheet in SHEETS:
            for år in years:
                yield _with_sheet(plan, sheet), full_settings, år, True


def _with_sheet(plan: Plan, sheet: str) -> Plan:
    return plan.model_copy(update={"borger": plan.borger.model_copy(update={"forberedelsesark": sheet})})
