"""The rådgiver's own planning list: every citizen of a year with every deadline, and no CPR number."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from pydantic import Field

from mlmp_docs.content.danish import NBSP, join_with_og, month_name, short_date, time_of_day
from mlmp_docs.plan.alphabet import sort_key
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.procedure.deadlines import Deadline, deadlines
from mlmp_docs.procedure.lists import CitizenLike
from mlmp_docs.procedure.meetings import meetings_in
from mlmp_docs.procedure.protected_address import place_for_others


@dataclass(frozen=True)
class Rule:
    """A column of deadlines: the rule, its heading, and the word before the day on which it was met."""

    regel: str
    overskrift: str
    opfyldt: str
    mangler: str = ""
    """What still is missing, when some tilbud have met the rule and others not."""

    også: tuple[str, ...] = ()
    """Rules that lead to this one and share its column."""

    ønskes_ikke: str = ""
    """What stands there when those rules were met, and this one is not asked for."""


RULES = (
    Rule("R1", "R1 Årsliste sendt", "sendt"),
    Rule("R6", "R6 Dato kendt af borgeren (vejledende)", "sendt"),
    Rule("R7", "R7 Dato og tid aftalt", "aftalt"),
    Rule(
        "R11",
        "R5, R10–R12 Forberedelsesmøde (vejledende)",
        "holdt",
        også=("R5", "R10", "R12"),
        ønskes_ikke="ønskes ikke",
    ),
    Rule("R14", "R14 Status klar", "klar", "R14: statusbeskrivelse mangler fra"),
    Rule("R15", "R15 Indkaldelse sendt (lokal frist)", "sendt"),
    Rule("R34", "R34 Referat sendt (lokal frist)", "sendt"),
    Rule("R37", "R37 Bestilling modtaget", "sendt", "R37: bestilling mangler til"),
    Rule("R38", "R38 Delmål sat (lokal frist)", "sat"),
)
_COLUMN = {regel: rule.regel for rule in RULES for regel in (rule.regel, *rule.også)}
"""The rule in whose column each rule stands."""
_R6 = [rule.regel for rule in RULES].index("R6")
NOTE = (
    "Ved hver frist står den dag, der senest skal handles: den sidste arbejdsdag på eller før fristen. "
    "Foreløbige frister regnes fra den første i måneden, til mødet har en dato. En streg: reglen gælder ikke."
)


@dataclass(frozen=True)
class PlanningRow:
    """One meeting, or one citizen without a meeting that year."""

    borger: str
    """The citizen's id."""
    måned: int | None
    navn: str
    tilbud: str
    dato: date | None
    kl: str
    sted: str
    frister: str
    """endelige | foreløbige; empty without deadlines"""
    dage: tuple[Annotated[date | str, Field(union_mode="left_to_right")], ...]
    """One for each of `RULES`: the day to act, or in words that it was met or does not apply."""
    bemærkninger: str

    @property
    def tight_january(self) -> bool:
        """A meeting in January whose day is still to be told: R6 falls a few days after the list (R1)."""
        return self.måned == 1 and self.dato is None and isinstance(self.dage[_R6], date)


@dataclass(frozen=True)
class PlanningList:
    """All citizens of one rådgiver and year."""

    rådgiver: str
    år: int
    tilbud: tuple[str, ...]
    """The ids of the tilbud that its citizens have."""
    rows: tuple[PlanningRow, ...]


Order = tuple[int, tuple[str, str], str, date, str]
"""Month, name as it is sorted, citizen, day and meeting."""


@dataclass(frozen=True)
class PlanningEntry:
    """One row for a rådgiver, and where it stands: all that a planning list needs of a plan."""

    rådgiver: str
    tilbud: tuple[str, ...]
    order: Order
    row: PlanningRow


def planning_lists(
    citizens: Sequence[CitizenLike], opsætning: Opsætning, lister: Lister, år: int
) -> tuple[PlanningList, ...]:
    """One list for each rådgiver with a citizen that year, in the order of mlmp.yaml.

    The rows are by month and name. A citizen stands with the rådgiver who has the case on the meeting's day; a
    meeting that was called off and an ended plan are left out.
    """
    found = (entry for citizen in citizens for entry in planning_entries(citizen, opsætning, lister, år))
    return planning_lists_of(found, opsætning, år)


