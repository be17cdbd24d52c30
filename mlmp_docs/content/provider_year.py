"""A tilbud's årshjul: the year of its own citizens for each kontaktperson, and no CPR number.

Meetings, preparation meetings and the days by which status is due, kept up to date all year (R5, R7, R10–R14, R37).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from pydantic import Field

from mlmp_docs.content.danish import NBSP, month_name, short_date, time_of_day
from mlmp_docs.content.drafts import without_cpr
from mlmp_docs.plan.alphabet import sort_key
from mlmp_docs.plan.dates import MÅNEDER
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.people import BorgersTilbud
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.procedure import preparation, roles
from mlmp_docs.procedure.deadlines import Deadline, deadlines
from mlmp_docs.procedure.lists import CitizenLike
from mlmp_docs.procedure.meetings import meetings_in
from mlmp_docs.procedure.protected_address import for_others, place_for_others

NOTE = (
    "Ved hver frist står den sidste arbejdsdag på eller før fristen. Uden mødedato er fristerne foreløbige og regnes "
    "fra den første i måneden. En streg: reglen gælder ikke."
)
NOBODY = "Ingen kontaktperson"
_NOT_YET = "ikke aftalt"


@dataclass(frozen=True)
class YearRow:
    """One meeting of one of the tilbud's citizens, or a citizen without a meeting that year."""

    borger: str
    """The citizen's id."""
    kontaktperson: str
    navn: str
    måned: int | None
    møde: Annotated[date | str, Field(union_mode="left_to_right")]
    kl: str
    sted: str
    forberedelsesmøde: str
    status: Annotated[date | str, Field(union_mode="left_to_right")]
    bestilling: Annotated[date | str, Field(union_mode="left_to_right")]
    rådgiver: str
    bemærkninger: str


Order = tuple[bool, tuple[str, str], date, tuple[str, str], str, str]
"""Kontaktperson, day, name, citizen and meeting; those without a kontaktperson last."""


@dataclass(frozen=True)
class YearEntry:
    """One row for a tilbud, and where it stands: all that an årshjul needs of a plan."""

    tilbud: str
    rådgiver: str
    order: Order
    row: YearRow


@dataclass(frozen=True)
class ProviderYear:
    """The årshjul of one tilbud and year."""

    tilbud: str
    år: int
    rådgivere: tuple[str, ...]
    """The ids of the rådgivere of its citizens."""
    rows: tuple[YearRow, ...]

    @property
    def møder_pr_måned(self) -> tuple[tuple[str, int], ...]:
        """The months with meetings, and how many."""
        count = Counter(row.måned for row in self.rows if row.måned)
        return tuple((MÅNEDER[number - 1], count[number]) for number in range(1, 13) if count[number])


def provider_years(
    citizens: Sequence[CitizenLike], opsætning: Opsætning, lister: Lister, år: int
) -> tuple[ProviderYear, ...]:
    """One årshjul for each tilbud with a citizen that year, in the order of mlmp.yaml."""
    found = (entry for citizen in citizens for entry in year_entries(citizen, opsætning, lister, år))
    return provider_years_of(found, opsætning, år)


def provider_years_of(entries: Iterable[YearEntry], opsætning: Opsætning, år: int) -> tuple[ProviderYear, ...]:
    """The årshjul that the entries of all citizens make."""
    found: dict[str, list[YearEntry]] = {tilbud: [] for tilbud in opsætning.tilbud}
    for entry in entries:
        found[entry.tilbud].append(entry)
    return tuple(
        ProviderYear(tilbud, år, tuple(sorted({entry.rådgiver for entry in own})), _rows(own))
        for tilbud, own in found.items()
        if own
    )


def year_entries(citizen: CitizenLike, opsætning: Opsætning, lister: Lister, år: int) -> tuple[YearEntry, ...]:
    """What one citizen adds to the årshjul of each tilbud that counts in the year.

    A tilbud has the meetings on whose day it supports the citizen, and nothing else of the plan.
    """
    if citizen.plan.afsluttet is not None:
        return ()
    plan = for_others(citizen.plan)
    meetings = meetings_in(plan, år)
    due = {møde.id: deadlines(plan, møde, opsætning, lister) for møde in meetings}
    found = []
    for tilbud in dict.fromkeys(each.id for each in plan.tilbud if roles.counts_in(each, år)):
        if tilbud not in opsætning.tilbud:
            continue
        own = [(møde, stay) for møde in meetings for stay in plan.tilbud_den(møde.rolledag) if stay.id == tilbud]
        for møde, stay in own:
            row = _row(citizen.id, plan, møde, stay, opsætning, due[møde.id])
            found.append(YearEntry(tilbud, plan.rådgiver_den(møde.rolledag), _order(row, møde), row))
        if not own:
            row = _without_meeting(citizen.id, plan, tilbud, opsætning, år)
            found.append(YearEntry(tilbud, plan.rådgiver, _order(row, None), row))
    return tuple(found)


