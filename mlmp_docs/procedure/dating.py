"""The date printed on a document, and what the plan records of its sending (product.md § 5)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mlmp_docs.plan.meeting import Sending
from mlmp_docs.procedure.limits import deadline_R6, deadline_R7, deadline_R37, local_deadline
from mlmp_docs.procedure.meetings import newest_held
from mlmp_docs.procedure.requirements import Occasion
from mlmp_docs.procedure.roles import is_internal
from mlmp_docs.procedure.workdays import last_working_day

Datering = Literal["brev", "møde", "plan", "ændring", "skift", "ingen"]
"""Where the printed date comes from: a letter's sending, the meeting, the last held meeting, the entry, the last day
of the earlier rådgiver; or none."""


@dataclass(frozen=True)
class Sent:
    """This letter's sending, and that of the letter it replaces."""

    this: Sending | None = None
    replaced: Sending | None = None


def sending(key: str, occasion: Occasion) -> Sending | None:
    """What the plan records of the document's sending; an agenda without a calendar entry went with the summons."""
    if occasion.møde is None:
        return None
    sendt = occasion.møde.sendt
    return {
        "datobrev": sendt.datobrev,
        "indkaldelse": sendt.indkaldelse,
        "dagsorden": sendt.kalender or sendt.indkaldelse,
        "referat": sendt.referat,
        "bestilling": sendt.bestilling.get(occasion.tilbud or ""),
    }.get(key)


def printed_date(
    datering: Datering, frist: str | None, occasion: Occasion, sent: Sent, brevdato: date | None
) -> date | None:
    """The date printed on a document. A letter: as sent, else `brevdato`, else the day to act on its deadline.

    A letter without a deadline, as the municipality's own are, has no date of its own.
    """
    if datering == "møde":
        return occasion.møde.dato if occasion.møde else None
    if datering == "plan":
        newest = newest_held(occasion.plan)
        return newest.dato if newest else None
    if datering == "ændring":
        return occasion.ændring.dato if occasion.ændring else None
    if datering == "skift":
        last = occasion.skift.til if occasion.skift else None
        # The letter is out before the new rådgiver begins.
        return brevdato or (last_working_day(last, occasion.opsætning.indstillinger.fridage) if last else None)
    return _letter_date(frist, occasion, sent, brevdato) if datering == "brev" else None


def _letter_date(frist: str | None, occasion: Occasion, sent: Sent, brevdato: date | None) -> date | None:
    if sent.this is not None:
        return sent.this.dato
    if brevdato is not None:
        return brevdato
    planned = _planned(frist, occasion)
    # A letter about a new time is never dated before the letter it replaces.
    return max(planned, sent.replaced.dato) if planned and sent.replaced else planned


def _planned(frist: str | None, occasion: Occasion) -> date | None:
    if frist is None or occasion.møde is None or occasion.møde.dato is None:
        return None
    dag, opsætning = occasion.møde.dato, occasion.opsætning
    if frist == "R6":
        # A2: external citizens have only the two months.
        nominal = deadline_R6(dag) if is_internal(occasion.plan, opsætning, dag) else deadline_R7(dag)
    elif frist == "R15":
        nominal = local_deadline(opsætning.frister.indkaldelse, dag)
    else:
        nominal = deadline_R37(dag)
    return last_working_day(nominal, opsætning.indstillinger.fridage)