def planning_entries(citizen: CitizenLike, opsætning: Opsætning, lister: Lister, år: int) -> tuple[PlanningEntry, ...]:
    """What one citizen adds to the planning lists of the year."""
    plan, found = citizen.plan, []
    for møde in () if plan.afsluttet else meetings_in(plan, år) or (None,):
        rådgiver = plan.rådgiver_den(møde.rolledag) if møde else plan.rådgiver
        if rådgiver in opsætning.rådgivere:
            tilbud = tuple(entry.id for entry in plan.tilbud_den(_roleday(møde, år)))
            row = _row(citizen, møde, år, opsætning, lister)
            found.append(PlanningEntry(rådgiver, tilbud, _order(citizen, møde), row))
    return tuple(found)


def planning_lists_of(entries: Iterable[PlanningEntry], opsætning: Opsætning, år: int) -> tuple[PlanningList, ...]:
    """The planning lists that the entries of all citizens make."""
    found: dict[str, list[PlanningEntry]] = {rådgiver: [] for rådgiver in opsætning.rådgivere}
    for entry in entries:
        found[entry.rådgiver].append(entry)
    return tuple(
        PlanningList(rådgiver, år, tuple(sorted({id_ for entry in own for id_ in entry.tilbud})), _rows(own))
        for rådgiver, own in found.items()
        if own
    )


def _roleday(møde: Møde | None, år: int) -> date:
    return møde.rolledag if møde else date(år, 1, 1)


def _rows(entries: list[PlanningEntry]) -> tuple[PlanningRow, ...]:
    """The rows in order; citizens of one name have their id behind it."""
    names = Counter({entry.row.borger: entry.row.navn for entry in entries}.values())
    rows = (entry.row for entry in sorted(entries, key=lambda entry: entry.order))
    return tuple(replace(row, navn=f"{row.navn} ({row.borger})") if names[row.navn] > 1 else row for row in rows)


def _order(citizen: CitizenLike, møde: Møde | None) -> Order:
    month = møde.planlagt_måned if møde else None
    day = møde.rolledag if møde else date.max
    return month or 13, sort_key(citizen.plan.borger.navn), citizen.id, day, møde.id if møde else ""


def _row(citizen: CitizenLike, møde: Møde | None, år: int, opsætning: Opsætning, lister: Lister) -> PlanningRow:
    plan = citizen.plan
    navn = plan.borger.navn
    tilbud = join_with_og(opsætning.tilbud[entry.id].navn for entry in plan.tilbud_den(_roleday(møde, år)))
    if møde is None:
        remark = f"Intet møde planlagt i {år}"
        return PlanningRow(citizen.id, None, navn, tilbud, None, "", "", "", ("",) * len(RULES), remark)
    found = deadlines(plan, møde, opsætning, lister)
    by_rule: dict[str, list[Deadline]] = {rule.regel: [] for rule in RULES}
    for deadline in found:
        if deadline.regel in _COLUMN:
            by_rule[_COLUMN[deadline.regel]].append(deadline)
    provisional = any(deadline.foreløbig for deadline in found)
    return PlanningRow(
        borger=citizen.id,
        måned=møde.planlagt_måned,
        navn=navn,
        tilbud=tilbud,
        dato=møde.dato,
        kl=time_of_day(møde.kl).removeprefix(f"kl.{NBSP}"),
        sted=place_for_others(plan, møde.sted or ""),
        frister="foreløbige" if provisional else "endelige" if found else "",
        dage=tuple(_day(rule, by_rule[rule.regel]) if found else "" for rule in RULES),
        bemærkninger=". ".join(_remarks(møde, by_rule, opsætning)),
    )


def _day(rule: Rule, found: list[Deadline]) -> date | str:
    if not found:
        return "–"
    open_ones = [deadline.handl_senest for deadline in found if not deadline.gjort]
    if open_ones:
        return min(open_ones)
    own = [deadline for deadline in found if deadline.regel == rule.regel]
    if not own:
        return rule.ønskes_ikke
    days = [deadline.opfyldt for deadline in own if deadline.opfyldt]
    return f"{rule.opfyldt} {short_date(max(days))}" if days else rule.opfyldt


def _remarks(møde: Møde, by_rule: dict[str, list[Deadline]], opsætning: Opsætning) -> list[str]:
    remarks = [] if møde.slags == "borgerplansmøde" else [møde.slags.capitalize()]
    if not møde.planlagt_måned:
        remarks.append("Mødet har hverken måned eller dato")
    if møde.flyttet:
        remarks.append(f"Flyttet fra {month_name(møde.flyttet.fra)}")
    for rule in RULES:
        found = by_rule[rule.regel]
        missing = [deadline.tilbud for deadline in found if not deadline.gjort and deadline.tilbud]
        if rule.mangler and 0 < len(missing) < len(found):
            remarks.append(f"{rule.mangler} {join_with_og(opsætning.tilbud[each].navn for each in missing)}")
    return remarks