def _rows(entries: list[YearEntry]) -> tuple[YearRow, ...]:
    """The rows in order; citizens of one name have their id behind it."""
    names = Counter({entry.row.borger: entry.row.navn for entry in entries}.values())
    rows = (entry.row for entry in sorted(entries, key=lambda entry: entry.order))
    return tuple(replace(row, navn=f"{row.navn} ({row.borger})") if names[row.navn] > 1 else row for row in rows)


def _order(row: YearRow, møde: Møde | None) -> Order:
    day = møde.rolledag if møde and møde.planlagt_måned else date.max
    nobody = row.kontaktperson == NOBODY
    return nobody, sort_key(row.kontaktperson), day, sort_key(row.navn), row.borger, møde.id if møde else ""


def _without_meeting(borger: str, plan: Plan, tilbud: str, opsætning: Opsætning, år: int) -> YearRow:
    stay = roles.stay(plan, tilbud, date(år, 1, 1))
    contact = _contact(opsætning, stay) if stay else NOBODY
    remark = f"Intet møde planlagt i {år}, mens tilbuddet støtter borgeren"
    return YearRow(
        borger, contact, _name(plan), None, "", "", "", "", "", "", _rådgiver(plan.rådgiver, opsætning), remark
    )


def _row(
    borger: str, plan: Plan, møde: Møde, stay: BorgersTilbud, opsætning: Opsætning, due: Sequence[Deadline]
) -> YearRow:
    own = [each for each in due if each.tilbud == stay.id]
    return YearRow(
        borger=borger,
        kontaktperson=_contact(opsætning, stay),
        navn=_name(plan),
        måned=møde.planlagt_måned,
        møde=møde.dato or (f"{month_name(møde.planlagt_måned)}, dag {_NOT_YET}" if møde.planlagt_måned else _NOT_YET),
        kl=time_of_day(møde.kl).removeprefix(f"kl.{NBSP}"),
        sted=without_cpr(place_for_others(plan, møde.sted or "")),
        forberedelsesmøde=_preparation(plan, møde, stay, opsætning, own),
        status=_day(own, "R14", "klar"),
        bestilling=_day(own, "R37", "sendt"),
        rådgiver=_rådgiver(plan.rådgiver_den(møde.rolledag), opsætning),
        bemærkninger=". ".join(_remarks(møde)),
    )


def _preparation(plan: Plan, møde: Møde, stay: BorgersTilbud, opsætning: Opsætning, own: Sequence[Deadline]) -> str:
    """The preparation meeting as the plan has it: held, planned, declined, or the day by which it must be held."""
    holds = preparation.responsible(plan, opsætning, møde.rolledag)
    if holds is None:
        return "–"
    if holds.id != stay.id:
        return f"holdes af {opsætning.tilbud[holds.id].navn}"
    known = møde.forberedelsesmøde
    if known is not None and known.afholdt:
        return f"holdt {short_date(known.dato)}".strip()
    if known is not None and known.svar is False:
        return "ønskes ikke"
    if known is not None and known.dato is not None:
        when = (short_date(known.dato), time_of_day(known.kl), known.sted or "")
        return without_cpr(", ".join(part for part in when if part))
    days = [each.handl_senest for each in own if each.regel == "R11" and not each.gjort]
    return f"senest {short_date(min(days))}" if days else ""


def _day(own: Sequence[Deadline], regel: str, opfyldt: str) -> date | str:
    found = next((each for each in own if each.regel == regel), None)
    if found is None:
        return "–"
    if not found.gjort:
        return found.handl_senest
    return f"{opfyldt} {short_date(found.opfyldt)}".strip()


def _remarks(møde: Møde) -> list[str]:
    remarks = [] if møde.slags == "borgerplansmøde" else [møde.slags.capitalize()]
    if møde.flyttet:
        remarks.append(f"Flyttet fra {month_name(møde.flyttet.fra)}")
    if møde.bemærkninger:
        remarks.append(without_cpr(møde.bemærkninger.strip().rstrip(".")))
    return remarks


def _contact(opsætning: Opsætning, stay: BorgersTilbud) -> str:
    person = roles.contact(opsætning, stay)
    return without_cpr(person.navn) if person else NOBODY


def _name(plan: Plan) -> str:
    return without_cpr(plan.borger.navn)


def _rådgiver(rådgiver: str, opsætning: Opsætning) -> str:
    known = opsætning.rådgivere.get(rådgiver)
    return known.navn if known else ""
