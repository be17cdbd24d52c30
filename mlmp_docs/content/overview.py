"""One citizen's year for the page `overblik.html`: meetings, deadlines, what is missing, texts to copy.

Nothing here depends on the day, so that it can be kept; no CPR number, and no place that is protected.
"""

from dataclasses import dataclass

from mlmp_docs.content.case_texts import CaseText, case_texts
from mlmp_docs.content.danish import month_name, time_of_day
from mlmp_docs.diagnostic import Place
from mlmp_docs.plan.alphabet import sort_key
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.settings import Lister, Opsætning
from mlmp_docs.plan.source import Source
from mlmp_docs.procedure.duties import MeetingDuties, meeting_duties
from mlmp_docs.procedure.gaps import Gap, gaps
from mlmp_docs.procedure.meetings import date_notice_is_outdated, held, told_otherwise
from mlmp_docs.procedure.protected_address import place_for_others


@dataclass(frozen=True)
class MeetingOverview:
    """A meeting of the year."""

    frister: MeetingDuties
    kl: str
    sted: str
    holdt: bool
    ønskes_ikke: bool
    """The citizen said no to a preparation meeting."""

    bemærkninger: tuple[str, ...]


@dataclass(frozen=True)
class GapOverview:
    """Something missing, and where to mend it; no place for what mlmp.yaml lacks."""

    mangel: Gap
    sted: Place | None


@dataclass(frozen=True)
class CitizenOverview:
    """One citizen's year."""

    id: str
    navn: str
    rådgiver: str
    tilbud: tuple[str, ...]
    """Where the case is at the end of the plan: for what is about no meeting."""

    møder: tuple[MeetingOverview, ...]
    næste_år: tuple[MeetingDuties, ...]
    """Next year's meetings, whose list is made this year (R1)."""

    mangler: tuple[GapOverview, ...]
    tekster: tuple[CaseText, ...]

    @property
    def initialer(self) -> str:
        """'A.L.J.' for Anna Lykke Jensen."""
        return initials(self.navn)

    @property
    def orden(self) -> tuple[tuple[str, str], str]:
        """Where the citizen stands among others."""
        return sort_key(self.navn), self.id


def initials(navn: str) -> str:
    """The first letter of each word of a name, and nothing else of it."""
    letters = (next((sign for sign in word if sign.isalpha()), "") for word in navn.replace("-", " ").split())
    return "".join(f"{letter.upper()}." for letter in letters if letter)


def citizen_overview(
    borger: str, plan: Plan, source: Source, opsætning: Opsætning, lister: Lister, år: int
) -> CitizenOverview | None:
    """The citizen's year; None for a plan that has ended."""
    if plan.afsluttet is not None:
        return None
    every = meeting_duties(borger, plan, opsætning, lister)
    by_id = {møde.id: møde for møde in plan.møder}
    return CitizenOverview(
        id=borger,
        navn=plan.borger.navn,
        rådgiver=plan.rådgiver,
        tilbud=tuple(dict.fromkeys(each.id for each in plan.tilbud if each.til is None)),
        møder=tuple(_meeting(plan, by_id[each.møde], each) for each in every if each.år == år),
        næste_år=tuple(each for each in every if each.år == år + 1),
        mangler=tuple(
            GapOverview(gap, None if gap.rådgiver else source.place(*gap.sti))
            for gap in gaps(borger, plan, opsætning, år)
        ),
        tekster=case_texts(borger, plan, opsætning, år),
    )


def _meeting(plan: Plan, møde: Møde, frister: MeetingDuties) -> MeetingOverview:
    before = møde.forberedelsesmøde
    remarks = [] if møde.slags == "borgerplansmøde" else [møde.slags.capitalize()]
    if møde.flyttet:
        remarks.append(f"Flyttet fra {month_name(møde.flyttet.fra)}")
    if told_otherwise(møde.sendt.indkaldelse, møde):
        remarks.append("Ændret efter indkaldelsen: brev om den nye tid mangler")
    if date_notice_is_outdated(møde):
        remarks.append("Ændret efter datobrevet: brev om den nye tid mangler")
    return MeetingOverview(
        frister=frister,
        kl=time_of_day(møde.kl),
        sted=place_for_others(plan, møde.sted or ""),
        holdt=held(plan, møde),
        ønskes_ikke=before is not None and before.svar is False and not before.afholdt,
        bemærkninger=tuple(remarks),
    )
