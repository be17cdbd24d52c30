"""The rådgiver's own planning list: every citizen of a year with every deadline, and no CPR number."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mlmp_docs.content.danish import NBSP, join_with_og, month_name, short_date, time_of_day
from mlmp_docs.plan.alphabet import sort_key
from mlmp_docs.plan.model import Møde
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.procedure.deadlines import Deadline, deadlines
from mlmp_docs.procedure.lists import CitizenLike
from mlmp_docs.procedure.meetings import meetings_in


@dataclass(frozen=True)
class Rule:
    """A column of deadlines: the rule, its heading, and the word before the day on which it was met."""

    regel: str
    overskrift: str
    opfyldt: str
    mangler: str = ""
    """What still is missing, when some tilbud have met the rule and others not."""


RULES = (
    Rule("R1", "R1 Årsliste sendt", "sendt"),
    Rule("R6", "R6 Dato kendt af borgeren (vejledende)", "sendt"),
    Rule("R7", "R7 Dato og tid aftalt", "aftalt"),
    Rule("R14", "R14 Status klar", "klar", "R14: statusbeskrivelse mangler fra"),
    Rule("R15", "R15 Indkaldelse sendt (lokal frist)", "sendt"),
    Rule("R34", "R34 Referat sendt (lokal frist)", "sendt"),
    Rule("R37", "R37 Bestilling modtaget", "sendt", "R37: bestilling mangler til"),
)
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
    dage: tuple[date | str, ...]
    """One for each of `RULES`: the day to act, or in words that it was met or does not apply."""
    bemærkninger: str


@dataclass(frozen=True)
class PlanningList:
    """All citizens of one rådgiver and year."""

    rådgiver: str
    år: int
    tilbud: tuple[str, ...]
    """The ids of the tilbud that its citizens have."""
    rows: tuple[PlanningRow, ...]


def planning_lists(
    citizens: Sequence[CitizenLike], opsætning: Opsætning, lister: Lister, år: int
) -> tuple[PlanningList, ...]:
    """One list for each rådgiver with a citizen that year, in the order of mlmp.yaml.

    The rows are by month and name. A citizen stands with the rådgiver who has the case on the meeting's day; a
    meeting that was called off and an ended plan are left out.
    """
    entries: dict[str, list[Entry]] = {rådgiver: [] for rådgiver in opsætning.rådgivere}
    for citizen in citizens:
        plan = citizen.plan
        for møde in () if plan.afsluttet else meetings_in(plan, år) or (None,):
            rådgiver = plan.rådgiver_den(møde.rolledag) if møde else plan.rådgiver
            if rådgiver in entries:
                entries[rådgiver].append((citizen, møde))
    return tuple(
        PlanningList(rådgiver, år, _tilbud(found, år), _rows(found, år, opsætning, lister))
        for rådgiver, found in entries.items()
        if found
    )


Entry = tuple[CitizenLike, Møde | None]


def _roleday(møde: Møde | None, år: int) -> date:
    return møde.rolledag if møde else date(år, 1, 1)


def _tilbud(entries: list[Entry], år: int) -> tuple[str, ...]:
    return tuple(sorted({t.id for citizen, møde in entries for t in citizen.plan.tilbud_den(_roleday(møde, år))}))


def _rows(entries: list[Entry], år: int, opsætning: Opsætning, lister: Lister) -> tuple[PlanningRow, ...]:
    names = Counter({citizen.id: citizen.plan.borger.navn for citizen, _ in entries}.values())
    return tuple(
        _row(citizen, møde, names[citizen.plan.borger.navn] > 1, år, opsætning, lister)
        for citizen, møde in sorted(entries, key=_order)
    )


def _order(entry: Entry) -> tuple[int, tuple[str, str], str, date, str]:
    citizen, møde = entry
    month = møde.planlagt_måned if møde else None
    day = møde.rolledag if møde else date.max
    return month or 13, sort_key(citizen.plan.borger.navn), citizen.id, day, møde.id if møde else ""


def _row(
    citizen: CitizenLike, møde: Møde | None, name_is_shared: bool, år: int, opsætning: Opsætning, lister: Lister
) -> PlanningRow:
    plan = citizen.plan
    navn = f"{plan.borger.navn} ({citizen.id})" if name_is_shared else plan.borger.navn
    tilbud = join_with_og(opsætning.tilbud[entry.id].navn for entry in plan.tilbud_den(_roleday(møde, år)))
    if møde is None:
        remark = f"Intet møde planlagt i {år}"
        return PlanningRow(citizen.id, None, navn, tilbud, None, "", "", "", ("",) * len(RULES), remark)
    found = deadlines(plan, møde, opsætning, lister)
    by_rule = {rule.regel: [deadline for deadline in found if deadline.regel == rule.regel] for rule in RULES}
    provisional = any(deadline.foreløbig for deadline in found)
    return PlanningRow(
        borger=citizen.id,
        måned=møde.planlagt_måned,
        navn=navn,
        tilbud=tilbud,
        dato=møde.dato,
        kl=time_of_day(møde.kl).removeprefix(f"kl.{NBSP}"),
        sted=møde.sted or "",
        frister="foreløbige" if provisional else "endelige" if found else "",
        dage=tuple(_day(rule, by_rule[rule.regel]) if found else "" for rule in RULES),
        bemærkninger=". ".join(_remarks(møde, by_rule, opsætning)),
    )


def _day(rule: Rule, found: list[Deadline]) -> date | str:
    if not found:
        return "–"
    open_ones = [deadline.handl_senest for deadline in found if deadline.opfyldt is None]
    if open_ones:
        return min(open_ones)
    return f"{rule.opfyldt} {short_date(max(deadline.opfyldt for deadline in found if deadline.opfyldt))}"


def _remarks(møde: Møde, by_rule: dict[str, list[Deadline]], opsætning: Opsætning) -> list[str]:
    remarks = [] if møde.slags == "borgerplansmøde" else [møde.slags.capitalize()]
    if not møde.planlagt_måned:
        remarks.append("Mødet har hverken måned eller dato")
    if møde.flyttet:
        remarks.append(f"Flyttet fra {month_name(møde.flyttet.fra)}")
    for rule in RULES:
        found = by_rule[rule.regel]
        missing = [deadline.tilbud for deadline in found if deadline.opfyldt is None and deadline.tilbud]
        if rule.mangler and 0 < len(missing) < len(found):
            remarks.append(f"{rule.mangler} {join_with_og(opsætning.tilbud[each].navn for each in missing)}")
    return remarks
