"""Small valid things to vary: plans and settings, made from YAML as a user would write them."""

from typing import Any

from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.reader import Reading, read_lists, read_plan, read_settings
from mlmp_docs.plan.settings import Lister, Opsætning

PLAN = """\
borger: {navn: Anna Lykke Jensen, cpr: 670761-4285}
rådgiver: mette-holm
tilbud:
  - id: bostedet-fjordglimt
"""
"""The least that is a plan."""

OPSÆTNING = """\
kommune: Randers Kommune
år: 2027
rådgivere:
  mette-holm: {navn: Mette Holm, telefon: 89 15 00 01, mail: mette.holm@example.dk}
  ole-aaby: {navn: Ole Aaby, telefon: 89 15 00 02, mail: ole.aaby@example.dk}
tilbud:
  bostedet-fjordglimt:
    navn: Bostedet Fjordglimt
    internt: ja
    afdelingsleder: {navn: Karin Friis, mail: karin.friis@example.dk}
    medarbejdere:
      jonas-bak: {navn: Jonas Bak, titel: pædagog, mail: jonas.bak@example.dk}
  vaerkstedet-aaen:
    navn: Værkstedet ved Åen
    afdelingsleder: {navn: Ole Damm, mail: ole.damm@example.dk}
skalaer:
  funktionsevne:
    bedst: lavest
    trin: {0: Ingen, 1: Let, 2: Moderat, 3: Svært, 4: Fuldstændig}
"""
"""Two rådgivere, an internal and an external tilbud, one scale."""


def plan(text: str = "", **changes: Any) -> Plan:
    """The least plan, with more YAML below it (`plan("møder: [{år: 2027, måned: maj}]")`).

    A key in `text` replaces the one of the least plan; `changes` are set on the record afterwards.
    """
    read = _valid(read_plan(_merged(PLAN, text).encode(), "citizens/anna.yaml"))
    return read.model_copy(update=changes)


def opsætning(text: str = "", **changes: Any) -> Opsætning:
    """The small settings, with more YAML below them."""
    read = _valid(read_settings(_merged(OPSÆTNING, text).encode(), "mlmp.yaml"))
    return read.model_copy(update=changes)


def lister(text: str) -> Lister:
    """What was sent, from the YAML of lister.yaml."""
    return _valid(read_lists(text.encode(), "lister.yaml"))


def _valid(reading: Reading[Any]) -> Any:
    assert reading.value is not None, "\n".join(str(told) for told in reading.diagnostics)
    return reading.value


def _merged(least: str, text: str) -> str:
    """The least text without the top keys that `text` has itself."""
    keys = {line.partition(":")[0] for line in text.splitlines() if line and not line[0].isspace() and ":" in line}
    kept: list[str] = []
    keep = True
    for line in least.splitlines():
        if not line[0].isspace():
            keep = line.partition(":")[0] not in keys
        if keep:
            kept.append(line)
    return "\n".join([*kept, text]) + "\n"
